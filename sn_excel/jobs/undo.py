"""Återställ senaste: what the last job changed is kept, and taken back where the workbook still is as it left it."""

from __future__ import annotations

from collections.abc import Sequence

from sn_excel.model.edits import AddSheet, Edit, Write
from sn_excel.model.errors import SnError
from sn_excel.model.grid import Grid
from sn_excel.model.sheets import Sheet
from sn_excel.writing.changes import Record
from sn_excel.writing.undoing import Taken, inverse


def touched(edits: Sequence[Edit]) -> tuple[str, ...]:
    """Return the sheets that must be read again once the edits are made, to know what they wrote."""
    return tuple(dict.fromkeys(_name(edit) for edit in edits if isinstance(edit, Write | AddSheet)))


def reread(grid: Grid, edits: Sequence[Edit]) -> tuple[Sheet, ...]:
    """Return the sheets that edits wrote, as they are now."""
    there = grid.sheets()
    return tuple(grid.read(name) for name in touched(edits) if name in there)


def undo(sheets: Sequence[Sheet], done: Record | None) -> Taken:
    """Return what takes the last job back. SnError when none is kept."""
    if done is None:
        raise SnError("Det finns ingen ändring att ta tillbaka i den här boken.")
    return inverse(done, sheets)


def _name(edit: Write | AddSheet) -> str:
    return edit.sheet if isinstance(edit, Write) else edit.name
