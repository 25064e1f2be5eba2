"""Evidence: what else on a figure's row, and on the rows beside it, speaks for or against a suggested amount."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sn_excel.model.amounts import Amount, spoken
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.places import Place
from sn_excel.model.tables import Column, Figure, Line, Table

WIDTH = 0.003
"""Shares of the year's budget that differ by less follow the same profile."""
SMALLEST, LARGEST = 0.05, 1.5
"""A period's budget is some part of the year's, in January a twelfth; it may exceed it where the year's was cut."""
COMMON = 0.1
"""A share that so many other rows have is a profile of the table."""


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
            return abs(self.period) > (1 if self.implied else 0)
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


def budgets(
    table: Table, line: Line, instead: Mapping[Place, Amount] | None = None
) -> Iterator[tuple[Budgets, Period]]:
    """Yield the budgets of a row for every period that has both, with `instead` of what is printed."""
    for column, annual in line.figures.items():
        if column.measure is Measure.ANNUAL_BUDGET:
            for period in _periods(line, column.period):
                found = _budgets(table, line, annual, period, instead or {})
                if found:
                    yield found, period


def _periods(line: Line, year: Period | None) -> list[Period]:
    spans = {column.period for column in line.figures if column.measure in _PERIODIC and column.period}
    return sorted(span for span in spans if span.accumulated and year and span.year == year.year)


_PERIODIC = (Measure.PERIOD_BUDGET, Measure.PERIOD_DEVIATION)


def _budgets(
    table: Table, line: Line, annual: Figure, period: Period, instead: Mapping[Place, Amount]
) -> Budgets | None:
    def of(measure: Measure) -> Amount | None:
        return _value(line.figures.get(Column(measure, period)), instead)

    year, budget = _value(annual, instead), of(Measure.PERIOD_BUDGET)
    if year is None:
        return None
    if budget is not None:
        return Budgets(budget, year, f"Budget {spoken(budget)}", False)
    actual, gap = of(Measure.ACTUAL), of(Measure.PERIOD_DEVIATION)
    if actual is None or gap is None:
        return None
    budget = actual + table.costs * gap
    sign = "+" if table.costs > 0 else "\u2212"
    return Budgets(
        budget, year, f"Utfall {spoken(actual)} {sign} Budgetavvikelse {spoken(gap)} ger Budget {spoken(budget)}", True
    )


def _value(figure: Figure | None, instead: Mapping[Place, Amount]) -> Amount | None:
    return None if figure is None else instead.get(figure.place, figure.value)


class Surroundings:
    """Where figures stand: the row and the table of each, and the profile of period budgets over the year."""

    def __init__(self, tables: Sequence[Table]) -> None:
        """Index the tables."""
        self._rows = {
            figure.place: (table, line) for table in tables for line in table.walk() for figure in line.figures.values()
        }
        rows = {
            line.code or str(line.place): (table, line) for table in tables for line in table.walk() if not line.parts
        }
        shares = [pair.share for table, line in rows.values() for pair, _ in budgets(table, line)]
        self._shares = sorted(share for share in shares if share is not None)

    def evidence(self, changed: Sequence[Figure], instead: Mapping[Place, Amount]) -> tuple[int, tuple[str, ...]]:
        """Return the pieces for less those against the changes on the figures' rows, and the former in words."""
        found = (self._rows[figure.place] for figure in changed if figure.place in self._rows)
        rows = {line.place: (table, line) for table, line in found}
        score, texts = 0, list[str]()
        for table, line in rows.values():
            after = {period: pair for pair, period in budgets(table, line, instead)}
            for before, period in budgets(table, line):
                for change, text in self._changes(before, after[period], period):
                    score += change
                    texts += [text] if change > 0 else []
            score -= _turned(line, instead)
        return score, tuple(texts)

    def _changes(self, before: Budgets, after: Budgets, period: Period) -> tuple[tuple[int, str], ...]:
        return _signs(before, after), self._profile(before, after, period)

    def _profile(self, before: Budgets, after: Budgets, period: Period) -> tuple[int, str]:
        first, second = self._alike(before.share, before.share), self._alike(after.share, before.share)
        enough = max(2, COMMON * (len(self._shares) - 1))
        if after.share is None or (second < enough) == (first < enough):
            return 0, ""
        exact = abs(after.period - after.annual * period.last / 12) <= 1
        twelfths = f" ({period.last}/12)" if exact else ""
        percent = f"{after.share * 100:.1f}".replace(".", ",")
        text = f"Budget blir {percent} % av Årsbudget{twelfths}, som på {second} andra rader"
        return (1, text) if second >= enough else (-1, "")

    def _alike(self, share: float | None, own: float | None) -> int:
        """Return how many other rows have nearly this share."""
        if share is None:
            return 0
        found = bisect_right(self._shares, share + WIDTH) - bisect_left(self._shares, share - WIDTH)
        return found - (own is not None and abs(own - share) <= WIDTH)


def _signs(before: Budgets, after: Budgets) -> tuple[int, str]:
    if before.odd == after.odd:
        return 0, ""
    return (1, before.text) if before.odd else (-1, "")


def _turned(line: Line, instead: Mapping[Place, Amount]) -> bool:
    """Say whether Utfall and Budget of a row would no longer have the same sign."""
    for column, actual in line.figures.items():
        budget = line.figures.get(Column(Measure.PERIOD_BUDGET, column.period))
        if column.measure is Measure.ACTUAL and budget:
            before = (actual.value or 0) * (budget.value or 0)
            after = (_value(actual, instead) or 0) * (_value(budget, instead) or 0)
            if before > 0 > after:
                return True
    return False
