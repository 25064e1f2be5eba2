"""Edits: what is to be changed in a workbook, as data. A dry run prints them, taking back applies their inverse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sn_excel.model.findings import Severity
from sn_excel.model.places import At
from sn_excel.model.sheets import Area, Value


@dataclass(frozen=True, slots=True)
class Formula:
    """An ordinary Excel formula (English names, commas, no leading `=`) and the value it has now."""

    text: str
    cached: Value


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell of our own is set; a user's cell keeps its look (None)."""

    number_format: str = "General"
    bold: bool = False
    italic: bool = False
    size: int = 0
    colour: str = ""
    fill: str = ""
    wrap: bool = False
    align: str = ""
    indent: int = 0
    top: bool = False
    bottom: bool = False
    unlocked: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's new content; with `look` None it keeps the look it has. `link` is a place to jump to within the book."""

    content: Value | Formula
    look: Look | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Write:
    """Write a block from `at` down and right; None leaves a cell alone. Text stays text, whatever it starts with."""

    sheet: str
    at: At
    rows: tuple[tuple[Cell | None, ...], ...]

    def cells(self) -> dict[At, Cell]:
        """Return the cells that are written, by place.

        >>> list(Write("771", (5, 2), ((Cell(1), None), (None, Cell(2)))).cells())
        [(5, 2), (6, 3)]
        """
        top, left = self.at
        return {
            (row, column): cell
            for row, cells in enumerate(self.rows, top)
            for column, cell in enumerate(cells, left)
            if cell is not None
        }


@dataclass(frozen=True, slots=True)
class Recache:
    """Give formulas that stay their new cached values; a live program ignores it."""

    sheet: str
    values: Mapping[At, Value]


@dataclass(frozen=True, slots=True)
class Mark:
    """Lay our mark over a cell: a conditional format of ours, and a note unless the user has one there."""

    sheet: str
    at: At
    severity: Severity
    note: str


@dataclass(frozen=True, slots=True)
class Unmark:
    """Take away our marks and notes of a sheet, and nothing else."""

    sheet: str


@dataclass(frozen=True, slots=True)
class AddSheet:
    """Add a sheet like one of the template (widths, panes, print set-up, validation), last or before another."""

    name: str
    like: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class DropSheet:
    """Take away a sheet of our own."""

    name: str


@dataclass(frozen=True, slots=True)
class DefineName:
    """Define a name for an area of a sheet, or take it away (`area` None)."""

    name: str
    sheet: str
    area: Area | None


@dataclass(frozen=True, slots=True)
class RowHeights:
    """Set heights of rows of our own, in points."""

    sheet: str
    heights: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class PrintTexts:
    """Set the page header and footer of a sheet of our own (Excel's & codes)."""

    sheet: str
    header: str
    footer: str


Edit: TypeAlias = Write | Recache | Mark | Unmark | AddSheet | DropSheet | DefineName | RowHeights | PrintTexts
