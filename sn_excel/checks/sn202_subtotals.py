"""SN202 Summan stämmer inte med sina delar.

Varför: en rad med fel tecken, en rad som saknas eller en summa som är överskriven döljer pengar för nämnden.
Tre svar finns: Stämmer, Inom avrundning, Stämmer ej. Differensen är angiven summa minus uträknad.
Exempel: Driftredovisningens Utfall, TOTALT 110 831 där raderna ger 112 153; en intäkt på 661 står
utan minustecken (april 2024).
Åtgärd: rätta det belopp som pekas ut, eller kontrollera att alla rader finns med i summan.
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.calculations.causes.equations import Equation, Role
from sn_excel.checks.check_type import Check, Claims
from sn_excel.model.findings import Severity
from sn_excel.model.tables import Dossier, Line

CODE = "SN202"
CLAIM = "summan är {stated} {unit}, delarna ger {computed}"


def equations(dossier: Dossier) -> Iterator[Equation]:
    """Yield one equation for every stated amount of a line with parts; a line with `varav` below it claims nothing."""
    for table in dossier.tables:
        for line in table.walk():
            if line.parts and line.whole:
                yield from _sums(line)


def _sums(line: Line) -> Iterator[Equation]:
    for column, stated in line.figures.items():
        parts = [part.figures.get(column) for part in line.parts]
        yield Equation(CODE, Role.SUM, stated, tuple((1, figure) for figure in parts if figure is not None), CLAIM)


CHECK = Check(CODE, (Severity.ERROR, Severity.NOTE), Claims(equations), __doc__)
