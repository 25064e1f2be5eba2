"""Stäm av i arbetsboken: lay what was found over the cells as marks, and list it in the sheet Avstämning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sn_excel.model.edits import AddSheet, DropSheet, Edit, Unmark
from sn_excel.model.findings import Finding
from sn_excel.model.sheets import Sheet
from sn_excel.model.verdicts import with_verdicts
from sn_excel.reading.own.reconciliation import verdicts
from sn_excel.schema.month import RECONCILIATION, own
from sn_excel.writing.marks import marks
from sn_excel.writing.own.reconciliation import reconciliation


def mark(findings: Sequence[Finding], sheets: Sequence[Sheet], about: str) -> Iterator[Edit]:
    """Yield the edits that mark a workbook anew; what people have set in Avstämning is kept.

    What a person has explained is listed but not marked, until its figures change.
    """
    ours = next((sheet for sheet in sheets if sheet.name == RECONCILIATION and own(sheet)), None)
    said = verdicts(ours) if ours else {}
    yield from unmark(sheets)
    yield AddSheet(RECONCILIATION, RECONCILIATION)
    yield from reconciliation(findings, about, said)
    yield from marks([one for one in with_verdicts(findings, said) if not one.settled], sheets[0].document)


def unmark(sheets: Sequence[Sheet]) -> Iterator[Edit]:
    """Yield the edits that take away marks, notes of ours and the sheet Avstämning, and nothing else."""
    for sheet in sheets:
        if sheet.name == RECONCILIATION and own(sheet):
            yield DropSheet(RECONCILIATION)
        else:
            yield Unmark(sheet.name)


def listed(findings: Sequence[Finding], template: Sequence[str], about: str) -> Iterator[Edit]:
    """Yield the edits that make Avstämning a workbook of its own, out of the template's sheets.

    For workbooks that cannot take marks: shared or protected ones. Nothing is ever unprotected.
    """
    yield from (DropSheet(name) for name in template if name != RECONCILIATION)
    yield from reconciliation(findings, about, linked=False)
