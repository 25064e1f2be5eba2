"""Sheets read from a file: exact numbers, texts, formulas of every kind, looks, and all else that is asked for."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.formula.translate import Translator
from openpyxl.styles import Alignment

from sn_excel.model.errors import UnreadableFileError
from sn_excel.model.grid import Ability, Grid
from sn_excel.model.places import address
from sn_excel.model.sheets import Fault, RowLook, Value
from sn_excel.ooxml.sheet.shared_formulas import moved
from tests.ooxml.books import grid, month, raw, repacked, sheet_of

SHEET = "xl/worksheets/sheet1.xml"


def rows(xml: str) -> dict[tuple[int, int], Value]:
    """The cells of a sheet whose rows are written so."""
    return dict(grid(with_rows(xml)).read("771").cells)


def with_rows(xml: str) -> bytes:
    """A workbook whose first sheet has these rows."""

    def changed(old: bytes) -> bytes:
        text = old.decode("utf-8")
        start, stop = text.index("<sheetData>") + 11, text.index("</sheetData>")
        return (text[:start] + xml + text[stop:]).encode("utf-8")

    return repacked(raw(month()), {SHEET: changed})


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A1"><v>134114</v></c>', 134114),
        ('<c r="A1"><v>0.30000000000000004</v></c>', Decimal("0.3")),
        ('<c r="A1"><v>-1.5E3</v></c>', -1500),
        ('<c r="A1" t="n"><v> 12 </v></c>', 12),
        ('<c r="A1"><v>99999999999999999999</v></c>', 100000000000000000000),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', Fault("#DIV/0!")),
        ('<c r="A1" t="str"><f>"a"</f><v>a &amp; b</v></c>', "a & b"),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', ""),
        ('<c r="A1" t="inlineStr"><is><r><t>Ut</t></r><r><t xml:space="preserve"> fall</t></r></is></c>', "Ut fall"),
        ('<c r="A1" t="inlineStr"><is><t>漢</t><rPh sb="0" eb="1"><t>かん</t></rPh></is></c>', "漢"),
        ("<c r='A1' s='0'\n t='str'><v>rad\r\nrad</v></c>", "rad\nrad"),
        ('<c t="str" r="A1"><v>a_x000D_b</v></c>', "a\rb"),
        ('<c r="A1" t="d"><v>2024-05-31</v></c>', "2024-05-31"),
        ('<c r="A1"><f>B1</f></c>', None),
        ('<c r="A1" s="1"/>', None),
        ('<c r="A1" t="s"/>', None),
    ],
)
def test_a_cell_shows_what_excel_shows(cell: str, expected: Value) -> None:
    assert rows(f'<row r="1">{cell}</row>').get((1, 1)) == expected


def test_rows_and_cells_without_addresses_follow_those_before() -> None:
    first = "<row><c><v>1</v></c><c><v>2</v></c></row>"
    told = first + '<row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>'
    assert rows(told) == {(1, 1): 1, (1, 2): 2, (5, 3): 3, (5, 4): 4, (6, 1): 5}


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFE1"><v>1</v></c>',
        '<c r="A1048577"><v>1</v></c>',
        '<c r="1A"><v>1</v></c>',
        '<c r="A1" t="s"><v>9999</v></c>',
        '<c r="A1"><v>1e999</v></c>',
        '<c r="A1"><v>tolv</v></c>',
    ],
)
def test_what_no_workbook_may_hold_is_called_damage(cell: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"bok.xlsx: Filen är skadad: på bladet 771"):
        rows(f'<row r="1">{cell}</row>')


def test_a_filter_that_hides_rows_is_told_of() -> None:
    made = month()
    sheet = sheet_of(made, "771")
    sheet.auto_filter.ref = "A2:D5"
    assert not grid(made).read("771").filtered
    sheet.auto_filter.add_filter_column(0, ["7710 Ledning"])
    assert grid(made).read("771").filtered


def test_the_whole_sheet_is_told_of() -> None:
    made = month()
    sheet = sheet_of(made, "771")
    sheet["A4"].alignment = Alignment(indent=2)
    sheet.row_dimensions[4].outlineLevel = 1
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet["B4"].comment = Comment("Utrett", "ekonom")
    sheet["A7"] = datetime.date(2024, 5, 31)
    sheet.protection.sheet = True
    seen = grid(made).read("771")
    assert (seen.document, seen.name, seen.protected) == ("bok.xlsx", "771", True)
    assert seen.cells[(3, 1)] == "7710 Ledning"
    assert seen.formulas == {
        (3, 4): "C3-B3",
        (4, 4): "C4-B4",
        (5, 2): "SUM(B3:B4)",
        (5, 3): "SUM(C3:C4)",
        (5, 4): "C5-B5",
    }
    assert {at: code.replace("\\", "") for at, code in seen.formats.items()} == {(3, 2): "#,##0", (7, 1): "yyyy-mm-dd"}
    assert seen.looks == {4: RowLook(indent=2, outline=1, hidden=True), 5: RowLook(bold=True)}
    assert seen.hidden_columns == {3}
    assert seen.merged == ((1, 1, 1, 4),)
    assert seen.noted == {(4, 2), (4, 3)}


def test_a_shared_formula_is_told_for_each_of_its_cells() -> None:
    xml = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:B2" si="3">SUM($C1:D$9)+"C1"&amp;Annan!E2</f><v>1</v></c>'
        '<c r="B1"><f t="shared" si="3"/><v>2</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="3"/><v>3</v></c></row>'
    )
    assert grid(with_rows(xml)).read("771").formulas == {
        (1, 1): 'SUM($C1:D$9)+"C1"&Annan!E2',
        (1, 2): 'SUM($C1:E$9)+"C1"&Annan!F2',
        (2, 1): 'SUM($C2:D$9)+"C1"&Annan!E3',
    }


PIECES = st.sampled_from(
    ["A1", "$B$2", "C$3", "$D4", "AA10:AB12", "SUM(A1:B2)", "LOG10(C3)", '"A1"', "'Blad 1'!A1", "Blad1!$C4",
     "Tabell[Kol1]", "A:B", "$A:C", "1:2", "$3:4", "TRUE", "1.5", "x_A1", "R1C1_", "[1]Blad!B2", "IF(A1>2,B2,\"x\")"]
)  # fmt: skip


@settings(max_examples=150, derandomize=True)
@given(st.lists(PIECES, min_size=1, max_size=5), st.integers(0, 40), st.integers(0, 20))
def test_moving_a_formula_agrees_with_openpyxl(pieces: list[str], down: int, right: int) -> None:
    formula = "+".join(pieces)
    other = Translator("=" + formula, "A1").translate_formula(address((1 + down, 1 + right)))
    assert "=" + moved(formula, down, right) == other


def test_a_file_is_a_grid_that_can_everything() -> None:
    port: Grid = grid(month())
    assert port.abilities == Ability.FORMULAS | Ability.LOOKS | Ability.NOTES | Ability.RULES
    assert (port.document, port.sheets()) == ("bok.xlsx", ("771", "Sammanställning"))
    assert port.names() == {"Block": "'771'!$A$3:$D$4"}
    assert port.read("sammanställning").name == "Sammanställning", "Excel does not tell capitals from small letters"
