"""SN408 En justering kan vara räknad två gånger.

Varför: en regel som följer takten räknar redan med det som har börjat. Läggs samma händelse till som justering
blir den dubbel.
Exempel: fler placeringar sedan mars är en justering på 600 tkr, och Linjär framskrivning har dem redan i utfallet.
Åtgärd: ta bort justeringen, eller välj en regel som inte följer takten.
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.calculations.forecasting.adjustments import effect, in_trend
from sn_excel.calculations.forecasting.standing_rows import standing_forecast
from sn_excel.checks.check_type import Check, Observations
from sn_excel.model.entries import Entered, Entries
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.tables import Dossier

CODE = "SN408"


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield one note for every adjustment that the row's rule seems to count already."""
    if dossier.entries:
        for entered in dossier.entries.adjustments:
            yield from _doubled(entered, dossier.entries)


def _doubled(entered: Entered, entries: Entries) -> Iterator[Finding]:
    one = next((one for one in entries.standings if one.code == entered.item.code), None)
    if one is None or entries.period is None or not one.rules or not entered.item.status.counts:
        return
    for warning in in_trend(standing_forecast(one), [effect(entered.item, entries.period)], entries.period):
        yield Finding(CODE, Severity.NOTE, entered.place, one.label, warning.text)


CHECK = Check(CODE, (Severity.NOTE,), Observations(findings), __doc__)
