"""One contract for every grid: a file and an open program answer alike and change alike."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from sn_excel.model.edits import (
    AddSheet,
    Cell,
    DefineName,
    DropSheet,
    Edit,
    Formula,
    Look,
    Mark,
    PrintTexts,
    Recache,
    RowHeights,
    Unmark,
    Write,
)
from sn_excel.model.errors import RefusedEditError
from sn_excel.model.findings import Severity
from sn_excel.model.grid import Ability, Grid
from sn_excel.model.sheets import Fault
from sn_excel.schema import looks
from tests.hosts.desktop.grids import saved


def test_a_sheet_reads_as_exact_numbers_texts_truth_values_and_formulas(grid: Grid) -> None:
    page = grid.read("771")
    assert grid.document == "aldreomsorg.xlsx"
    assert grid.sheets() == ("771", "Anteckningar")
    assert page.cells[4, 2] == 1000
    assert page.cells[5, 2] == Decimal("-1085.25")
    assert page.cells[7, 3] == "771"
    assert page.cells[7, 4] is True
    assert page.formulas[3, 2] == "SUM(B4:B5)"
    assert page.formulas[3, 4] == "C3-B3"
    assert (6, 1) not in page.cells


def test_what_lies_beside_the_values_is_known(grid: Grid) -> None:
    page = grid.read("771")
    assert page.merged == ((1, 1, 1, 5),)
    assert page.noted == {(5, 5)}
    assert page.formats[7, 5] == "0.0%"
    assert (4, 2) not in page.formats
    assert grid.names()["Block"].replace("'", "").replace("$", "") == "771!A3:E5"
    assert Ability.FORMULAS | Ability.NOTES | Ability.RULES in grid.abilities


def test_a_block_is_written_and_what_is_left_out_is_left_alone(grid: Grid) -> None:
    block = ((Cell(900), None, Cell(Formula("C4-B4", 185))), (Cell(Decimal("0.5")), None, Cell("sagt")))
    grid.apply([Write("771", (4, 2), block)])
    page = grid.read("771")
    assert (page.cells[4, 2], page.cells[5, 2], page.cells[5, 4]) == (900, Decimal("0.5"), "sagt")
    assert page.formulas[4, 4] == "C4-B4"
    assert (page.cells[4, 3], page.cells[5, 3], page.cells[4, 5]) == (1085, -1085, 2605)
    assert (5, 4) not in page.formulas


def test_text_stays_text_whatever_it_looks_like(grid: Grid) -> None:
    texts = ("=1+1", "12 300", "0042", "SANT", "Maj 2024", "-5", "771 Äldreomsorg", "7,5 %")
    grid.apply([Write("Anteckningar", (3, 2), tuple((Cell(text),) for text in texts))])
    page = grid.read("Anteckningar")
    assert tuple(page.cells[3 + down, 2] for down in range(len(texts))) == texts
    assert not page.formulas


def test_a_cell_can_be_emptied(grid: Grid) -> None:
    grid.apply([Write("771", (4, 5), ((Cell(None),),))])
    assert (4, 5) not in grid.read("771").cells


def test_a_mark_brings_a_note_but_never_instead_of_a_persons(grid: Grid) -> None:
    before = grid.read("771")
    grid.apply([Mark("771", (4, 5), Severity.ERROR, "SN301 fel"), Mark("771", (5, 5), Severity.WARNING, "orsak")])
    marked = grid.read("771")
    assert marked.noted == {(4, 5), (5, 5)}
    assert marked.cells == before.cells
    grid.apply([Unmark("771")])
    assert grid.read("771").noted == {(5, 5)}


def test_a_sheet_like_one_of_the_template_comes_and_goes(grid: Grid) -> None:
    grid.apply(
        [AddSheet("Avstämning", "Avstämning"), Write("Avstämning", (1, 1), ((Cell("Avstämning", looks.TITLE),),))]
    )
    assert grid.sheets() == ("771", "Anteckningar", "Avstämning")
    grid.apply([DropSheet("Avstämning"), AddSheet("Avstämning", "Avstämning")])
    assert grid.read("Avstämning").cells == {}
    grid.apply([DropSheet("Avstämning")])
    assert grid.sheets() == ("771", "Anteckningar")


def test_a_sheet_can_be_put_before_another(grid: Grid) -> None:
    grid.apply([AddSheet("Prognos", "Prognos", before="Anteckningar")])
    assert grid.sheets() == ("771", "Prognos", "Anteckningar")


def test_a_name_is_defined_and_taken_away(grid: Grid) -> None:
    grid.apply([DefineName("Utfall_771", "771", (4, 2, 5, 2))])
    assert grid.names()["Utfall_771"].replace("'", "") == "771!$B$4:$B$5"
    grid.apply([DefineName("Utfall_771", "771", None)])
    assert "Utfall_771" not in grid.names()


@pytest.mark.parametrize(
    "impossible",
    [
        Write("Saknas", (1, 1), ((Cell(1),),)),
        AddSheet("771", "Avstämning"),
        AddSheet("Ny", "Finns inte"),
        DropSheet("Saknas"),
        Unmark("Saknas"),
        Mark("Saknas", (1, 1), Severity.NOTE, "x"),
        Recache("Saknas", {(1, 1): 1}),
        RowHeights("Saknas", {1: 20}),
        PrintTexts("Saknas", "&A", ""),
        DefineName("Nytt", "Saknas", (1, 1, 1, 1)),
        Write("771", (1, 3), ((Cell("i den sammanfogade rubriken"),),)),
    ],
)
def test_an_impossible_edit_is_refused_and_nothing_is_done(grid: Grid, impossible: Write) -> None:
    before = grid.read("771")
    edits = [Write("771", (4, 2), ((Cell(1),),)), impossible]
    assert len(grid.refusals(edits)) == 1
    with pytest.raises(RefusedEditError):
        grid.apply(edits)
    assert grid.read("771") == before


def test_an_error_cell_is_a_fault_and_never_nothing(grid: Grid) -> None:
    grid.apply([Recache("771", {(7, 2): Fault("#N/A")})])
    assert grid.read("771").cells[7, 2] == Fault("#N/A")


KINDS: dict[type[Edit], Edit] = {
    Write: Write("771", (4, 2), ((Cell(900),),)),
    Recache: Recache("771", {(3, 4): 85}),
    Mark: Mark("771", (4, 5), Severity.ERROR, "SN301 fel"),
    Unmark: Unmark("771"),
    AddSheet: AddSheet("Avstämning", "Avstämning"),
    DropSheet: DropSheet("Anteckningar"),
    DefineName: DefineName("Utfall_771", "771", (4, 2, 5, 2)),
    RowHeights: RowHeights("771", {4: 45.0}),
    PrintTexts: PrintTexts("771", "&A", "&P"),
}
"""One of every kind of edit; what each does stands in the tests above and below."""


@pytest.mark.parametrize("kind", get_args(Edit))
def test_every_kind_of_edit_is_taken_and_touches_nothing_but_its_own(grid: Grid, kind: type[Edit]) -> None:
    edit = KINDS[kind]
    own = getattr(edit, "sheet", getattr(edit, "name", ""))
    before = {name: grid.read(name) for name in grid.sheets()}
    assert grid.refusals([edit]) == ()
    grid.apply([edit])
    for name in set(before) & set(grid.sheets()) - {own}:
        assert grid.read(name) == before[name]
    if kind not in (Write, Recache) and own in before and own in grid.sheets():
        assert grid.read(own).cells == before[own].cells
        assert grid.read(own).formulas == before[own].formulas
        assert grid.read(own).formats == before[own].formats


def test_looks_links_and_heights_are_what_another_program_sees_in_the_saved_file(grid: Grid, tmp_path: Path) -> None:
    look = Look(number_format="#,##0", bold=True, fill="FFE699", wrap=True, align="right", bottom=True)
    cells = ((Cell(12, look), Cell("2024-05", Look(italic=True, colour="C00000"))), (Cell("E5", link="'771'!E5"), None))
    grid.apply([Write("Anteckningar", (3, 1), cells), RowHeights("Anteckningar", {3: 45.0})])
    page = saved(grid, tmp_path / "sparad.xlsx")["Anteckningar"]
    first, second, third = page["A3"], page["B3"], page["A4"]
    assert (first.value, second.value, third.value) == (12, "2024-05", "E5")
    assert (first.number_format, first.font.bold, first.alignment.wrap_text) == ("#,##0", True, True)
    assert (first.fill.fgColor.rgb[-6:], first.alignment.horizontal) == ("FFE699", "right")
    assert first.border.bottom.style
    assert not first.border.top.style
    assert (second.font.italic, second.font.color.rgb[-6:]) == (True, "C00000")
    assert "771" in (third.hyperlink.location or third.hyperlink.target)
    assert page.row_dimensions[3].height == pytest.approx(45, abs=0.5)
    assert page["A1"].value == "behålls"


def test_writes_one_by_one_are_one_to_the_reader(grid: Grid) -> None:
    """The last one holds where two meet, and a sheet added anew has nothing of the one before."""
    grid.apply(
        [
            Write("771", (4, 2), ((Cell(1),),)),
            Write("771", (4, 2), ((Cell(2),),)),
            AddSheet("Avstämning", "Avstämning"),
            Write("Avstämning", (1, 1), ((Cell("först"), Cell("kvar")),)),
            DropSheet("Avstämning"),
            AddSheet("Avstämning", "Avstämning"),
            Write("Avstämning", (1, 1), ((Cell("sedan"),),)),
        ]
    )
    assert grid.read("771").cells[4, 2] == 2
    assert grid.read("Avstämning").cells == {(1, 1): "sedan"}
