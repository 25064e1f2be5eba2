"""Refusals: edits that a workbook cannot take without losing something, each with its reason in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
from sn_excel.model.places import parse_address
from sn_excel.ooxml.book.references import refers
from sn_excel.ooxml.book.workbook_part import Book
from sn_excel.ooxml.package.markup import Markup
from sn_excel.ooxml.package.relationships import relationships, targets
from sn_excel.ooxml.sheet.sheet_refusals import SheetLimits

_FIXED = "så blad kan inte läggas till eller tas bort"
_FORBIDDEN = set("[]:*?/\\")
_NAME = re.compile(r"[^\W\d][\w.\\?]{0,254}|\\[\w.\\?]{0,254}")


class Refusals:
    """Goes through edits in order, knowing which sheets those before have added or taken away."""

    def __init__(self, book: Book, templates: Book | None) -> None:
        self.book = book
        self.models = {tab.name.casefold() for tab in templates.worksheets()} if templates else set()
        self.sheets = [tab.name.casefold() for tab in book.tabs()]
        self.cells = {tab.name.casefold() for tab in book.worksheets()}
        self.fresh: set[str] = set()
        self.limits: dict[str, SheetLimits] = {}

    def of(self, edits: Sequence[Edit]) -> Iterator[str]:
        """Yield a sentence for each edit that cannot be done."""
        if edits and signed(self.book):
            yield (
                "Arbetsboken är digitalt signerad och en ändring gör signaturen ogiltig; "
                "spara en osignerad kopia i Excel."
            )
            return
        self.returning = {edit.name.casefold() for edit in edits if isinstance(edit, AddSheet)}
        for edit in edits:
            yield from self._one(edit)

    def _one(self, edit: Edit) -> Iterator[str]:
        match edit:
            case AddSheet():
                yield from self._add(edit)
            case DropSheet():
                yield from self._drop(edit)
            case DefineName():
                yield from self._name(edit)
            case Write() | Recache() | Mark() | Unmark() | RowHeights() | PrintTexts():
                yield from self._sheet(edit)

    def _structure(self) -> str:
        if self.book.locked:
            return f"Arbetsbokens struktur är skyddad, {_FIXED}; ta bort skyddet i Excel först."
        if self.book.shared:
            return f"Arbetsboken är delad på det gamla sättet, {_FIXED}; sluta dela den först."
        return ""

    def _add(self, edit: AddSheet) -> Iterator[str]:
        name, like = edit.name.casefold(), edit.like.casefold()
        if reason := self._structure():
            yield reason
        elif name in self.sheets:
            yield f"Det finns redan ett blad som heter {edit.name}; byt namn på det i Excel först."
        elif not fit(edit.name):
            yield f"{edit.name} kan inte vara ett bladnamn: högst 31 tecken och inget av [ ] : * ? / \\."
        elif like not in self.cells | self.models:
            yield f"Mallbladet {edit.like} finns varken i arbetsboken eller i mallen."
        elif edit.before and edit.before.casefold() not in self.sheets:
            yield f"Bladet {edit.before} finns inte, så {edit.name} kan inte läggas före det."
        else:
            self.sheets.append(name)
            self.cells.add(name)
            self.fresh.add(name)

    def _drop(self, edit: DropSheet) -> Iterator[str]:
        name = edit.name.casefold()
        if name not in self.cells:
            yield f"Bladet {edit.name} finns inte."
        elif reason := self._structure():
            yield reason
        elif len(self.sheets) == 1:
            yield f"Bladet {edit.name} är arbetsbokens enda och kan inte tas bort."
        elif name not in self.fresh | self.returning and (user := refers(self.book, edit.name)):
            yield f"Bladet {edit.name} används av {user} och kan inte tas bort."
        else:
            self.sheets.remove(name)
            self.cells.discard(name)
            self.fresh.discard(name)

    def _name(self, edit: DefineName) -> Iterator[str]:
        if edit.area is not None and edit.sheet.casefold() not in self.cells:
            yield f"Bladet {edit.sheet} finns inte, så namnet {edit.name} kan inte peka på det."
        elif edit.area is not None and not named(edit.name):
            yield f"{edit.name} kan inte vara ett namn i Excel."
        elif edit.area is not None and edit.name.casefold() in table_names(self.book):
            yield f"Det finns en tabell som heter {edit.name}; namnet kan inte användas till något annat."

    def _sheet(self, edit: Write | Recache | Mark | Unmark | RowHeights | PrintTexts) -> Iterator[str]:
        name = edit.sheet.casefold()
        if name not in self.cells:
            yield f"Bladet {edit.sheet} finns inte."
        elif name not in self.fresh:
            if name not in self.limits:
                self.limits[name] = SheetLimits(self.book, self.book.tab(edit.sheet))
            yield from self.limits[name].refused(edit)


def signed(book: Book) -> bool:
    """Say whether the package carries a digital signature."""
    return any(arrow.type.endswith("digital-signature/origin") for arrow in relationships(book.package, ""))


def fit(name: str) -> bool:
    """Say whether Excel takes this as a sheet's name."""
    return 0 < len(name) <= 31 and not _FORBIDDEN & set(name) and name.strip("'") == name and name.isprintable()


def named(name: str) -> bool:
    """Say whether Excel takes this as a defined name.

    >>> named("Block_771"), named("771"), named("A1"), named("R1C1")
    (True, False, False, False)
    """
    if not _NAME.fullmatch(name) or re.fullmatch(r"[RrCc](\d+[Cc]?\d*)?", name):
        return False
    try:
        parse_address(name)
    except ValueError:
        return True
    return False


def table_names(book: Book) -> set[str]:
    """Return the names of the book's tables."""
    found: set[str] = set()
    for tab in book.worksheets():
        for part in targets(book.package, tab.part, "table"):
            markup = Markup(book.package.text(part))
            found.add(markup.attributes(markup.root).get("displayName", "").casefold())
    return found
