"""SN204 Summor skiljer sig från sina delar, men inom avrundning.

Varför: belopp som avrundats var för sig till tkr eller mkr ger summor som skiljer på sista siffran. Det är inget fel,
och nämns en gång för varje blad. Stämmer dokumentets övriga summor exakt nämns varje sådan differens för sig,
som upplysning.
Exempel: tre enheter om 1,4 mkr skrivs 1, 1 och 1 men summan 4.
Åtgärd: ingen, om beloppen är avrundade var för sig.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sn_excel.calculations.causes.equations import Equation
from sn_excel.checks.check_type import Check, Rounding
from sn_excel.model.amounts import size
from sn_excel.model.findings import Finding, Severity

CODE = "SN204"


def noted(equations: Sequence[Equation]) -> Iterator[Finding]:
    """Yield one note for every sheet that has gaps within rounding, at the widest of them."""
    sheets: dict[tuple[str, str], list[Equation]] = defaultdict(list)
    for equation in equations:
        sheets[equation.stated.place.document, equation.stated.place.sheet].append(equation)
    for (_, sheet), found in sheets.items():
        widest = max(found, key=lambda equation: size(equation.difference))
        many = "1 summa skiljer" if len(found) == 1 else f"{len(found)} summor skiljer"
        gap = widest.stated.said(widest.difference, signed=True)
        message = f"{sheet}: {many} sig inom avrundning, som mest {gap} {widest.stated.unit} ({widest.stated.label})."
        yield Finding(
            CODE, Severity.NOTE, widest.stated.place, widest.stated.label, message, widest.stated.column.measure
        )


CHECK = Check(CODE, (Severity.NOTE,), Rounding(noted), __doc__)
