"""What one sheet of the user's cannot take: protection, merged cells, ranges that only Excel may change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from sn_excel.model.edits import Cell, Mark, PrintTexts, Recache, RowHeights, Unmark, Write
from sn_excel.model.places import MAX_COLUMN, MAX_ROW, At, address
from sn_excel.model.sheets import Area
from sn_excel.ooxml.book.conditional_formats import marked
from sn_excel.ooxml.book.notes import own_notes
from sn_excel.ooxml.book.styles import Styles
from sn_excel.ooxml.book.workbook_part import Book, Tab
from sn_excel.ooxml.package.markup import ATTRS, Markup, attributes, whole
from sn_excel.ooxml.package.relationships import targets
from sn_excel.ooxml.sheet.worksheet_part import Worksheet, area, holds
from sn_excel.ooxml.sheet.writing_cells import Rows

_LONGEST = 32_767
_LONGEST_HEADER = 255


class SheetLimits:
    """Knows one worksheet well enough to say what must not be written on it."""

    def __init__(self, book: Book, tab: Tab) -> None:
        self.book, self.tab = book, tab
        self.sheet = Worksheet(book.package.text(tab.part))

    def refused(self, edit: Write | Recache | Mark | Unmark | RowHeights | PrintTexts) -> Iterator[str]:
        """Yield why an edit cannot be done, a sentence a cell."""
        if self.sheet.first("sheetData") is None:
            yield f"Bladet {self.tab.name} är skadat (det saknar celler); öppna och reparera filen i Excel först."
            return
        match edit:
            case Write():
                told = ((at, self._cell(at, cell)) for at, cell in edit.cells().items())
                yield from (f"{self.tab.name} {address(at)} kan inte skrivas: {why}." for at, why in told if why)
            case Mark() | Unmark():
                if reason := self._mark(edit):
                    yield reason
            case PrintTexts():
                if max(len(edit.header), len(edit.footer)) > _LONGEST_HEADER:
                    yield f"Sidhuvud och sidfot på {self.tab.name} får ha högst {_LONGEST_HEADER} tecken."
            case RowHeights() if self.sheet.protected:
                yield f"Bladet {self.tab.name} är skyddat, så radhöjder kan inte ändras; ta bort skyddet i Excel först."

    def _mark(self, edit: Mark | Unmark) -> str:
        name = self.tab.name
        if isinstance(edit, Unmark):
            ours = marked(self.sheet) or own_notes(self.book.package, self.tab.part)
            if not (ours and self.sheet.protected):
                return ""
            return f"Bladet {name} är skyddat, så markeringarna kan inte tas bort; ta bort skyddet i Excel först."
        if self.book.shared:
            return f"Arbetsboken är delad på det gamla sättet, så {name} {address(edit.at)} kan inte markeras."
        if self.sheet.protected:
            return f"Bladet {name} är skyddat, så {address(edit.at)} kan inte markeras."
        return ""

    def _cell(self, at: At, cell: Cell) -> str:
        if not (1 <= at[0] <= MAX_ROW and 1 <= at[1] <= MAX_COLUMN):
            return "cellen ligger utanför kalkylbladet"
        if isinstance(cell.content, str) and len(cell.content) > _LONGEST:
            return f"texten är längre än {_LONGEST} tecken"
        if any(holds(one, at) and at != one[:2] for one in self.sheet.merged):
            return "cellen är en del av sammanfogade celler"
        if reason := next((why for one, why in self._ranges if holds(one, at)), ""):
            return reason
        if self._master(at):
            return "cellens formel delas med andra celler"
        if self._protected and not self._unlocked(at):
            return "bladet är skyddat och cellen är låst"
        return ""

    @cached_property
    def _ranges(self) -> list[tuple[Area, str]]:
        """Return the areas where no single cell may be written, each with its reason."""
        text = self.sheet.markup.mask
        found: list[tuple[Area, str]] = []
        if '"array"' in text or '"dataTable"' in text or "'array'" in text or "'dataTable'" in text:
            for match in re.finditer(rf"<(?:\w+:)?f(?=\s){ATTRS}", text):
                attrs = attributes(match[1])
                one = area(attrs.get("ref", "")) if attrs.get("t") in ("array", "dataTable") else None
                if one:
                    kind = "matrisformel" if attrs["t"] == "array" else "datatabell"
                    found.append((one, f"cellen ingår i en {kind}"))
        return found + [(one, "cellen är en tabells rubrik") for one in self._table_heads()] + list(self._pivots())

    def _table_heads(self) -> Iterator[Area]:
        for part in targets(self.book.package, self.tab.part, "table"):
            markup = Markup(self.book.package.text(part))
            attrs = markup.attributes(markup.root)
            table = area(attrs.get("ref", ""))
            rows = whole(attrs.get("headerRowCount", "1"))
            if table and rows:
                yield table[0], table[1], table[0] + rows - 1, table[3]

    def _pivots(self) -> Iterator[tuple[Area, str]]:
        for part in targets(self.book.package, self.tab.part, "pivotTable"):
            markup = Markup(self.book.package.text(part))
            place = markup.child("location")
            one = area(markup.attributes(place).get("ref", "")) if place else None
            if one:
                yield one, "cellen ingår i en pivottabell"

    @cached_property
    def _protected(self) -> bool:
        return self.sheet.protected

    @cached_property
    def _rows(self) -> dict[int, int]:
        return self._places.rows()

    @cached_property
    def _places(self) -> Rows:
        return Rows(self.sheet.markup)

    def _found(self, at: At) -> re.Match[str] | None:
        row = self._row(at)
        return self._places.cells(row).get(at[1]) if row and not row[2] else None

    def _row(self, at: At) -> re.Match[str] | None:
        start = self._rows.get(at[0])
        return self._places.opening(start) if start is not None else None

    @cached_property
    def _shares(self) -> bool:
        """Say whether some formula of the sheet may be shared between cells."""
        return "shared" in self.sheet.markup.mask

    def _master(self, at: At) -> bool:
        if not self._shares:
            return False
        cell = self._found(at)
        inner = re.search(rf"<(?:\w+:)?f(?=\s){ATTRS}", cell[2] or "") if cell else None
        attrs = attributes(inner[1]) if inner else {}
        one = area(attrs.get("ref", ""))
        return bool(one and attrs.get("t") == "shared" and one[:2] != one[2:])

    def _unlocked(self, at: At) -> bool:
        cell = self._found(at)
        row = self._row(at)
        style = attributes(cell[1]).get("s", "0") if cell else attributes(row[1]).get("s", "") if row else ""
        number = whole(style, -1)
        number = number if number >= 0 else self.sheet.column_styles.get(at[1], 0)
        unlocked = self._styles.unlocked
        return number < len(unlocked) and unlocked[number]

    @cached_property
    def _styles(self) -> Styles:
        return Styles(self.book.package, self.book)
