"""Fonts: how the text of cells, or of a part of one, is set."""

from __future__ import annotations

from typing import Any

from xlwings import base_classes

from sn_excel.engine import bridge
from sn_excel.engine.losses import Spoken

BOLD, NORMAL = 150.0, 100.0
AUTOMATIC = -1
SCRIPTS = ("", "Asian", "Complex")


def rgb(number: int) -> tuple[int, int, int]:
    """Return red, green, blue of a Calc colour.

    >>> rgb(0xFFC7CE)
    (255, 199, 206)
    """
    return number >> 16 & 255, number >> 8 & 255, number & 255


def calc_colour(colour: Any) -> int:
    """Return Calc's number of a colour given as "#rrggbb", (red, green, blue) or Excel's own number."""
    if isinstance(colour, str):
        colour = tuple(bytes.fromhex(colour.removeprefix("#")))
    elif isinstance(colour, int):
        colour = (colour & 255, colour >> 8 & 255, colour >> 16 & 255)
    red, green, blue = (int(part) for part in colour)
    return red << 16 | green << 8 | blue


class Font(Spoken, base_classes.Font):
    """The font of anything of Calc's that has character properties; None where its parts differ."""

    def __init__(self, parent: Any, xl: Any) -> None:
        self.parent = parent
        self.office = parent.office
        self.xl = xl

    @property
    def api(self) -> Any:
        """Return Calc's object."""
        return self.xl

    def _get(self, name: str) -> Any:
        return None if bridge.mixed(self.xl, name) else getattr(self.xl, name)

    def _set(self, name: str, value: Any) -> None:
        for script in SCRIPTS:
            setattr(self.xl, name + script, value)

    @property
    def bold(self) -> bool | None:
        """Return whether the text is bold."""
        weight = self._get("CharWeight")
        return None if weight is None else bool(weight >= BOLD)

    @bold.setter
    def bold(self, value: bool) -> None:
        self._set("CharWeight", BOLD if value else NORMAL)

    @property
    def italic(self) -> bool | None:
        """Return whether the text is in italics."""
        posture = self._get("CharPosture")
        return None if posture is None else posture.value == "ITALIC"

    @italic.setter
    def italic(self, value: bool) -> None:
        self._set("CharPosture", bridge.enum("awt.FontSlant", "ITALIC" if value else "NONE"))

    @property
    def size(self) -> float | None:
        """Return the size in points."""
        height = self._get("CharHeight")
        return None if height is None else round(float(height), 1)

    @size.setter
    def size(self, value: float) -> None:
        self._set("CharHeight", float(value))

    @property
    def color(self) -> tuple[int, int, int] | None:
        """Return the colour as red, green, blue; the automatic one is black."""
        colour = self._get("CharColor")
        if colour is None:
            return None
        return (0, 0, 0) if colour == AUTOMATIC else rgb(int(colour))

    @color.setter
    def color(self, color_or_rgb: Any) -> None:
        self.xl.CharColor = calc_colour(color_or_rgb)

    @property
    def name(self) -> str | None:
        """Return the font's name."""
        name = self._get("CharFontName")
        return None if name is None else str(name)

    @name.setter
    def name(self, value: str) -> None:
        self._set("CharFontName", value)
