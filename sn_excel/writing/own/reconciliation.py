"""The sheet Avstämning: one row a finding, with its cause, a suggestion and a status for people to set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sn_excel.model.edits import Cell, Edit, RowHeights, Write
from sn_excel.model.findings import Cause, Finding, tally
from sn_excel.model.places import address
from sn_excel.model.verdicts import Key, Verdict, key
from sn_excel.schema import looks
from sn_excel.schema.month import OWN, RECONCILIATION, reference
from sn_excel.schema.reconciliation import HEADING_ROW, HEADINGS
from sn_excel.writing.own.month_pages import heading_row

WORDS = frozenset({2, 3, 4, 5, 6, 7, 11, 12, 13, 14})
"""Columns that hold words, not amounts."""


def reconciliation(
    findings: Sequence[Finding], about: str, verdicts: Mapping[Key, Verdict] | None = None, linked: bool = True
) -> Iterator[Edit]:
    """Yield the edits that write the sheet Avstämning; `about` says what was checked (document or period).

    `linked` is False where the sheet stands in a workbook of its own.
    """
    known = verdicts or {}
    rows: list[tuple[Cell | None, ...]] = [
        (Cell(OWN[RECONCILIATION], looks.TITLE),),
        (Cell(f"{about}: {tally(findings).lower()}", looks.SUBTITLE),),
        (Cell("Belopp i tkr. Differens = angivet − beräknat.", looks.SUBTITLE),),
        heading_row(HEADINGS, WORDS),
    ]
    rows += [_row(number, finding, known, linked) for number, finding in enumerate(findings, 1)]
    yield Write(RECONCILIATION, (1, 1), tuple(rows))
    yield RowHeights(RECONCILIATION, {HEADING_ROW + number: _height(found) for number, found in enumerate(findings, 1)})


def _height(finding: Finding) -> float:
    return looks.height((finding.label, 30), (reason(finding), 54), (suggestion(finding.causes) or "", 26))


def _row(number: int, finding: Finding, known: Mapping[Key, Verdict], linked: bool) -> tuple[Cell | None, ...]:
    verdict = known.get(key(finding), Verdict())
    place = finding.place
    link = reference(place.sheet, place.row, place.column)
    return (
        Cell(number, looks.WORD),
        Cell(finding.code, looks.WORD),
        Cell(finding.severity.swedish, looks.WORD),
        Cell(place.sheet, looks.TEXT),
        Cell(place.cell, looks.LINK, link=link) if linked else Cell(place.cell, looks.WORD),
        Cell(finding.label, looks.TEXT),
        Cell(finding.measure.swedish if finding.measure else None, looks.TEXT),
        Cell(finding.stated, looks.UNIT_AMOUNT),
        Cell(finding.computed, looks.UNIT_AMOUNT),
        Cell(finding.difference, looks.UNIT_AMOUNT),
        Cell(reason(finding), looks.TEXT),
        Cell(suggestion(finding.causes), looks.TEXT),
        Cell(verdict.status, looks.INPUT),
        Cell(verdict.comment or None, looks.INPUT),
    )


def reason(finding: Finding) -> str:
    """Return the probable cause with its evidence, or the finding's message when no cause is known."""
    best = [cause for cause in finding.causes if cause.rank == 1]
    if not best:
        return finding.message
    if len(best) > 1:
        return f"Flera förklaringar är lika troliga: {'; '.join(_short(cause) for cause in best[:3])}."
    evidence = "; ".join(best[0].evidence)
    return f"{_short(best[0])}. {evidence}".strip()


def suggestion(causes: Sequence[Cause]) -> str | None:
    """Return what to change, when one cause is the best."""
    best = [cause for cause in causes if cause.rank == 1]
    if len(best) != 1:
        return None
    cause = best[0]
    return f"{cause.place.sheet} {address(cause.place.at)}: {cause.change or cause.kind.swedish}"


def _short(cause: Cause) -> str:
    return f"{cause.label}: {cause.kind.swedish} ({cause.place.sheet} {cause.place.cell})"
