"""Changes: cells cleared, inserted, taken away, copied, moved, pasted, sorted and replaced."""

from __future__ import annotations

import re
from typing import Any

from sn_excel.engine import bridge, contents, values
from sn_excel.engine.addresses import COLUMNS, ROWS, Block
from sn_excel.engine.views import selected

CONTENTS = 1 | 2 | 4 | 16
LOOKS = 32 | 64
NOTES = 8
PASTED = {"all": "A", "values": "SVD", "formulas": "SVDF", "formats": "T", "comments": "N"}
FORMULA_COMMANDS = {None: 0, "add": 1, "subtract": 2, "multiply": 3, "divide": 4}
KINDS = {"numbers": 1 | 2, "text": 4}
RESULTS = {"numbers": 1, "text": 2, "errors": 4}


class Changes:
    """What can be done to a range."""

    xl: Any
    first: Any
    sheet: Any
    block: Any
    at: Any
    one: Any
    conditional_formats: Any

    def clear_contents(self) -> None:
        """Empty the cells and leave their looks."""
        if self.xl is not None:
            self.xl.clearContents(CONTENTS)

    def clear_formats(self) -> None:
        """Take away looks and colouring rules, and leave what the cells hold."""
        if self.xl is not None:
            self.conditional_formats.clear()
            self.xl.clearContents(LOOKS)

    def clear(self) -> None:
        """Empty the cells and take away looks, rules and notes."""
        self.clear_formats()
        if self.xl is not None:
            self.xl.clearContents(CONTENTS | NOTES)

    def _way(self, given: str | None, otherwise: str) -> str:
        """Return which way other cells move: whole rows and columns by themselves."""
        if self.block.width == COLUMNS:
            return "ROWS"
        if self.block.height == ROWS:
            return "COLUMNS"
        return (given or otherwise).upper()

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Insert cells; those there move down or right, and the new ones look like the ones above or left."""
        tall = self.block.height > self.block.width
        way = self._way(shift, "right" if tall else "down")
        self.sheet.xl.insertCells(self.xl.RangeAddress, bridge.enum("sheet.CellInsertMode", way))
        if copy_origin == "format_from_right_or_below":
            self.xl.clearContents(LOOKS)

    def delete(self, shift: str | None = None) -> None:
        """Take the cells away; the others move up or left."""
        tall = self.block.height >= self.block.width
        way = self._way(shift, "left" if tall else "up")
        self.sheet.xl.removeRange(self.xl.RangeAddress, bridge.enum("sheet.CellDeleteMode", way))

    def copy(self, destination: Any = None) -> None:
        """Copy to the cells whose upper left is given, or remember for `paste`."""
        if destination is None:
            self.sheet.book.app.clipboard = self
            return
        _transferred(self, destination.impl, "A")

    def move(self, destination: Any) -> None:
        """Move the cells; formulas that point at them follow."""
        target = destination.impl
        self.sheet.xl.moveRange(target.place(), self.xl.RangeAddress)

    def place(self) -> Any:
        """Return the upper left cell as a Calc address."""
        at = {"Sheet": self.sheet.index - 1, "Column": self.block.column - 1, "Row": self.block.row - 1}
        return bridge.struct("table.CellAddress", **at)

    def copy_from(
        self, source: Any, copy_type: str = "all", skip_blanks: bool = False, transpose: bool = False
    ) -> None:
        """Copy from another range; "all", "formulas", "values" or "formats"."""
        _transferred(source.impl, self, _flags(copy_type), SkipEmptyCells=skip_blanks, Transpose=transpose)

    def paste(
        self, paste: str | None = None, operation: str | None = None, skip_blanks: bool = False, transpose: bool = False
    ) -> None:
        """Paste what was copied last; ValueError when nothing was."""
        source = self.sheet.book.app.clipboard
        if source is None:
            raise ValueError("Inget är kopierat.")
        chosen = {"FormulaCommand": FORMULA_COMMANDS[operation], "SkipEmptyCells": skip_blanks, "Transpose": transpose}
        _transferred(source, self, _flags(paste or "all"), **chosen)

    def sort(self, keys: list[int], ascending: list[bool], has_headers: bool) -> None:
        """Sort the rows by columns counted from 1, the first key counting most (Calc takes three at a time)."""
        for at in reversed(range(0, len(keys), 3)):
            self._sort(list(zip(keys[at : at + 3], ascending[at : at + 3], strict=True)), has_headers)

    def _sort(self, keys: list[tuple[int, bool]], has_headers: bool) -> None:
        fields = tuple(bridge.struct("table.TableSortField", Field=key - 1, IsAscending=up) for key, up in keys)
        wanted = bridge.typed("[]com.sun.star.table.TableSortField", fields)
        descriptor = bridge.settings(SortFields=wanted, ContainsHeader=has_headers, IsSortColumns=False)
        bridge.invoke(self.xl, "sort", bridge.typed("[]com.sun.star.beans.PropertyValue", descriptor))

    def find(self, text: str, whole: bool, direction: str, order: str, match_case: bool) -> Any:
        """Return the first cell whose shown value holds the text; None without one."""
        pattern = re.compile(re.escape(text), 0 if match_case else re.IGNORECASE)
        match = pattern.fullmatch if whole else pattern.search
        found = [
            (down, across)
            for down, row in enumerate(contents.read(self), 1)
            for across, value in enumerate(row, 1)
            if value is not None and match(values.number_text(value) if type(value) is float else str(value))
        ]
        ordered = sorted(found, key=lambda at: at if order == "rows" else at[::-1], reverse=direction == "backward")
        return self.one(*ordered[0]) if ordered else None

    def replace_all(self, old: str, new: str, whole: bool, match_case: bool) -> None:
        """Replace text in what the formula bar shows; cells without it are left alone."""
        pattern = re.compile(re.escape(old), 0 if match_case else re.IGNORECASE)
        for down, row in enumerate(contents.texts(self), 1):
            for across, text in enumerate(row, 1):
                hit = pattern.fullmatch(text) if whole else pattern.search(text)
                if hit:
                    _typed(self.one(down, across), new if whole else pattern.sub(lambda _: new, text))

    def get_special_cells(self, cell_type: str, value_type: str | None) -> list[Any]:
        """Return the areas of blank, constant, formula or visible cells."""
        return [self.sheet.area(area) for area in _special(self.xl, cell_type, value_type).RangeAddresses]


def _special(xl: Any, cell_type: str, value_type: str | None) -> Any:
    if cell_type == "blanks":
        return xl.queryEmptyCells()
    if cell_type == "visible":
        return xl.queryVisibleCells()
    if value_type == "logical" or (cell_type == "constants" and value_type == "errors"):
        raise NotImplementedError("Calc skiljer inte ut sanningsvärden, och felvärden är alltid formler.")
    if cell_type == "constants":
        return xl.queryContentCells(KINDS.get(str(value_type), 1 | 2 | 4))
    return xl.queryFormulaCells(RESULTS.get(str(value_type), 1 | 2 | 4))


def _typed(cell: Any, text: str) -> None:
    """Let a cell hold what a person would get by typing a text (in English)."""
    if values.is_formula(text):
        contents.write(cell, text)
    else:
        cell.xl.setFormulaArray(((text,),))


def _flags(kind: str) -> str:
    if kind not in PASTED:
        raise NotImplementedError(f"Calc kan inte klistra in {kind}.")
    return PASTED[kind]


def _transferred(source: Any, target: Any, flags: str, **options: Any) -> None:
    """Copy cells in Calc's own way: straight where all is copied within a book, else by its clipboard."""
    if flags == "A" and not any(options.values()) and source.sheet.book.uid == target.sheet.book.uid:
        for at in _tiles(source.block, target.block):
            target.sheet.xl.copyRange(target.at(at).place(), source.xl.RangeAddress)
        return
    chosen = {"Flags": flags, "AsLink": False, "MoveMode": 4} | options
    for cells, order, given in ((source, "Copy", {}), (target, "InsertContents", chosen)):
        with selected(cells) as controller:
            cells.office.command(controller.getFrame(), order, **given)


def _tiles(source: Block, target: Block) -> list[Block]:
    """Return where copies begin: once, or again and again when the target is a multiple of the source."""
    fits = target.height % source.height == 0 and target.width % source.width == 0
    rows = range(target.row, target.last_row + 1, source.height) if fits else (target.row,)
    columns = range(target.column, target.last_column + 1, source.width) if fits else (target.column,)
    return [Block(row, column) for row in rows for column in columns]
