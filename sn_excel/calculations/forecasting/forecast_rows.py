"""The rows that a year-end forecast is made for: programmes with their units, out of the tables of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from sn_excel.model.amounts import Amount, Unit
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.places import Place
from sn_excel.model.tables import Column, Dossier, Figure, Kind, Line, Table

Term: TypeAlias = tuple[int, Place]
_Homes: TypeAlias = Mapping[str, tuple[Table, Line]]
_FORECAST = (Kind.SUMMARY, Kind.PAGE, Kind.OPERATING, Kind.LEDGER, Kind.OTHER)


@dataclass(frozen=True, slots=True)
class Cited:
    """An amount in tkr, costs positive, and the cells it is the weighted sum of, in the unit they are printed in."""

    value: Amount
    terms: tuple[Term, ...]
    unit: Unit = Unit.TKR


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """A programme with its units, or one that is booked on itself; `budget` None: the period's budget is not known."""

    code: str
    name: str
    actual: Cited
    annual: Cited
    budget: Cited | None = None
    units: tuple[ForecastRow, ...] = ()

    @property
    def label(self) -> str:
        """Return code and name as one text."""
        return f"{self.code} {self.name}".strip()

    @property
    def leaves(self) -> tuple[ForecastRow, ...]:
        """Return the rows that are booked on: the units, or the row itself."""
        return self.units or (self,)


def forecast_rows(dossier: Dossier, period: Period) -> tuple[ForecastRow, ...]:
    """Return a document's programmes with their units, in printed order; none where Utfall or Årsbudget are missing.

    The summary's rows come first and say the programme's own figures; units come from the pages. A code that no other
    line holds together is a programme of its own.
    """
    tables = [table for table in dossier.tables if table.kind in _FORECAST]
    whole: dict[str, tuple[Table, Line]] = {}
    for table in tables:
        for line in table.walk():
            if line.code and line.parts and line.whole and line.code not in whole:
                whole[line.code] = (table, line)
    below = {part.code for _, line in whole.values() for part in line.parts}
    found: dict[str, ForecastRow] = {}
    for table in sorted(tables, key=lambda one: one.kind is not Kind.SUMMARY):
        for line in table.walk():
            if line.code and line.code not in found and line.code not in below:
                row = _row(table, line, period, whole)
                if row:
                    found[line.code] = row
    return tuple(found.values())


def doubtful(dossier: Dossier, period: Period) -> Iterator[Figure]:
    """Yield the coded rows' cells that a forecast needs and that cannot be read: a row left out would lower its sum."""
    for table in dossier.tables:
        columns = {_column(table, Measure.ACTUAL, period), _column(table, Measure.ANNUAL_BUDGET, period.annual)}
        if table.kind in _FORECAST and None not in columns:
            for line in table.walk():
                yield from (one for at, one in line.figures.items() if line.code and at in columns and one.doubt)


def _row(table: Table, line: Line, period: Period, whole: _Homes) -> ForecastRow | None:
    own = _own(table, line, period)
    if own is None or line.code not in whole:
        return own
    home, parent = whole[line.code]
    units = tuple(_units(home, parent, period))
    return replace(own, units=units)


def _units(table: Table, line: Line, period: Period) -> Iterator[ForecastRow]:
    for part in line.parts:
        own = _own(table, part, period)
        if part.code and own:
            yield own


def _own(table: Table, line: Line, period: Period) -> ForecastRow | None:
    columns = (_column(table, Measure.ACTUAL, period), _column(table, Measure.ANNUAL_BUDGET, period.annual))
    actual, annual = (_cited(table, line, column) for column in columns)
    if actual is None and annual is None:
        return None
    actual, annual = actual or _blank(table, line, columns[0]), annual or _blank(table, line, columns[1])
    if actual is None or annual is None:
        return None
    own = _column(table, Measure.PERIOD_BUDGET, period)
    budget = _cited(table, line, own) or _implied(table, line, period, actual)
    if budget is None and not annual.value:
        budget = _blank(table, line, own)
    return ForecastRow(line.code, line.name, actual, annual, budget)


def _blank(table: Table, line: Line, column: Column | None) -> Cited | None:
    """Return 0 for a cell left empty in a column that other rows fill: a cost without budget, or nothing booked."""
    figure = line.figures.get(column) if column else None
    if figure is None or figure.value is not None or figure.doubt or column is None:
        return None
    others = (one.figures[column].value for one in table.walk() if one.code and not one.parts and column in one.figures)
    filled = any(value is not None for value in others)
    return Cited(0, ((table.costs, figure.place),), table.unit) if filled else None


def _column(table: Table, measure: Measure, period: Period) -> Column | None:
    """Return the column of a measure for the period; one that names no period where none does."""
    named = [column for column in table.columns if column.measure is measure]
    return next((one for one in named if one.period == period), None) or next(
        (one for one in named if one.period is None), None
    )


def _cited(table: Table, line: Line, column: Column | None) -> Cited | None:
    figure = line.figures.get(column) if column else None
    if figure is None or figure.value is None:
        return None
    return Cited(table.costs * figure.value, ((table.costs, figure.place),), table.unit)


def _implied(table: Table, line: Line, period: Period, actual: Cited) -> Cited | None:
    """Return the period's budget that Utfall and its deviation tell of, as the table's own relation reads it."""
    column = _column(table, Measure.PERIOD_DEVIATION, period)
    figure: Figure | None = line.figures.get(column) if column else None
    if figure is None or figure.value is None:
        return None
    way = _way(table)
    value = actual.value + way * figure.value
    return Cited(value, (*actual.terms, (way, figure.place)), table.unit)


def _way(table: Table) -> int:
    """Return +1 where the deviation is budget − outcome of costs, −1 where a table of negative costs turns it."""
    for relation in table.relations:
        if relation.result.measure is Measure.PERIOD_DEVIATION:
            weights = {column.measure: weight for weight, column in relation.terms}
            if Measure.PERIOD_BUDGET in weights:
                return weights[Measure.PERIOD_BUDGET] * table.costs
    return 1
