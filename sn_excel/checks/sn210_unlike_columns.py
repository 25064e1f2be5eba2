"""SN210 De flesta summor i en kolumn stämmer inte.

Varför: när nästan ingenting stämmer är det kolumnen som är fel, inte raderna: den är från en annan period, felläst,
eller något som inte ska summeras (andelar, medelvärden). Då sägs det en gång i stället för en gång för varje rad.
Exempel: kolumnen för förra årets utfall har summor från bokslutet men rader från en tidigare organisation.
Åtgärd: kontrollera kolumnens rubrik, period och innehåll.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sn_excel.calculations.causes.equations import Equation, Role, Verdict
from sn_excel.checks.check_type import Check, Sieve
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.tables import Column

CODE = "SN210"
LEAST, SHARE = 5, 0.6
"""So many claims of one kind, and more than so large a share of them broken, speak against the column."""
_Key = tuple[str, str, Column]


def sifted(equations: Iterable[Equation]) -> tuple[tuple[Equation, ...], tuple[Finding, ...]]:
    """Return the claims worth explaining one by one, and one warning for every column where most are broken."""
    groups: dict[_Key, list[Equation]] = defaultdict(list)
    for equation in equations:
        stated = equation.stated
        groups[equation.code, stated.place.document, stated.column].append(equation)
    kept: list[Equation] = []
    told: list[Finding] = []
    for found in groups.values():
        unlike = _unlike(found) if found[0].role is not Role.ROW and len(found) >= LEAST else None
        if unlike:
            told.append(unlike)
        else:
            kept += found
    return tuple(kept), tuple(told)


def _unlike(found: list[Equation]) -> Finding | None:
    """Return the warning where most of the claims that can be tried are broken."""
    tried = [one for one in found if one.judgeable and any(figure.value for _, figure in one.terms)]
    broken = [one for one in tried if one.verdict() is Verdict.BROKEN]
    return _finding(broken, len(tried)) if len(tried) >= LEAST and len(broken) > SHARE * len(tried) else None


def _finding(broken: list[Equation], tried: int) -> Finding:
    first = broken[0]
    measure, period = first.stated.column.measure, first.stated.column.period
    span = f" {period.spoken}" if period else ""
    message = (
        f"{measure.swedish}{span}: {len(broken)} av {tried} belopp stämmer inte, först {first.stated.label} "
        f"({first.text}); kontrollera vad kolumnen innehåller, den prövas inte rad för rad."
    )
    place, label = first.stated.place, first.stated.label
    return Finding(CODE, Severity.WARNING, place, label, message, measure, first.stated.value, first.computed)


CHECK = Check(CODE, (Severity.WARNING,), Sieve(sifted), __doc__)
