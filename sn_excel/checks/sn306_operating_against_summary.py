"""SN306 Driftredovisningen och sammanställningen har olika belopp.

Varför: Driftredovisningen visar samma program som månadens sammanställning. Gäller de samma månad ska Utfall, budget
och Årsbudget vara lika, rad för rad och i TOTALT. Är månaderna olika jämförs de som ett dokument med ett tidigare
(SN304, SN401).
Exempel: Årsbudget 334 114 för ett program i Driftredovisningen och 134 114 i sammanställningen är ett skrivfel.
Åtgärd: kontrollera båda beloppen mot ekonomisystemet och rätta det som är fel.
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.calculations.causes.equations import Equation, Role
from sn_excel.calculations.document_periods import document_period
from sn_excel.checks.check_type import Check, Claims
from sn_excel.checks.matching import figure, keyed, of_kind, total, turned
from sn_excel.model.findings import Severity
from sn_excel.model.tables import Dossier, Kind, Line, Table

CODE = "SN306"
CLAIM = "Driftredovisningen har {stated} {unit}, sammanställningen motsvarar {computed}"


def equations(dossier: Dossier) -> Iterator[Equation]:
    """Yield one equation for every amount of an operating statement that a summary of the same month has too."""
    for operating in of_kind(dossier, Kind.OPERATING):
        for summary in of_kind(dossier, Kind.SUMMARY):
            month = document_period((operating,))
            if month and month == document_period((summary,)):
                yield from _links(operating, summary)


def _links(operating: Table, summary: Table) -> Iterator[Equation]:
    known = dict(keyed(summary))
    for key, line in keyed(operating):
        if key in known:
            yield from _same(operating, summary, line, known[key])
    whole, other = total(operating), total(summary)
    if whole and other:
        yield from _same(operating, summary, whole, other)


def _same(operating: Table, summary: Table, line: Line, other: Line) -> Iterator[Equation]:
    for column in line.figures:
        stated, found = (figure(one, column.measure, column.period) for one in (line, other))
        if stated and found:
            weight = turned(operating, column.measure, summary, column.measure)
            yield Equation(CODE, Role.LINK, stated, ((weight, found),), CLAIM)


CHECK = Check(CODE, (Severity.ERROR, Severity.NOTE), Claims(equations), __doc__)
