"""Evidence: what else on a figure's row, and on the rows beside it, speaks for or against a suggested amount."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from sn_excel.calculations.period_budgets import Budgets, Instead, PeriodBudgets, value
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.places import Place
from sn_excel.model.tables import Column, Figure, Line, Table

WIDTH = 0.003
"""Shares of the year's budget that differ by less follow the same profile."""
COMMON = 0.1
"""A share that so many other rows have is a profile of the table."""


class Surroundings:
    """Where figures stand: the row and the table of each, and the profile of period budgets over the year."""

    def __init__(self, tables: Sequence[Table], hints: Mapping[Place, str]) -> None:
        """Index the tables; `hints` say in Swedish what speaks against a figure beside its amount."""
        self._hints = hints
        self._rows: dict[Place, tuple[PeriodBudgets, Line]] = {}
        leaves: dict[str, tuple[PeriodBudgets, Line]] = {}
        for table in tables:
            budgets = PeriodBudgets(table)
            for line in table.walk():
                self._rows |= {figure.place: (budgets, line) for figure in line.figures.values()}
                if not line.parts:
                    leaves[line.code or str(line.place)] = budgets, line
        shares = [pair.share for budgets, line in leaves.values() for pair, _ in budgets.of(line)]
        self._shares = sorted(share for share in shares if share is not None)

    def evidence(self, changed: Sequence[Figure], instead: Instead) -> tuple[int, tuple[str, ...]]:
        """Return the pieces for less those against the changes on the figures' rows, and the former in words."""
        found = (self._rows[figure.place] for figure in changed if figure.place in self._rows)
        rows = {line.place: (budgets, line) for budgets, line in found}
        texts = [self._hints[figure.place] for figure in changed if figure.place in self._hints]
        score = len(texts)
        for budgets, line in rows.values():
            after = {period: pair for pair, period in budgets.of(line, instead)}
            for before, period in budgets.of(line):
                for change, text in self._changes(before, after[period], period):
                    score += change
                    texts += [text] if change > 0 else []
            score -= _turned(line, instead)
        return score, tuple(texts)

    def _changes(self, before: Budgets, after: Budgets, period: Period | None) -> tuple[tuple[int, str], ...]:
        return _signs(before, after), self._profile(before, after, period)

    def _profile(self, before: Budgets, after: Budgets, period: Period | None) -> tuple[int, str]:
        first, second = self._alike(before.share, before.share), self._alike(after.share, before.share)
        enough = max(2, COMMON * (len(self._shares) - 1))
        if after.share is None or (second < enough) == (first < enough):
            return 0, ""
        exact = period is not None and abs(float(after.period) - float(after.annual) * period.last / 12) <= 1
        twelfths = f" ({period.last}/12)" if period and exact else ""
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


def _turned(line: Line, instead: Instead) -> bool:
    """Say whether Utfall and Budget of a row would no longer have the same sign."""
    for column, actual in line.figures.items():
        budget = line.figures.get(Column(Measure.PERIOD_BUDGET, column.period))
        if column.measure is Measure.ACTUAL and budget:
            before = (actual.value or 0) * (budget.value or 0)
            after = (value(actual, instead) or 0) * (value(budget, instead) or 0)
            if before > 0 > after:
                return True
    return False
