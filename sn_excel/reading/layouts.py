"""Layouts: what was understood of a document, in Swedish, for people who want to see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sn_excel.model.places import address, letters
from sn_excel.model.tables import Column, Kind, Line, Relation, Table
from sn_excel.reading.tables import Reading

_KINDS: Mapping[Kind, str] = {
    Kind.SUMMARY: "sammanställning",
    Kind.PAGE: "enhetssida",
    Kind.OPERATING: "driftredovisning",
    Kind.INCOME: "resultaträkning",
    Kind.LEDGER: "underlag utan summor",
    Kind.OTHER: "annan tabell",
}


def describe(reading: Reading) -> tuple[str, ...]:
    """Return lines that show the tables found: place, rows, levels, unit, columns, what a deviation is, what is left.

    >>> describe(Reading((), ()))
    ('Ingen tabell hittades.',)
    """
    said = [line for table in reading.tables for line in _table(table)]
    return (*(said or ["Ingen tabell hittades."]), *reading.asides)


def _table(table: Table) -> Iterator[str]:
    lines = list(table.walk())
    rows = "1 rad" if len(lines) == 1 else f"{len(lines)} rader"
    levels = max(map(_depth, table.lines), default=0)
    sums = sum(bool(line.parts and line.whole) for line in lines)
    costs = "kostnader är positiva" if table.costs > 0 else "kostnader är negativa"
    depth = f"{levels} {_many(levels, 'nivå', 'nivåer')}, {sums} {_many(sums, 'summa', 'summor')}"
    yield f"{_where(lines)}: {_KINDS[table.kind]}, {rows}, {depth}, {table.unit.value}, {costs}"
    for column in table.columns:
        yield f"  {_letters(lines, column)} {_meaning(table, column)}"


def _many(count: int, one: str, several: str) -> str:
    return one if count == 1 else several


def _depth(line: Line) -> int:
    return 1 + max(map(_depth, line.parts), default=0)


def _where(lines: list[Line]) -> str:
    """Return the sheet and the area from the first label to the last figure."""
    places = [line.place for line in lines]
    places += [figure.place for line in lines for figure in line.figures.values()]
    top, left = min(place.row for place in places), min(place.column for place in places)
    bottom, right = max(place.row for place in places), max(place.column for place in places)
    return f"{places[0].sheet} {address((top, left))}:{address((bottom, right))}"


def _letters(lines: list[Line], column: Column) -> str:
    found = next((line.figures[column].place.column for line in lines if column in line.figures), 0)
    return letters(found) if found else "–"


def _meaning(table: Table, column: Column) -> str:
    when = f", {column.period.spoken}" if column.period else ", okänd period"
    proved = next((relation for relation in table.relations if relation.result == column), None)
    if proved:
        return f"{column.measure.swedish}{when} = {_difference(proved)}"
    unproved = " (inte prövad: raderna visar inte vad den är skillnaden mellan)" if column.measure.is_deviation else ""
    return f"{column.measure.swedish}{when}{unproved}"


def _difference(relation: Relation) -> str:
    words: list[str] = []
    for weight, column in relation.terms:
        sign = "−" if weight < 0 else "+" if words else ""
        words.append(f"{sign} {column.measure.swedish}".strip())
    return " ".join(words)
