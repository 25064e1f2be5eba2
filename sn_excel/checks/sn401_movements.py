"""SN401 Utfallet har rört sig ovanligt mycket sedan förra perioden.

Varför: ackumulerade belopp döljer en felbokning i månaden. Rörelsen jämförs med budgetens rörelse under samma tid.
Gräns: skillnaden är större än 100 tkr och större än hälften av budgetens rörelse.
Exempel: 285 går från −466 till 26 tkr på en månad, 492 tkr mot budgeterade 91 (maj 2024).
Åtgärd: se efter vad som har bokats under tiden; rätta felbokningen eller förklara rörelsen i en kommentar.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sn_excel.calculations.period_budgets import PeriodBudgets, by_table
from sn_excel.checks.check_type import Check, Observations
from sn_excel.checks.matching import measured, rows
from sn_excel.model.amounts import Amount, size
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.tables import Dossier, Figure, Line

CODE = "SN401"
FLOOR, SHARE = 100, Decimal("0.5")
"""tkr, and share of the budget's movement: the rule of the follow-up (both must be exceeded)."""


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield one note for every row that moved too far since the earlier document of the same year."""
    earlier = dossier.earlier
    if earlier is None:
        return
    before = rows(earlier)
    budgets = by_table((*dossier.tables, *earlier.tables))
    for code, (table, line) in rows(dossier).items():
        if code in before:
            other, old = before[code]
            way = table.costs * other.costs
            yield from _moves(_Row(line, budgets[id(table)], 1), _Row(old, budgets[id(other)], way))


@dataclass(frozen=True, slots=True)
class _Row:
    line: Line
    budgets: PeriodBudgets
    way: int

    def spans(self) -> Iterator[tuple[Period, Figure, Amount]]:
        """Yield accumulated periods with their Utfall and their budget, costs as the later table prints them."""
        for period, actual in measured(self.line, Measure.ACTUAL):
            budget = self.budgets.budget(self.line, period)
            if period and period.accumulated and budget is not None:
                yield period, actual, self.way * budget


def _moves(now: _Row, then: _Row) -> Iterator[Finding]:
    for period, actual, budget in now.spans():
        for past, before, planned in then.spans():
            if period.year == past.year and past.last < period.last:
                moved = (actual.value or 0) - then.way * (before.value or 0)
                over = size(moved - budget + planned)
                if over > FLOOR and over > SHARE * size(budget - planned):
                    yield _note(actual, before, moved, budget - planned, past)


def _note(now: Figure, then: Figure, moved: Amount, budget: Amount, past: Period) -> Finding:
    before = now.said(then.value or 0)
    message = (
        f"{now.label}: Utfall har gått från {before} ({past.heading.lower()}) till {now.said()} {now.unit}, "
        f"{now.said(moved, signed=True)} mot budgeterade {now.said(budget)}; vad har bokats?"
    )
    return Finding(CODE, Severity.NOTE, now.place, now.label, message, Measure.ACTUAL, against=then.place)


CHECK = Check(CODE, (Severity.NOTE,), Observations(findings), __doc__)
