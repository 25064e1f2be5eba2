"""The grid over an open workbook: sheets in, edits out, all or none, through xlwings alone and never its `api`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sn_excel.engine.errors import OfficeError
from sn_excel.hosts.desktop.xlwings_grid import cells as live_cells
from sn_excel.hosts.desktop.xlwings_grid import marks as live_marks
from sn_excel.hosts.desktop.xlwings_grid import sheets as live_sheets
from sn_excel.hosts.desktop.xlwings_grid.cell_blocks import astray, joined
from sn_excel.hosts.desktop.xlwings_grid.refusals import refusals
from sn_excel.hosts.desktop.xlwings_grid.templates import furnish, models
from sn_excel.jobs.undo import written
from sn_excel.model.edits import (
    AddSheet,
    DefineName,
    DropSheet,
    Edit,
    Mark,
    PrintTexts,
    Recache,
    RowHeights,
    Unmark,
    Write,
)
from sn_excel.model.errors import RefusedEditError, SnError
from sn_excel.model.grid import Ability
from sn_excel.model.places import At, address, quoted
from sn_excel.model.sheets import Sheet

Inverse = Callable[[], None]
_ASIDE = "~{}"
"""A sheet that is to go is set aside under this name until all else has been done."""
_REFUSED = (
    "Programmet tog inte emot ändringen; boken är som den var. "
    "Är ett blad skyddat, boken delad eller en cell öppen för redigering?"
)
_ASTRAY = (
    "Programmet skrev inte {} som det skulle; boken är som den var. Visa alla rader (ta bort filtret) och försök igen."
)


class LiveGrid:
    """An open book. `templates` is a workbook whose sheets new ones may be like.

    Cached values are the program's own business, and page headers have no word in xlwings: both edits do nothing.
    """

    def __init__(self, book: Any, templates: Path | None = None) -> None:
        self._book = book
        self._templates = templates

    @property
    def document(self) -> str:
        """Return the book's name."""
        return str(self._book.name)

    @property
    def abilities(self) -> Ability:
        """Return what an open program can take; looks of rows cannot be read from it."""
        return Ability.FORMULAS | Ability.NOTES | Ability.RULES

    def sheets(self) -> tuple[str, ...]:
        """Return the names of the worksheets in order."""
        return tuple(str(sheet.name) for sheet in self._book.sheets)

    def names(self) -> Mapping[str, str]:
        """Return the defined names and what they refer to."""
        return {str(name.name): str(name.refers_to).removeprefix("=") for name in self._book.names}

    def read(self, sheet: str) -> Sheet:
        """Return a sheet with what it holds; KeyError when there is none of that name."""
        try:
            found = self._book.sheets[sheet]
        except Exception as error:
            raise KeyError(sheet) from error
        return live_sheets.read(found, self.document)

    def contents(self, names: Collection[str]) -> tuple[Sheet, ...]:
        """Return every sheet of the book, but only those named with their cells and formulas, the rest as empty."""
        return tuple(
            live_sheets.read(self._book.sheets[name], self.document, bare=True)
            if name in names
            else Sheet(self.document, name, {})
            for name in self.sheets()
        )

    def refusals(self, edits: Sequence[Edit]) -> tuple[str, ...]:
        """Return a Swedish sentence for each edit that cannot be done; empty when all can, as far as can be told."""
        known = models(self._templates) if self._templates else ()
        return tuple(refusals(self._book, edits, known))

    def marks(self, sheets: Iterable[str] | None = None) -> tuple[Mark, ...]:
        """Return our marks that lie in the book, or on some of its sheets, as far as a program tells."""
        there = self.sheets()
        names = there if sheets is None else [name for name in sheets if name in there]
        return tuple(mark for name in names for mark in live_marks.marks(self._book.sheets[name]))

    def reenter(self, spots: Iterable[tuple[str, At]]) -> None:
        """Let the program compute formulas anew that show something else than they should."""
        by_sheet: dict[str, list[At]] = {}
        for name, at in spots:
            by_sheet.setdefault(name, []).append(at)
        with _quiet(self._book.app):
            for name, places in by_sheet.items():
                live_cells.reenter(self._book.sheets[name], places)

    def apply(self, edits: Sequence[Edit]) -> None:
        """Apply all edits or none; RefusedEditError with the first refusal, or when the program refuses midway."""
        self.made(edits)

    def made(self, edits: Sequence[Edit]) -> tuple[Sheet, ...]:
        """Apply all edits or none as `apply` does, and return the sheets that were written, as they are now.

        What each step changes is known before it is done, so that a half step is taken back too. Looks of cells, and
        marks of ours without a note, are what no program gives back.
        """
        for refusal in self.refusals(edits):
            raise RefusedEditError(refusal)
        done: list[Inverse] = []
        self._aside: list[Any] = []
        self._blank: set[str] = set()
        with _quiet(self._book.app):
            try:
                for edit in joined(edits):
                    for inverse in self._apply(edit):
                        done.append(inverse)  # noqa: PERF402  what was done must be known when the next step fails
                now = self._proved(edits)
                for sheet in self._aside:
                    sheet.delete()
            except Exception as error:
                for inverse in reversed(done):
                    with suppress(Exception):
                        inverse()
                if isinstance(error, SnError | OfficeError):
                    raise
                raise RefusedEditError(_REFUSED) from error
        return now

    def _proved(self, edits: Sequence[Edit]) -> tuple[Sheet, ...]:
        """Return the sheets that were written; RefusedEditError where something else stands than was written."""
        sheets = (self._book.sheets[name] for name in written(edits))
        now = tuple(live_sheets.read(sheet, self.document, bare=True) for sheet in sheets)
        if place := astray(edits, now):
            raise RefusedEditError(_ASTRAY.format(place))
        return now

    def _apply(self, edit: Edit) -> Iterator[Inverse]:
        match edit:
            case AddSheet():
                return self._add(edit)
            case DropSheet():
                return self._drop(edit)
            case DefineName():
                return self._define(edit)
            case Recache() | PrintTexts():
                return iter(())
            case Write():
                return live_cells.write(self._book.sheets[edit.sheet], edit, edit.sheet in self._blank)
            case _:
                return _on_sheet(self._book.sheets[edit.sheet], edit)

    def _add(self, edit: AddSheet) -> Iterator[Inverse]:
        sheets = self._book.sheets
        last = sheets[len(sheets) - 1]
        known = edit.like.casefold() in [name.casefold() for name in self.sheets()]
        sheet = sheets[edit.like].copy(after=last, name=edit.name) if known else sheets.add(edit.name, after=last)
        yield sheet.delete
        if not known:
            self._blank.add(edit.name)
        if self._templates and not known:
            furnish(sheet, models(self._templates)[edit.like])
        if edit.before:
            sheet.move(before=sheets[edit.before])

    def _drop(self, edit: DropSheet) -> Iterator[Inverse]:
        sheet = self._book.sheets[edit.name]

        def back() -> None:
            sheet.name = edit.name

        yield back
        sheet.name = _ASIDE.format(edit.name)[:31]
        self._blank.discard(edit.name)
        self._aside.append(sheet)

    def _define(self, edit: DefineName) -> Iterator[Inverse]:
        names = self._book.names
        before = self.names().get(edit.name)

        def back() -> None:
            if edit.name in self.names():
                names[edit.name].delete()
            if before is not None:
                names.add(edit.name, f"={before}")

        yield back
        if before is not None:
            names[edit.name].delete()
        if edit.area is not None:
            top, left, bottom, right = edit.area
            corners = f"{_fixed((top, left))}:{_fixed((bottom, right))}"
            names.add(edit.name, f"={quoted(edit.sheet)}!{corners}")


