"""Sheets: the worksheets of a book, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlwings import base_classes

from sn_excel.engine.losses import Spoken
from sn_excel.engine.worksheets import Sheet


class Sheets(Spoken, base_classes.Sheets):
    """The worksheets of a book, in order."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.office = book.office

    @property
    def api(self) -> Any:
        """Return Calc's sheets."""
        return self.book.xl.Sheets

    @property
    def active(self) -> Sheet:
        """Return the sheet that is shown."""
        return Sheet(self.book, self.book.xl.getCurrentController().getActiveSheet())

    def lower(self) -> frozenset[str]:
        """Return the names in lower case."""
        return frozenset(name.casefold() for name in self.api.ElementNames)

    def selection(self) -> Any:
        """Return the selected cells; None when something else is selected."""
        chosen = self.book.xl.getCurrentSelection()
        if chosen is not None and chosen.supportsService("com.sun.star.sheet.SheetCellRanges"):
            chosen = chosen.getByIndex(0) if chosen.Count else None
        if chosen is None or not chosen.supportsService("com.sun.star.sheet.SheetCellRange"):
            return None
        area = chosen.RangeAddress
        return self(area.Sheet + 1).area(area)

    def __call__(self, name_or_index: Any) -> Sheet:
        """Return a sheet by its name or its number from 1; KeyError or IndexError without it."""
        held = self.api
        if not isinstance(name_or_index, str):
            index = int(name_or_index)
            if not 1 <= index <= held.Count:
                raise IndexError(f"Blad nummer {index} finns inte; boken har {held.Count}.")
            return Sheet(self.book, held.getByIndex(index - 1))
        if not held.hasByName(name_or_index):
            raise KeyError(name_or_index)
        return Sheet(self.book, held.getByName(name_or_index))

    def __len__(self) -> int:
        return int(self.api.Count)

    def __iter__(self) -> Iterator[Sheet]:
        held = self.api
        return iter([Sheet(self.book, held.getByIndex(index)) for index in range(held.Count)])

    def add(self, before: Any = None, after: Any = None, name: str | None = None) -> Sheet:
        """Add a sheet, before the active one unless told otherwise, and show it."""
        held, taken = self.api, self.lower()
        fresh = (f"Sheet{number}" for number in range(1, len(taken) + 2))
        chosen = name or next(one for one in fresh if one.casefold() not in taken)
        at = after.index if after else (before or self.active).index - 1
        held.insertNewByName(chosen, at)
        sheet = Sheet(self.book, held.getByName(chosen))
        sheet.activate()
        return sheet
