"""Formulas that several cells share: the first cell's text, moved to each of the others."""

from __future__ import annotations

import re

from sn_excel.model.places import MAX_COLUMN, MAX_ROW, letters

_TOKEN = re.compile(
    r"""(?P<keep>"(?:[^"]|"")*"|'(?:[^']|'')*'!?|\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]|\#[A-Z/0!?]+)
    |(?<![\w.$])(?P<cell>(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7}))(?![\w.(!])
    |(?<![\w.$:])(?P<columns>(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3}))(?![\w.(!:])
    |(?<![\w.$:])(?P<rows>(\$?)(\d{1,7}):(\$?)(\d{1,7}))(?![\w.(!:])""",
    re.VERBOSE,
)


def moved(formula: str, down: int, right: int) -> str:
    """Return the formula as it reads when its cell is moved: relative references move along, absolute ones stay.

    >>> moved('SUM($A2:B$3)*"A1"+Blad1!C4', 1, 1)
    'SUM($A3:C$3)*"A1"+Blad1!D5'
    """

    def one(found: re.Match[str]) -> str:
        if found["cell"]:
            return _letters(found[3], found[4], right) + _digits(found[5], found[6], down)
        if found["columns"]:
            return _letters(found[8], found[9], right) + ":" + _letters(found[10], found[11], right)
        if found["rows"]:
            return _digits(found[13], found[14], down) + ":" + _digits(found[15], found[16], down)
        return found[0]

    return _TOKEN.sub(one, formula)


def _letters(dollar: str, text: str, by: int) -> str:
    if dollar:
        return dollar + text
    column = 0
    for letter in text.upper():
        column = column * 26 + ord(letter) - 64
    return letters((column + by - 1) % MAX_COLUMN + 1) if column <= MAX_COLUMN else text


def _digits(dollar: str, text: str, by: int) -> str:
    return dollar + text if dollar else str((int(text) + by - 1) % MAX_ROW + 1)
