"""Leftovers: what an export's month did not reach in a workbook, told so that a person can see to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from sn_excel.model.amounts import Amount, counted, in_tkr, size
from sn_excel.model.ledgers import Ledger
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.places import At, column_of
from sn_excel.model.sheets import Value
from sn_excel.model.tables import Dossier, Figure, Table
from sn_excel.writing.theirs.filling import FILLED, lowest

_MOVING = (Measure.ACTUAL, Measure.PERIOD_BUDGET)
"""Another amount every month."""


def leftovers(
    dossier: Dossier, ledger: Ledger, own: Period | None, values: Mapping[tuple[str, At], Value]
) -> Iterator[str]:
    """Yield Swedish sentences on columns that filling left: other periods, other formulas, deviations.

    `own` is the accumulated period the workbook stood at, `values` what its formulas give once it is filled.
    """
    rows: dict[tuple[str, int, Measure], int] = defaultdict(int)
    others: dict[tuple[str, int], tuple[Measure, Period]] = {}
    for table, line in lowest(dossier):
        entry = ledger.entries.get(line.code)
        for column, figure in line.figures.items():
            place = figure.place
            if column.measure in _MOVING and _another(column.period, own):
                others[place.sheet, place.column] = column.measure, column.period or ledger.period
            elif entry and column.measure in FILLED and _other(table, figure, entry.amounts, values):
                rows[place.sheet, place.column, column.measure] += 1
    for (sheet, at, measure), count in rows.items():
        yield (
            f"{column_of(sheet, at)}: {measure.swedish} räknas av formler som ger annat än exporten på "
            f"{counted(count, 'rad', 'rader')} och är orört; fyll cellerna som formlerna läser."
        )
    for (sheet, at), (measure, period) in others.items():
        what = (
            f"{measure.swedish} {period.year}" if own and period.year != own.year else f"{measure.swedish} för månaden"
        )
        yield f"{column_of(sheet, at)}: {what} finns inte i exporten och är orört."
    for sheet, at, measure in dict.fromkeys(_unproved(dossier, ledger)):
        yield (
            f"{column_of(sheet, at)}: {measure.swedish} är skriven för hand, och det går inte att se vad den är "
            "skillnaden mellan; den står kvar som den var. Räkna om kolumnen eller skriv den som formler."
        )


def _unproved(dossier: Dossier, ledger: Ledger) -> Iterator[tuple[str, int, Measure]]:
    """Yield typed deviations of filled rows that no relation of their table tells how to compute."""
    for table, line in lowest(dossier):
        proved = {relation.result for relation in table.relations}
        filled = line.code in ledger.entries and any(column.measure in _MOVING for column in line.figures)
        for column, figure in line.figures.items():
            if filled and column.measure.is_deviation and column not in proved and figure.value and not figure.formula:
                yield figure.place.sheet, figure.place.column, column.measure


def _another(period: Period | None, own: Period | None) -> bool:
    """Say whether a column is of a part of a year other than the one that is filled: a month alone, the year before."""
    return own is not None and period is not None and period != own and not period.whole_year


def _other(
    table: Table, figure: Figure, amounts: Mapping[Measure, Amount], values: Mapping[tuple[str, At], Value]
) -> bool:
    """Say whether a formula gives another amount than the export's, beyond the rounding of the cell."""
    amount, value = amounts.get(figure.column.measure), values.get((figure.place.sheet, figure.place.at))
    if not figure.formula or amount is None or not isinstance(value, int | Decimal) or isinstance(value, bool):
        return False
    return size(in_tkr(value, table.unit) - amount * table.costs) > max(figure.step, 1)
