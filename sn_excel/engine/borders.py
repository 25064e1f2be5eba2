"""Borders: the lines around, between and across cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlwings import base_classes

from sn_excel.engine import bridge
from sn_excel.engine.addresses import COLUMNS, ROWS, Block
from sn_excel.engine.fonts import calc_colour, rgb
from sn_excel.engine.losses import Spoken

UNSET = base_classes._UNSET
STYLES = {"continuous": 0, "dot": 1, "dash": 2, "double": 15, "dash_dot": 16, "dash_dot_dot": 17}
NAMES = {number: name for name, number in STYLES.items()} | {3: "double", 14: "dash"}
WEIGHTS = {"hairline": 2, "thin": 26, "medium": 62, "thick": 88}
"""Widths in hundredths of a millimetre that LibreOffice saves under Excel's four weights."""
LIMITS = (("hairline", 8), ("thin", 44), ("medium", 75))
OPPOSITE = {"Top": "Bottom", "Bottom": "Top", "Left": "Right", "Right": "Left"}
BESIDE = {"Top": (-1, 0), "Bottom": (1, 0), "Left": (0, -1), "Right": (0, 1)}
LINES = {
    "edge_top": "TopLine",
    "edge_bottom": "BottomLine",
    "edge_left": "LeftLine",
    "edge_right": "RightLine",
    "inside_vertical": "VerticalLine",
    "inside_horizontal": "HorizontalLine",
}
DIAGONALS = {"diagonal_down": "DiagonalTLBR2", "diagonal_up": "DiagonalBLTR2"}


def weight_of(width: int) -> str:
    """Return Excel's weight of a line so many hundredths of a millimetre wide.

    >>> weight_of(2), weight_of(26), weight_of(62), weight_of(88)
    ('hairline', 'thin', 'medium', 'thick')
    """
    return next((name for name, limit in LIMITS if width <= limit), "thick")


def answering(block: Block, side: str) -> tuple[Block, str] | None:
    """Return the cell, and which of its sides, that answers for a side of the block; None where there is no such side.

    >>> answering(Block(2, 2, 3, 1), "inside_horizontal"), answering(Block(2, 2, 3, 1), "inside_vertical")
    ((Block(row=2, column=2, height=1, width=1), 'Bottom'), None)
    """
    first = Block(block.row, block.column)
    if side in ("inside_vertical", "inside_horizontal"):
        many = block.width if side == "inside_vertical" else block.height
        return (first, "Right" if side == "inside_vertical" else "Bottom") if many > 1 else None
    corner = {"Bottom": Block(block.last_row, block.column), "Right": Block(block.row, block.last_column)}
    own = side.removeprefix("edge_").capitalize()
    return corner.get(own, first), own


class Border(Spoken, base_classes.Border):
    """One side of a range; where its cells differ, the first one answers, as in Excel."""

    def __init__(self, parent: Any, side: str) -> None:
        self.parent = parent
        self.office = parent.office
        self.side = side

    @property
    def api(self) -> Any:
        """Return Calc's border of the cells."""
        return self.parent.xl.TableBorder2

    def _line(self) -> Any:
        """Return Calc's line of the first cell; None where no line is drawn."""
        if self.side in DIAGONALS:
            return _drawn(self.parent.first, DIAGONALS[self.side])
        place = answering(self.parent.block, self.side)
        if place is None:
            return None
        part, own = place
        beside = _beside(self.parent, part, own)
        line = _drawn(self.parent.at(part).first, f"{own}Border2")
        return line or (_drawn(beside.first, f"{OPPOSITE[own]}Border2") if beside else None)

    def _draw(self, line: Any) -> None:
        if self.side in DIAGONALS:
            setattr(self.parent.xl, DIAGONALS[self.side], line)
            return
        place = answering(self.parent.block, self.side)
        if place is None:
            return
        _framed(self.parent.xl, LINES[self.side], line)
        beside = _beside(self.parent, _edge(self.parent.block, place[1]), place[1])
        if beside and self.side.startswith("edge"):
            _framed(beside.xl, f"{OPPOSITE[place[1]]}Line", bridge.struct("table.BorderLine2"))

    @property
    def line_style(self) -> str:
        """Return the kind of line; "none" without one."""
        line = self._line()
        return "none" if line is None else NAMES.get(int(line.LineStyle), "continuous")

    @line_style.setter
    def line_style(self, value: str | None) -> None:
        if value in (None, "none"):
            self._draw(bridge.struct("table.BorderLine2"))
            return
        if value not in STYLES:
            raise NotImplementedError(f"Calc har ingen linje som motsvarar {value}.")
        line = self._line() or _thin()
        self._draw(_made(int(line.Color), int(line.LineWidth), STYLES[value]))

    @property
    def weight(self) -> str | None:
        """Return how thick the line is; None without one."""
        line = self._line()
        return None if line is None else weight_of(int(line.LineWidth))

    @weight.setter
    def weight(self, value: str) -> None:
        line = self._line() or _thin()
        self._draw(_made(int(line.Color), WEIGHTS[value], int(line.LineStyle)))

    @property
    def color(self) -> tuple[int, int, int] | None:
        """Return the colour as red, green, blue; None without a line, and for several diagonals as in Excel."""
        line = None if self.side in DIAGONALS and len(self.parent) > 1 else self._line()
        return None if line is None else rgb(int(line.Color))

    @color.setter
    def color(self, color_or_rgb: Any) -> None:
        line = self._line() or _thin()
        self._draw(_made(calc_colour(color_or_rgb), int(line.LineWidth), int(line.LineStyle)))


