"""SN303 Utfall och Budgetavvikelse ger en annan budget än den som står i månadstabellen.

Varför: Driftredovisningen visar inte periodens budget, men Utfall + Budgetavvikelse är den.
Den ska vara månadstabellens.
Exempel: Utfall 11 265 och Budgetavvikelse −1 319 ger budgeten 9 946 för april 2024.
Åtgärd: jämför Budget, Utfall och Budgetavvikelse med underlaget och rätta det som är fel.
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.calculations.causes.equations import Equation, Role
from sn_excel.checks.check_type import Check, Claims
from sn_excel.checks.matching import figure, keyed, measured, of_kind, surplus, total
from sn_excel.model.findings import Severity
from sn_excel.model.measures import Measure
from sn_excel.model.tables import Dossier, Kind, Line, Table

CODE = "SN303"
CLAIM = "Budget är {stated} {unit} i månadstabellen, Utfall och Budgetavvikelse i Driftredovisningen ger {computed}"


def equations(dossier: Dossier) -> Iterator[Equation]:
    """Yield one equation for every row of a summary whose budget an operating statement of the same period implies."""
    for summary in of_kind(dossier, Kind.SUMMARY):
        for operating in of_kind(dossier, Kind.OPERATING):
            implied = dict(keyed(operating))
            pairs = [(line, implied[key]) for key, line in keyed(summary) if key in implied]
            now, then = total(summary), total(operating)
            for line, other in (*pairs, (now, then)):
                if line and other:
                    yield from _implied(summary, line, operating, other)


def _implied(summary: Table, line: Line, operating: Table, other: Line) -> Iterator[Equation]:
    turned = summary.costs * operating.costs
    way = turned * operating.costs * surplus(operating, Measure.PERIOD_DEVIATION)
    for period, stated in measured(line, Measure.PERIOD_BUDGET):
        actual, gap = figure(other, Measure.ACTUAL, period), figure(other, Measure.PERIOD_DEVIATION, period)
        if actual and gap:
            yield Equation(CODE, Role.CLAIM, stated, ((turned, actual), (way, gap)), CLAIM)


CHECK = Check(CODE, (Severity.ERROR, Severity.NOTE), Claims(equations), __doc__)
