"""Cells written into a file: openpyxl reads back what was meant, and nothing else has changed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sn_excel.model.edits import Cell, DefineName, Formula, Look, PrintTexts, Recache, RowHeights, Write
from sn_excel.model.places import At
from sn_excel.model.sheets import Fault, Value
from tests.ooxml.books import grid, month, parts, raw, repacked, seen

SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(7, 7), (Decimal("1234.5"), 1234.5), (-5, -5), (True, True), ("Åtgärdad", "Åtgärdad"), (Fault("#REF!"), "#REF!")]
    + [(text, text) for text in ("=1+1", "+46701234567", "-2 605", "@SUM(1)", " mellan ", "rad\nrad", "a<b>&\"c'")],
)
@pytest.mark.parametrize("at", [(3, 2), (3, 9), (40, 2), (1, 9)])
def test_a_value_comes_back_as_it_was_written(value: Value, expected: object, at: At) -> None:
    book = grid(month())
    before = book.read("771")
    book.apply([Write("771", at, ((Cell(value),),))])
    cell = seen(book)["771"].cell(*at)
    assert (cell.value, cell.data_type == "s") == (expected, isinstance(value, str))
    after = book.read("771")
    assert after.cells[at] == value
    assert {k: v for k, v in after.cells.items() if k != at} == {k: v for k, v in before.cells.items() if k != at}


@pytest.mark.parametrize("text", ["\x07klocka", "_x0041_", "rad\r\nrad", "a\tb", "\ufffe"])
def test_characters_that_xml_cannot_hold_come_back(text: str) -> None:
    book = grid(month())
    book.apply([Write("771", (8, 1), ((Cell(text),),))])
    assert book.read("771").cells[(8, 1)] == text


def test_a_formula_has_its_text_and_its_cached_value() -> None:
    book = grid(month())
    book.apply([Write("771", (7, 2), ((Cell(Formula('IF(B3<1,"ja & nej",B3)', 100)), Cell(Formula('"a"', "a"))),))])
    assert seen(book)["771"]["B7"].value == '=IF(B3<1,"ja & nej",B3)'
    shown = seen(book, values=True)["771"]
    assert (shown["B7"].value, shown["C7"].value) == (100, "a")


def test_a_formula_that_is_written_and_then_recached_shows_the_later_value() -> None:
    book = grid(month())
    written = Write("771", (7, 2), ((Cell(Formula("B3*2", 1)), Cell(5)),))
    book.apply([written, Recache("771", {(7, 2): 20, (7, 3): 20})])
    found = book.read("771")
    assert (found.formulas[7, 2], found.cells[7, 2], found.cells[7, 3]) == ("B3*2", 20, 5)
    book.apply([Recache("771", {(7, 2): 30}), written])
    assert book.read("771").cells[7, 2] == 1


def test_a_cell_keeps_its_look_unless_one_is_given() -> None:
    book = grid(month())
    wide = Look(
        number_format='0.00" tkr"', bold=True, size=14, colour="C00000", fill="D9E2EC", wrap=True, indent=2, top=True
    )
    book.apply([Write("771", (3, 2), ((Cell(1), Cell(2, wide)),)), Write("771", (4, 3), ((Cell(3, wide),),))])
    sheet = seen(book)["771"]
    assert (sheet["B3"].fill.fgColor.rgb, sheet["B3"].number_format) == ("00FFEEAA", "#,##0")
    one, two = sheet["C3"], sheet["C4"]
    assert one._style == two._style, "one style for one look"
    assert (one.font.b, one.font.sz, one.font.color.rgb, one.font.name) == (True, 14, "FFC00000", "Calibri")
    assert (one.number_format, one.fill.fgColor.rgb, one.border.top.style) == ('0.00" tkr"', "FFD9E2EC", "thin")
    assert (one.alignment.wrap_text, one.alignment.indent, one.protection.locked) == (True, 2, True)


def test_a_new_cell_takes_the_look_of_its_column() -> None:
    made = month()
    made["771"].column_dimensions["F"].number_format = "0.0"
    book = grid(made)
    book.apply([Write("771", (3, 6), ((Cell(5),),))])
    assert seen(book)["771"]["F3"].number_format == "0.0"


def test_none_leaves_a_cell_alone_and_an_empty_cell_is_emptied() -> None:
    book = grid(month())
    book.apply([Write("771", (3, 1), ((None, Cell(None), Cell(5)),))])
    sheet = seen(book)["771"]
    assert [cell.value for cell in sheet[3][:3]] == ["7710 Ledning", None, 5]
    assert sheet["B3"].fill.fgColor.rgb == "00FFEEAA"


def test_formulas_that_stay_get_new_cached_values_and_constants_do_not() -> None:
    book = grid(month())
    book.apply([Recache("771", {(5, 2): 350, (5, 3): Decimal("0.5"), (3, 4): "text", (3, 2): 999})])
    shown = seen(book, values=True)["771"]
    assert [shown[a].value for a in ("B5", "C5", "D3", "B3")] == [350, 0.5, "text", 100]
    assert seen(book)["771"]["B5"].value == "=SUM(B3:B4)"


def test_a_link_leads_to_a_place_in_the_book_and_replaces_the_one_before() -> None:
    book = grid(month())
    for to in ("'771'!A1", "'Sammanställning'!B2"):
        book.apply([Write("771", (9, 1), ((Cell("se", None, to),),))])
    links = [cell.hyperlink.location for row in seen(book)["771"].iter_rows() for cell in row if cell.hyperlink]
    assert links == ["'Sammanställning'!B2"]


def test_heights_and_page_texts_are_set() -> None:
    book = grid(month())
    book.apply([RowHeights("771", {2: 31.5, 60: 12}), PrintTexts("771", "&Ltkr, ack & mer", "&CSida &P")])
    sheet = seen(book)["771"]
    assert (sheet.row_dimensions[2].height, sheet.row_dimensions[60].height) == (31.5, 12)
    part = parts(book.packed())[SHEET].decode()
    assert "<oddHeader>&amp;Ltkr, ack &amp; mer</oddHeader><oddFooter>&amp;CSida &amp;P</oddFooter>" in part
    book.apply([PrintTexts("771", "", "")])
    assert "oddHeader" not in parts(book.packed())[SHEET].decode()


def test_names_are_defined_redefined_and_taken_away() -> None:
    book = grid(month())
    book.apply([DefineName("Nytt", "771", (1, 1, 2, 2)), DefineName("block", "Sammanställning", (2, 2, 2, 2))])
    assert book.names() == {"Block": "Sammanställning!$B$2", "Nytt": "'771'!$A$1:$B$2"}
    assert set(seen(book).defined_names) == {"Block", "Nytt"}
    book.apply([DefineName("Nytt", "", None), DefineName("Block", "", None)])
    assert not book.names()


def test_the_calculation_chain_goes_only_when_formulas_come_or_go() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    chain = f'<calcChain xmlns="{main}"><c r="D3" i="1"/></calcChain>'.encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    blob = repacked(
        raw(month()),
        {
            "xl/calcChain.xml": chain,
            "xl/_rels/workbook.xml.rels": lambda old: old.replace(
                b"</Relationships>",
                f'<Relationship Id="rId77" Type="{kind}" Target="calcChain.xml"/></Relationships>'.encode(),
            ),
        },
    )
    for edit, kept in (
        (Write("771", (3, 2), ((Cell(1),),)), True),
        (Write("771", (3, 4), ((Cell(1),),)), False),
        (Write("771", (9, 9), ((Cell(Formula("1", 1)),),)), False),
    ):
        book = grid(blob)
        book.apply([edit])
        assert ("xl/calcChain.xml" in parts(book.packed())) is kept


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(B3:B4)", True),
        ("SN_DEVIATION(B3,C3)", False),
        ('IF(B3="SN_X(",1,2)', True),
        ("[1]!MINFUNKTION(B3)", False),
    ],
)
def test_full_calculation_is_asked_for_only_where_every_function_is_excels_own(formula: str, expected: bool) -> None:
    made = month()
    made["771"]["H3"] = "=" + formula
    book = grid(repacked(raw(made), {"xl/workbook.xml": lambda old: old.replace(b' fullCalcOnLoad="1"', b"")}))
    book.apply([Write("771", (3, 2), ((Cell(1),),))])
    assert (b'fullCalcOnLoad="1"' in parts(book.packed())["xl/workbook.xml"]) is expected


def test_full_calculation_is_not_asked_for_when_every_formula_got_its_value() -> None:
    blob = repacked(raw(month()), {"xl/workbook.xml": lambda old: old.replace(b' fullCalcOnLoad="1"', b"")})
    book = grid(blob)
    own = book.read("771").formulas
    book.apply(
        [
            Write("771", (3, 2), ((Cell(1),),)),
            Recache("771", dict.fromkeys(own, 1)),
            Recache("Sammanställning", {(2, 2): 1}),
        ]
    )
    assert b"fullCalcOnLoad" not in parts(book.packed())["xl/workbook.xml"]
