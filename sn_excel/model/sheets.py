"""Sheets of cells: what every source and every open program is turned into before anything is understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter
from typing import TypeAlias

from sn_excel.model.places import At


@dataclass(frozen=True, slots=True)
class Fault:
    """An error value of a spreadsheet, such as #REF!; never a text, never 0."""

    code: str


Value: TypeAlias = str | int | Decimal | bool | Fault | None
"""What a cell shows: text, an exact number, a truth value, an error; None is an empty cell."""

Area: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a row is set; looks may break ties only, a live program does not give them."""

    bold: bool = False
    indent: int = 0
    outline: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it stands: cells that hold something, by row and column from 1.

    `formulas` hold English names and commas without the leading `=`; the value beside one is its cached value.
    `formats` hold number formats other than General. `lines` is True for text that was not split into cells:
    then column 1 holds a whole line, and `reading.digits` decides where the amounts part. `filtered` is True where a
    filter may be what hides the hidden rows.
    """

    document: str
    name: str
    cells: Mapping[At, Value]
    formulas: Mapping[At, str] = field(default_factory=dict)
    formats: Mapping[At, str] = field(default_factory=dict)
    looks: Mapping[int, RowLook] = field(default_factory=dict)
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    noted: frozenset[At] = frozenset()
    protected: bool = False
    lines: bool = False
    filtered: bool = False

    @property
    def last(self) -> At:
        """Return the last row and the last column that hold something, (0, 0) for an empty sheet.

        >>> Sheet("a", "b", {(3, 2): 1, (1, 4): "x"}).last
        (3, 4)
        """
        if not self.cells:
            return 0, 0
        return max(self.cells)[0], max(map(itemgetter(1), self.cells))
