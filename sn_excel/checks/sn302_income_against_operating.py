"""SN302 Resultaträkningen och Driftredovisningen har olika belopp.

Varför: verksamhetens nettokostnader i Resultaträkningen är Driftredovisningens TOTALT med omvänt tecken.
Fem belopp jämförs: Prognos, Budget, Avvikelse, Utfall och Budgetavvikelse; avvikelser har samma tecken i båda
när plus är överskott.
Exempel: Utfall −110 831 i Resultaträkningen och 110 831 i Driftredovisningen (april 2024) stämmer.
Åtgärd: kontrollera att båda rapporterna gäller samma period och rätta det belopp som pekas ut.
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.calculations.causes.equations import Equation, Role
from sn_excel.checks.check_type import Check, Claims
from sn_excel.checks.matching import figure, of_kind, total, turned
from sn_excel.model.findings import Severity
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.tables import Dossier, Figure, Kind, Line, Table

CODE = "SN302"
CLAIM = "Resultaträkningen har {stated} {unit}, Driftredovisningen motsvarar {computed}"
COUNTERPARTS = {Measure.FORECAST_DEVIATION: Measure.RESULT_DEVIATION}


def equations(dossier: Dossier) -> Iterator[Equation]:
    """Yield one equation for every amount of the operating statement's total that the income statement has too."""
    for income in of_kind(dossier, Kind.INCOME):
        for operating in of_kind(dossier, Kind.OPERATING):
            net = total(operating)
            if net:
                yield from _pairs(income, operating, net)


def _pairs(income: Table, operating: Table, net: Line) -> Iterator[Equation]:
    for column in net.figures:
        here = figure(net, column.measure, column.period)
        measure = COUNTERPARTS.get(column.measure, column.measure)
        stated = _stated(income, measure, column.period)
        if here and stated:
            weight = turned(income, measure, operating, column.measure)
            yield Equation(CODE, Role.CLAIM, stated, ((weight, here),), CLAIM)


def _stated(income: Table, measure: Measure, period: Period | None) -> Figure | None:
    """Return the net line's amount, or the one of a line of its own such as Budgetavvikelse."""
    net = total(income)
    for line in (net, *income.lines) if net else income.lines:
        found = figure(line, measure, period)
        if found and (line.parts or measure.is_deviation):
            return found
    return None


CHECK = Check(CODE, (Severity.ERROR, Severity.NOTE), Claims(equations), __doc__)
