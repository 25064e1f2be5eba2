"""Contents: values and formulas of a block of cells, read and written as whole blocks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from sn_excel.engine import formulas, noted_cells, references, values
from sn_excel.engine.addresses import Block
from sn_excel.engine.number_formats import (
    DAY_CODE,
    GENERAL,
    LOGICAL,
    MOMENT_CODE,
    TEXT,
    TIME_CODE,
    Area,
)

CONTENTS = 1 | 2 | 4 | 16
MANY = 200_000
NUMBER_LIKE = re.compile(r"\d|^(?:true|false)$", re.IGNORECASE)

Rows = list[list[Any]]


def read(cells: Any) -> Rows:
    """Return what the cells hold: None, text, float, truth value, moment or CellError."""
    return _padded(cells, _read, None)


def texts(cells: Any) -> Rows:
    """Return what the formula bar shows for each cell: formulas in Excel's writing, numbers in English."""
    return _padded(cells, _texts, "")


def _padded(cells: Any, reading: Any, blank: Any) -> Rows:
    """Read a block; of a huge one only what is filled in, so that whole columns are quick."""
    block: Block = cells.block
    if block.height * block.width <= MANY:
        rows: Rows = reading(cells)
        return rows
    filled = block.within(cells.sheet.used_range.block)
    rows = [[blank] * block.width for _ in range(block.height)]
    if filled.height:
        down, across = filled.row - block.row, filled.column - block.column
        for index, row in enumerate(reading(cells.at(filled))):
            rows[down + index][across : across + filled.width] = row
    return rows


def _read(cells: Any) -> Rows:
    xl, book = cells.xl, cells.sheet.book
    rows: Rows = [list(row) for row in xl.getDataArray()]
    if any(isinstance(value, float) for row in rows for value in row):
        dates, truths = book.formats.special(xl)
        start: Any = book.start if dates else None
        for at in _within(dates, cells.block):
            _each(rows, at, lambda value: values.moment(value, start))
        for at in _within(truths, cells.block):
            _each(rows, at, lambda value: bool(value) if value in (0.0, 1.0) else value)
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            if value is None:
                row[across] = values.error(int(xl.getCellByPosition(across, down).getError()))
            elif value == "":
                row[across] = None
    return rows


def _within(areas: Sequence[Area], block: Block) -> list[Area]:
    """Return areas of the sheet as areas of the block, all counted from 0."""
    top, left = block.row - 1, block.column - 1
    return [(a - top, b - left, c - top, d - left) for a, b, c, d in areas]


def _each(rows: Rows, area: Area, way: Any) -> None:
    top, left, bottom, right = area
    for row in rows[top : bottom + 1]:
        for across in range(left, right + 1):
            if isinstance(row[across], float):
                row[across] = way(row[across])


def _texts(cells: Any) -> Rows:
    xl, book = cells.xl, cells.sheet.book
    names, sheets = book.functions[1], book.sheets.lower()
    known: dict[str, str] = {}

    def told(text: str, value: Any) -> str:
        bare = text[1:-1] if text.startswith("{=") else text
        if bare.startswith("=") and value != text:
            if bare not in known:
                known[bare] = formulas.excel(bare, names, sheets)
            return known[bare]
        return values.number_text(value) if isinstance(value, float) else str(value)

    pairs = zip(xl.getFormulaArray(), xl.getDataArray(), strict=True)
    return [[told(text, value) for text, value in zip(*pair, strict=True)] for pair in pairs]


def write(cells: Any, data: Any) -> None:
    """Write a value into every cell, or rows of values; a text that starts with `=` is a formula.

    All other text stays text, whatever it looks like; a formula for several cells moves as when it is copied.
    """
    if not isinstance(data, (list, tuple)):
        _fill(cells, data)
        return
    rows = [list(row) if isinstance(row, (list, tuple)) else [row] for row in _as_rows(data)]
    _write(cells.at(Block(cells.row, cells.column, len(rows), len(rows[0]))), rows)


def _as_rows(data: Sequence[Any]) -> Sequence[Any]:
    return data if data and isinstance(data[0], (list, tuple)) else [data]


def _fill(cells: Any, value: Any) -> None:
    height, width = cells.shape
    if value is None or value == "":
        cells.xl.clearContents(CONTENTS)
    elif values.is_formula(value) and height * width > 1:
        rows = [[references.shifted(value, down, across) for across in range(width)] for down in range(height)]
        _write(cells, rows)
    else:
        _write(cells, [[value] * width] * height)


