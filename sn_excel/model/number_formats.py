"""Number formats: the smallest amount that a cell's format shows."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from sn_excel.model.amounts import Amount

_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?](?:[#0?,]*[#0?])?(?:\.(?P<decimals>[#0?]+))?(?P<thousands>,*)")
_NO_AMOUNT = re.compile(r"[%@dhmsy/E]|General", re.IGNORECASE)


@lru_cache(maxsize=1000)
def shown_step(code: str) -> Amount | None:
    """Return the smallest amount that a number format shows; None for a format of no amounts (ECMA-376 18.8.31).

    >>> shown_step("#,##0"), shown_step("#,##0.00 \\\\k\\\\r"), shown_step("#,##0,"), shown_step("0.0 %")
    (1, Decimal('0.01'), 1000, None)
    """
    section = _LITERAL.sub("", code).partition(";")[0]
    found = _DIGITS.search(section)
    if found is None or _NO_AMOUNT.search(section):
        return None
    thousands = 1000 ** len(found["thousands"])
    decimals = len(found["decimals"] or "")
    return Decimal(thousands).scaleb(-decimals) if decimals else thousands
