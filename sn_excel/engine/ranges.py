"""Ranges: blocks of cells of a sheet; what they hold, where they are, and the way to the rest of what they can do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from xlwings import base_classes

from sn_excel.engine import bridge, contents, documents, notes, steps
from sn_excel.engine.addresses import COLUMNS, ROWS, Block, address
from sn_excel.engine.borders import Borders
from sn_excel.engine.changes import Changes
from sn_excel.engine.characters import Characters
from sn_excel.engine.fonts import Font
from sn_excel.engine.formats import ConditionalFormats
from sn_excel.engine.formulas import calc, excel
from sn_excel.engine.looks import Looks
from sn_excel.engine.losses import Spoken
from sn_excel.engine.sizes import Sizes
from sn_excel.engine.validations import DataValidation


class Range(Spoken, Sizes, Looks, Changes, base_classes.Range):
    """A block of cells; one without height or width holds nothing and answers nothing."""

    max_cells_per_read = None
    max_cells_per_write = None

    def __init__(self, sheet: Any, block: Block) -> None:
        if block.row < 1 or block.column < 1 or block.last_row > ROWS or block.last_column > COLUMNS:
            raise IndexError(f"Cellerna ligger utanför bladet: rad {block.row}, kolumn {block.column}.")
        self.sheet: Any = sheet
        self.office = sheet.office
        self.block: Block = block
        self.options: Any = None

    @property
    def xl(self) -> Any:
        """Return Calc's cell range, asked for anew since Calc's own moves when cells are inserted; None when empty."""
        block = self.block
        if not (block.height and block.width):
            return None
        edges = (block.column - 1, block.row - 1, block.last_column - 1, block.last_row - 1)
        return self.sheet.xl.getCellRangeByPosition(*edges)

    @property
    def api(self) -> Any:
        """Return Calc's cell range."""
        return self.xl

    @property
    def first(self) -> Any:
        """Return Calc's cell at the top left."""
        return self.sheet.xl.getCellByPosition(self.block.column - 1, self.block.row - 1)

    def at(self, block: Block) -> Range:
        """Return another block of the same sheet."""
        return self if block == self.block else Range(self.sheet, block)

    def one(self, down: int, across: int) -> Range:
        """Return a cell of the block, counted from 1; it may lie outside."""
        return Range(self.sheet, Block(self.block.row + down - 1, self.block.column + across - 1))

    @property
    def coords(self) -> tuple[Any, int, int, int, int]:
        """Return sheet, row, column, height and width."""
        return self.sheet.xl, *self._numbers()

    def _numbers(self) -> tuple[int, int, int, int]:
        return self.block.row, self.block.column, self.block.height, self.block.width

    def __len__(self) -> int:
        return self.block.height * self.block.width

    @property
    def row(self) -> int:
        """Return the first row."""
        return self.block.row

    @property
    def column(self) -> int:
        """Return the first column."""
        return self.block.column

    @property
    def shape(self) -> tuple[int, int]:
        """Return height and width."""
        return self.block.height, self.block.width

    def __call__(self, *args: int) -> Range:
        """Return a cell by its number, row by row, or by row and column; both count from 1."""
        if len(args) == 2:
            return self.one(*args)
        if len(args) != 1:
            raise ValueError("Ange ett nummer, eller rad och kolumn.")
        down, across = divmod(args[0] - 1, self.block.width)
        return self.one(down + 1, across + 1)

    @property
    def raw_value(self) -> Any:
        """Return what the cells hold: one value for one cell, else rows."""
        return self._shaped(contents.read(self)) if len(self) else None

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        if len(self):
            contents.write(self, data)

    def _shaped(self, rows: list[list[Any]]) -> Any:
        return rows[0][0] if len(self) == 1 else tuple(tuple(row) for row in rows)

    @property
    def formula(self) -> Any:
        """Return what the formula bar shows, in Excel's writing: one text for one cell, else rows."""
        return self._shaped(contents.texts(self)) if len(self) else None

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    @property
    def formula2(self) -> Any:
        """Return the same as `formula`: Calc spills nothing."""
        return self.formula

    @formula2.setter
    def formula2(self, value: Any) -> None:
        self.raw_value = value

    @property
    def formula_array(self) -> str | None:
        """Return the array formula of the cells; None when they have none in common."""
        text = str(self.xl.getArrayFormula()) if len(self) else ""
        book = self.sheet.book
        return excel(text.strip("{}"), book.functions[1], book.sheets.lower()) if text else None

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        self.xl.setArrayFormula(calc(value, self.sheet.book.functions[0], self.sheet.book.name))

    @property
    def has_array(self) -> bool:
        """Return whether the first cell is part of an array formula."""
        return bool(len(self) and self.first.getArrayFormula())

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        """Return the address, with book and sheet in quotes when it is for use elsewhere."""
        own = address(self.block, row_absolute, col_absolute)
        inside = f"[{self.sheet.book.name}]{self.sheet.name}".replace("'", "''") if external else ""
        return f"'{inside}'!{own}" if external else own

    @property
    def address(self) -> str:
        """Return the address with fixed rows and columns."""
        if not len(self):
            top_left = address(Block(self.block.row, self.block.column))
            return f"{top_left}{{{self.block.height}x{self.block.width}}}"
        return address(self.block)

    def end(self, direction: str) -> Range:
        """Return the cell that Ctrl and an arrow key lead to."""
        return self.at(steps.end(self, direction))

    @property
    def current_region(self) -> Range:
        """Return the block around the first cell that blank rows and columns surround."""
        cursor = self.sheet.xl.createCursorByRange(self.first)
        cursor.collapseToCurrentRegion()
        found: Range = self.sheet.area(cursor.RangeAddress)
        return found

    @property
    def name(self) -> Any:
        """Return the defined name that stands for exactly these cells; None without one."""
        here = self.xl.RangeAddress
        return next((name for name in self.sheet.book.names.all() if name.covers(here)), None)

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.book.names.add(value, "=" + self.get_address(True, True, True))

    @property
    def table(self) -> Any:
        """Return the table the first cell is part of; None without one."""
        return self.sheet.tables.around(Block(self.row, self.column))

    def select(self) -> None:
        """Select the cells and show them."""
        self.sheet.activate()
        self.sheet.book.xl.getCurrentController().select(self.xl)

    @property
    def font(self) -> Font:
        """Return how the text is set."""
        return Font(self, self.xl)

    @property
    def characters(self) -> Characters:
        """Return the text of the first cell, part by part."""
        return Characters(self, self.first)

    @property
    def borders(self) -> Borders:
        """Return the lines around and between the cells."""
        return Borders(self)

    @property
    def conditional_formats(self) -> ConditionalFormats:
        """Return the rules that colour the cells."""
        return ConditionalFormats(self)

    @property
    def data_validation(self) -> DataValidation:
        """Return the rule for what may be typed."""
        return DataValidation(self)

    @property
    def note(self) -> notes.Note | None:
        """Return the note on the first cell."""
        return notes.of(self)

    def add_note(self, text: str) -> notes.Note:
        """Put a note on the first cell."""
        return notes.added(self, text)

    @property
    def comment(self) -> None:
        """Return None: Calc has no threaded comments."""
        return

    def to_pdf(self, path: str, quality: str) -> None:
        """Write the cells as PDF."""
        options = documents.pdf_options(quality, bridge.typed("com.sun.star.table.XCellRange", self.xl))
        documents.exported(self.office, self.sheet.book.xl, Path(path), FilterData=options)
