"""SN402 Budget finns men inget utfall.

Varför: pengar som ligger utan utfall kan vara parkerade i väntan på beslut, eller så bokas kostnaden
på en annan verksamhet.
Exempel: 7401 Arbetstidsdirektiv ÄO, Budget 1 333 och Utfall 0 (maj 2024).
Åtgärd: kontrollera om kostnaden bokas på annan plats, eller om budgeten väntar på beslut.
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.checks.check_type import Check, Observations
from sn_excel.checks.matching import clear, leaves, longest
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.measures import Measure
from sn_excel.model.tables import Column, Dossier, Figure

CODE = "SN402"


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield one note for every row that is booked on, has a budget for the period and Utfall 0.

    An empty cell is 0 where other rows of the table have their Utfall: else the month has not been read in.
    """
    rows = leaves(dossier).values()
    read = {id(table) for table, line in rows for _, actual in longest(line, Measure.ACTUAL) if actual.value}
    for table, line in rows:
        for period, budget in longest(line, Measure.PERIOD_BUDGET):
            actual = line.figures.get(Column(Measure.ACTUAL, period))
            empty = actual is not None and _unspent(actual) and id(table) in read
            if clear(budget) and actual and empty:
                amount = f"{budget.said()} {budget.unit}"
                message = f"{line.label}: Budget {amount} men inget utfall; bokas kostnaden på annan plats?"
                yield Finding(CODE, Severity.NOTE, actual.place, line.label, message, Measure.ACTUAL)


def _unspent(actual: Figure) -> bool:
    """Say whether an amount is 0 or an empty cell; a formula without a value is neither."""
    return not actual.value and not actual.doubt and not (actual.formula and actual.value is None)


CHECK = Check(CODE, (Severity.NOTE,), Observations(findings), __doc__)
