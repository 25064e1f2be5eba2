"""SN402 Budget finns men inget utfall.

Varför: pengar som ligger utan utfall kan vara parkerade i väntan på beslut, eller så bokas kostnaden
på en annan verksamhet.
Exempel: 7401 Arbetstidsdirektiv ÄO, Budget 1 333 och Utfall 0 (maj 2024).
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.checks.matching import clear, figure, leaves, longest
from sn_excel.model.amounts import spoken
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.measures import Measure
from sn_excel.model.tables import Dossier

CODE = "SN402"


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield one note for every row that is booked on, has a budget for the period and Utfall 0."""
    for _, line in leaves(dossier).values():
        for period, budget in longest(line, Measure.PERIOD_BUDGET):
            actual = figure(line, Measure.ACTUAL, period)
            if clear(budget) and actual and not actual.value:
                amount = spoken(budget.value or 0)
                message = f"{line.label}: Budget {amount} tkr men inget utfall; bokas kostnaden på annan plats?"
                yield Finding(CODE, Severity.NOTE, actual.place, line.label, message, Measure.ACTUAL)
