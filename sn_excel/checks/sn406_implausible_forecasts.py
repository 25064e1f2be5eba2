"""SN406 Den lämnade prognosen är osannolik jämfört med reglerna och historiken.

Varför: den budgetansvariges prognos gäller, men en prognos utanför alla regler och deras intervall kräver
att resten av året blir något helt annat än hittills. Det ska kunna förklaras, eller så är siffran fel.
Exempel: lämnad prognos 900 tkr när 800 är förbrukat efter april; resten av året skulle kosta 13 tkr i månaden.
Åtgärd: fråga den som lämnat prognosen och rätta den, eller skriv vad som förklarar den.
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.calculations.forecasting.comparisons import implausible
from sn_excel.calculations.forecasting.standing_rows import standing_forecast
from sn_excel.checks.check_type import Check, Observations
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.measures import Measure
from sn_excel.model.tables import Dossier

CODE = "SN406"
PLACE = "Lämnad prognos"


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield a warning for every submitted forecast that no rule with its interval reaches."""
    for one in dossier.entries.standings if dossier.entries else ():
        submitted = one.submission.value
        if submitted is None or one.low is None:
            continue
        sentence = implausible(standing_forecast(one), submitted, one.adjustments)
        if sentence:
            message = f"{one.label}: {sentence[0].lower()}{sentence[1:]}"
            yield Finding(
                CODE, Severity.WARNING, one.place(PLACE), one.label, message, Measure.FORECAST, submitted, one.expected
            )


CHECK = Check(CODE, (Severity.WARNING,), Observations(findings), __doc__)
