"""Filling: the export's amounts to the rows by code, into typed cells only; formulas and texts stay as they are.

The ledger is exact to the öre; an amount is rounded once, to the precision of the column that it is written in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sn_excel.model.amounts import ORE, Amount, from_tkr, nearest, size, tidy
from sn_excel.model.edits import Cell, Edit, Write
from sn_excel.model.ledgers import Ledger
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.places import At
from sn_excel.model.sheets import Value
from sn_excel.model.tables import Column, Dossier, Figure, Kind, Line, Table
from sn_excel.writing.theirs.column_steps import Steps

FILLED = (Measure.ACTUAL, Measure.PERIOD_BUDGET, Measure.ANNUAL_BUDGET)
"""What an export holds."""


@dataclass(frozen=True, slots=True)
class Change:
    """A typed cell's value before and after, in the unit of its table."""

    sheet: str
    at: At
    label: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Filling:
    """What filling changes, and what it could not place.

    `rows` are labels of the book's lowest rows that the export has no code for; `codes` are the export's codes that the
    book has no row for.
    """

    changes: tuple[Change, ...]
    rows: tuple[str, ...]
    codes: tuple[str, ...]


def filling(dossier: Dossier, ledger: Ledger, own: Period | None) -> Filling:
    """Return what an export changes in a workbook's tables; `own` is the accumulated period the book stands at.

    Lowest rows take the export's amounts; typed sums of Utfall and Budget take the sum of their parts, and typed
    deviations what their relation says. Årsbudget is filled in lowest rows only: a programme's is the board's decision.
    """
    sums = _Sums(dossier, ledger, own)
    changes: dict[tuple[str, At], Change] = {}
    for table in dossier.tables:
        for line in table.walk():
            for change in _line(table, line, sums):
                changes[change.sheet, change.at] = change
    known = {line.code for table in dossier.tables for line in table.walk()}
    rows = [line.label for _, line in lowest(dossier) if line.code not in ledger.entries]
    codes = [entry.code for entry in ledger.entries.values() if entry.code not in known]
    return Filling(tuple(changes.values()), tuple(dict.fromkeys(rows)), tuple(codes))


def unreadable(dossier: Dossier, own: Period | None) -> Iterator[Figure]:
    """Yield the typed cells that filling would meet and that cannot be read."""
    for table in dossier.tables:
        for line in table.walk():
            for column, figure in line.figures.items():
                if figure.doubt and not figure.formula and _taken(column, own):
                    yield figure


def budgets(dossier: Dossier) -> dict[str, Amount]:
    """Return the Årsbudget of a workbook's lowest rows by code, in tkr with costs positive."""
    found: dict[str, Amount] = {}
    for table, line in lowest(dossier):
        for column, figure in line.figures.items():
            if column.measure is Measure.ANNUAL_BUDGET and figure.value is not None:
                found.setdefault(line.code, figure.value * table.costs)
    return found


def written(changes: Sequence[Change]) -> Iterator[Edit]:
    """Yield the edits that write the changes, a cell each: the cells between belong to the user."""
    for change in changes:
        yield Write(change.sheet, change.at, ((Cell(change.after),),))


