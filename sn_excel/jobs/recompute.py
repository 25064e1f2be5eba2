"""Uppdatera beräkningar: give every plain formula its right value, and check what is then there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sn_excel.calculations.formulas.evaluation import Spot
from sn_excel.calculations.formulas.recalculation import Change, recalculated
from sn_excel.jobs.check import check
from sn_excel.jobs.mark import mark
from sn_excel.jobs.understand import Known
from sn_excel.model.edits import Edit
from sn_excel.model.findings import Finding
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Dossier
from sn_excel.schema.month import own


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The edits that bring a workbook up to date, what they change, and what does not tie afterwards.

    `unknown` are formulas that we do not compute: their values stay as they were.
    """

    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]
    unknown: tuple[Spot, ...]
    findings: tuple[Finding, ...]


def recompute(sheets: Sequence[Sheet], known: Known, earlier: Dossier | None, about: str) -> Recomputed:
    """Return a workbook's formulas recomputed and its reconciliation anew. SnError when it holds no table."""
    after = recalculated(sheets)
    findings = check(after.sheets, known, earlier).findings
    marked = any(own(sheet) for sheet in sheets)
    edits = (*after.edits, *(mark(findings, after.sheets, about) if marked else ()))
    return Recomputed(edits, after.changes, after.unknown, findings)
