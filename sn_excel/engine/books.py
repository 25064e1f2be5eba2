"""Books: the open workbooks of an app, opened, saved and closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from xlwings import base_classes

from sn_excel.engine import bridge, documents
from sn_excel.engine.losses import Spoken
from sn_excel.engine.names import BookNames
from sn_excel.engine.number_formats import NumberFormats
from sn_excel.engine.sheets import Sheets

NEW = "private:factory/scalc"
UNSAVED = re.compile(r"Book(\d+)")


class Books(Spoken, base_classes.Books):
    """The open workbooks of an app, in the order they were opened."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.office = app.office

    @property
    def api(self) -> Any:
        """Return the office's components."""
        return self.app.api.getComponents()

    def _all(self) -> list[Book]:
        held = self.app.api.getComponents().createEnumeration()
        found = []
        while held.hasMoreElements():
            component = held.nextElement()
            if component.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                found.append(Book(self.app, component))
        return sorted(found, key=lambda book: int(book.uid))

    @property
    def active(self) -> Book:
        """Return the book used last; KeyError when none is open."""
        books = self._all()
        if not books:
            raise KeyError("Ingen arbetsbok är öppen.")
        return next((book for book in books if book.uid == self.app.active_uid), books[-1])

    def __call__(self, name_or_index: Any) -> Book:
        """Return a book by its name or its number from 1; KeyError without it."""
        books = self._all()
        if isinstance(name_or_index, str):
            wanted = name_or_index.casefold()
            chosen = [book for book in books if book.name.casefold() == wanted]
        else:
            index = int(name_or_index)
            chosen = books[index - 1 : index] if index > 0 else []
        if not chosen:
            raise KeyError(name_or_index)
        return chosen[0]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Book]:
        return iter(self._all())

    def add(self) -> Book:
        """Open a new book with one sheet, `Sheet1`."""
        taken = [int(found[1]) for book in self._all() if (found := UNSAVED.fullmatch(book.name))]
        options = bridge.settings(Hidden=False)
        document = self.app.api.loadComponentFromURL(NEW, "_blank", 0, options)
        document.setTitle(f"Book{max(taken, default=0) + 1}")
        sheets = document.Sheets
        for index in reversed(range(1, sheets.Count)):
            sheets.removeByName(sheets.getByIndex(index).Name)
        sheets.getByIndex(0).Name = "Sheet1"
        return self._opened(document)

    def open(self, fullname: str, update_links: Any = None, read_only: Any = None, *rest: Any, **named: Any) -> Book:
        """Open a file; its macros are not run. Password by position (sixth) or by name; the rest is Excel's own."""
        options: dict[str, object] = {"Hidden": False, "ReadOnly": bool(read_only)}
        password = named.get("password", rest[1] if len(rest) > 1 else None)
        if password:
            options["Password"] = password
        if update_links:
            options["UpdateDocMode"] = 3
        return self._opened(documents.loaded(self.office, Path(fullname), **options))

    def _opened(self, document: Any) -> Book:
        book = Book(self.app, document)
        self.app.keep_calculating(document)
        book.activate()
        return book


class Book(Spoken, base_classes.Book):
    """One open workbook."""

    app: Any = None

    def __init__(self, app: Any, document: Any) -> None:
        self.app = app
        self.office = app.office
        self.xl = document
        self.uid = str(document.RuntimeUID)

    @property
    def api(self) -> Any:
        """Return the document."""
        return self.xl

    @property
    def path(self) -> Path | None:
        """Return the file; None while the book was never saved."""
        return bridge.file_of(str(self.xl.URL))

    @property
    def name(self) -> str:
        """Return the file's name, or the title of a book that was never saved."""
        path = self.path
        return path.name if path else str(self.xl.Title)

    @property
    def fullname(self) -> str:
        """Return the file with its folder, or the title of a book that was never saved."""
        return str(self.path or self.name)

    @property
    def sheets(self) -> Sheets:
        """Return the worksheets."""
        return Sheets(self)

    @property
    def names(self) -> BookNames:
        """Return the defined names, those of single sheets included."""
        return BookNames(self)

    @property
    def formats(self) -> NumberFormats:
        """Return the number formats."""
        known: NumberFormats = self.app.formats_of(self.xl, self.uid)
        return known

    @property
    def functions(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Return the function names that Excel and Calc write differently."""
        known: tuple[Mapping[str, str], Mapping[str, str]] = self.app.functions_of(self.xl)
        return known

    @property
    def start(self) -> datetime:
        """Return the day that counts as 0."""
        null = self.xl.NullDate
        return datetime(null.Year, null.Month, null.Day)  # noqa: DTZ001 - cells have no zone

    @property
    def selection(self) -> Any:
        """Return the selected cells."""
        return self.sheets.selection()

    def activate(self) -> None:
        """Make this the active book of its app."""
        self.app.active_uid = self.uid
        if self.office.visible:
            self.xl.getCurrentController().getFrame().activate()

    def close(self) -> None:
        """Close without saving."""
        documents.closed(self.xl)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save under its name, or as a new file of the kind its ending says (in the working folder without one)."""
        target = Path(path) if path else self.path or Path(f"{self.name}.xlsx")
        options: dict[str, object] = {"FilterName": documents.filter_for(target), "Overwrite": True}
        if password:
            options["Password"] = password
        documents.stored(self.office, self.xl, target.absolute(), options)

    def to_pdf(self, path: str, quality: str) -> None:
        """Write the printed pages as PDF; quality is "standard" or "minimum"."""
        documents.exported(self.office, self.xl, Path(path), FilterData=documents.pdf_options(quality))
