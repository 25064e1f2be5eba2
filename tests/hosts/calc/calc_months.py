"""The month's workbook as three controllers keep it, and all that a person sees of one that is open in Calc."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from sn_excel.hosts.cli.runs import run
from sn_excel.model.marks import ruled
from sn_excel.model.places import At, address, parse_address
from sn_excel.model.sheets import Sheet
from tests.may import Printed, printed
from tests.reading.restylings import OTHER_WORDS, Style, book, columns

MADE = "som verktyget gör den"
NEGATIVE = "kostnader negativa, summor sist"
APART = "kod och namn isär, andra ord"
STYLES = {
    NEGATIVE: Style(formulas=True, sign=-1, sums_last=True),
    APART: Style(formulas=True, apart=True, heads=OTHER_WORDS, start=(5, 2), title=("Uppföljning per 2024-05-31",)),
}
BOOKS = (MADE, *STYLES)


def made(name: str, folder: Path, seeds: Path, compute: Callable[[Path, Path], None]) -> Path:
    """Return the May workbook in a style, its formulas computed by `compute` where another program wrote it."""
    if name == MADE:
        assert run(["demo", "--folder", str(folder)]) == 0
        path = folder / "socialnamnd_2024-05.xlsx"
        assert run(["clear", str(path), "--no-backup"]) == 0
        return path
    raw, path = folder / "rå.xlsx", folder / "maj.xlsx"
    _written(book(printed(seeds), STYLES[name]), raw)
    compute(raw, path)
    return path


def _written(sheets: list[Sheet], path: Path) -> None:
    """Save sheets as another program would: fonts, fills and widths of theirs, and a note on a cell."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in sheets:
        page = workbook.create_sheet(sheet.name)
        for at, value in sheet.cells.items():
            page.cell(*at, float(value) if isinstance(value, Decimal) else value)
        for at, formula in sheet.formulas.items():
            page.cell(*at, f"={formula}")
        page.column_dimensions["B"].width = 34
        first = page[address(min(sheet.cells))]
        first.font, first.fill = Font(bold=True, size=14), PatternFill("solid", fgColor="FFDDEEFF")
    page.cell(1, 1).comment = Comment("Ring ekonomen", "controller")
    workbook.save(path)


def amounts_at(name: str, row: Printed) -> Iterator[tuple[int, float]]:
    """The column and the amount of each printed figure of a row, in the style's order and signs."""
    style = STYLES.get(name, Style())
    for key, column in columns(style).items():
        amount = dict(zip(("utfall", "budget", "avvikelse", "årsbudget"), row.amounts, strict=True))[key]
        yield column, float(amount if key == "avvikelse" else amount * style.sign)


def label_of(name: str, row: Printed) -> str:
    """A row's label as the style writes it."""
    return row.name if name == APART else row.label


def cells(document: Any) -> dict[tuple[str, At], Any]:
    """All filled cells of an open document: a number, a text, or an error's number as a text."""
    return {
        (sheet.Name, (row, column)): value
        for sheet in _all(document.Sheets)
        for row, values in enumerate(_values(sheet), 1)
        for column, value in enumerate(values, 1)
        if value not in ("", None)
    }


def _all(things: Any) -> Iterator[Any]:
    return (things.getByIndex(at) for at in range(things.Count))


def _values(sheet: Any) -> tuple[tuple[Any, ...], ...]:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    block = sheet.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow)
    rows: tuple[tuple[Any, ...], ...] = block.getDataArray()
    return rows


def marks(document: Any) -> set[tuple[str, str, str]]:
    """Our coloured cells: sheet, cell, severity."""
    found = set()
    for sheet in _all(document.Sheets):
        for rule in sheet.ConditionalFormats.getConditionalFormats():
            for entry in _all(rule):
                severity = ruled(entry.Formula1) if entry.getType() == 0 else None
                if severity:
                    found |= {(sheet.Name, cell, severity.value) for cell in _covered(rule.Range)}
    return found


def _covered(ranges: Any) -> Iterator[str]:
    for block in ranges.RangeAddresses:
        for row in range(block.StartRow, block.EndRow + 1):
            for column in range(block.StartColumn, block.EndColumn + 1):
                yield address((row + 1, column + 1))


def notes(document: Any) -> dict[tuple[str, At], str]:
    """The notes on cells."""
    return {
        (sheet.Name, (note.Position.Row + 1, note.Position.Column + 1)): note.String
        for sheet in _all(document.Sheets)
        for note in _all(sheet.Annotations)
    }


def chosen_cell(document: Any) -> tuple[str, str]:
    """The sheet and the cell that are selected."""
    sheet, _, cell = document.CurrentSelection.AbsoluteName.rpartition(".")
    return sheet.strip("$'"), cell.replace("$", "")


def row_of(document: Any, sheet: str, label: str, column: int = 1) -> int:
    """The row whose label is this one."""
    found = [at[0] for (name, at), value in cells(document).items() if (name, at[1], value) == (sheet, column, label)]
    assert len(found) == 1, (label, found)
    return found[0]


def column_of(document: Any, sheet: str, heading: str) -> int:
    """The column under a heading, the topmost cell that says it."""
    found = [at for (name, at), value in cells(document).items() if (name, value) == (sheet, heading)]
    assert found, heading
    return min(found)[1]


def cell(document: Any, sheet: str, at: At | str) -> Any:
    """One cell of an open document."""
    row, column = parse_address(at) if isinstance(at, str) else at
    return document.Sheets.getByName(sheet).getCellByPosition(column - 1, row - 1)


def plain(text: str) -> str:
    """A text without the name of its file."""
    return re.sub(r"\S+\.xlsx", "BOK", text)
