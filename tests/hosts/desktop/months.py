"""The month's workbook as both hosts see it: in a file, and open in a program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from sn_excel.model.cell_values import same
from sn_excel.model.marks import ruled
from sn_excel.model.places import address
from sn_excel.model.sheets import Sheet
from sn_excel.ooxml.file_grid import FileGrid


def sheets(path: Path) -> dict[str, Sheet]:
    """The sheets of a file."""
    grid = FileGrid.open(path)
    return {name: grid.read(name) for name in grid.sheets()}


def live(book: Any) -> dict[str, Sheet]:
    """The sheets of an open book."""
    from sn_excel.hosts.desktop.xlwings_grid.grid import LiveGrid

    grid = LiveGrid(book)
    return {name: grid.read(name) for name in grid.sheets()}


def alike(one: Sheet, other: Sheet) -> bool:
    """Say whether two sheets hold the same cells."""
    return not unlike(one, other)


def unlike(one: Sheet, other: Sheet) -> list[tuple[object, ...]]:
    """The cells that differ, for the eye of whoever reads a failed test."""
    places = sorted(one.cells.keys() | other.cells.keys())
    return [
        (address(at), one.cells.get(at), other.cells.get(at))
        for at in places
        if not same(one.cells.get(at), other.cells.get(at))
    ]


def file_marks(path: Path) -> set[tuple[str, str, str]]:
    """Our coloured cells in a file, by another reader than ours."""
    found = set()
    for sheet in load_workbook(path).worksheets:
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                severity = ruled(rule.formula[0]) if rule.formula else None
                if severity:
                    cells = (row for block in area.sqref.ranges for row in block.cells)
                    found |= {(sheet.title, address(at), str(severity)) for at in cells}
    return found


def live_marks(book: Any) -> set[tuple[str, str, str]]:
    """Our coloured cells in a book open in Calc; xlwings has no word for where a rule lies, Calc has."""
    found = set()
    for sheet in book.sheets:
        for rule in sheet.cells.conditional_formats:
            severity = ruled(rule.formula) if rule.formula else None
            areas = rule.impl.rule.Range.RangeAddresses if severity else ()
            for area in areas:
                for row in range(area.StartRow + 1, area.EndRow + 2):
                    for column in range(area.StartColumn + 1, area.EndColumn + 2):
                        found.add((str(sheet.name), address((row, column)), str(severity)))
    return found
