"""Sheets of an open program: whole blocks in, the same words as from a file.

Reads only what every engine of xlwings has. Looks are not read: a program gives them cell by cell. Number formats and
merged cells are asked for in halves, since a block answers when all its cells are alike. Hidden rows are asked for
where a SUBTOTAL hangs on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sn_excel.calculations.cell_functions.cell_blocks import ERRORS
from sn_excel.hosts.desktop.xlwings_grid.looks import areas
from sn_excel.model.amounts import number
from sn_excel.model.edits import Look
from sn_excel.model.places import At
from sn_excel.model.sheets import Area, Fault, RowLook, Sheet, Value

_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  cells have no zone
_DAY = 86400
_SUBTOTAL = "SUBTOTAL("
"""The function whose sums hang on which rows are hidden."""


def read(sheet: Any, document: str, bare: bool = False) -> Sheet:
    """Return an xlwings sheet with what it holds; a formula that shows nothing shows an empty text.

    A `bare` one is read with its cells and formulas only, which takes a few calls to the program.
    """
    used = sheet.used_range
    area = area_of(used)
    held = contents(used, area)
    cells: dict[At, Value] = {}
    formulas: dict[At, str] = {}
    for at, (shown, formula) in held.items():
        if formula:
            formulas[at] = formula
        if formula or shown not in (None, ""):
            cells[at] = "" if shown is None else shown
    plain = Sheet(document=document, name=str(sheet.name), cells=cells, formulas=formulas)
    if bare:
        return plain
    return replace(
        plain,
        formats=_formats(sheet, cells),
        merged=merged(sheet, area) if cells else (),
        looks=(hidden := _hidden(sheet, area) if any(_SUBTOTAL in text.upper() for text in formulas.values()) else {}),
        filtered=bool(hidden),
        noted=frozenset((note.location.row, note.location.column) for note in sheet.notes),
    )


def contents(block: Any, area: Area, formulas: Any = None) -> dict[At, tuple[Value, str]]:
    """Return what each cell of a block shows, and its formula without `=` (empty where it has none).

    `area` is where the block lies; `formulas` are the block's, where they have been read in another way.
    """
    top, left, bottom, right = area
    rows, columns = bottom - top + 1, right - left + 1
    values = _rows(block.options(ndim=2, err_to_str=True).value, rows, columns)
    texts = _rows(block.formula if formulas is None else formulas, rows, columns)
    return {
        (top + down, left + right): (value(cell), _formula(cell, text))
        for down, (row, shown) in enumerate(zip(values, texts, strict=True))
        for right, (cell, text) in enumerate(zip(row, shown, strict=True))
    }


def value(cell: Any) -> Value:
    """Return what xlwings read as the house's words: exact numbers, faults, days as the numbers that cells hold.

    >>> value(134114.0), value("#REF!"), value(datetime(2024, 5, 31)), value(True)
    (134114, Fault(code='#REF!'), 45443, True)
    """
    if isinstance(cell, str):
        return Fault(cell) if cell in ERRORS else cell
    if isinstance(cell, datetime | date):
        moment = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
        return number((moment.replace(tzinfo=None) - _DAY_ZERO).total_seconds() / _DAY)
    if cell is None or isinstance(cell, bool):
        return cell
    return number(float(cell)) if isinstance(cell, int | float | Decimal) else str(cell)


def _rows(block: Any, rows: int, columns: int) -> list[list[Any]]:
    """Return a block as rows; some engines give one cell or one row without its frame."""
    if rows == columns == 1 and not isinstance(block, list | tuple):
        return [[block]]
    if rows == 1 and not isinstance(block[0], list | tuple):
        return [list(block)]
    return [list(row) if isinstance(row, list | tuple) else [row] for row in block]


def _formula(cell: Any, text: Any) -> str:
    is_formula = isinstance(text, str) and text.startswith("=") and len(text) > 1 and cell != text
    return text[1:] if is_formula else ""


def _formats(sheet: Any, cells: dict[At, Value]) -> dict[At, str]:
    """Return the number formats of cells with numbers, asked for by blocks."""
    found: dict[At, str] = {}
    numbers = {at: Look() for at, held in cells.items() if isinstance(held, int | Decimal)}
    for area, _ in areas(numbers):
        for part, code in alike(sheet, area, lambda block: block.number_format):
            if code != "General":
                found |= dict.fromkeys(places(part), str(code))
    return found


def places(area: Area) -> Iterator[At]:
    """Yield the cells of an area.

    >>> list(places((4, 2, 5, 2)))
    [(4, 2), (5, 2)]
    """
    top, left, bottom, right = area
    return ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def _hidden(sheet: Any, area: Area) -> dict[int, RowLook]:
    """Return the hidden rows, which are those without height; whether a filter hides them no engine tells."""
    rows = range(area[0], area[2] + 1)
    return {row: RowLook(hidden=True) for row in rows if not sheet.range((row, area[1])).height}


def merged(sheet: Any, area: Area) -> tuple[Area, ...]:
    """Return the merged cells that lie in an area or reach into it."""
    found: set[Area] = set()
    for part, joined in alike(sheet, area, lambda block: block.merge_cells):
        for row, column in places(part) if joined else ():
            if not any(a <= row <= c and b <= column <= d for a, b, c, d in found):
                found.add(area_of(sheet.range((row, column)).merge_area))
    return tuple(sorted(found))


def area_of(block: Any) -> Area:
    """Return where a block of cells lies."""
    rows, columns = block.shape
    return block.row, block.column, block.row + rows - 1, block.column + columns - 1


def alike(sheet: Any, area: Area, asked: Callable[[Any], Any]) -> Iterator[tuple[Area, Any]]:
    """Yield blocks whose cells answer alike; a block that gives no answer is asked for in halves.

    Columns are parted before rows: tables are alike down their columns.
    """
    top, left, bottom, right = area
    answer = asked(sheet.range((top, left), (bottom, right)))
    if answer is not None or (top, left) == (bottom, right):
        yield area, answer
        return
    row, column = (bottom, (left + right) // 2) if left < right else ((top + bottom) // 2, right)
    yield from alike(sheet, (top, left, row, column), asked)
    yield from alike(sheet, (top, column + 1, row, right) if left < right else (row + 1, left, bottom, right), asked)
