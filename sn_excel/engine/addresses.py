"""Addresses: a block of cells as Excel writes it, and where its corners are."""

from __future__ import annotations

import re
from dataclasses import dataclass

ROWS = 1_048_576
COLUMNS = 16_384
CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
COLUMN = re.compile(r"\$?([A-Za-z]{1,3})")
ROW = re.compile(r"\$?([1-9]\d{0,6})")
PLAIN_NAME = re.compile(r"[^\W\d][\w.]*")
LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|[Rr]|[Cc]|true|false", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells; row and column count from 1, a height or width of 0 is an empty block."""

    row: int
    column: int
    height: int = 1
    width: int = 1

    @property
    def last_row(self) -> int:
        """Return the last row."""
        return self.row + self.height - 1

    @property
    def last_column(self) -> int:
        """Return the last column."""
        return self.column + self.width - 1

    def around(self, other: Block) -> Block:
        """Return the smallest block that holds both."""
        row, column = min(self.row, other.row), min(self.column, other.column)
        bottom, right = max(self.last_row, other.last_row), max(self.last_column, other.last_column)
        return Block(row, column, bottom - row + 1, right - column + 1)

    def meets(self, other: Block) -> bool:
        """Return whether the blocks share a cell."""
        apart = self.last_row < other.row or other.last_row < self.row
        return not apart and self.column <= other.last_column and other.column <= self.last_column

    def within(self, other: Block) -> Block:
        """Return the common part; of no height when there is none."""
        row, column = max(self.row, other.row), max(self.column, other.column)
        height = min(self.last_row, other.last_row) - row + 1
        width = min(self.last_column, other.last_column) - column + 1
        return Block(row, column, max(0, height), max(0, width) if height > 0 else 0)


def letters(column: int) -> str:
    """Return the letters of a column counted from 1.

    >>> letters(1), letters(28), letters(16384)
    ('A', 'AB', 'XFD')
    """
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def number(text: str) -> int:
    """Return the number of a column's letters.

    >>> number("xfd")
    16384
    """
    total = 0
    for sign in text.upper():
        total = total * 26 + ord(sign) - 64
    return total


def block(text: str) -> Block | None:
    """Return the block of an address without a sheet; None when it is no address (a name, perhaps).

    >>> block("$B$2:D5"), block("A:C").height, block("3:4").width, block("utfall")
    (Block(row=2, column=2, height=4, width=3), 1048576, 16384, None)
    """
    first, _, second = text.strip().partition(":")
    start, end = _corner(first), _corner(second or first)
    if start is None or end is None or (not second and 0 in start):
        return None
    (row, column), (row2, column2) = start, end
    if (row == 0) != (row2 == 0) or (column == 0) != (column2 == 0):
        return None
    top, bottom = (min(row, row2), max(row, row2)) if row else (1, ROWS)
    left, right = (min(column, column2), max(column, column2)) if column else (1, COLUMNS)
    if bottom > ROWS or right > COLUMNS:
        return None
    return Block(top, left, bottom - top + 1, right - left + 1)


def _corner(text: str) -> tuple[int, int] | None:
    """Return row and column of one corner, 0 where it names only the other."""
    if found := CELL.fullmatch(text):
        return int(found[2]), number(found[1])
    if found := COLUMN.fullmatch(text):
        return 0, number(found[1])
    if found := ROW.fullmatch(text):
        return int(found[1]), 0
    return None


def address(area: Block, row_absolute: bool = True, column_absolute: bool = True) -> str:
    """Return the address as Excel writes it; whole rows and columns in their short form.

    >>> address(Block(1, 1, 3, 3), column_absolute=False), address(Block(1, 2, 1048576, 1))
    ('A$1:C$3', '$B:$B')
    """
    down, across = "$" if row_absolute else "", "$" if column_absolute else ""
    if area.height == ROWS:
        return f"{across}{letters(area.column)}:{across}{letters(area.last_column)}"
    if area.width == COLUMNS:
        return f"{down}{area.row}:{down}{area.last_row}"
    first = f"{across}{letters(area.column)}{down}{area.row}"
    if area.height == area.width == 1:
        return first
    return f"{first}:{across}{letters(area.last_column)}{down}{area.last_row}"


def quoted(sheet: str) -> str:
    """Return a sheet's name as it stands in a formula, in quotes where Excel wants them.

    >>> quoted("Prognos"), quoted("771"), quoted("Elin's blad"), quoted("AB1")
    ('Prognos', "'771'", "'Elin''s blad'", "'AB1'")
    """
    if PLAIN_NAME.fullmatch(sheet) and not LIKE_A_CELL.fullmatch(sheet):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"


def parted(text: str) -> tuple[str | None, str]:
    """Return the sheet an address or name is prefixed with (None when it is not), and the rest.

    >>> parted("'Elin''s blad'!A1"), parted("[bok.xlsx]Blad1!B2"), parted("A1")
    (("Elin's blad", 'A1'), ('Blad1', 'B2'), (None, 'A1'))
    """
    head, found, rest = text.removeprefix("=").rpartition("!")
    if not found:
        return None, rest
    sheet = head.removeprefix("'").removesuffix("'").replace("''", "'").lstrip("$")
    return sheet.rpartition("]")[2], rest
