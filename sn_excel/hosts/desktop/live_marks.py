"""Marks in an open program: conditional formats and notes of ours, laid over cells and taken away again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sn_excel.model.edits import Mark
from sn_excel.model.marks import FILLS, note, noted, rule, ruled

Inverse = Callable[[], None]


def mark(sheet: Any, edit: Mark) -> Inverse:
    """Lay a mark over a cell, and return what takes it away; a person's note stays alone on its cell."""
    cell = sheet.range(edit.at)
    laid = cell.conditional_formats.add_custom("=" + rule(edit.severity), fill_color="#" + FILLS[edit.severity])
    present = cell.note
    if present is not None and noted(present.text) is not None:
        present.delete()
        present = None
    written = cell.add_note(note(edit.note)) if edit.note and present is None else None

    def back() -> None:
        laid.delete()
        if written is not None:
            written.delete()

    return back


def unmark(sheet: Any) -> None:
    """Take away every rule and note of ours, and nothing else. Never `clear`, which would take the user's too."""
    rules = [found for found in sheet.cells.conditional_formats if found.formula and ruled(found.formula)]
    for found in reversed(rules):
        found.delete()
    for slip in [slip for slip in sheet.notes if noted(slip.text) is not None]:
        slip.delete()
