"""SN410 Periodens budget följer inte årsbudgeten som på övriga rader.

Varför: där budgeten är delad i tolv lika delar på nästan alla rader är den rad som avviker ofta ifylld i
fel kolumn eller missad när budgeten ändrades.
Exempel: Årsbudget 9 625 och Budget jan–maj 9 625, där Budget är 5/12 av Årsbudget på 25 andra rader.
Åtgärd: kontrollera båda beloppen mot den beslutade budgeten. Är budgeten säsongsfördelad är allt som det ska.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sn_excel.calculations.period_budgets import annual
from sn_excel.checks.check_type import Check, Observations
from sn_excel.checks.matching import leaves, longest
from sn_excel.model.amounts import Amount, size
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.tables import Dossier, Figure, Line

CODE = "SN410"
ROWS, SHARE = 10, Decimal("0.9")
"""So many rows, and so large a part of them, must be twelfths before another row stands out."""
FAR = 100
"""Amounts so many times apart are in different units."""
FINE = 1000
"""Budgets rounded by hand are off by a part in so many."""


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield one warning for every row whose budget is not as many twelfths of the year's as nearly all others' are."""
    pairs = [pair for _, line in leaves(dossier).values() if (pair := _pair(line))]
    uneven = [pair for pair in pairs if not _even(*pair[1:])]
    even = len(pairs) - len(uneven)
    if len(pairs) < ROWS or even < SHARE * len(pairs):
        return
    for line, period, budget, year in uneven:
        if _told_elsewhere(budget.value or 0, year.value or 0):
            continue
        message = (
            f"{line.label}: Budget {budget.said()} är inte {period.last}/12 av Årsbudget "
            f"{year.said()} som på {even} andra rader; står något av beloppen i fel kolumn?"
        )
        measure = Measure.ANNUAL_BUDGET
        yield Finding(CODE, Severity.WARNING, year.place, line.label, message, measure, year.value)


def _pair(line: Line) -> tuple[Line, Period, Figure, Figure] | None:
    """Return a row's accumulated budget and its Årsbudget, where both are there and one is not 0."""
    for period, budget in longest(line, Measure.PERIOD_BUDGET):
        year = annual(line, period)
        if period and period.accumulated and not period.whole_year and year and not year.doubt:
            known = year.value is not None and (year.value or budget.value)
            return (line, period, budget, year) if known else None
    return None


def _even(period: Period, budget: Figure, year: Figure) -> bool:
    share = Decimal(year.value or 0) * period.last / 12
    return size(Decimal(budget.value or 0) - share) <= max(budget.step, year.step, size(share) / FINE)


def _told_elsewhere(budget: Amount, year: Amount) -> bool:
    """Say whether the two are so unlike that SN203 (signs) or SN409 (units) tells of them."""
    return budget * year < 0 or not year or not 1 / FAR < size(Decimal(budget) / Decimal(year)) < FAR


CHECK = Check(CODE, (Severity.WARNING,), Observations(findings), __doc__)
