"""Sheets added like one of a template, and taken away: other sheets, names and titles keep their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from sn_excel.model.edits import AddSheet, Cell, DefineName, DropSheet, Formula, Look, Write
from sn_excel.model.errors import RefusedEditError
from sn_excel.ooxml.file_grid import FileGrid
from tests.ooxml.books import grid, month, parts, raw, repacked, saved, seen, sheet_of, template


def from_template(tmp_path: Path) -> FileGrid:
    """The month's book, with the template beside it."""
    return FileGrid.open(saved(month(), tmp_path / "bok.xlsx"), saved(template(), tmp_path / "mall.xlsx"))


@pytest.mark.parametrize("own", [True, False])
def test_a_new_sheet_has_the_widths_panes_print_set_up_validation_rule_and_chart_of_its_model(
    own: bool, tmp_path: Path
) -> None:
    book = grid(template()) if own else from_template(tmp_path)
    book.apply([AddSheet("Sida 771", "Mall sida"), Write("Sida 771", (3, 1), ((Cell("Ny", Look(bold=True)),),))])
    sheet = sheet_of(seen(book), "Sida 771")
    assert (sheet.column_dimensions["A"].width, sheet.freeze_panes) == (41, "B3")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.print_title_rows, sheet.print_area) == ("$1:$2", "'Sida 771'!$A$1:$E$40")
    assert [str(v.sqref) for v in sheet.data_validations.dataValidation] == ["F2:F99"]
    (area,) = sheet.conditional_formatting
    assert (str(area.sqref), area.rules[0].dxf.font.color.rgb) == ("A2", "00008000")
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [[None], [None], ["Ny"]], (
        "no cells are copied"
    )
    charts = [data.decode() for name, data in parts(book.packed()).items() if "charts/chart" in name]
    assert sum("'Sida 771'!$B$1" in one for one in charts) == 1
    assert sum("'Mall sida'!$B$1" in one for one in charts) == (1 if own else 0)


def test_two_sheets_like_one_have_parts_of_their_own(tmp_path: Path) -> None:
    book = from_template(tmp_path)
    book.apply([AddSheet("Ett", "Mall sida"), AddSheet("Två", "Mall sida")])
    book.apply([AddSheet("Tre", "Mall sida")])
    names = list(parts(book.packed()))
    assert len(names) == len(set(names))
    assert sum("charts/chart" in name for name in names) == 3
    assert seen(book).sheetnames == ["771", "Sammanställning", "Ett", "Två", "Tre"]


def test_a_sheet_put_first_leaves_local_names_and_the_active_tab_with_their_sheets(tmp_path: Path) -> None:
    made = month()
    made["Sammanställning"].print_title_rows = "1:1"
    made["Sammanställning"]["B2"] = None
    made["771"].print_area = "A1:D5"
    made.active = 1
    path = saved(made, tmp_path / "bok.xlsx")
    book = FileGrid.open(path, saved(template(), tmp_path / "mall.xlsx"))
    book.apply([AddSheet("Först", "Mall sida", before="771"), DropSheet("771"), AddSheet("Sist", "Mall sida")])
    after = seen(book)
    assert after.sheetnames == ["Först", "Sammanställning", "Sist"]
    assert after.active is after["Sammanställning"]
    assert {name: sheet_of(after, name).print_title_rows for name in after.sheetnames} == {
        "Först": "$1:$2",
        "Sammanställning": "$1:$1",
        "Sist": "$1:$2",
    }
    assert "Block" not in book.names(), "a name that meant the dropped sheet goes with it"


def test_the_active_tab_stays_with_its_sheet_or_moves_to_one_that_is_there() -> None:
    made = month()
    made.active = 1
    book = grid(made)
    book.apply([AddSheet("Ett", "771", before="771"), AddSheet("Två", "771", before="771")])
    assert parts(book.packed())["xl/workbook.xml"].count(b'activeTab="3"') == 1
    book.apply([DropSheet("Ett"), DropSheet("Sammanställning")])
    assert parts(book.packed())["xl/workbook.xml"].count(b'activeTab="1"') == 1
    assert seen(book).sheetnames == ["Två", "771"]


