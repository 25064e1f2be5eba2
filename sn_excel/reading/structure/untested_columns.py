"""Untested columns: deviations that no difference of their table's columns bears out, so that nothing can test them."""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.model.measures import Measure
from sn_excel.model.places import column_of
from sn_excel.model.tables import Column, Figure, Table

_DIFFERENCES = {
    Measure.PERIOD_DEVIATION: (Measure.ACTUAL, Measure.PERIOD_BUDGET),
    Measure.FORECAST_DEVIATION: (Measure.FORECAST, Measure.ANNUAL_BUDGET),
}
"""What each deviation is the difference of (kommunal redovisning: Budget − Utfall, Budget − Prognos)."""


def untested_deviations(table: Table) -> Iterator[str]:
    """Yield a Swedish sentence for every deviation beside both its terms that the rows do not bear out."""
    proved = {relation.result for relation in table.relations}
    for column in table.columns:
        terms = [Column(measure, column.period) for measure in _DIFFERENCES.get(column.measure, ())]
        if terms and column not in proved and all(term in table.columns for term in terms):
            figure = next(_stated(table, column, terms), None)
            if figure:
                where = f"{column_of(figure.place.sheet, figure.place.column)}: {column.measure.swedish}"
                yield f"{where} är inte prövad; raderna visar inte vad den är skillnaden mellan."


def _stated(table: Table, column: Column, terms: list[Column]) -> Iterator[Figure]:
    """Yield the deviations of rows that have both terms too."""
    for line in table.walk():
        figure = line.figures.get(column)
        if figure and figure.value and all(term in line.figures and line.figures[term].value for term in terms):
            yield figure
