"""Läs in dokument: a printed table becomes a workbook with its stated sums as constants, checked and marked."""

from __future__ import annotations

from collections.abc import Sequence

from sn_excel.jobs.understand import Known, read
from sn_excel.model.edits import Edit
from sn_excel.model.sheets import Sheet
from sn_excel.writing.theirs.imported import imported


def convert(sheets: Sequence[Sheet], known: Known, template: Sequence[str]) -> tuple[Edit, ...]:
    """Return the edits that make the template the document's workbook. SnError when the document holds no table."""
    dossier = read(sheets, known)
    return tuple(imported(dossier.tables, template, sheets[0].document))
