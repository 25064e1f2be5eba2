"""Återställ senaste: what the last job changed is kept, and taken back where the workbook still is as it left it."""

from __future__ import annotations

from collections.abc import Sequence

from sn_excel.model.edits import AddSheet, DropSheet, Edit, Mark, Unmark, Write
from sn_excel.model.errors import SnError
from sn_excel.model.sheets import Sheet
from sn_excel.writing.undo.changes import Record
from sn_excel.writing.undo.undoing import Taken, inverse


def written(edits: Sequence[Edit]) -> tuple[str, ...]:
    """Return the sheets that edits write and leave there: they must be read again, to know what came to stand in them.

    >>> from sn_excel.model.findings import Severity
    >>> written([AddSheet("Avstämning", "Avstämning"), DropSheet("Prognos"), Mark("771", (5, 2), Severity.ERROR, "")])
    ('Avstämning',)
    """
    found: dict[str, None] = {}
    for edit in edits:
        if isinstance(edit, DropSheet):
            found.pop(edit.name, None)
        elif isinstance(edit, Write | AddSheet):
            found[_name(edit)] = None
    return tuple(found)


def marked(edits: Sequence[Edit]) -> tuple[str, ...]:
    """Return the sheets whose marks edits touch."""
    return tuple(dict.fromkeys(edit.sheet for edit in edits if isinstance(edit, Mark | Unmark)))


def concerned(done: Record) -> tuple[str, ...]:
    """Return the sheets that must be read to take a job back; of the others only the names matter."""
    return tuple(dict.fromkeys([*(change.sheet for change in done.changes), *(one.name for one in done.added)]))


def undo(sheets: Sequence[Sheet], done: Record | None) -> Taken:
    """Return what takes the last job back. SnError when none is kept."""
    if done is None:
        raise SnError("Det finns ingen ändring att ta tillbaka i den här boken.")
    return inverse(done, sheets)


def _name(edit: Write | AddSheet) -> str:
    return edit.sheet if isinstance(edit, Write) else edit.name
