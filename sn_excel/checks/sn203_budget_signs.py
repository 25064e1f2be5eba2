"""SN203 Budgeten för perioden och Årsbudgeten har olika tecken.

Varför: periodens budget är en del av årets. Har de olika tecken, eller finns den ena utan den andra, är en av dem fel.
Finns inte periodens budget används den som Utfall och Budgetavvikelse ger.
Exempel: 7779 Avgifter hemtjänst, Budget −1 085 och Årsbudget 2 605 (maj 2024).
Åtgärd: kontrollera tecken och belopp mot den beslutade budgeten.
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.calculations.period_budgets import annual, by_table
from sn_excel.checks.check_type import Check, Observations
from sn_excel.checks.matching import leaves
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.measures import Measure
from sn_excel.model.tables import Dossier

CODE = "SN203"


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield a warning for every row that is booked on and whose two budgets clash."""
    budgets = by_table(dossier.tables)
    for table, line in leaves(dossier).values():
        for pair, period in budgets[id(table)].of(line):
            year = annual(line, period)
            if pair.clash and year:
                message = f"{line.label}: {pair.text}; kontrollera tecken och belopp."
                yield Finding(CODE, Severity.WARNING, year.place, line.label, message, Measure.ANNUAL_BUDGET)


CHECK = Check(CODE, (Severity.WARNING,), Observations(findings), __doc__)
