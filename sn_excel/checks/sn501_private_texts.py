"""SN501 En text verkar berätta om en enskild person.

Varför: nämndens handlingar är offentliga, och i små verksamheter kan en placering avslöja vem det gäller
(OSL 26 kap.). Det är en fråga till den som skrivit, inte ett fel i siffrorna.
Exempel: orsaken "pojkens nya placering" pekar ut någon; skriv "fler placeringar än budgeterat".
Åtgärd: skriv om texten så att ingen enskild kan kännas igen.
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.checks.check_type import Check, Observations
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.places import Place
from sn_excel.model.tables import Dossier

CODE = "SN501"


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield a warning for every text of an adjustment or a chosen rule that seems to tell of a person."""
    if dossier.entries is None:
        return
    names = tuple(one.label for one in dossier.entries.standings)
    for entered in dossier.entries.adjustments:
        item = entered.item
        for text in (item.reason, item.board_text, item.source):
            yield from _suspicious(text, names, entered.place, item.code)
    for one in dossier.entries.standings:
        if one.submission.reason:
            yield from _suspicious(one.submission.reason, names, one.place("Skäl till vald regel"), one.label)


def _suspicious(text: str, names: tuple[str, ...], place: Place, label: str) -> Iterator[Finding]:
    from sn_excel.calculations.private_texts import suspicions

    for sentence in suspicions(text, names):
        yield Finding(CODE, Severity.WARNING, place, label, f"{label}: {sentence[0].lower()}{sentence[1:]}")


CHECK = Check(CODE, (Severity.WARNING,), Observations(findings), __doc__)
