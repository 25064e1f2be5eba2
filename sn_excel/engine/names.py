"""Names: defined names of a book and of a single sheet, told apart by the sheet before the exclamation mark."""

from __future__ import annotations

from typing import Any

from xlwings import base_classes

from sn_excel.engine import bridge, formulas
from sn_excel.engine.addresses import block, parted, quoted
from sn_excel.engine.losses import Spoken


class Name(Spoken, base_classes.Name):
    """One defined name; `sheet` is the sheet it belongs to, None for the whole book."""

    def __init__(self, book: Any, named: Any, sheet: Any = None) -> None:
        self.book = book
        self.office = book.office
        self.xl = named
        self.sheet = sheet

    @property
    def api(self) -> Any:
        """Return Calc's named range."""
        return self.xl

    @property
    def name(self) -> str:
        """Return the name, with its sheet before it when it belongs to one."""
        own = str(self.xl.Name)
        return own if self.sheet is None else f"{quoted(self.sheet.name)}!{own}"

    @name.setter
    def name(self, value: str) -> None:
        self.xl.Name = parted(value)[1]

    @property
    def refers_to(self) -> str:
        """Return what it stands for, as a formula."""
        return "=" + formulas.excel(str(self.xl.Content), self.book.functions[1], self.book.sheets.lower())

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.xl.Content = _content(self.book, value)

    @property
    def refers_to_range(self) -> Any:
        """Return the cells it stands for; KeyError when it stands for something else."""
        area = self._area()
        if area is None:
            raise KeyError(f"Namnet {self.name} avser inga celler: {self.refers_to}")
        return self.book.sheets(area.Sheet + 1).area(area)

    def _area(self) -> Any:
        cells = self.xl.getReferredCells()
        return None if cells is None else cells.RangeAddress

    def covers(self, other: Any) -> bool:
        """Return whether it stands for exactly these cells (a Calc range address)."""
        return bool(self._area() == other)

    def delete(self) -> None:
        """Take the name away."""
        (self.sheet.xl if self.sheet else self.book.xl).NamedRanges.removeByName(self.xl.Name)


class _Names(Spoken, base_classes.Names):
    """What the names of a book and of a sheet have in common."""

    book: Any
    sheet: Any = None

    @property
    def api(self) -> Any:
        """Return Calc's named ranges."""
        return (self.sheet.xl if self.sheet else self.book.xl).NamedRanges

    def all(self) -> list[Name]:
        """Return the names in order."""
        raise NotImplementedError

    def __call__(self, name_or_index: Any) -> Name:
        if not isinstance(name_or_index, str):
            return self.all()[int(name_or_index) - 1]
        wanted = _folded(name_or_index)
        for found in self.all():
            if wanted in (_folded(found.name), found.xl.Name.casefold()):
                return found
        raise KeyError(name_or_index)

    def snapshot(self) -> list[tuple[str, Name]]:
        """Return every name with its handle."""
        return [(found.name, found) for found in self.all()]

    def contains(self, name_or_index: Any) -> bool:
        """Return whether there is such a name."""
        try:
            self(name_or_index)
        except (KeyError, IndexError):
            return False
        return True

    def __len__(self) -> int:
        return len(self.all())

    def add(self, name: str, refers_to: str) -> Name:
        """Define a name, or define it anew; a sheet before it makes it that sheet's."""
        sheet_name, own = parted(name)
        sheet = self.book.sheets(sheet_name) if sheet_name else self.sheet
        held = (sheet.xl if sheet else self.book.xl).NamedRanges
        content = _content(self.book, refers_to)
        if held.hasByName(own):
            held.getByName(own).Content = content
        else:
            origin = bridge.struct("table.CellAddress", Sheet=sheet.index - 1 if sheet else 0)
            held.addNewByName(own, content, origin, 0)
        return Name(self.book, held.getByName(own), sheet)


class BookNames(_Names):
    """All names of a book: its own first, then those of its sheets."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.office = book.office

    def all(self) -> list[Name]:
        """Return the names in order."""
        own = [Name(self.book, named) for named in _each(self.book.xl.NamedRanges)]
        return own + [name for sheet in self.book.sheets for name in sheet.names.all()]


class SheetNames(_Names):
    """The names that belong to one sheet."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.book = sheet.book
        self.office = sheet.office

    def all(self) -> list[Name]:
        """Return the names in order."""
        return [Name(self.book, named, self.sheet) for named in _each(self.sheet.xl.NamedRanges)]


def _each(held: Any) -> list[Any]:
    return [held.getByName(name) for name in held.ElementNames]


def _folded(name: str) -> tuple[str | None, str]:
    sheet, own = parted(name)
    return sheet.casefold() if sheet else None, own.casefold()


def _content(book: Any, refers_to: str) -> str:
    """Return what a name stands for in Calc's writing; an address without a sheet is on the active sheet."""
    text = refers_to.removeprefix("=")
    if block(text):
        text = f"{quoted(book.sheets.active.name)}!{text}"
    return formulas.calc(text, book.functions[0], book.name)
