"""Period budgets: a row's budget for the period beside that for the year, printed or implied by what is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from sn_excel.model.amounts import MINUS, Amount, size, spoken
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.places import Place
from sn_excel.model.tables import Column, Figure, Line, Table

SMALLEST, LARGEST = 0.05, 1.5
"""A period's budget is some part of the year's, in January a twelfth; it may exceed it where the year's was cut."""
TELLING = 3
"""So many times wider spread are the shares when the deviation is taken the wrong way."""
_PERIODIC = (Measure.PERIOD_BUDGET, Measure.PERIOD_DEVIATION)


@dataclass(frozen=True, slots=True)
class Budgets:
    """A row's period budget and Årsbudget; the former may be implied by Utfall and Budgetavvikelse."""

    period: Amount
    annual: Amount
    words: str
    implied: bool

    @property
    def clash(self) -> bool:
        """Say whether the signs differ, or the year has no budget where the period has one (rounding aside)."""
        if not self.annual:
            return size(self.period) > (1 if self.implied else 0)
        return self.period * self.annual < 0

    @property
    def share(self) -> float | None:
        """Return the period's share of the year; None where there is none."""
        return float(self.period) / float(self.annual) if self.period and self.annual else None

    @property
    def odd(self) -> bool:
        """Say whether the two cannot be a part and its whole: they clash, or their sizes are far apart."""
        return self.clash or (self.share is not None and not SMALLEST < self.share < LARGEST)

    @property
    def text(self) -> str:
        """Return in words what is odd about the two."""
        if not self.annual:
            return f"{self.words} fast Årsbudget är 0"
        how = "har olika tecken" if self.clash else "är inte av samma storlek"
        return f"{self.words} och Årsbudget {spoken(self.annual)} {how}"


Instead = Mapping[Place, Amount]
"""Amounts to be taken in place of those printed."""


class PeriodBudgets:
    """The budgets of a table's rows."""

    def __init__(self, table: Table) -> None:
        """Look at a table; which way an implied budget goes is proved from its rows when it is asked for."""
        self._table = table
        self._way = 0

    def of(self, line: Line, instead: Instead | None = None) -> Iterator[tuple[Budgets, Period | None]]:
        """Yield the budgets of a row for every accumulated period that has both, with `instead` of what is printed."""
        for column, annual in line.figures.items():
            if column.measure is Measure.ANNUAL_BUDGET:
                for period in _periods(line, column.period):
                    found = self._pair(line, annual, period, instead or {})
                    if found:
                        yield found, period

    def budget(self, line: Line, period: Period | None, instead: Instead | None = None) -> Amount | None:
        """Return a row's budget for the period, printed or implied by Utfall and Budgetavvikelse."""
        found = self._budget(line, period, instead or {})
        return found[0] if found else None

    def _pair(self, line: Line, annual: Figure, period: Period | None, instead: Instead) -> Budgets | None:
        year, found = value(annual, instead), self._budget(line, period, instead)
        return None if year is None or found is None else Budgets(found[0], year, *found[1:])

    def _budget(self, line: Line, period: Period | None, instead: Instead) -> tuple[Amount, str, bool] | None:
        """Return the budget, how it came about in words, and whether it is implied."""
        budget = value(line.figures.get(Column(Measure.PERIOD_BUDGET, period)), instead)
        if budget is not None:
            return budget, f"Budget {spoken(budget)}", False
        actual = value(line.figures.get(Column(Measure.ACTUAL, period)), instead)
        gap = value(line.figures.get(Column(Measure.PERIOD_DEVIATION, period)), instead)
        if actual is None or gap is None:
            return None
        budget = actual + self.way * gap
        words = f"Utfall {spoken(actual)} {'+' if self.way > 0 else MINUS} Budgetavvikelse {spoken(gap)}"
        return budget, f"{words} ger Budget {spoken(budget)}", True

    @property
    def way(self) -> int:
        """Return +1 where Utfall + Budgetavvikelse is the budget, −1 where Utfall − Budgetavvikelse is.

        The right way makes the rows' shares of the year alike; the costs' sign decides where rows do not.
        """
        if not self._way:
            self._way = 1
            spreads = {}
            for way in (1, -1):
                self._way = way
                spreads[way] = _spread(pair.share for line in self._table.walk() for pair, _ in self.of(line))
            proved = max(spreads.values()) > TELLING * min(spreads.values())
            self._way = min(spreads, key=lambda way: spreads[way]) if proved else self._table.costs
        return self._way


def by_table(tables: Iterable[Table]) -> dict[int, PeriodBudgets]:
    """Return a reader of budgets for each table, by its identity."""
    return {id(table): PeriodBudgets(table) for table in tables}


def _spread(shares: Iterable[float | None]) -> float:
    """Return how far the shares lie from the middle one, at the median."""
    known = [share or 0.0 for share in shares]
    if len(known) < 3:
        return 0.0
    middle = median(known)
    return median(abs(share - middle) for share in known)


def _periods(line: Line, year: Period | None) -> list[Period | None]:
    spans = dict.fromkeys(column.period for column in line.figures if column.measure in _PERIODIC)
    return [span for span in spans if _within(span, year)]


def _within(span: Period | None, year: Period | None) -> bool:
    if span is None or year is None:
        return span is None or span.accumulated
    return span.accumulated and span.year == year.year


def annual(line: Line, period: Period | None) -> Figure | None:
    """Return a row's Årsbudget of the period's year, or the one that names no year."""
    for column, figure in line.figures.items():
        if column.measure is Measure.ANNUAL_BUDGET and _within(period, column.period):
            return figure
    return None


def value(figure: Figure | None, instead: Instead) -> Amount | None:
    """Return a figure's amount, or the one to be taken instead."""
    return None if figure is None else instead.get(figure.place, figure.value)
