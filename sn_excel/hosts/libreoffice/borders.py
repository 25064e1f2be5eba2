"""Borders: the lines around, between and across cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlwings import base_classes

from sn_excel.hosts.libreoffice import bridge
from sn_excel.hosts.libreoffice.addresses import COLUMNS, ROWS, Block
from sn_excel.hosts.libreoffice.fonts import calc_colour, rgb
from sn_excel.hosts.libreoffice.losses import Spoken

UNSET = base_classes._UNSET
STYLES = {"continuous": 0, "dot": 1, "dash": 2, "double": 3, "dash_dot": 16, "dash_dot_dot": 17}
NAMES = {number: name for name, number in STYLES.items()} | {14: "dash"}
WEIGHTS = {"hairline": 2, "thin": 26, "medium": 62, "thick": 88}
"""Widths in hundredths of a millimetre that LibreOffice saves under Excel's four weights."""
LIMITS = (("hairline", 8), ("thin", 44), ("medium", 75))
OPPOSITE = {"Top": "Bottom", "Bottom": "Top", "Left": "Right", "Right": "Left"}
BESIDE = {"Top": (-1, 0), "Bottom": (1, 0), "Left": (0, -1), "Right": (0, 1)}
DIAGONALS = {"diagonal_down": "DiagonalTLBR2", "diagonal_up": "DiagonalBLTR2"}


def weight_of(width: int) -> str:
    """Return Excel's weight of a line so many hundredths of a millimetre wide.

    >>> weight_of(2), weight_of(26), weight_of(62), weight_of(88)
    ('hairline', 'thin', 'medium', 'thick')
    """
    return next((name for name, limit in LIMITS if width <= limit), "thick")


def strips(block: Block, side: str) -> tuple[tuple[Block, str], ...]:
    """Return which cells have a side of the block as which of their own sides.

    >>> strips(Block(2, 2, 3, 1), "inside_horizontal")
    ((Block(row=2, column=2, height=2, width=1), 'Bottom'), (Block(row=3, column=2, height=2, width=1), 'Top'))
    """
    row, column, height, width = block.row, block.column, block.height, block.width
    ways: dict[str, tuple[tuple[Block, str], ...]] = {
        "edge_top": ((Block(row, column, 1, width), "Top"),),
        "edge_bottom": ((Block(block.last_row, column, 1, width), "Bottom"),),
        "edge_left": ((Block(row, column, height, 1), "Left"),),
        "edge_right": ((Block(row, block.last_column, height, 1), "Right"),),
        "inside_vertical": (
            (Block(row, column, height, width - 1), "Right"),
            (Block(row, column + 1, height, width - 1), "Left"),
        ),
        "inside_horizontal": (
            (Block(row, column, height - 1, width), "Bottom"),
            (Block(row + 1, column, height - 1, width), "Top"),
        ),
    }
    return tuple((part, own) for part, own in ways[side] if part.height > 0 and part.width > 0)


class Border(Spoken, base_classes.Border):
    """One side of a range; where its cells differ, the first one answers, as in Excel."""

    def __init__(self, parent: Any, side: str) -> None:
        self.parent = parent
        self.office = parent.office
        self.side = side

    @property
    def api(self) -> Any:
        """Return Calc's line."""
        return self._line()

    def _line(self) -> Any:
        """Return Calc's line of the first cell; None where no line is drawn."""
        if self.side in DIAGONALS:
            return _drawn(self.parent.first, DIAGONALS[self.side])
        for part, own in strips(self.parent.block, self.side):
            line = _drawn(self.parent.at(part).first, f"{own}Border2")
            beside = _beside(self.parent, Block(part.row, part.column), own)
            line = line or (_drawn(beside.first, f"{OPPOSITE[own]}Border2") if beside else None)
            if line:
                return line
        return None

    def _draw(self, line: Any) -> None:
        if self.side in DIAGONALS:
            setattr(self.parent.xl, DIAGONALS[self.side], line)
            return
        for part, own in strips(self.parent.block, self.side):
            setattr(self.parent.at(part).xl, f"{own}Border2", line)
            beside = _beside(self.parent, part, own)
            if beside and self.side.startswith("edge"):
                setattr(beside.xl, f"{OPPOSITE[own]}Border2", bridge.struct("table.BorderLine2"))

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
        """Return the colour as red, green, blue; None without a line."""
        line = self._line()
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


def _thin() -> Any:
    return _made(0, WEIGHTS["thin"], STYLES["continuous"])


def _made(colour: int, width: int, style: int) -> Any:
    return bridge.struct("table.BorderLine2", Color=colour, LineWidth=width, LineStyle=style, OuterLineWidth=width)
