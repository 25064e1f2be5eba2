"""What a workbook cannot take without loss is refused with its reason, cell by cell."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from sn_excel.model.edits import Cell, Write
from sn_excel.model.places import parse_address
from tests.ooxml.books import grid, month, parts, raw, repacked

SHEET = "xl/worksheets/sheet1.xml"


def special() -> openpyxl.Workbook:
    """An array formula, a table and a merged area."""
    book = month()
    sheet = book["771"]
    assert isinstance(sheet, Worksheet)
    sheet["F3"] = ArrayFormula("F3:F5", "=B3:B5*2")
    for column, name in enumerate(("Kod", "Belopp"), 8):
        sheet.cell(1, column).value = name
        sheet.cell(2, column).value = 1
    table = Table(displayName="Tabell", ref="H1:I2")
    table.tableColumns = [TableColumn(id=1, name="Kod"), TableColumn(id=2, name="Belopp")]
    sheet.add_table(table)
    return book


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("B1", "sammanfogade"), ("D1", "sammanfogade"), ("A1", ""), ("F3", "matrisformel"), ("F5", "matrisformel"),
        ("F6", ""),        ("H1", "tabells rubrik"), ("I1", "tabells rubrik"), ("H2", ""), ("B5", ""),
    ],
)  # fmt: skip
def test_only_cells_that_stand_alone_are_written(cell: str, reason: str) -> None:
    told = grid(special()).refusals([Write("771", parse_address(cell), ((Cell(1),),))])
    assert [reason in one for one in told] == ([True] if reason else [])


def test_the_first_cell_of_a_shared_formula_is_refused_and_the_others_are_not() -> None:
    shared = b'<f t="shared" ref="D3:D4" si="0">C3-B3</f>'
    blob = repacked(
        raw(month()),
        {SHEET: lambda old: old.replace(b"<f>C3-B3</f>", shared).replace(b"<f>C4-B4</f>", b'<f t="shared" si="0"/>')},
    )
    book = grid(blob)
    assert book.read("771").formulas[(4, 4)] == "C4-B4"
    assert "delas med andra" in book.refusals([Write("771", (3, 4), ((Cell(1),),))])[0]
    book.apply([Write("771", (4, 4), ((Cell(1),),))])
    assert book.read("771").formulas[(3, 4)] == "C3-B3"


def test_a_signed_workbook_takes_no_edit_at_all() -> None:
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    arrow = f'<Relationship Id="rId9" Type="{kind}" Target="_xmlsignatures/origin.sigs"/></Relationships>'.encode()
    book = grid(
        repacked(
            raw(month()),
            {"_xmlsignatures/origin.sigs": b"", "_rels/.rels": lambda old: old.replace(b"</Relationships>", arrow)},
        )
    )
    assert "signerad" in book.refusals([Write("771", (3, 2), ((Cell(1),),))])[0]
    assert book.read("771").cells[(3, 2)] == 100


def test_a_text_that_is_too_long_for_a_cell_is_refused() -> None:
    book = grid(month())
    assert "32767" in book.refusals([Write("771", (3, 2), ((Cell("x" * 32_768),),))])[0]
    book.apply([Write("771", (3, 2), ((Cell("x" * 32_767),),))])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_a_part_keeps_its_encoding(encoding: str) -> None:
    def other(old: bytes) -> bytes:
        text = old.decode("utf-8")
        head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
        return (head + text[text.index("<worksheet") :]).encode(encoding)

    blob = repacked(raw(month()), {SHEET: other})
    book = grid(blob)
    book.apply([Write("771", (3, 1), ((Cell("Ålder − €"), Cell(5)),))])
    assert book.read("771").cells[(3, 1)] == "Ålder − €"
    assert parts(book.packed())[SHEET][:3] == parts(blob)[SHEET][:3]


def test_a_workbook_with_prefixes_in_the_strict_dialect_is_edited_in_its_own_words() -> None:
    def strict(old: bytes) -> bytes:
        text = old.decode("utf-8")
        for plain, other in (
            (
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "http://purl.oclc.org/ooxml/spreadsheetml/main",
            ),
            (
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            ),
        ):
            text = text.replace(plain, other)
        return text.encode()

    def prefixed(old: bytes) -> bytes:
        import re

        text = strict(old).decode()
        return re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", text).replace("xmlns=", "xmlns:x=", 1).encode()

    names = [name for name in parts(raw(month())) if name.endswith((".xml", ".rels")) and "docProps" not in name]
    changes = {name: prefixed if name == SHEET else strict for name in names if name != "[Content_Types].xml"}
    book = grid(repacked(raw(month()), changes))
    assert book.read("771").cells[(3, 2)] == 100
    from sn_excel.model.edits import AddSheet, Mark
    from sn_excel.model.findings import Severity

    book.apply(
        [Write("771", (3, 2), ((Cell("x"),),)), Mark("771", (4, 2), Severity.ERROR, "Fel"), AddSheet("Ny", "771")]
    )
    told = parts(book.packed())
    assert '<x:c r="B3"' in told[SHEET].decode()
    assert "<x:cfRule" in told[SHEET].decode()
    written = b"".join(data for name, data in told.items() if name.startswith("xl/") and "theme" not in name)
    assert b"schemas.openxmlformats.org/spreadsheetml" not in written
    assert b"officeDocument/2006/relationships/comments" not in written
