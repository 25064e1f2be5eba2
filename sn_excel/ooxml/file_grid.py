"""The file grid: a workbook on disk that is read as sheets and takes edits without losing anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sn_excel.model.errors import RefusedEditError, UnreadableFileError
from sn_excel.model.grid import Ability
from sn_excel.model.places import quoted
from sn_excel.model.sheets import Sheet
from sn_excel.ooxml.book.workbook_part import Book
from sn_excel.ooxml.package.preflight import cautions, opened

if TYPE_CHECKING:
    from sn_excel.model.edits import Edit
    from sn_excel.ooxml.package.saving import Saved
    from sn_excel.ooxml.sheet.sheet_reader import SheetReader


class FileGrid:
    """A workbook in a file. Edits are made in memory by `apply`; `save` writes them.

    What reads and what writes is loaded when it is asked for: most workbooks are only read, or only written.
    """

    def __init__(self, book: Book, document: str, templates: Book | None = None) -> None:
        self._book = book
        self._document = document
        self._templates = templates
        self._reader: SheetReader | None = None

    @classmethod
    def open(cls, path: Path, templates: Path | None = None) -> FileGrid:
        """Open a workbook; UnreadableFileError when it is none. `templates` holds sheets that new ones may be like."""
        return cls(_book(path), path.name, _book(templates) if templates else None)

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

    def cautions(self) -> tuple[str, ...]:
        """Return what the user should know of the file, as Swedish sentences: macros, links to other books."""
        return cautions(self._book)

    def read(self, sheet: str) -> Sheet:
        """Return a sheet with everything it holds; KeyError when there is none of that name."""
        from sn_excel.ooxml.sheet.sheet_reader import SheetReader

        tab = self._book.tab(sheet)
        self._reader = self._reader or SheetReader(self._book, self._document)
        try:
            return self._reader.read(tab)
        except UnreadableFileError as error:
            raise UnreadableFileError(f"{self._document}: {error}") from error

    def refusals(self, edits: Sequence[Edit]) -> tuple[str, ...]:
        """Return a Swedish sentence for each edit that cannot be done without loss; empty when all can."""
        from sn_excel.ooxml.refusals import Refusals

        return tuple(Refusals(self._book, self._templates).of(edits))

    def apply(self, edits: Sequence[Edit]) -> None:
        """Apply all edits or none; RefusedEditError with the first refusal."""
        from sn_excel.ooxml.applications import Application

        for refusal in self.refusals(edits):
            raise RefusedEditError(refusal)
        application = Application(self._book.copy(), self._templates)
        application.run(edits)
        self._book = application.book
        self._reader = None

    def changed(self) -> frozenset[str]:
        """Return the parts (lower case) that edits made, rewrote or took away."""
        return frozenset(self._book.package.changed())

    def packed(self) -> bytes:
        """Return the file's bytes as they would be saved."""
        return self._book.package.packed()

    def save(self, path: Path, stamp: datetime | None = None, backup: bool = True) -> Saved:
        """Write the workbook and say where; see `saving.save`."""
        from sn_excel.ooxml.package.saving import save

        return save(self.packed(), path, stamp, backup)


def _book(path: Path) -> Book:
    try:
        return opened(path.read_bytes())
    except OSError as error:
        raise UnreadableFileError(f"{path.name} går inte att öppna: {error.strerror}.") from error
    except UnreadableFileError as error:
        raise UnreadableFileError(f"{path.name}: {error}") from error
