"""Bands: the rows of a sheet that hold headings of ours, and what each column below them holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from sn_excel.model.number_texts import parse
from sn_excel.model.places import At
from sn_excel.model.sheets import Sheet, Value
from sn_excel.reading.places.headings import Heading, heading, speaks_of_time_or_unit

HIGHEST = 6
"""Rows above the measures that may still belong to the heading."""

Row = Mapping[int, Value]

_MEASURE = re.compile("utf|bud|prog|avv|diff|bokslut|redovisat|nettok", re.IGNORECASE)
"""What every heading of a measure holds: a quick look before the thorough one."""


@dataclass(frozen=True, slots=True)
class Band:
    """Heading rows, first to last, with the heading of every column that has one of ours, and the other texts."""

    first: int
    last: int
    headings: Mapping[int, Heading]
    others: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's cells by row, with merged cells spread out where headings are read."""

    sheet: Sheet
    rows: Mapping[int, Row]
    spread: Mapping[At, At] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        """Return what a cell of a heading says, '' when it is empty; merged cells say what their first one says."""
        at = self.spread.get((row, column), (row, column))
        value = self.rows.get(at[0], {}).get(at[1])
        return "" if value is None or isinstance(value, bool) else str(value).strip()


def grid(sheet: Sheet) -> Grid:
    """Return a sheet's cells by row."""
    rows: dict[int, dict[int, Value]] = {}
    for (row, column), value in sorted(sheet.cells.items()):
        if value is not None and value != "":
            rows.setdefault(row, {})[column] = value
    spread = {
        (row, column): (top, left)
        for top, left, bottom, right in sheet.merged
        if (bottom - top) <= HIGHEST and (right - left) <= 60
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    return Grid(sheet, rows, spread)


def is_year(value: Value) -> bool:
    """Say whether a cell may stand for a year or a month (2024, 202405) rather than an amount."""
    if isinstance(value, str):
        value = int(value) if value.strip().isdigit() else None
    if not isinstance(value, int) or isinstance(value, bool):
        return False
    return 1990 <= value <= 2060 or (1990 <= value // 100 <= 2060 and 1 <= value % 100 <= 12)


def is_amount(value: Value) -> bool:
    """Say whether a cell holds an amount, as a number or as text."""
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, (int, Decimal)):
        return True
    return isinstance(value, str) and _is_amount(value)


@lru_cache(maxsize=4096)
def _is_amount(text: str) -> bool:
    """Say whether a text is an amount; a table's words and figures are asked about several times."""
    return parse(text) is not None or parse(text, ",") is not None


def bands(cells: Grid) -> tuple[Band, ...]:
    """Return the heading bands of a sheet from the top."""
    found: list[Band] = []
    seeds = [row for row in cells.rows if _seed(cells.rows[row])]
    while seeds:
        first = last = seeds.pop(0)
        start = _start(cells.rows[first])
        floor = found[-1].last if found else 0
        while first - 1 > floor and last - first < HIGHEST and _adds(cells.rows.get(first - 1, {}), start):
            first -= 1
        over = set(_heads(cells.rows[first])) | set(_heads(cells.rows[last]))
        while _goes_on(cells.rows.get(last + 1, {}), start, over):
            last += 1
            over |= set(_heads(cells.rows[last]))
        seeds = [row for row in seeds if row > last]
        band = _band(cells, first, last)
        if band:
            found.append(band)
    return tuple(found)


def _heads(row: Row) -> Iterator[int]:
    return (
        column
        for column, value in row.items()
        if isinstance(value, str) and _MEASURE.search(value) and heading(value).role
    )


def _start(row: Row) -> int:
    return min(_heads(row))


def _seed(row: Row) -> bool:
    heads = list(_heads(row))
    if not heads:
        return False
    amounts = sum(is_amount(value) and not is_year(value) for column, value in row.items() if column >= heads[0])
    return amounts == 0 or amounts * 2 < len(heads)


def _goes_on(row: Row, start: int, over: set[int]) -> bool:
    """Say whether a row belongs to the heading above it and holds no amount below one of its measures."""
    if any(is_amount(value) and not is_year(value) for column, value in row.items() if column in over):
        return False
    return _seed(row) or _adds(row, start)


def _adds(row: Row, start: int) -> bool:
    """Say whether every cell from the first measure's column on only adds time or unit to a heading."""
    beside = [value for column, value in row.items() if column >= start]
    return bool(beside) and all(is_year(value) or _speaks(value) for value in beside)


def _speaks(value: Value) -> bool:
    return isinstance(value, str) and not is_amount(value) and (speaks_of_time_or_unit(value) or value.endswith("-"))


def _band(cells: Grid, first: int, last: int) -> Band | None:
    headings: dict[int, Heading] = {}
    others: dict[int, str] = {}
    columns = {column for row in range(first, last + 1) for column in cells.rows.get(row, {})}
    columns |= {column for row, column in cells.spread if first <= row <= last}
    for column in sorted(columns):
        said = _heading(cells, column, first, last)
        if said.role:
            headings[column] = said
        elif said.text:
            others[column] = said.text
    headings = {column: replace(said, text=said.text.strip()) for column, said in headings.items()}
    telling = [said for said in headings.values() if said.role and not said.role.deviates]
    return Band(first, last, headings, others) if telling else None


def _heading(cells: Grid, column: int, first: int, last: int) -> Heading:
    own = heading(_stacked(cells, column, first, last))
    if own.role and not own.span.empty:
        return own
    above = _left(cells, column, first, last)
    if not above or not (own.role or (own.text and speaks_of_time_or_unit(own.text))):
        return own
    joined = heading(f"{above} {own.text}")
    adds_time = own.role is not None and heading(above).role is None
    adds_role = own.role is None and heading(above).role is not None
    return joined if joined.role and (adds_time or adds_role) else own


def _stacked(cells: Grid, column: int, first: int, last: int) -> str:
    texts: list[str] = []
    seen: set[At] = set()
    for row in range(first, last + 1):
        at = cells.spread.get((row, column), (row, column))
        if at not in seen and (text := cells.text(row, column)):
            texts.append(text)
        seen.add(at)
    return " ".join(texts)


def _left(cells: Grid, column: int, first: int, last: int) -> str:
    """Return the heading that stands to the left above an empty cell and so may span it."""
    for row in range(first, last):
        if cells.text(row, column):
            continue
        before = [at for at in cells.rows.get(row, {}) if at < column]
        text = cells.text(row, max(before)) if before else ""
        if text and speaks_of_time_or_unit(text):
            return text
    return ""
