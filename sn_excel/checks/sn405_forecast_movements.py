"""SN405 Prognosen har rört sig utan att någon justering förklarar det.

Varför: nämnden frågar varför prognosen ändrats. En ändring ska ha en orsak: en justering, ett beslut eller ett utfall.
Gräns: ändringen utöver justeringarna är större än 100 tkr, större än 1 % av årsbudgeten och större än vad en månads
utfall brukar ändra prognosen med (programmets intervall delat på månaderna som återstår, nitton gånger av tjugo).
Exempel: prognosen går från 29 100 till 32 100 tkr och justeringarna ökar med 2 500; 500 saknar förklaring.
Åtgärd: lägg till en justering som förklarar ändringen, eller se över prognosen.
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.calculations.forecasting.comparisons import Stand, unexplained_movement, usual_movement
from sn_excel.calculations.forecasting.outlooks import shown
from sn_excel.checks.check_type import Check, Observations
from sn_excel.model.amounts import Amount, rounded, spoken
from sn_excel.model.entries import Standing
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.measures import Measure
from sn_excel.model.tables import Dossier

CODE = "SN405"
PLACE = "Prognos"


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield one note for every programme whose forecast has moved beyond its adjustments since last month."""
    for one in dossier.entries.standings if dossier.entries else ():
        if one.last is None or one.parent:
            continue
        before, now = Stand(one.last, one.last_adjustments), Stand(shown(one.value, one.annual), one.adjustments)
        moved = unexplained_movement(before, now, one.annual, usual_movement(one.low, one.high, one.month))
        if moved is not None:
            yield _note(one, before.value, now.value, moved)


def _note(one: Standing, before: Amount, now: Amount, moved: Amount) -> Finding:
    message = (
        f"{one.label}: prognosen har gått från {spoken(rounded(before))} till {spoken(rounded(now))} tkr, "
        f"varav {spoken(rounded(moved), signed=True)} utan justering; vad har ändrats?"
    )
    return Finding(CODE, Severity.NOTE, one.place(PLACE), one.label, message, Measure.FORECAST)


CHECK = Check(CODE, (Severity.NOTE,), Observations(findings), __doc__)