class _Sums:
    """The new amount of every line and measure, in tkr with costs positive; None where the export is silent.

    A row takes the export's exact amount, a sum what its parts show: the book's own sums then tie.
    """

    def __init__(self, dossier: Dossier, ledger: Ledger, own: Period | None) -> None:
        self.ledger = ledger
        self.own = own
        self.steps = Steps(dossier)
        self.parts: dict[str, Line] = {}
        self.tables = {line.place: table for table in dossier.tables for line in table.walk()}
        for line in (line for table in dossier.tables for line in table.walk()):
            if line.parts and line.whole and line.code:
                self.parts.setdefault(line.code, line)

    def of(self, line: Line, measure: Measure) -> Amount | None:
        whole = line if line.parts and line.whole else self.parts.get(line.code)
        if whole is None:
            entry = self.ledger.entries.get(line.code)
            return entry.amounts.get(measure) if entry else None
        amounts = [self.shown(part, measure) for part in whole.parts]
        if any(amount is None for amount in amounts):
            return None
        return tidy(sum((Decimal(amount or 0) for amount in amounts), Decimal(0)))

    def shown(self, line: Line, measure: Measure) -> Amount | None:
        """Return a line's new amount as its own cell will show it."""
        amount = self.of(line, measure)
        columns = [column for column in line.figures if column.measure is measure and _taken(column, self.own)]
        if amount is None or not columns:
            return amount
        return nearest(amount, self.steps.of(self.tables[line.place], columns[0]))

    def sums(self, line: Line) -> bool:
        """Say whether a line's amounts are a sum of other lines."""
        return bool(line.parts) or line.code in self.parts


def _line(table: Table, line: Line, sums: _Sums) -> Iterator[Change]:
    if table.kind not in {Kind.SUMMARY, Kind.PAGE, Kind.LEDGER, Kind.OTHER}:
        return
    fresh: dict[Column, Amount | None] = {}
    for column, figure in line.figures.items():
        if not _taken(column, sums.own):
            continue
        if column.measure is Measure.ANNUAL_BUDGET and sums.sums(line):
            continue
        amount = sums.of(line, column.measure)
        fresh[column] = None if amount is None else _stands(figure, amount * table.costs, sums.steps.of(table, column))
        yield from _change(table, line, figure, fresh[column])
    yield from _deviations(table, line, fresh, sums.steps)


def _deviations(table: Table, line: Line, fresh: Mapping[Column, Amount | None], steps: Steps) -> Iterator[Change]:
    for relation in table.relations:
        figure = line.figures.get(relation.result)
        terms = [(weight, _current(line, column, fresh)) for weight, column in relation.terms]
        if (
            figure
            and any(column in fresh for _, column in relation.terms)
            and all(value is not None for _, value in terms)
        ):
            amount = tidy(sum((Decimal(weight) * Decimal(value or 0) for weight, value in terms), Decimal(0)))
            finest = min(steps.of(table, column) for column in (relation.result, *(one for _, one in relation.terms)))
            yield from _change(table, line, figure, _stands(figure, amount, finest))


def _current(line: Line, column: Column, fresh: Mapping[Column, Amount | None]) -> Amount | None:
    if column in fresh:
        return fresh[column]
    figure = line.figures.get(column)
    return figure.value if figure else None


def _taken(column: Column, own: Period | None) -> bool:
    """Say whether an export's amounts belong in a column: the book's own period, or its year's budget."""
    if column.measure not in FILLED:
        return False
    if column.period is None or own is None:
        return column.period is None
    return column.period == own or (column.measure is Measure.ANNUAL_BUDGET and column.period.year == own.year)


def _change(table: Table, line: Line, figure: Figure, amount: Amount | None) -> Iterator[Change]:
    if amount is None or figure.formula or figure.doubt or figure.place.row < 1:
        return
    if figure.value != amount:
        before = None if figure.value is None else from_tkr(figure.value, table.unit)
        yield Change(figure.place.sheet, figure.place.at, line.label, before, from_tkr(amount, table.unit))


def _stands(figure: Figure, amount: Amount, step: Amount) -> Amount:
    """Return what stands in a cell once it says an amount: what it holds when that is the same money, else rounded."""
    if figure.value is not None and size(figure.value - amount) <= ORE / 2:
        return figure.value
    return nearest(amount, step)


def lowest(dossier: Dossier) -> Iterator[tuple[Table, Line]]:
    """Yield the rows that are a sum of no other row, with their tables."""
    totals = {line.code for table in dossier.tables for line in table.walk() if line.parts}
    for table in dossier.tables:
        for line in table.walk():
            if line.code and not line.parts and line.code not in totals:
                yield table, line
