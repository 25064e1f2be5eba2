"""The grid over an open workbook: sheets in, edits out, all or none, through xlwings alone and never its `api`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sn_excel.hosts.desktop import live_cells, live_marks, live_sheets
from sn_excel.hosts.desktop.live_templates import furnish, models
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
from sn_excel.model.errors import RefusedEditError
from sn_excel.model.grid import Ability
from sn_excel.model.places import address, quoted
from sn_excel.model.sheets import Sheet

Inverse = Callable[[], None]
_ASIDE = "~{}"
"""A sheet that is to go is set aside under this name until all else has been done."""


def _nothing() -> None:
    return None


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
        if sheet not in self.sheets():
            raise KeyError(sheet)
        return live_sheets.read(self._book.sheets[sheet], self.document)

    def refusals(self, edits: Sequence[Edit]) -> tuple[str, ...]:
        """Return a Swedish sentence for each edit that cannot be done; empty when all can, as far as can be told."""
        return tuple(self._refused(edits))

    def _refused(self, edits: Sequence[Edit]) -> Iterator[str]:
        there = [name.casefold() for name in self.sheets()]
        for edit in edits:
            if isinstance(edit, AddSheet):
                if edit.name.casefold() in there:
                    yield f"Det finns redan ett blad som heter {edit.name}; byt namn på det först."
                elif not self._like(edit, there):
                    yield f"Mallbladet {edit.like} finns varken i arbetsboken eller i mallen."
                there.append(edit.name.casefold())
            elif isinstance(edit, DropSheet):
                if edit.name.casefold() not in there:
                    yield f"Bladet {edit.name} finns inte."
                else:
                    there.remove(edit.name.casefold())
            elif not (isinstance(edit, DefineName) and edit.area is None) and edit.sheet.casefold() not in there:
                yield f"Bladet {edit.sheet} finns inte."

    def _like(self, edit: AddSheet, there: Sequence[str]) -> bool:
        return edit.like.casefold() in there or bool(self._templates and edit.like in models(self._templates))

    def apply(self, edits: Sequence[Edit]) -> None:
        """Apply all edits or none; RefusedEditError with the first refusal, or when the program refuses midway.

        Marks that were taken away before a failure stay away: they are ours, and checking again lays them.
        """
        for refusal in self.refusals(edits):
            raise RefusedEditError(refusal)
        done: list[Inverse] = []
        self._aside: list[Any] = []
        with _quiet(self._book.app):
            try:
                for edit in edits:
                    done.append(self._apply(edit))  # noqa: PERF401  what was done must be known when the next fails
                for sheet in self._aside:
                    sheet.delete()
            except Exception as error:
                for inverse in reversed(done):
                    with suppress(Exception):
                        inverse()
                raise RefusedEditError(
                    "Programmet tog inte emot ändringen; boken är som den var. "
                    "Är ett blad skyddat, boken delad eller en cell öppen för redigering?"
                ) from error

    def _apply(self, edit: Edit) -> Inverse:
        match edit:
            case AddSheet():
                return self._add(edit)
            case DropSheet():
                return self._drop(edit)
            case DefineName():
                return self._define(edit)
            case Recache() | PrintTexts():
                return _nothing
            case _:
                return self._on_sheet(edit)

    def _on_sheet(self, edit: Write | Mark | Unmark | RowHeights) -> Inverse:
        sheet = self._book.sheets[edit.sheet]
        match edit:
            case Write():
                return live_cells.write(sheet, edit)
            case Mark():
                return live_marks.mark(sheet, edit)
            case Unmark():
                live_marks.unmark(sheet)
            case RowHeights():
                for row, height in edit.heights.items():
                    sheet.range(f"{row}:{row}").row_height = height
        return _nothing

    def _add(self, edit: AddSheet) -> Inverse:
        sheets = self._book.sheets
        if edit.like.casefold() in [name.casefold() for name in self.sheets()]:
            sheet = sheets[edit.like].copy(after=sheets[len(sheets) - 1], name=edit.name)
        else:
            sheet = sheets.add(edit.name, after=sheets[len(sheets) - 1])
            if self._templates:
                furnish(sheet, models(self._templates)[edit.like])
        if edit.before:
            sheet.move(before=sheets[edit.before])
        inverse: Inverse = sheet.delete
        return inverse

    def _drop(self, edit: DropSheet) -> Inverse:
        sheet = self._book.sheets[edit.name]
        sheet.name = _ASIDE.format(edit.name)[:31]
        self._aside.append(sheet)

        def back() -> None:
            sheet.name = edit.name

        return back

    def _define(self, edit: DefineName) -> Inverse:
        names = self._book.names
        before = self.names().get(edit.name)
        if before is not None:
            names[edit.name].delete()
        if edit.area is not None:
            top, left, bottom, right = edit.area
            corners = f"{_fixed((top, left))}:{_fixed((bottom, right))}"
            names.add(edit.name, f"={quoted(edit.sheet)}!{corners}")

        def back() -> None:
            if edit.area is not None:
                names[edit.name].delete()
            if before is not None:
                names.add(edit.name, f"={before}")

        return back


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
