"""Small workbooks that tests start from, made by another hand than ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sn_excel.ooxml.file_grid import FileGrid
from sn_excel.ooxml.package.preflight import opened


def sheet_of(book: openpyxl.Workbook, name: str) -> Worksheet:
    """A worksheet of a workbook, as mypy wants it."""
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def month() -> openpyxl.Workbook:
    """Two sheets, sums, a note of the accountant's, a rule of theirs, a merged title, a named block."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "771"
    sheet["A1"] = "771 Äldreomsorg"
    sheet.merge_cells("A1:D1")
    sheet.append(["Verksamhet", "Utfall", "Budget", "Avvikelse"])
    for row, (name, actual, budget) in enumerate((("7710 Ledning", 100, 120), ("7711 Hemtjänst", 250, 200)), 3):
        sheet.append([name, actual, budget, f"=C{row}-B{row}"])
    sheet.append(["Totalt", "=SUM(B3:B4)", "=SUM(C3:C4)", "=C5-B5"])
    sheet["A5"].font = Font(bold=True)
    sheet["B3"].fill = PatternFill("solid", fgColor="FFEEAA")
    sheet["B3"].number_format = "#,##0"
    sheet["C4"].comment = Comment("Beslut § 12", "ekonom")
    red = DifferentialStyle(font=Font(color="FF0000"))
    sheet.conditional_formatting.add("D3:D5", Rule("cellIs", operator="lessThan", formula=["0"], priority=1, dxf=red))
    summary = book.create_sheet("Sammanställning")
    summary["B2"] = "='771'!B5"
    book.defined_names["Block"] = DefinedName("Block", attr_text="'771'!$A$3:$D$4")
    return book


def template() -> openpyxl.Workbook:
    """A template sheet with widths, panes, print set-up, validation, a rule and a chart, and its own print titles."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Mall sida"
    for row in range(1, 4):
        sheet.append([f"rad {row}", row])
    sheet.column_dimensions["A"].width = 41
    sheet.freeze_panes = "B3"
    sheet.print_title_rows = "1:2"
    sheet.print_area = "A1:E40"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.add_data_validation(DataValidation("list", formula1='"Öppen,Klar"', sqref="F2:F99"))
    green = DifferentialStyle(font=Font(color="008000"))
    sheet.conditional_formatting.add("A2", Rule("expression", formula=["$A$2=1"], priority=1, dxf=green))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3))
    chart.anchor = "H2"
    sheet._charts.append(chart)  # type: ignore[attr-defined] # the stub of add_chart knows chart sheets only
    return book


def protected() -> openpyxl.Workbook:
    """A sheet that is protected but for one cell."""
    book = month()
    sheet = sheet_of(book, "771")
    sheet["B3"].protection = Protection(locked=False)
    sheet.protection.sheet = True
    return book


def raw(book: openpyxl.Workbook) -> bytes:
    """The workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def grid(book: openpyxl.Workbook | bytes) -> FileGrid:
    """A grid over the workbook."""
    return FileGrid(opened(book if isinstance(book, bytes) else raw(book)), "bok.xlsx")


def seen(grid: FileGrid, values: bool = False) -> openpyxl.Workbook:
    """What openpyxl sees of the grid's workbook."""
    return openpyxl.load_workbook(io.BytesIO(grid.packed()), data_only=values)


def parts(blob: bytes) -> dict[str, bytes]:
    """The members of a package."""
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(blob: bytes, changes: Mapping[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """The package with some members changed or added."""
    members = parts(blob)
    for name, new in changes.items():
        members[name] = new if isinstance(new, bytes) else new(members[name])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def saved(book: openpyxl.Workbook, path: Path) -> Path:
    """The workbook on disk."""
    book.save(path)
    return path