class Borders(Spoken, base_classes.Borders):
    """All sides of a range."""

    def __init__(self, parent: Any) -> None:
        self.parent = parent
        self.office = parent.office

    @property
    def api(self) -> Any:
        """Return Calc's borders of the whole range."""
        return self.parent.xl.TableBorder2

    def __getitem__(self, side: str) -> Border:
        return Border(self.parent, side)

    def __len__(self) -> int:
        return len(base_classes.BORDER_SIDES)

    def __iter__(self) -> Iterator[Border]:
        return iter([self[side] for side in base_classes.BORDER_SIDES])

    def _common(self, attribute: str) -> Any:
        single = {"inside_horizontal": self.parent.shape[0] == 1, "inside_vertical": self.parent.shape[1] == 1}
        sides = [side for side in base_classes.BORDER_GRID_SIDES if not single.get(side)]
        found = {getattr(self[side], attribute) for side in sides}
        return found.pop() if len(found) == 1 else None

    @property
    def line_style(self) -> Any:
        """Return the kind of line all sides have; None where they differ."""
        return self._common("line_style")

    @line_style.setter
    def line_style(self, value: str | None) -> None:
        self.set(base_classes.BORDER_GRID_SIDES, line_style=value)

    @property
    def weight(self) -> Any:
        """Return how thick all sides are; None where they differ."""
        return self._common("weight")

    @weight.setter
    def weight(self, value: str) -> None:
        self.set(base_classes.BORDER_GRID_SIDES, weight=value)

    @property
    def color(self) -> Any:
        """Return the colour all sides have; None where they differ."""
        return self._common("color")

    @color.setter
    def color(self, color_or_rgb: Any) -> None:
        self.set(base_classes.BORDER_GRID_SIDES, color=color_or_rgb)

    def set(self, which: Any = "all", *, line_style: Any = UNSET, weight: Any = UNSET, color: Any = UNSET) -> None:
        """Set sides; the kind of line comes last and wins."""
        for side in which:
            border = self[side]
            for name, value in (("color", color), ("weight", weight), ("line_style", line_style)):
                if value is not UNSET:
                    setattr(border, name, value)

    def clear(self, which: Any = "everything") -> None:
        """Take lines away."""
        self.set(which, line_style=None)


def _drawn(cell: Any, name: str) -> Any:
    line = getattr(cell, name)
    return line if line.LineWidth or line.OuterLineWidth else None


def _beside(cells: Any, part: Block, own: str) -> Any:
    """Return the cells on the other side of a side; None at the sheet's edge."""
    down, across = BESIDE[own]
    row, column = part.row + down, part.column + across
    inside = row >= 1 and column >= 1 and row + part.height - 1 <= ROWS and column + part.width - 1 <= COLUMNS
    return cells.at(Block(row, column, part.height, part.width)) if inside else None


def _edge(block: Block, own: str) -> Block:
    """Return the row or column of cells along an edge of the block."""
    if own in ("Top", "Bottom"):
        return Block(block.row if own == "Top" else block.last_row, block.column, 1, block.width)
    return Block(block.row, block.column if own == "Left" else block.last_column, block.height, 1)


def _framed(xl: Any, name: str, line: Any) -> None:
    """Draw one kind of line of a range and leave its others alone."""
    frame = bridge.struct("table.TableBorder2")
    setattr(frame, name, line)
    setattr(frame, f"Is{name}Valid", True)
    xl.TableBorder2 = frame


def _thin() -> Any:
    return _made(0, WEIGHTS["thin"], STYLES["continuous"])


def _made(colour: int, width: int, style: int) -> Any:
    return bridge.struct("table.BorderLine2", Color=colour, LineWidth=width, LineStyle=style, OuterLineWidth=width)
