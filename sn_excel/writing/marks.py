"""Findings as marks over the cells they are about: a colour by severity and a note, never a change of the cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sn_excel.model.amounts import spoken
from sn_excel.model.edits import Edit, Mark
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.places import Place

ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def marks(findings: Sequence[Finding], document: str) -> Iterator[Edit]:
    """Yield one mark a cell of the document: the finding's own cell, and its single best cause as a warning."""
    notes: dict[Place, list[tuple[Severity, str]]] = {}
    for finding in findings:
        for place, severity, text in _spots(finding):
            if place.document == document:
                notes.setdefault(place, []).append((severity, text))
    for place, told in notes.items():
        worst = min((severity for severity, _ in told), key=ORDER.index)
        yield Mark(place.sheet, place.at, worst, "\n".join(dict.fromkeys(text for _, text in told)))


def _spots(finding: Finding) -> Iterator[tuple[Place, Severity, str]]:
    yield finding.place, finding.severity, f"{finding.code} {finding.message}"
    best = [cause for cause in finding.causes if cause.rank == 1]
    if len(best) != 1 or best[0].place == finding.place:
        return
    cause = best[0]
    where = f"{finding.place.sheet} {finding.place.cell}"
    text = f"{finding.code} Trolig orsak till differensen i {where}: {cause.kind.swedish}."
    remedy = f" {spoken(cause.value)} bör vara {spoken(cause.suggested)}." if cause.change else ""
    severity = Severity.WARNING if finding.severity is Severity.ERROR else finding.severity
    yield cause.place, severity, text + remedy
