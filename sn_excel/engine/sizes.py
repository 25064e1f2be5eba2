"""Sizes: widths, heights and places of cells, in Excel's units (characters of the standard font, and points)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sn_excel.engine.digit_widths import Digit, digit_of

POINTS = 0.25
EACH = 100
"""Rows or columns that are asked one by one; of more, the first, the last and the whole are compared."""


def points(length: float) -> float:
    """Return hundredths of a millimetre in points, to the quarter of a point.

    >>> points(2117)
    60.0
    """
    return round(length * 72 / 2540 / POINTS) * POINTS


class Sizes:
    """What a range tells of its size."""

    xl: Any
    first: Any
    sheet: Any
    block: Any

    def _same(self, held: Any, ask: Callable[[Any], Any]) -> Any:
        """Return what rows or columns have in common; None where they differ."""
        count = held.Count
        places = range(count) if count <= EACH else [*range(EACH), count // 2, count - 1]
        found = {ask(held.getByIndex(place)) for place in places}
        return found.pop() if len(found) == 1 else None

    @property
    def _digit(self) -> Digit:
        return digit_of(self.sheet.office, self.sheet.book.xl)

    @property
    def column_width(self) -> float | None:
        """Return the width of each column in characters; None where they differ."""
        if self.xl is None:
            return None
        digit = self._digit
        width: float | None = self._same(self.xl.Columns, lambda one: digit.characters(one.Width))
        return width

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.xl.Columns.Width = self._digit.hundredths(value)

    @property
    def row_height(self) -> float | None:
        """Return the height of each row in points; None where they differ."""
        return None if self.xl is None else self._same(self.xl.Rows, lambda one: points(one.Height))

    @row_height.setter
    def row_height(self, value: float) -> None:
        self.xl.Rows.Height = round(value * 2540 / 72)

    @property
    def width(self) -> float:
        """Return the whole width in points."""
        return points(self.xl.Size.Width) if self.xl is not None else 0

    @property
    def height(self) -> float:
        """Return the whole height in points."""
        return points(self.xl.Size.Height) if self.xl is not None else 0

    @property
    def left(self) -> float:
        """Return the distance from the sheet's left edge in points."""
        return points(self.first.Position.X)

    @property
    def top(self) -> float:
        """Return the distance from the sheet's top in points."""
        return points(self.first.Position.Y)

    @property
    def row_hidden(self) -> bool | None:
        """Return whether the rows are hidden; None where they differ."""
        seen = self._same(self.xl.Rows, lambda one: bool(one.IsVisible))
        return None if seen is None else not seen

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.xl.Rows.IsVisible = not value

    @property
    def column_hidden(self) -> bool | None:
        """Return whether the columns are hidden; None where they differ."""
        seen = self._same(self.xl.Columns, lambda one: bool(one.IsVisible))
        return None if seen is None else not seen

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.xl.Columns.IsVisible = not value

    def autofit(self, axis: str | None = None) -> None:
        """Fit rows ("r"), columns ("c") or both to what they hold."""
        if axis in (None, "c", "columns"):
            self.xl.Columns.OptimalWidth = True
        if axis in (None, "r", "rows"):
            self.xl.Rows.OptimalHeight = True
