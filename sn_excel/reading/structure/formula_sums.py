"""Sums: which rows a row's formulas add up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sn_excel.model.places import parse_address
from sn_excel.reading.places.table_rows import Row

_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_SUM = re.compile(r"(?:SUM\(|SUBTOTAL\((?:10)?9,)([^()]*)\)", re.IGNORECASE)
_ADDED = re.compile(rf"\+?{_CELL}(?:\+{_CELL})+", re.IGNORECASE)
_AREA = re.compile(rf"({_CELL})(?::({_CELL}))?", re.IGNORECASE)
LONGEST = 2000


def added_rows(formula: str, column: int) -> frozenset[int]:
    """Return the rows that a plain sum adds up in its own column; empty for every other formula.

    >>> sorted(added_rows("SUM(B5:B7,B9)", 2)), sorted(added_rows("B5+B7", 2)), added_rows("SUM(C5:C7)", 2)
    ([5, 6, 7, 9], [5, 7], frozenset())
    """
    text = formula.replace(" ", "")
    if len(text) > LONGEST:
        return frozenset()
    inner = _SUM.fullmatch(text)
    areas = inner[1].split(",") if inner else text.split("+") if _ADDED.fullmatch(text) else []
    rows: set[int] = set()
    for area in filter(None, areas):
        found = _AREA.fullmatch(area)
        if not found:
            return frozenset()
        top, left = parse_address(found[1])
        bottom, right = parse_address(found[2] or found[1])
        if (left, right) != (column, column) or bottom - top > 100_000:
            return frozenset()
        rows |= set(range(min(top, bottom), max(top, bottom) + 1))
    return frozenset(rows)


def summed(row: Row, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows of the table that most of a row's formulas add up; empty where they do not agree on any."""
    said = [added_rows(cell.formula, column) for column, cell in row.cells.items() if cell.formula]
    counted = Counter(found for found in said if found)
    if not counted:
        return ()
    numbers, times = counted.most_common(1)[0]
    if times * 2 < len(said) or row.number in numbers:
        return ()
    return tuple(other for other in rows if other.number in numbers)
