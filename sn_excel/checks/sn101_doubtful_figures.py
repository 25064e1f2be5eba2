"""SN101 Ett belopp går inte att läsa.

Varför: en cell med fel (#SAKNAS!, #REFERENS!) eller siffror som kan läsas på flera sätt får inte bli noll
eller en gissning. Summor där cellen ingår prövas inte förrän den är rättad. Siffror som kan läsas på flera sätt
är en varning: dokumentet behöver inte vara fel.
Exempel: `14 506 14 506 0 4 881 126` på en rad i Driftredovisningen kan delas i belopp på två sätt.
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.checks.sn208_errors_in_sums import covered
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.tables import UNDECIDED, Dossier

CODE = "SN101"


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield an error for every figure that shows one or no amount, a warning for digits that may be several."""
    lines = (line for table in dossier.tables for line in table.walk())
    doubtful = [figure for line in lines for figure in line.figures.values() if figure.doubt]
    elsewhere = covered(dossier) if doubtful else set()
    for figure in doubtful:
        if figure.place not in elsewhere:
            measure = figure.column.measure
            message = f"{figure.label}, {measure.swedish}: {figure.doubt.rstrip('.')}."
            severity = Severity.WARNING if figure.doubt.startswith(UNDECIDED) else Severity.ERROR
            yield Finding(CODE, severity, figure.place, figure.label, message, measure)
