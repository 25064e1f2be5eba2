"""Worksheets: one sheet of a book, its cells and all that belongs to it."""

from __future__ import annotations

from typing import Any

from xlwings import base_classes

from sn_excel.engine import notes
from sn_excel.engine.addresses import COLUMNS, ROWS, Block, block, parted
from sn_excel.engine.losses import Spoken
from sn_excel.engine.names import SheetNames
from sn_excel.engine.ranges import Range
from sn_excel.engine.shapes import Shapes
from sn_excel.engine.tables import Tables
from sn_excel.engine.views import FreezePanes, PageSetup, gridlines, set_gridlines

CONTENTS = 1 | 2 | 4 | 16
FORMATS = 32 | 64
NOTES = 8


class Sheet(Spoken, base_classes.Sheet):
    """One worksheet."""

    book: Any = None

    def __init__(self, book: Any, xl: Any) -> None:
        self.book = book
        self.office = book.office
        self.xl = xl

    @property
    def api(self) -> Any:
        """Return Calc's sheet."""
        return self.xl

    @property
    def name(self) -> str:
        """Return the name on the tab."""
        return str(self.xl.Name)

    @name.setter
    def name(self, value: str) -> None:
        taken = self.book.sheets.lower()
        if value.casefold() in taken and value.casefold() != self.name.casefold():
            raise ValueError(f"Det finns redan ett blad som heter {value}.")
        self.xl.Name = value

    @property
    def index(self) -> int:
        """Return the place among the sheets, from 1."""
        return int(self.xl.RangeAddress.Sheet) + 1

    @property
    def names(self) -> SheetNames:
        """Return the names that belong to this sheet."""
        return SheetNames(self)

    @property
    def notes(self) -> list[notes.Note]:
        """Return the notes."""
        return notes.all_of(self)

    @property
    def tables(self) -> Tables:
        """Return the tables."""
        return Tables(self)

    @property
    def shapes(self) -> Shapes:
        """Return what is drawn on the sheet."""
        return Shapes(self)

    @property
    def freeze_panes(self) -> FreezePanes:
        """Return what holds rows and columns in place."""
        return FreezePanes(self)

    @property
    def page_setup(self) -> PageSetup:
        """Return how the sheet is printed."""
        return PageSetup(self)

    def cell(self, row: int, column: int) -> Range:
        """Return one cell."""
        return Range(self, Block(row, column))

    def area(self, place: Any) -> Range:
        """Return the cells of a Calc range address."""
        height, width = place.EndRow - place.StartRow + 1, place.EndColumn - place.StartColumn + 1
        return Range(self, Block(place.StartRow + 1, place.StartColumn + 1, height, width))

    def zone(self, area: tuple[int, int, int, int]) -> Any:
        """Return Calc's cells of top, left, bottom and right, counted from 0."""
        top, left, bottom, right = area
        return self.xl.getCellRangeByPosition(left, top, right, bottom)

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        """Return the cells of an address, a name, a (row, column) or between two of those."""
        if not isinstance(arg1, (str, tuple, Range)) and arg2 is not None:
            return self._corner((arg1, arg2))
        first = self._corner(arg1)
        if arg2 is None:
            return first
        return Range(first.sheet, first.block.around(self._corner(arg2).block))

    def _corner(self, given: Any) -> Range:
        if isinstance(given, Range):
            return given
        if isinstance(given, tuple):
            if 0 in given[:2]:
                raise IndexError("Rader och kolumner räknas från 1, inte från 0.")
            return Range(self, Block(*(int(part) for part in given)))
        return self._named(str(given))

    def _named(self, text: str) -> Range:
        """Return the cells of an address or a name; KeyError when it is neither."""
        sheet_name, rest = parted(text)
        sheet = self.book.sheets(sheet_name) if sheet_name else self
        found = block(rest)
        if found:
            return Range(sheet, found)
        for names in (sheet.names.api, self.book.names.api):
            if names.hasByName(rest) and (cells := names.getByName(rest).getReferredCells()) is not None:
                area = cells.RangeAddress
                held: Sheet = self.book.sheets(area.Sheet + 1)
                return held.area(area)
        raise KeyError(f"{text} är varken en adress eller ett namn på blad {self.name}.")

    @property
    def cells(self) -> Range:
        """Return all cells."""
        return Range(self, Block(1, 1, ROWS, COLUMNS))

    @property
    def used_range(self) -> Range:
        """Return the smallest block with everything that is filled in; A1 on an empty sheet."""
        cursor = self.xl.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return self.area(cursor.RangeAddress)

    def activate(self) -> None:
        """Show the sheet."""
        self.book.xl.getCurrentController().setActiveSheet(self.xl)

    select = activate

    def clear_contents(self) -> None:
        """Empty all cells and leave their looks."""
        self.xl.clearContents(CONTENTS)

    def clear_formats(self) -> None:
        """Take away all looks and leave what the cells hold."""
        self.cells.clear_formats()

    def clear(self) -> None:
        """Empty all cells and take away looks and notes."""
        self.clear_formats()
        self.xl.clearContents(CONTENTS | FORMATS | NOTES)

    def autofit(self, axis: str | None = None) -> None:
        """Fit rows ("r"), columns ("c") or both to what they hold."""
        self.used_range.autofit(axis)

    def delete(self) -> None:
        """Take the sheet away."""
        self.book.xl.Sheets.removeByName(self.xl.Name)

    def copy(self, before: Any, after: Any) -> None:
        """Copy the sheet beside another, also in another book of the same app."""
        beside = before or after
        target = beside.book
        at = beside.index - 1 if before else beside.index
        taken = target.sheets.lower()
        if target.uid == self.book.uid:
            target.xl.Sheets.copyByName(self.xl.Name, _free(self.name, taken), at)
        elif target.office is self.office:
            name = self.name
            target.xl.Sheets.importSheet(self.book.xl, name, at)
            target.xl.Sheets.getByIndex(at).Name = name if name.casefold() not in taken else _free(name, taken)
        else:
            raise NotImplementedError("Ett blad kan inte kopieras mellan två LibreOffice-processer.")

    def move(self, before: Any, after: Any) -> None:
        """Move the sheet beside another of the book."""
        at = before.index - 1 if before else after.index
        self.book.xl.Sheets.moveByName(self.xl.Name, at)

    @property
    def visible(self) -> bool:
        """Return whether the sheet can be seen."""
        return bool(self.xl.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.xl.IsVisible = bool(value)

    @property
    def show_gridlines(self) -> bool:
        """Return whether grid lines are shown; ValueError for a hidden sheet."""
        return gridlines(self)

    @show_gridlines.setter
    def show_gridlines(self, value: bool) -> None:
        set_gridlines(self, bool(value))


def _free(name: str, taken: frozenset[str]) -> str:
    """Return the name Excel gives a copy: the first number that is free."""
    number = 2
    while f"{name} ({number})".casefold() in taken:
        number += 1
    return f"{name} ({number})"