def _write(cells: Any, rows: Rows) -> None:
    xl, book = cells.xl, cells.sheet.book
    before = _formats(cells, xl)
    if all(book.formats.kind(key) & TEXT for key, _ in before):
        rows = [[f"'{one}" if values.is_formula(one) else one for one in row] for row in rows]
    start = book.start if any(isinstance(value, dt.date | dt.time) for row in rows for value in row) else None
    noted_cells.put(cells, xl, "setDataArray", [[_plain(value, start) for value in row] for row in rows])
    _write_formulas(cells, xl, rows)
    if any(isinstance(value, str) and NUMBER_LIKE.search(value) for row in rows for value in row):
        _give_back(cells, xl, before)
    _give_formats(cells, xl, rows)


def _plain(value: Any, start: Any) -> float | str:
    """Return a value as Calc takes it in a block; an apostrophe before a text says that it is one, as in Excel."""
    if value is None or values.is_formula(value):
        return ""
    if isinstance(value, str):
        return value.removeprefix("'")
    if isinstance(value, dt.date | dt.time):
        return values.serial(value, start)
    return float(value)


def _formats(cells: Any, xl: Any) -> list[tuple[int, list[Area]]]:
    """Return the formats before writing; the one by which Calc remembers truth values is taken away."""
    formats = cells.sheet.book.formats
    found = []
    for key, areas in formats.groups(xl):
        truth = formats.kind(key) & LOGICAL
        found.append((GENERAL if truth else key, areas()))
        for area in found[-1][1] if truth else ():
            cells.sheet.zone(area).NumberFormat = GENERAL
    return found


def _give_back(cells: Any, xl: Any, before: list[tuple[int, list[Area]]]) -> None:
    """Give cells their format back, where Calc made it "text" since a text looks like a number."""
    formats = cells.sheet.book.formats
    now = [area for key, areas in formats.groups(xl) if formats.kind(key) & TEXT for area in areas()]
    for key, areas in before:
        for old in areas if not formats.kind(key) & TEXT else ():
            for new in now:
                top, left, bottom, right = (
                    max(old[0], new[0]),
                    max(old[1], new[1]),
                    min(old[2], new[2]),
                    min(old[3], new[3]),
                )
                if top <= bottom and left <= right:
                    cells.sheet.zone((top, left, bottom, right)).NumberFormat = key


def _write_formulas(cells: Any, xl: Any, rows: Rows) -> None:
    found = [
        (down, across) for down, row in enumerate(rows) for across, one in enumerate(row) if values.is_formula(one)
    ]
    if not found:
        return
    book = cells.sheet.book
    names, own = book.functions[0], book.name
    for column, top, bottom in values.runs(found):
        texts = [(formulas.calc(rows[down][column], names, own),) for down in range(top, bottom + 1)]
        noted_cells.put(cells, xl.getCellRangeByPosition(column, top, column, bottom), "setFormulaArray", texts)
    if not book.xl.isAutomaticCalculationEnabled():
        book.xl.calculate()  # Excel computes a new formula at once; Calc would show 0 until somebody recalculates


def _give_formats(cells: Any, xl: Any, rows: Rows) -> None:
    """Show moments as dates and truth values as such, where the cells have no format of their own."""
    wanted: dict[str, list[tuple[int, int]]] = {}
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            if code := _code_for(value):
                wanted.setdefault(code, []).append((down, across))
    formats = cells.sheet.book.formats
    for code, places in wanted.items():
        key = formats.logical() if code == "truth" else formats.key(code)
        for column, top, bottom in values.runs(places):
            _give(cells, xl.getCellRangeByPosition(column, top, column, bottom), key)


def _give(cells: Any, run: Any, key: int) -> None:
    formats = cells.sheet.book.formats
    for present, areas in formats.groups(run):
        if formats.code(present) == "General":
            for area in areas():
                cells.sheet.zone(area).NumberFormat = key


def _code_for(value: Any) -> str:
    if isinstance(value, bool):
        return "truth"
    if isinstance(value, dt.time):
        return TIME_CODE
    if isinstance(value, dt.datetime):
        return MOMENT_CODE if value.time() != dt.time() else DAY_CODE
    return DAY_CODE if isinstance(value, dt.date) else ""
