"""References: what happens to the cells a formula points at when it is copied elsewhere."""

from __future__ import annotations

import re

from sn_excel.engine.addresses import letters, number
from sn_excel.engine.formulas import QUOTED, TEXT

CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?![\w(.!])")
WHOLE = re.compile(r"(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\w(.!])|(\$?)(\d{1,7}):(\$?)(\d{1,7})(?![\w(.!])")


def shifted(formula: str, down: int, right: int) -> str:
    """Return a formula for Excel moved like a copied cell: relative references follow, fixed ones stay.

    >>> shifted('=A1*$B$1+SUM(C:C)&"A1"&Blad1!D4', 1, 2)
    '=C2*$B$1+SUM(E:E)&"A1"&Blad1!F5'
    """

    def cell(found: re.Match[str]) -> str:
        column = found[2] if found[1] else letters(number(found[2]) + right)
        return f"{found[1]}{column}{found[3]}{found[4] if found[3] else int(found[4]) + down}"

    def whole(found: re.Match[str]) -> str:
        if found[2]:
            parts = ((found[1], found[2]), (found[3], found[4]))
            return ":".join(fixed + (name if fixed else letters(number(name) + right)) for fixed, name in parts)
        rows = ((found[5], found[6]), (found[7], found[8]))
        return ":".join(fixed + (at if fixed else str(int(at) + down)) for fixed, at in rows)

    kept = re.compile(
        rf"{TEXT}|{QUOTED}|\[[^\]]*\]|(?<![\w.$])(?:{WHOLE.pattern})|(?<![\w.$])(?:{CELL.pattern})|[\w.$]+"
    )

    def moved(found: re.Match[str]) -> str:
        piece = found[0]
        for pattern, way in ((WHOLE, whole), (CELL, cell)):
            if part := pattern.fullmatch(piece):
                return way(part)
        return piece

    return kept.sub(moved, formula)
