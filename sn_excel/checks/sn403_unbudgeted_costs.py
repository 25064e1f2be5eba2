"""SN403 Kostnad finns men ingen budget.

Varför: en kostnad utan budget är ofta fel bokad, eller en placering som budgeten ännu inte flyttats till.
Exempel: 7542 Vård för barn, institution, Utfall 637 utan budget (maj 2024).
Åtgärd: boka om kostnaden, eller flytta budgeten genom beslut.
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.calculations.period_budgets import annual
from sn_excel.checks.check_type import Check, Observations
from sn_excel.checks.matching import clear, figure, leaves, longest
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.measures import Measure
from sn_excel.model.tables import Dossier

CODE = "SN403"


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield one note for every row that is booked on, has a cost and no budget, for the period or for the year."""
    for table, line in leaves(dossier).values():
        for period, budget in longest(line, Measure.PERIOD_BUDGET):
            actual, year = figure(line, Measure.ACTUAL, period), annual(line, period)
            unbudgeted = not budget.value and not (year and year.value)
            if unbudgeted and actual and clear(actual) and table.costs * (actual.value or 0) > 0:
                cost = f"{actual.said()} {actual.unit}"
                message = f"{line.label}: Utfall {cost} men ingen budget; ska den flyttas eller bokas om?"
                yield Finding(CODE, Severity.NOTE, actual.place, line.label, message, Measure.ACTUAL)


CHECK = Check(CODE, (Severity.NOTE,), Observations(findings), __doc__)
