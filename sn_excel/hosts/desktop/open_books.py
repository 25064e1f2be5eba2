"""An open book as the buttons see it: its sheets as they were read, and edits made so that they can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sn_excel.hosts import files
from sn_excel.hosts.desktop import takebacks
from sn_excel.hosts.desktop.xlwings_grid.grid import LiveGrid
from sn_excel.jobs.undo import concerned, marked
from sn_excel.model.edits import DefineName, Edit
from sn_excel.model.places import At, parse_address
from sn_excel.model.sheets import Sheet
from sn_excel.schema.month import RECONCILIATION, own
from sn_excel.schema.reconciliation import CELL_COLUMN, HEADING_ROW, SHEET_COLUMN
from sn_excel.writing.undo.changes import Record, record

NOT_KEPT = "\nÅterställ senaste fungerar inte för den här ändringen: det gick inte att spara hur det var."


@dataclass(frozen=True, slots=True)
class OpenBook:
    """A book and what was read of it."""

    book: Any
    grid: LiveGrid
    sheets: tuple[Sheet, ...]

    @classmethod
    def of(cls, book: Any) -> OpenBook:
        """Read an open book, telling how far the reading has come."""
        grid = LiveGrid(book, files.data(files.TEMPLATE))
        sheets, names = [], grid.sheets()
        for number, name in enumerate(names, 1):
            tell(book, f"läser blad {number} av {len(names)}, {name}")
            sheets.append(grid.read(name))
        tell(book, "arbetar")
        return cls(book, grid, tuple(sheets))

    @classmethod
    def changed(cls, book: Any, done: Record | None) -> OpenBook:
        """Read of an open book what taking a job back asks for: contents, and only of the sheets that it wrote."""
        tell(book, "läser det som ändrades")
        grid = LiveGrid(book, files.data(files.TEMPLATE))
        return cls(book, grid, grid.contents(concerned(done) if done else ()))

    @property
    def document(self) -> str:
        """Return the book's name."""
        return self.grid.document

    def apply(self, edits: Sequence[Edit], macro: str) -> str:
        """Make a job's edits and keep how it was before; return what to add to the answer, as a rule nothing."""
        marks = self.grid.marks(marked(edits))
        names = dict(self.grid.names()) if any(isinstance(edit, DefineName) for edit in edits) else {}
        tell(self.book, "skriver")
        now = self.grid.made(edits)
        book = place(self.book)
        try:
            done = record(edits, self.sheets, now, marks, names)
        except Exception:  # noqa: BLE001  the job is done; that it cannot be taken back must not look like a failure
            takebacks.forget(book)
            return NOT_KEPT
        if done.empty or takebacks.keep(book, takebacks.Kept(macro, done)):
            return ""
        return NOT_KEPT

    @staticmethod
    def listed(book: Any) -> list[tuple[str, At]]:
        """Return the cells that Avstämning lists, in order, of sheets that are still there."""
        grid = LiveGrid(book)
        there = grid.sheets()
        if RECONCILIATION not in there:
            return []
        found = grid.read(RECONCILIATION)
        return [spot for spot in _spots(found) if spot[0] in there] if own(found) else []


def _spots(listed: Sheet) -> list[tuple[str, At]]:
    sheet, cell = SHEET_COLUMN, CELL_COLUMN
    rows = range(HEADING_ROW + 1, listed.last[0] + 1)
    pairs = [(listed.cells.get((row, sheet)), listed.cells.get((row, cell))) for row in rows]
    return [(str(name), parse_address(place)) for name, place in pairs if isinstance(place, str)]


def place(book: Any) -> str:
    """Return the book's file, or its name where it has none on this machine (xlwings then finds no path)."""
    with suppress(Exception):
        return str(book.fullname)
    return str(book.name)


def tell(book: Any, doing: str) -> None:
    """Say in the status bar what is being done, in programs that have one; nothing gives the bar back."""
    with suppress(Exception):
        book.app.status_bar = f"Socialnämnd: {doing} ..." if doing else False
