"""The accountants' own Driftredovisning: its empty forecasts filled from the sheet Prognos, their own amounts left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sn_excel.calculations.forecasting.year_ends import YearEnd
from sn_excel.model.amounts import Amount, Unit, size, tidy
from sn_excel.model.edits import Cell, Formula, Write
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.places import address
from sn_excel.model.tables import Column as Heading
from sn_excel.model.tables import Dossier, Figure, Kind, Line, Table
from sn_excel.schema.month import FORECAST, reference
from sn_excel.schema.prognos import Column
from sn_excel.writing.own.prognos import spots_of

_SCALES = {Unit.TKR: ("", Decimal(1)), Unit.KR: ("*1000", Decimal(1000)), Unit.MKR: ("/1000", Decimal("0.001"))}
"""What an amount in tkr is multiplied by to stand in a table of another unit, as a formula and as a number."""

_OURS = re.compile(rf"-?{FORECAST}!{Column.FORECAST.letters}\d+(?:\*1000|/1000)?")

Forecasts = Mapping[str, tuple[int, Amount]]
"""Each programme's row on the sheet Prognos and its printed forecast in tkr."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What fills a table's empty forecasts, and the typed ones that say otherwise than the sheet Prognos."""

    edits: tuple[Write, ...]
    differing: tuple[Figure, ...] = ()


def own_statements(dossier: Dossier, period: Period) -> tuple[Table, ...]:
    """Return a workbook's own operating statements of the period that have a column for the forecast."""
    return tuple(
        table
        for table in dossier.tables
        if table.kind is Kind.OPERATING and _heading(table) and _of_period(table, period)
    )


def _heading(table: Table) -> Heading | None:
    return next((column for column in table.columns if column.measure is Measure.FORECAST), None)


def _of_period(table: Table, period: Period) -> bool:
    return any(column.measure is Measure.ACTUAL and column.period in {period, None} for column in table.columns)


def filled(table: Table, ends: Sequence[YearEnd]) -> Filled:
    """Return the formulas that fill a table; an amount that a person typed stays, and is told where it differs."""
    column = _heading(table)
    spots = {spot.end.row.code: (spot.row, spot.end.shown) for spot in spots_of(ends) if spot.head}
    lines = [(line, line.figures[column]) for line in table.walk() if column and column in line.figures]
    edits: list[Write] = []
    differing: list[Figure] = []
    for line, figure in lines:
        if _free(figure):
            edits += _written(table, figure, _formula(table, line, figure, spots))
        elif line.code in spots and figure.value is not None:
            away = size(figure.value - table.costs * spots[line.code][1])
            differing += [figure] if away >= figure.step else []
    return Filled(tuple(edits), tuple(differing))


def _free(figure: Figure) -> bool:
    """Say whether a cell may be filled: it is empty, or holds what we once filled it with."""
    return (figure.value is None and not figure.doubt and not figure.formula) or bool(_OURS.fullmatch(figure.formula))


def _formula(table: Table, line: Line, figure: Figure, spots: Forecasts) -> tuple[str, Amount] | None:
    """Return a row's formula and its value in tkr, sign as the table prints it; None where no forecast is known."""
    if line.code in spots:
        row, shown = spots[line.code]
        sign = "-" if table.costs < 0 else ""
        text = f"{sign}{reference(FORECAST, row, Column.FORECAST)}{_SCALES[table.unit][0]}"
        return text, table.costs * shown
    return _total(table, line, figure, spots) if line.parts and not line.code else None


def _total(table: Table, line: Line, figure: Figure, spots: Forecasts) -> tuple[str, Amount] | None:
    """Return the sum of a total's rows, filled or typed; None where one of them stays empty."""
    values: list[Amount] = []
    for part in line.parts:
        own = part.figures.get(figure.column)
        if own is None or (_free(own) and part.code not in spots) or (not _free(own) and own.value is None):
            return None
        values.append(table.costs * spots[part.code][1] if _free(own) else own.value or 0)
    cells = "+".join(address(part.figures[figure.column].place.at) for part in line.parts)
    return cells, tidy(sum(values))


def _written(table: Table, figure: Figure, found: tuple[str, Amount] | None) -> Iterator[Write]:
    if found:
        text, value = found
        cached = tidy(value * _SCALES[table.unit][1])
        yield Write(figure.place.sheet, figure.place.at, ((Cell(Formula(text, cached)),),))
