"""What only an open program can show: whose rules are whose, and that half a change is never left behind."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sn_excel.calculations.formulas.evaluation import computed
from sn_excel.hosts.desktop.xlwings_grid import cells as live_cells
from sn_excel.hosts.desktop.xlwings_grid import marks as live_marks
from sn_excel.hosts.desktop.xlwings_grid.grid import LiveGrid
from sn_excel.hosts.files import TEMPLATE, data
from sn_excel.model.edits import (
    AddSheet,
    Cell,
    DefineName,
    DropSheet,
    Edit,
    Formula,
    Look,
    Mark,
    RowHeights,
    Unmark,
    Write,
)
from sn_excel.model.errors import RefusedEditError
from sn_excel.model.findings import Severity
from sn_excel.model.marks import FILLS, ruled
from tests.hosts.desktop.grids import aldreomsorg

RED = (255, 0, 0)


@pytest.fixture
def book(calc: None, tmp_path: Path) -> Iterator[Any]:
    import xlwings as xw

    from sn_excel.engine.engines import activate

    activate()
    opened = xw.Book(aldreomsorg(tmp_path / "aldreomsorg.xlsx"))
    yield opened
    opened.close()


@pytest.fixture
def grid(book: Any) -> LiveGrid:
    return LiveGrid(book, data(TEMPLATE))


def rules(book: Any) -> list[str]:
    return [str(rule.formula) for rule in book.sheets["771"].cells.conditional_formats]


def test_marks_colour_by_severity_and_leave_with_only_what_is_ours(book: Any, grid: LiveGrid) -> None:
    page = book.sheets["771"]
    page.range("B4:B5").conditional_formats.add_custom("=$B4>5", fill_color=RED)
    theirs = rules(book)
    fill = page.range("E4").color
    grid.apply([Mark("771", (4, 5), Severity.ERROR, "fel"), Mark("771", (4, 2), Severity.NOTE, "upplysning")])
    ours = [rule for rule in page.cells.conditional_formats if ruled(str(rule.formula))]
    colours = {tuple(rule.fill_color) for rule in ours}
    assert colours == {tuple(bytes.fromhex(FILLS[severity])) for severity in (Severity.ERROR, Severity.NOTE)}
    assert page.range("E4").color == fill
    grid.apply([Unmark("771")])
    assert rules(book) == theirs
    assert [note.location.address for note in page.notes] == ["$E$5"]


def test_marking_again_renews_the_note_and_does_not_pile_up(book: Any, grid: LiveGrid) -> None:
    for text in ("först", "sedan"):
        grid.apply([Unmark("771"), Mark("771", (4, 5), Severity.ERROR, text)])
    assert "sedan" in book.sheets["771"].range("E4").note.text
    assert len(rules(book)) == 1


def test_a_failure_midway_gives_everything_back(book: Any, grid: LiveGrid, monkeypatch: pytest.MonkeyPatch) -> None:
    grid.apply([AddSheet("Avstämning", "Avstämning"), Write("Avstämning", (1, 1), ((Cell("gammal"),),))])
    before = [grid.read(name) for name in grid.sheets()], dict(grid.names()), rules(book)
    real = live_cells.write

    def failing(sheet: Any, edit: Write) -> Any:
        if edit.rows[0][0] == Cell("sista"):
            raise RuntimeError("skyddat blad")
        return real(sheet, edit)

    monkeypatch.setattr(live_cells, "write", failing)
    edits: list[Edit] = [
        DropSheet("Avstämning"),
        AddSheet("Avstämning", "Avstämning"),
        Write("771", (4, 2), ((Cell(1), Cell("ord"), Cell(None)),)),
        DefineName("Block", "771", (1, 1, 2, 2)),
        DefineName("Nytt", "771", (1, 1, 2, 2)),
        Mark("771", (4, 5), Severity.ERROR, "fel"),
        Write("771", (5, 2), ((Cell("sista"),),)),
    ]
    with pytest.raises(RefusedEditError, match="boken är som den var"):
        grid.apply(edits)
    assert ([grid.read(name) for name in grid.sheets()], dict(grid.names()), rules(book)) == before


def test_a_new_sheet_has_the_templates_widths_and_choices(book: Any, grid: LiveGrid) -> None:
    grid.apply([AddSheet("Avstämning", "Avstämning"), RowHeights("Avstämning", {5: 45.0})])
    sheet = book.sheets["Avstämning"]
    assert sheet.range("A1").column_width < sheet.range("F1").column_width
    assert sheet.range("A5").row_height == pytest.approx(45, abs=0.5)
    assert sheet.range("M6").data_validation.type == "list"


def test_a_link_leads_to_its_cell(book: Any, grid: LiveGrid) -> None:
    grid.apply([Write("Anteckningar", (3, 1), ((Cell("E5", link="'771'!E5"),),))])
    assert "771" in book.sheets["Anteckningar"].range("A3").hyperlink


def test_whole_blocks_are_written_at_once(book: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Any] = []
    real = live_cells._put

    def counted(block: Any, matrix: Any) -> None:
        written.append(block.shape)
        real(block, matrix)

    monkeypatch.setattr(live_cells, "_put", counted)
    rows = tuple(tuple(Cell(row * column) for column in range(20)) for row in range(50))
    LiveGrid(book).apply([Write("Anteckningar", (2, 1), rows)])
    assert written == [(50, 20)]


def test_notes_stay_on_cells_that_are_written(book: Any, grid: LiveGrid) -> None:
    """Calc itself takes away the notes of a block that is written at once."""
    page = book.sheets["771"]
    for cell in ("B4", "B5", "C5", "D3", "A2"):
        page.range(cell).add_note(f"min {cell}")
    texts = {note.location.address: note.text for note in page.notes}
    cells = ((Cell(1), Cell(2)), (Cell("=1+1"), Cell(None)), (Cell(Decimal("0.5")), Cell("2024-05")))
    grid.apply([Write("771", (4, 2), cells), Write("771", (3, 4), ((Cell(Formula("B4-C4", 0)),),))])
    assert {note.location.address: note.text for note in page.notes} == texts
    held = grid.read("771")
    assert [held.cells.get((row, column)) for row in (4, 5, 6) for column in (2, 3)] == [
        1, 2, "=1+1", None, Decimal("0.5"), "2024-05",
    ]  # fmt: skip
    assert held.formulas[3, 4] == "B4-C4"
    assert (5, 2) not in held.formulas


def test_a_number_for_a_text_cell_is_a_number_and_the_cells_format_stays(book: Any, grid: LiveGrid) -> None:
    page = book.sheets["771"]
    page.range("B4:C5").number_format = "@"
    grid.apply([Write("771", (4, 2), ((Cell(900), Cell(Formula("B4*2", 1800))),))])
    held = grid.read("771")
    assert (held.cells[4, 2], held.cells[4, 3], held.formulas[4, 3]) == (900, 1800, "B4*2")
    assert page.range("B4").number_format == "@"


def test_a_text_that_looks_typed_leaves_a_persons_number_format_alone(book: Any, grid: LiveGrid) -> None:
    page = book.sheets["771"]
    before = page.range("E7").number_format
    grid.apply([Write("771", (7, 5), ((Cell("Maj 2024"),),))])
    assert (grid.read("771").cells[7, 5], page.range("E7").number_format) == ("Maj 2024", before)


def test_a_cell_given_back_after_a_failure_has_its_number_and_its_format(
    book: Any, grid: LiveGrid, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = book.sheets["771"]
    page.range("B4").number_format = "0.00"
    before, formats = grid.read("771"), page.range("B4").number_format

    def failing(cells: Any, look: Any) -> None:
        cells.number_format = "@"
        raise RuntimeError("skyddat blad")

    monkeypatch.setattr(live_cells, "dress", failing)
    with pytest.raises(RefusedEditError):
        grid.apply([Write("771", (4, 2), ((Cell("2024", Look(bold=True)),),))])
    assert grid.read("771") == before
    assert page.range("B4").number_format == formats


def test_marks_taken_away_before_a_failure_are_laid_again(
    book: Any, grid: LiveGrid, monkeypatch: pytest.MonkeyPatch
) -> None:
    grid.apply([Mark("771", (4, 5), Severity.ERROR, "fel"), Mark("771", (5, 5), Severity.WARNING, "orsak")])
    laid, ruling = set(grid.marks()), sorted(rules(book))
    heights = book.sheets["771"].range("4:4").row_height

    def failing(sheet: Any, edit: Mark) -> Any:
        raise RuntimeError("en cell är öppen för redigering")

    real = live_marks.mark
    monkeypatch.setattr(
        live_marks, "mark", lambda sheet, edit: failing(sheet, edit) if edit.note == "ny" else real(sheet, edit)
    )
    with pytest.raises(RefusedEditError):
        grid.apply([RowHeights("771", {4: 60.0}), Unmark("771"), Mark("771", (4, 2), Severity.NOTE, "ny")])
    assert set(grid.marks()) == laid
    assert sorted(rules(book)) == ruling
    assert book.sheets["771"].range("4:4").row_height == pytest.approx(heights)
    assert [note.text for note in book.sheets["771"].notes if note.location.address == "$E$5"] == ["Ring ekonomen"]


def test_formulas_are_entered_anew_and_an_array_is_let_be(book: Any, grid: LiveGrid) -> None:
    grid.reenter([("771", (3, 2)), ("771", (3, 4)), ("771", (4, 4))])
    held = grid.read("771")
    assert held.formulas[3, 2] == "SUM(B4:B5)"
    assert held.cells[3, 4] == held.cells[3, 3] - held.cells[3, 2]  # type: ignore[operator]  # both are numbers


def protect(book: Any, sheet: str) -> None:
    """Protect a sheet; xlwings has no word for it."""
    book.sheets[sheet].impl.xl.protect("")


@pytest.mark.parametrize(
    "refused",
    [
        Write("771", (4, 2), ((Cell(1),),)),
        Write("771", (4, 2), ((Cell("2024", Look(bold=True)),),)),
        Mark("771", (4, 2), Severity.ERROR, "fel"),
    ],
)
def test_a_protected_sheet_leaves_the_other_sheets_as_they_were_too(book: Any, grid: LiveGrid, refused: Edit) -> None:
    protect(book, "771")
    before = [grid.read(name) for name in grid.sheets()], rules(book)
    with pytest.raises(RefusedEditError, match="skyddat"):
        grid.apply([Write("Anteckningar", (1, 1), ((Cell(1), Cell("2024-05")),)), refused])
    assert ([grid.read(name) for name in grid.sheets()], rules(book)) == before


@pytest.mark.parametrize(
    ("at", "why"), [((1, 2), "771 B1 kan inte skrivas: cellen är en del av sammanfogade"), ((2, 3), "tabells rubrik")]
)
def test_cells_where_a_write_would_be_lost_or_rename_a_column_are_refused(
    book: Any, grid: LiveGrid, at: tuple[int, int], why: str
) -> None:
    page = book.sheets["771"]
    page.tables.add(source=page.range("A2:E5"), name="Enheter")
    edits = [Write("771", (4, 2), ((Cell(1),),)), Write("771", at, ((Cell("Nytt"),),))]
    before = grid.read("771")
    assert [why in told for told in grid.refusals(edits)] == [True]
    with pytest.raises(RefusedEditError, match=why):
        grid.apply(edits)
    assert grid.read("771") == before
    grid.apply([edits[0], Write("771", (1, 1), ((Cell("Omsorgsnämnd 2024"),),))])
    assert (grid.read("771").cells[4, 2], grid.read("771").cells[1, 1]) == (1, "Omsorgsnämnd 2024")


def test_an_array_formula_that_cannot_be_parted_leaves_the_book_as_it_was(book: Any, grid: LiveGrid) -> None:
    book.sheets["771"].range("G6:G7").formula_array = "=B4:B5*2"
    before = grid.read("771")
    with pytest.raises(RefusedEditError, match="boken är som den var"):
        grid.apply([Write("771", (4, 2), ((Cell(1),),)), Write("771", (7, 7), ((Cell(2),),))])
    assert grid.read("771") == before


def test_hidden_rows_filtered_rows_and_hidden_sheets_are_written_as_others(book: Any, grid: LiveGrid) -> None:
    page = book.sheets["771"]
    page.range("4:4").impl.row_hidden = True
    page.visible = False
    grid.apply([Write("771", (4, 2), ((Cell(7),), (Cell(8),))), Mark("771", (4, 5), Severity.NOTE, "dold")])
    held = grid.read("771")
    assert (held.cells[4, 2], held.cells[5, 2]) == (7, 8)
    assert held.noted == {(4, 5), (5, 5)}
    assert page.range("4:4").impl.row_hidden
    assert not page.visible


def test_a_subtotal_over_hidden_rows_is_not_taken_for_stale(book: Any, grid: LiveGrid) -> None:
    page = book.sheets["771"]
    page.range("B3").formula = "=SUBTOTAL(109,B4:B5)"
    assert not grid.read("771").looks
    page.range("4:4").impl.row_hidden = True
    book.app.calculate()
    held = grid.read("771")
    assert held.cells[3, 2] == Decimal("-1085.25")
    assert [row for row, look in held.looks.items() if look.hidden] == [4]
    assert held.filtered
    assert computed({"771": held})["771", (3, 2)] == held.cells[3, 2]


def test_an_amount_that_lands_elsewhere_is_noticed_and_taken_back(
    book: Any, grid: LiveGrid, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a program fills only the rows that a filter shows."""
    real = live_cells._put

    def skipping(block: Any, matrix: Any) -> None:
        real(block, matrix)
        if block.shape == (2, 1):
            real(block, [[matrix[1][0]], [matrix[1][0]]])

    before = grid.read("771")
    monkeypatch.setattr(live_cells, "_put", skipping)
    with pytest.raises(RefusedEditError, match="771 B4 som det skulle; boken är som den var"):
        grid.apply([Write("771", (4, 2), ((Cell(7),), (Cell(8),)))])
    assert grid.read("771") == before


def test_formulas_are_computed_and_left_on_manual_where_calculation_is_manual(book: Any, grid: LiveGrid) -> None:
    book.app.calculation = "manual"
    try:
        grid.apply([Write("771", (4, 2), ((Cell(27), Cell(Formula("B4*2", 54))),))])
        held = grid.read("771")
        assert (held.cells[4, 2], held.cells[4, 3]) == (27, 54)
        assert book.app.calculation == "manual"
    finally:
        book.app.calculation = "automatic"
