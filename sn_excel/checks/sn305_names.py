"""SN305 Samma kod har olika namn.

Varför: ett namn som ändras mellan dokument kan vara en ny verksamhet, eller bara en annan stavning.
En stavning som står i organisationens lista över alias är känd och nämns inte.
Exempel: 756 heter Sociala omsorg i april och Social omsorg i maj 2024.
Åtgärd: rätta stavningen, eller lägg till den i organisationens lista över alias.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sn_excel.checks.check_type import Check, Observations
from sn_excel.checks.matching import OVERVIEW, of_kind, rows
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.tables import Dossier, Kind, Line

CODE = "SN305"


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield one note for every code that has another name in the earlier document, or elsewhere in this one."""
    before = {code: line for code, (_, line) in rows(dossier.earlier).items()} if dossier.earlier else {}
    aliases = dossier.organisation.aliases if dossier.organisation else {}
    others: dict[str, list[Line]] = {code: [line] for code, line in before.items()}
    for table in of_kind(dossier, *OVERVIEW, Kind.PAGE):
        for line in table.walk():
            others.setdefault(line.code, []).append(line)
    for code, (_, line) in rows(dossier).items():
        drifted = [other for other in others.get(code, []) if _known(other.name, aliases) != _known(line.name, aliases)]
        if drifted and all(other.name for other in (line, drifted[0])):
            where = "det tidigare dokumentet" if before.get(code) is drifted[0] else drifted[0].place.sheet
            message = f"{code} heter {line.name} här och {drifted[0].name} i {where}; är det samma verksamhet?"
            yield Finding(CODE, Severity.NOTE, line.place, line.label, message, against=drifted[0].place)


def _known(name: str, aliases: Mapping[str, str]) -> str:
    plain = " ".join(name.split())
    return " ".join(aliases.get(plain, plain).split()).casefold()


CHECK = Check(CODE, (Severity.NOTE,), Observations(findings), __doc__)
