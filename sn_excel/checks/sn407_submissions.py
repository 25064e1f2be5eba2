"""SN407 En lämnad prognos eller en vald regel saknar uppgifter, eller är lämnad före perioden.

Varför: den som läser ska se vem som bedömt, när och varför. En prognos från en tidigare månad kan vara inaktuell.
Exempel: lämnad prognos 29 500 tkr i majs bok med datum 2024-03-28.
Åtgärd: fyll i det som saknas, eller be om en ny prognos.
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.checks.check_type import Check, Observations
from sn_excel.model.entries import Standing
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.tables import Dossier

CODE = "SN407"


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield one note for every row whose typed forecast or rule lacks its author, date or reason, or is old."""
    if dossier.entries is None:
        return
    for one in dossier.entries.standings:
        wanted = tuple(_wanted(one, dossier.entries.period))
        if wanted:
            message = f"{one.label}: {' och '.join(words for _, words in wanted)}."
            yield Finding(CODE, Severity.NOTE, one.place(wanted[0][0]), one.label, message, Measure.FORECAST)


def _wanted(one: Standing, period: Period | None) -> Iterator[tuple[str, str]]:
    typed = one.submission
    if typed.value is not None:
        if not typed.author:
            yield "Lämnad av (roll)", "den lämnade prognosen saknar vem som lämnat den"
        if not typed.date:
            yield "Lämnad datum", "den lämnade prognosen saknar datum"
        elif period and typed.date[:7] < period.code:
            yield "Lämnad datum", f"prognosen lämnades {typed.date}, före {period.month.spoken}; gäller den än"
    if typed.pin and not typed.reason:
        yield "Skäl till vald regel", f"{typed.pin} är vald utan skäl"


CHECK = Check(CODE, (Severity.NOTE,), Observations(findings), __doc__)
