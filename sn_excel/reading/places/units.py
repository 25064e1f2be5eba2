"""Units: kr, tkr or mkr, as a document says it or as its amounts show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from sn_excel.model.amounts import Amount, Unit

_WORDS = {
    Unit.MKR: r"mkr|mnkr|mnsek|msek|milj(?:\.|oner)?\s*(?:kronor|kr)",
    Unit.TKR: r"tkr|kkr|tsek|ksek|tusental(?:s)?(?:\s*(?:kronor|kr))?|tusen\s*(?:kronor|kr)|1000-tals?\s*(?:kronor|kr)",
    Unit.KR: r"kr|kronor|sek",
}
_PATTERNS = {unit: re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W_])", re.IGNORECASE) for unit, words in _WORDS.items()}


def named(text: str) -> Unit | None:
    """Return the unit a heading, a sheet's name or a note names; None where it names none or several.

    >>> named("DRIFTREDOVISNING, TKR"), named("Belopp i tusental kronor"), named("(mnkr)"), named("Utfall kr")
    (<Unit.TKR: 'tkr'>, <Unit.TKR: 'tkr'>, <Unit.MKR: 'mkr'>, <Unit.KR: 'kr'>)
    >>> named("Krav och mål"), named("från tkr till mkr")
    (None, None)
    """
    found = []
    rest = text.replace("_", " ")
    for unit, pattern in _PATTERNS.items():
        rest, hits = pattern.subn(" ", rest)
        if hits:
            found.append(unit)
    return found[0] if len(found) == 1 else None


def first_named(texts: Iterable[str]) -> Unit | None:
    """Return the unit of the first text that names one."""
    return next((unit for unit in map(named, texts) if unit), None)


def likely(amounts: Sequence[Amount]) -> Unit | None:
    """Return the unit that the size and decimals of a board's amounts speak for; None where they leave it open.

    A municipality's whole budget is some thousand mkr; a board's is at most that. Amounts of thirty million and more
    are therefore kronor, small ones with one or two decimals mkr, whole ones in between tkr.

    >>> likely([525, 14191, 134114]), likely([525000, 58611000, 134114000]), likely([14191, 31470000, 45110000])
    (<Unit.TKR: 'tkr'>, <Unit.KR: 'kr'>, <Unit.KR: 'kr'>)
    """
    sizes = [abs(Decimal(amount)) for amount in amounts if amount]
    if not sizes:
        return None
    broken = sum(amount != amount.to_integral_value() for amount in sizes)
    if sum(size >= 30_000_000 for size in sizes) >= 2:
        return Unit.KR
    if broken * 2 >= len(sizes):
        return Unit.MKR if max(sizes) < 5_000 else None
    whole_thousands = sum(amount % 1000 == 0 for amount in sizes)
    if max(sizes) >= 100_000 and whole_thousands * 2 > len(sizes):
        return None
    return Unit.TKR if max(sizes) >= 50 else None
