"""Digit widths: how wide a digit of a workbook's standard font is, as Excel defines it and as Calc sets it here.

Excel counts a column's width in digits of the standard font at 96 dots an inch, rounded to whole dots, beside a margin
of five dots (ECMA-376 part 1, 18.3.1.13). Calc writes and reads widths by the font that is installed in its place:
where that one is wider, the column is wider, and the number of characters in the file is right all the same.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from sn_excel.engine import bridge

DOTS = 96 / 2540
"""Screen dots for each hundredth of a millimetre, as Excel counts them."""
MARGIN = 5
"""Dots of a column's margins."""
SHARES = {
    "calibri": 0.507, "carlito": 0.507, "arial": 0.556, "liberation sans": 0.556, "helvetica": 0.556, "arimo": 0.556,
    "dejavu sans": 0.636, "verdana": 0.636, "tahoma": 0.546, "segoe ui": 0.539, "cambria": 0.554, "caladea": 0.554,
    "times new roman": 0.5, "liberation serif": 0.5, "georgia": 0.614, "courier new": 0.6, "aptos narrow": 0.508,
}  # fmt: skip
"""The width of a digit as a share of the font's size, by the font's name in small letters."""
LARGE = 1000
"""The size in dots at which a font of this machine is measured, so that whole dots do not matter."""


class Digit(NamedTuple):
    """A digit's width in dots: whole as Excel rounds it, and as Calc sets it on this machine."""

    excel: int
    calc: float

    def characters(self, width: float) -> float:
        """Return a column's width in characters, from hundredths of a millimetre.

        >>> Digit(7, 7.0).characters(1984), Digit(7, 8.4).characters(2381)
        (10.0, 10.0)
        """
        dots = width * DOTS / self.calc * self.excel
        least = self.excel + MARGIN
        return round((round(dots) - MARGIN) / self.excel if dots > least else round(dots) / least, 2)

    def hundredths(self, count: float) -> int:
        """Return hundredths of a millimetre of a column so many characters wide.

        >>> Digit(7, 7.0).hundredths(10), Digit(7, 8.4).hundredths(10)
        (1984, 2381)
        """
        dots = round(count * self.excel + MARGIN) if count >= 1 else round(count * (self.excel + MARGIN))
        return round(dots / self.excel * self.calc / DOTS)


def digit_of(office: Any, document: Any) -> Digit:
    """Return the digit of a document's standard font."""
    style = document.StyleFamilies.getByName("CellStyles").getByName("Default")
    return _digit(office, str(style.CharFontName), float(style.CharHeight))


@lru_cache(maxsize=100)
def _digit(office: Any, name: str, size: float) -> Digit:
    dots = size * 96 / 72
    here = _share(office, name)
    return Digit(max(1, round(SHARES.get(name.casefold(), here) * dots)), here * dots)


def _share(office: Any, name: str) -> float:
    """Return the width of a digit here as a share of the font's size."""
    device = office.service("awt.Toolkit").createScreenCompatibleDevice(0, 0)
    font = device.getFont(bridge.struct("awt.FontDescriptor", Name=name, Height=LARGE))
    dots = max(int(font.getStringWidth(sign * 10)) for sign in "0123456789") / 10
    return dots / LARGE
