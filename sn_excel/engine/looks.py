"""Looks: colour, number format, alignment, wrapping, merging and links of cells."""

from __future__ import annotations

from typing import Any

from sn_excel.engine import bridge
from sn_excel.engine.fonts import calc_colour, rgb

NO_COLOUR = -1
ACROSS = {
    "general": ("STANDARD", 0),
    "left": ("LEFT", 0),
    "center": ("CENTER", 0),
    "right": ("RIGHT", 0),
    "fill": ("REPEAT", 0),
    "justify": ("BLOCK", 0),
    "distributed": ("BLOCK", 1),
}
DOWN = {"top": (1, 0), "center": (2, 0), "bottom": (3, 0), "justify": (4, 0), "distributed": (4, 1)}
STANDARD = (0, 0)
INDENT = 353
"""One step of indentation in hundredths of a millimetre (10 points)."""


class Looks:
    """What a range tells of its looks; None where its cells differ."""

    xl: Any
    first: Any
    sheet: Any
    block: Any
    at: Any
    one: Any

    def _shared(self, name: str) -> Any:
        return None if bridge.mixed(self.xl, name) else getattr(self.xl, name)

    @property
    def color(self) -> tuple[int, int, int] | None:
        """Return the fill as red, green, blue; None without one."""
        colour = self._shared("CellBackColor") if self.xl is not None else None
        return None if colour in (None, NO_COLOUR) else rgb(int(colour))

    @color.setter
    def color(self, color_or_rgb: Any) -> None:
        if self.xl is not None:
            self.xl.CellBackColor = NO_COLOUR if color_or_rgb is None else calc_colour(color_or_rgb)

    def set_colors(self, colors: Any) -> None:
        """Fill each cell with its own colour; an ellipsis leaves it alone."""
        for down, row in enumerate(colors, 1):
            for across, colour in enumerate(row, 1):
                if colour is not ...:
                    self.one(down, across).color = colour

    @property
    def number_format(self) -> str | None:
        """Return the number format in English."""
        if self.xl is None:
            return ""
        key = self._shared("NumberFormat")
        return None if key is None else str(self.sheet.book.formats.code(int(key)))

    @number_format.setter
    def number_format(self, value: str) -> None:
        if self.xl is not None:
            self.xl.NumberFormat = self.sheet.book.formats.key(value)

    @property
    def wrap_text(self) -> bool | None:
        """Return whether long text is wrapped."""
        wrapped = self._shared("IsTextWrapped")
        return None if wrapped is None else bool(wrapped)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.xl.IsTextWrapped = bool(value)

    @property
    def horizontal_alignment(self) -> str | None:
        """Return how the text stands across."""
        side, method = self._shared("HoriJustify"), self._shared("HoriJustifyMethod")
        if side is None or method is None:
            return None
        found = (side.value, int(method))
        return next((name for name, pair in ACROSS.items() if pair == found), None)

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        if value not in ACROSS:
            raise NotImplementedError(f"Calc har ingen vågrät justering som motsvarar {value}.")
        side, method = ACROSS[value]
        self.xl.HoriJustify = bridge.enum("table.CellHoriJustify", side)
        self.xl.HoriJustifyMethod = method

    @property
    def vertical_alignment(self) -> str | None:
        """Return how the text stands up and down; Calc's standard is the bottom."""
        side, method = self._shared("VertJustify"), self._shared("VertJustifyMethod")
        if side is None or method is None:
            return None
        found = (int(side), int(method))
        return "bottom" if found == STANDARD else next((name for name, pair in DOWN.items() if pair == found), None)

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self.xl.VertJustify, self.xl.VertJustifyMethod = DOWN[value]

    def adjust_indent(self, amount: int) -> None:
        """Indent by so many steps more, or fewer."""
        self.xl.ParaIndent = max(0, int(self.xl.ParaIndent) + amount * INDENT)

    @property
    def merge_area(self) -> Any:
        """Return the merged cells the first cell is part of, or that cell."""
        cursor = self.sheet.xl.createCursorByRange(self.first)
        cursor.collapseToMergedArea()
        return self.sheet.area(cursor.RangeAddress)

    @property
    def merge_cells(self) -> bool | None:
        """Return whether the cells are merged; None when only some are."""
        merged = self.merge_area.block
        if merged.height * merged.width > 1:
            return True if merged.around(self.block) == merged else None
        several = self.block.height * self.block.width > 1
        return None if several and self.xl.getIsMerged() else False

    def merge(self, across: bool) -> None:
        """Merge the cells, or each row of them; what the upper left cell holds is kept."""
        for part in self._rows() if across else [self]:
            part.unmerge()
            kept = part.first.getFormula()
            rest = part.at(part.block)
            if len(rest) > 1 and kept:
                _emptied_but_first(rest)
            part.xl.merge(True)

    def _rows(self) -> list[Any]:
        return [self.at(type(self.block)(row, self.block.column, 1, self.block.width)) for row in self._row_numbers()]

    def _row_numbers(self) -> range:
        return range(self.block.row, self.block.last_row + 1)

    def unmerge(self) -> None:
        """Let the cells be single again."""
        self.xl.merge(False)

    @property
    def hyperlink(self) -> str:
        """Return the address a link of the first cell leads to; KeyError without a link."""
        fields = self.first.getTextFields()
        if not fields.Count:
            raise KeyError("Cellen har ingen länk.")
        return str(fields.getByIndex(0).URL)

    def add_hyperlink(self, address: str, text_to_display: str | None = None, screen_tip: str | None = None) -> None:  # noqa: ARG002 - Calc has no tip
        """Let the first cell hold a link."""
        field = self.sheet.book.xl.createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = address, text_to_display or address
        cell = self.first
        cell.String = ""
        cell.insertTextContent(cell.createTextCursor(), field, False)


def _emptied_but_first(cells: Any) -> None:
    """Empty every cell but the upper left, as Excel does when it merges."""
    height, width = cells.shape
    for top, left in ((0, 1), (1, 0)):
        if height > top and width > left:
            cells.xl.getCellRangeByPosition(left, top, width - 1, height - 1).clearContents(1 | 2 | 4 | 16)
