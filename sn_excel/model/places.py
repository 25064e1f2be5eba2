"""Where a figure stands: document, sheet, row and column (both from 1)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, TypeAlias

At: TypeAlias = tuple[int, int]
"""Row and column of a cell, both from 1."""

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


class Place(NamedTuple):
    """One cell of one sheet of one document; a named tuple, for it is the key of most things we look up."""

    document: str
    sheet: str
    row: int
    column: int

    @property
    def at(self) -> At:
        """Return row and column."""
        return self.row, self.column

    @property
    def cell(self) -> str:
        """Return the address within the sheet.

        >>> Place("maj.xlsx", "771", 20, 5).cell
        'E20'
        """
        return address(self.at)


@lru_cache(maxsize=MAX_COLUMN)
def letters(column: int) -> str:
    """Return a column's letters.

    >>> letters(1), letters(27), letters(16384)
    ('A', 'AA', 'XFD')
    """
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(at: At) -> str:
    """Return a cell's address without dollar signs."""
    return f"{letters(at[1])}{at[0]}"


def parse_address(text: str) -> At:
    """Return row and column of an address such as `$E$11`; ValueError when it is none.

    >>> parse_address("$E$11")
    (11, 5)
    """
    found = _ADDRESS.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no cell address")
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    if not (1 <= row <= MAX_ROW and column <= MAX_COLUMN):
        raise ValueError(f"{text!r} lies outside a sheet")
    return row, column


def quoted(sheet: str) -> str:
    """Return a sheet's name as formulas write it.

    >>> quoted("Prognos"), quoted("100+285+750"), quoted("771")
    ('Prognos', "'100+285+750'", "'771'")
    """
    if re.fullmatch(r"[^\W\d]\w*", sheet) and not re.fullmatch(r"[A-Za-z]{1,3}\d+|[RrCc]\d*([RrCc]\d*)?", sheet):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"


def column_of(sheet: str, column: int) -> str:
    """Return how people are told of a sheet's column.

    >>> column_of("771", 5)
    '771 kolumn E'
    """
    return f"{sheet} kolumn {letters(column)}"
