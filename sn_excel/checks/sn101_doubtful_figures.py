"""SN101 Ett belopp går inte att läsa.

Varför: en cell med fel (#SAKNAS!, #REFERENS!) eller siffror som kan läsas på flera sätt får inte bli noll
eller en gissning. Summor där cellen ingår prövas inte förrän den är rättad. Siffror som kan läsas på flera sätt
är en varning: dokumentet behöver inte vara fel. Detsamma gäller en länk till en annan bok utan sparat värde; då
nämns boken en gång.
Exempel: `14 506 14 506 0 4 881 126` på en rad i Driftredovisningen kan delas i belopp på två sätt.
Åtgärd: rätta cellen där felet står. Kan siffrorna läsas på flera sätt: jämför med originalet, helst i Excel.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sn_excel.checks.check_type import Check, Observations
from sn_excel.checks.sn208_errors_in_sums import covered
from sn_excel.model.amounts import counted
from sn_excel.model.doubts import DoubtKind
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.tables import Dossier, Figure

CODE = "SN101"


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield an error for every figure that shows one or no amount, a warning for digits that may be several."""
    lines = (line for table in dossier.tables for line in table.walk())
    doubtful = [figure for line in lines for figure in line.figures.values() if figure.doubt]
    elsewhere = covered(dossier) if doubtful else set()
    for figure in doubtful:
        if figure.place not in elsewhere:
            measure = figure.column.measure
            message = f"{figure.label}, {measure.swedish}: {figure.doubt}."
            several = figure.doubt is not None and figure.doubt.kind is DoubtKind.SEVERAL
            severity = Severity.WARNING if several else Severity.ERROR
            yield Finding(CODE, severity, figure.place, figure.label, message, measure)
    yield from _valueless(dossier)


def _valueless(dossier: Dossier) -> Iterator[Finding]:
    """Yield one warning for every document with links to other books that show nothing; what reads them does so too."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for table in dossier.tables:
        for line in table.walk():
            for figure in line.figures.values():
                if figure.formula and figure.value is None and not figure.doubt and _blank(dossier, figure):
                    found[figure.place.document].append(figure)
    for figures in found.values():
        first = next((one for one in figures if "[" in one.formula), None)
        if first is None:
            continue
        others = len(figures) - 1
        more = f" ({counted(others, 'cell', 'celler')} till saknar värde)" if others else ""
        measure = first.column.measure
        message = (
            f"{first.label}, {measure.swedish}: formeln {first.formula} har inget sparat värde{more} och prövas inte; "
            "räkna om boken i Excel och spara den."
        )
        yield Finding(CODE, Severity.WARNING, first.place, first.label, message, measure)


def _blank(dossier: Dossier, figure: Figure) -> bool:
    sheet = dossier.sheets.get((figure.place.document, figure.place.sheet))
    return sheet is not None and sheet.cells.get(figure.place.at) is None


CHECK = Check(CODE, (Severity.ERROR, Severity.WARNING), Observations(findings), __doc__)
