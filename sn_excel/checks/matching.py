"""Matching: lines of different tables that are about the same thing, and columns that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from sn_excel.model.amounts import size
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.tables import Column, Dossier, Figure, Kind, Line, Table

OVERVIEW = (Kind.SUMMARY, Kind.OPERATING)
"""Tables with one row for each programme."""
ORDER = (Kind.SUMMARY, Kind.OPERATING, Kind.PAGE, Kind.OTHER)
"""Where a row is looked for first."""


def of_kind(dossier: Dossier, *kinds: Kind) -> Iterator[Table]:
    """Yield the tables of these kinds, kind by kind."""
    for kind in kinds:
        yield from (table for table in dossier.tables if table.kind is kind)


def keyed(table: Table) -> Iterator[tuple[str, Line]]:
    """Yield every row with what it is known by: its code, else its name below the names of what it is a part of.

    Totals without a code are known by nothing, and neither is a name that stands twice in the same place.
    """
    whole = total(table)
    if whole and table.kind not in OVERVIEW and not _TOTAL.match(whole.name):
        whole = None
    seen: set[str] = set()
    waiting = [("", line) for line in reversed(table.lines)]
    while waiting:
        above, line = waiting.pop()
        key = line.code or _name(above, line)
        below = above if line is whole else f"{key}/"
        if line.parts:
            waiting += [(below, part) for part in reversed(line.parts)]
        if key and line is not whole and (line.code or key not in seen):
            seen.add(key)
            yield key, line


_TOTAL = re.compile(r"(?:del)?(?:total|summa|netto|s:a)", re.IGNORECASE)


def _name(above: str, line: Line) -> str:
    plain = " ".join(line.name.split()).casefold()
    return "" if not plain or _TOTAL.match(plain) else above + plain


def rows(dossier: Dossier) -> dict[str, tuple[Table, Line]]:
    """Return every code or name with the first row that carries it, summaries before pages."""
    return _first(dossier, {id(table): keyed(table) for table in dossier.tables})


def _first(dossier: Dossier, known: Mapping[int, Iterable[tuple[str, Line]]]) -> dict[str, tuple[Table, Line]]:
    """Return the first row of every code or name; `known` are the rows with their keys by the table's identity."""
    found: dict[str, tuple[Table, Line]] = {}
    for table in of_kind(dossier, *ORDER):
        for key, line in known[id(table)]:
            found.setdefault(key, (table, line))
    return found


def leaves(dossier: Dossier) -> dict[str, tuple[Table, Line]]:
    """Return every code or name that has no parts in any table, with its first row."""
    known = {id(table): tuple(keyed(table)) for table in dossier.tables}
    parents = {key for lines in known.values() for key, line in lines if line.parts}
    return {key: row for key, row in _first(dossier, known).items() if key not in parents}


def total(table: Table) -> Line | None:
    """Return the table's one total: the last line without code that has parts and is a part of nothing."""
    found = [line for line in table.lines if line.parts and line.whole and not line.code]
    return found[-1] if found else None


def figure(line: Line, measure: Measure, period: Period | None) -> Figure | None:
    """Return a line's amount of a measure over a period, when it is there and can be read."""
    found = line.figures.get(Column(measure, period))
    return found if found and found.value is not None and not found.doubt else None


def measured(line: Line, measure: Measure) -> Iterator[tuple[Period | None, Figure]]:
    """Yield a line's amounts of a measure with their periods."""
    for column, found in line.figures.items():
        if column.measure is measure and found.value is not None and not found.doubt:
            yield column.period, found


def longest(line: Line, measure: Measure) -> list[tuple[Period | None, Figure]]:
    """Return a line's amount of a measure over the latest and longest of its periods, or nothing."""
    found = sorted(measured(line, measure), key=lambda one: _reach(one[0]))
    return found[-1:]


def _reach(period: Period | None) -> tuple[int, int, int]:
    return (period.year, period.last, period.last - period.first) if period else (0, 0, 0)


def clear(found: Figure) -> bool:
    """Say whether an amount is more than rounding to mkr or hundreds could make of nothing beside it."""
    return size(found.value or 0) > (found.step if found.step > 1 else 0)


def surplus(table: Table, deviation: Measure) -> int:
    """Return +1 where a positive deviation is a surplus, −1 where it is an overspend, as the rows prove it.

    Without proof it is a surplus.
    """
    for relation in table.relations:
        if relation.result.measure is deviation:
            spent = [
                weight for weight, column in relation.terms if column.measure in (Measure.ACTUAL, Measure.FORECAST)
            ]
            return -table.costs * spent[0] if spent else 1
    return 1


def turned(table: Table, measure: Measure, other: Table, theirs: Measure) -> int:
    """Return −1 where two tables print the same amount with opposite signs, else 1."""
    if measure.is_deviation:
        return surplus(table, measure) * surplus(other, theirs)
    return table.costs * other.costs