def test_a_sheet_dropped_and_added_again_keeps_what_refers_to_it(tmp_path: Path) -> None:
    book = from_template(tmp_path)
    book.apply([AddSheet("Avstämning", "Mall sida"), DefineName("Lista", "Avstämning", (1, 1, 9, 2))])
    book.apply([Write("771", (9, 1), ((Cell(Formula("Avstämning!A1", "")),),))])
    with pytest.raises(RefusedEditError, match="används av formler på bladet 771"):
        book.apply([DropSheet("Avstämning")])
    book.apply([DropSheet("Avstämning"), AddSheet("Avstämning", "Mall sida")])
    assert book.names()["Lista"] == "Avstämning!$A$1:$B$9"
    assert seen(book).sheetnames == ["771", "Sammanställning", "Avstämning"]


def test_adding_and_dropping_a_sheet_gives_the_package_back(tmp_path: Path) -> None:
    book = from_template(tmp_path)
    before = parts(book.packed())
    book.apply([AddSheet("Ny", "Mall sida")])
    book.apply([DropSheet("Ny")])
    after = parts(book.packed())
    assert after.keys() == before.keys()
    assert after["[Content_Types].xml"] == before["[Content_Types].xml"]
    assert after["docProps/app.xml"] == before["docProps/app.xml"]
    assert after["xl/workbook.xml"] == before["xl/workbook.xml"]


def test_the_list_of_titles_follows(tmp_path: Path) -> None:
    titles = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><HeadingPairs>'
        '<vt:vector size="4" baseType="variant"><vt:variant><vt:lpstr>Kalkylblad</vt:lpstr></vt:variant><vt:variant>'
        "<vt:i4>2</vt:i4></vt:variant><vt:variant><vt:lpstr>Namngivna områden</vt:lpstr></vt:variant><vt:variant>"
        '<vt:i4>1</vt:i4></vt:variant></vt:vector></HeadingPairs><TitlesOfParts><vt:vector size="3" baseType="lpstr">'
        "<vt:lpstr>771</vt:lpstr><vt:lpstr>Sammanställning</vt:lpstr><vt:lpstr>Block</vt:lpstr></vt:vector>"
        "</TitlesOfParts></Properties>"
    ).encode()
    book = grid(repacked(raw(month()), {"docProps/app.xml": titles}))
    book.apply([AddSheet("A & B", "771", before="Sammanställning")])
    told = parts(book.packed())["docProps/app.xml"].decode()
    assert "<vt:lpstr>771</vt:lpstr><vt:lpstr>A &amp; B</vt:lpstr><vt:lpstr>Sammanställning</vt:lpstr>" in told
    assert "<vt:i4>3</vt:i4>" in told
    assert '<vt:vector size="4" baseType="lpstr">' in told
    book.apply([DropSheet("A & B")])
    assert parts(book.packed())["docProps/app.xml"] == titles


@pytest.mark.parametrize(
    ("edits", "reason"),
    [
        ([AddSheet("771", "771")], "finns redan"),
        ([AddSheet("a/b", "771")], "bladnamn"),
        ([AddSheet("x" * 32, "771")], "bladnamn"),
        ([AddSheet("Ny", "saknas")], "Mallbladet saknas finns varken"),
        ([AddSheet("Ny", "771", before="saknas")], "Bladet saknas finns inte"),
        ([DropSheet("saknas")], "Bladet saknas finns inte"),
        ([DropSheet("771")], "används av formler på bladet Sammanställning"),
        ([DropSheet("Sammanställning"), DropSheet("771")], "enda"),
        ([Write("Ny", (1, 1), ((Cell(1),),))], "Bladet Ny finns inte"),
        ([AddSheet("Ny", "771"), DropSheet("Ny"), Write("Ny", (1, 1), ((Cell(1),),))], "Bladet Ny finns inte"),
        ([DefineName("A1", "771", (1, 1, 1, 1))], "namn"),
        ([DefineName("Nytt", "saknas", (1, 1, 1, 1))], "saknas"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_changed(edits: list[AddSheet], reason: str) -> None:
    book = grid(month())
    with pytest.raises(RefusedEditError, match=reason):
        book.apply([Write("771", (3, 2), ((Cell(1),),)), *edits])
    assert not book.changed()


def test_a_locked_structure_is_respected() -> None:
    made = month()
    assert made.security is not None
    made.security.lockStructure = True
    book = grid(made)
    assert "struktur är skyddad" in book.refusals([AddSheet("Ny", "771")])[0]
    book.apply([Write("771", (3, 2), ((Cell(1),),))])
