"""Periods as people type them."""

from __future__ import annotations

from sn_excel.model.errors import SnError
from sn_excel.model.periods import Period


def period_of(text: str | None) -> Period | None:
    """Return a period typed as YYYY-MM; SnError when it is none."""
    if text is None:
        return None
    try:
        return Period.parse(text)
    except ValueError:
        raise SnError(f"{text} är ingen period. Skriv år och månad, till exempel 2024-05.") from None
