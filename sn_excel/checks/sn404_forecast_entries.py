"""SN404 En uppgift till prognosen kan inte användas.

Varför: en justering eller en lämnad prognos som inte kan läsas räknas inte, fast den ser ut att göra det.
Exempel: C7 på Prognosjusteringar säger "maj", som inte är någon månad; skriv 2024-05.
Åtgärd: rätta cellen enligt meddelandet och räkna om prognosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sn_excel.checks.check_type import Check, Observations
from sn_excel.model.entries import EntryFault
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.tables import Dossier

CODE = "SN404"


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield an error for every cell that a person filled with something that cannot be used."""
    if dossier.entries:
        yield from unusable(dossier.entries.faults)


def unusable(faults: Iterable[EntryFault]) -> Iterator[Finding]:
    """Yield cells that cannot be used as findings."""
    for fault in faults:
        yield Finding(CODE, Severity.ERROR, fault.place, fault.label, f"{fault.label}: {fault.message}")


CHECK = Check(CODE, (Severity.ERROR,), Observations(findings), __doc__)
