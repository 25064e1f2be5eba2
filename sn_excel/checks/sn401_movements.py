"""SN401 Utfallet har rört sig ovanligt mycket sedan förra perioden.

Varför: ackumulerade belopp döljer en felbokning i månaden. Rörelsen jämförs med budgetens rörelse under samma tid.
Gräns: skillnaden är större än 100 tkr och större än hälften av budgetens rörelse.
Exempel: 285 går från −466 till 26 tkr på en månad, 492 tkr mot budgeterade 91 (maj 2024).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sn_excel.calculations.causes_evidence import budgets
from sn_excel.checks.matching import figure, measured, rows
from sn_excel.model.amounts import Amount, spoken
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.tables import Dossier, Figure, Line, Table

CODE = "SN401"
FLOOR, SHARE = 100, Decimal("0.5")
"""tkr, and share of the budget's movement: the rule of the follow-up (both must be exceeded)."""


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield one note for every row that moved too far since the earlier document of the same year."""
    before = rows(dossier.earlier) if dossier.earlier else {}
    for code, (table, line) in rows(dossier).items():
        if code in before:
            yield from _moves(table, line, *before[code])


def _moves(table: Table, line: Line, earlier: Table, old: Line) -> Iterator[Finding]:
    for period, now in measured(line, Measure.ACTUAL):
        for past, then in measured(old, Measure.ACTUAL):
            planned = _budget(table, line, period), _budget(earlier, old, past)
            if not _follows(period, past) or None in planned:
                continue
            way = table.costs * earlier.costs
            moved = (now.value or 0) - way * (then.value or 0)
            budget = (planned[0] or 0) - way * (planned[1] or 0)
            if abs(moved - budget) > max(FLOOR, SHARE * abs(budget)):
                yield _note(now, then, moved, budget, past)


def _follows(period: Period, past: Period) -> bool:
    return period.accumulated and past.accumulated and period.year == past.year and past.last < period.last


def _budget(table: Table, line: Line, period: Period) -> Amount | None:
    """Return the period's budget, printed or implied."""
    printed = figure(line, Measure.PERIOD_BUDGET, period)
    if printed:
        return printed.value
    implied = [pair.period for pair, span in budgets(table, line) if span == period]
    return implied[0] if implied else None


def _note(now: Figure, then: Figure, moved: Amount, budget: Amount, past: Period) -> Finding:
    before = spoken(then.value or 0)
    message = (
        f"{now.label}: Utfall har gått från {before} ({past.heading.lower()}) till {spoken(now.value or 0)} tkr, "
        f"{spoken(moved, signed=True)} mot budgeterade {spoken(budget)}; vad har bokats?"
    )
    return Finding(CODE, Severity.NOTE, now.place, now.label, message, Measure.ACTUAL, against=then.place)
