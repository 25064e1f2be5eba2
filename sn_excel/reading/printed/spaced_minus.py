"""Signs: whether a dash a space before figures is a minus in a printed table, or says that a cell is empty."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sn_excel.model.number_texts import DASHES

_DASH = f"[{re.escape(DASHES)}-]"
_MINUS = re.compile(rf"(?<=[ \t]){_DASH} (?=[0-9])")
_ALONE = re.compile(rf"[ \t]{_DASH}(?=[ \t]+{_DASH}|[ \t]*$|[ \t]{{2,}})")
FEWEST = 3
"""Lines that must have such a dash before it is taken for the table's minus."""


def with_signs(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the lines with spaced minus signs put to their figures, in a table where no dash stands for nothing.

    >>> with_signs([(1, "Stab – 9 – 8"), (2, "Hem – 12 7"), (3, "Boende 4 – 3")])
    [(1, 'Stab -9 -8'), (2, 'Hem -12 7'), (3, 'Boende 4 -3')]
    >>> with_signs([(1, "Stab – 9 – 8"), (2, "Hem – 12 7"), (3, "Boende 4 – 3"), (4, "Kost – – 3")])[0]
    (1, 'Stab – 9 – 8')
    """
    spaced = sum(bool(_MINUS.search(text)) for _, text in lines)
    if spaced < FEWEST or any(_ALONE.search(text) for _, text in lines):
        return list(lines)
    return [(row, _MINUS.sub("-", text)) for row, text in lines]
