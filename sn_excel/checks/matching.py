"""Matching: lines of different tables that are about the same thing, and columns that can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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


def rows(dossier: Dossier) -> dict[str, tuple[Table, Line]]:
    """Return every code with the first row that carries it, summaries before pages."""
    found: dict[str, tuple[Table, Line]] = {}
    for table in of_kind(dossier, *ORDER):
        for line in table.walk():
            if line.code:
                found.setdefault(line.code, (table, line))
    return found


def leaves(dossier: Dossier) -> dict[str, tuple[Table, Line]]:
    """Return every code that has no parts in any table, with its first row."""
    parents = {line.code for table in dossier.tables for line in table.walk() if line.parts}
    return {code: row for code, row in rows(dossier).items() if code not in parents}


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


def period(tables: Iterable[Table]) -> Period | None:
    """Return the period that the tables are about: the latest of their Utfall."""
    found = [column.period for table in tables for column in table.columns if column.measure is Measure.ACTUAL]
    return max((one for one in found if one), key=lambda one: (one.year, one.last), default=None)