def _on_sheet(sheet: Any, edit: Mark | Unmark | RowHeights) -> Iterator[Inverse]:
    match edit:
        case Mark():
            return live_marks.mark(sheet, edit)
        case Unmark():
            return live_marks.unmark(sheet)
        case RowHeights():
            return _set_heights(sheet, edit.heights)


def _set_heights(sheet: Any, heights: Mapping[int, float]) -> Iterator[Inverse]:
    before = {row: sheet.range(f"{row}:{row}").row_height for row in heights}
    yield lambda: _rows_high(sheet, before)
    _rows_high(sheet, heights)


def _rows_high(sheet: Any, heights: Mapping[int, float]) -> None:
    for row, height in heights.items():
        sheet.range(f"{row}:{row}").row_height = height


def _fixed(at: tuple[int, int]) -> str:
    text = address(at)
    letters = text.rstrip("0123456789")
    return f"${letters}${text[len(letters) :]}"


@contextmanager
def _quiet(app: Any) -> Iterator[None]:
    """Let the program neither redraw nor ask while the edits are made, and leave it as it was."""
    before = {}
    for setting in ("screen_updating", "display_alerts"):
        with suppress(Exception):
            before[setting] = getattr(app, setting)
            setattr(app, setting, False)
    try:
        yield
    finally:
        for setting, was in before.items():
            with suppress(Exception):
                setattr(app, setting, was)
