"""The file grid: a workbook on disk that is read as sheets and takes edits without losing anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sn_excel.model.edits import AddSheet, DefineName, DropSheet, Edit
from sn_excel.model.errors import RefusedEditError, UnreadableFileError
from sn_excel.model.grid import Ability
from sn_excel.model.places import quoted
from sn_excel.model.sheets import Sheet
from sn_excel.ooxml.books import Book
from sn_excel.ooxml.markup import spliced
from sn_excel.ooxml.new_sheets import Model, add_sheet, drop_sheet
from sn_excel.ooxml.package import Package
from sn_excel.ooxml.preflight import opened
from sn_excel.ooxml.saving import Saved, save
from sn_excel.ooxml.sheet_edits import SheetEdits, content_splices
from sn_excel.ooxml.sheets_in import read_sheet
from sn_excel.ooxml.styles import Styles
from sn_excel.ooxml.worksheets import Worksheet, written


class FileGrid:
    """A workbook in a file. Edits are made in memory by `apply`; `save` writes them."""

    def __init__(self, package: Package, document: str, templates: Package | None = None) -> None:
        self._package = package
        self._document = document
        self._templates = templates
        self._book = Book(package)

    @classmethod
    def open(cls, path: Path, templates: Path | None = None) -> FileGrid:
        """Open a workbook; UnreadableFileError when it is none. `templates` holds sheets that new ones may be like."""
        return cls(_package(path), path.name, _package(templates) if templates else None)

    @property
    def document(self) -> str:
        """Return the file's name."""
        return self._document

    @property
    def abilities(self) -> Ability:
        """Return what a file can take: everything."""
        return Ability.FORMULAS | Ability.LOOKS | Ability.NOTES | Ability.RULES

    def sheets(self) -> tuple[str, ...]:
        """Return the names of the worksheets in order."""
        return tuple(tab.name for tab in self._book.worksheets())

    def names(self) -> Mapping[str, str]:
        """Return the defined names and what they refer to; a sheet's own names as `Sheet!Name`."""
        tabs = self._book.tabs()
        return {
            name.name if name.scope is None else f"{quoted(tabs[name.scope].name)}!{name.name}": name.text
            for name in self._book.names()
            if name.scope is None or name.scope < len(tabs)
        }

    def read(self, sheet: str) -> Sheet:
        """Return a sheet with everything it holds; KeyError when there is none of that name."""
        return read_sheet(self._book, self._book.tab(sheet), self._document)

    def refusals(self, edits: Sequence[Edit]) -> tuple[str, ...]:
        """Return a Swedish sentence for each edit that cannot be done without loss; empty when all can."""
        return ()

    def apply(self, edits: Sequence[Edit]) -> None:
        """Apply all edits or none; RefusedEditError with the first refusal."""
        for refusal in self.refusals(edits):
            raise RefusedEditError(refusal)
        package = self._package.copy()
        _Application(Book(package), self._templates).run(edits)
        self._package, self._book = package, Book(package)

    def packed(self) -> bytes:
        """Return the file's bytes as they would be saved."""
        return self._package.packed()

    def save(self, path: Path, stamp: datetime | None = None, backup: bool = True) -> Saved:
        """Write the workbook and say where; see `saving.save`."""
        return save(self.packed(), path, stamp, backup)


class _Application:
    """One application of edits to a book that nobody else sees yet."""

    def __init__(self, book: Book, templates: Package | None) -> None:
        self.book, self.package = book, book.package
        self.styles = Styles(book.package, book)
        self.templates = Book(templates) if templates else None
        self.pending: dict[str, SheetEdits] = {}

    def run(self, edits: Sequence[Edit]) -> None:
        for edit in edits:
            match edit:
                case AddSheet():
                    self._add(edit)
                case DropSheet():
                    self.pending.pop(self.book.tab(edit.name).part, None)
                    drop_sheet(self.book, self.book.tab(edit.name))
                case DefineName():
                    self._define(edit)
                case _:
                    part = self.book.tab(edit.sheet).part
                    self.pending.setdefault(part, SheetEdits()).add(edit)
        for part, gathered in self.pending.items():
            self._edit(part, gathered)
        self.styles.save()

    def _add(self, edit: AddSheet) -> None:
        book = self.book
        if edit.like.casefold() not in {tab.name.casefold() for tab in book.worksheets()} and self.templates:
            book = self.templates
        add_sheet(self.book, self.styles, edit.name, Model(book, book.tab(edit.like)), edit.before)

    def _define(self, edit: DefineName) -> None:
        text = f"{quoted(edit.sheet)}!{written(edit.area, dollars=True)}" if edit.area else None
        self.book.define(edit.name, text)

    def _edit(self, part: str, gathered: SheetEdits) -> None:
        sheet = Worksheet(self.package.text(part))
        splices = content_splices(sheet, gathered, self.styles)
        self.package.write(part, spliced(sheet.markup.text, splices))


def _package(path: Path) -> Package:
    try:
        return opened(path.read_bytes())
    except OSError as error:
        raise UnreadableFileError(f"Filen {path.name} går inte att öppna: {error.strerror}.") from error
