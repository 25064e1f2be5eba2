"""Spans: which months a Swedish heading or title speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sn_excel.model.periods import MONTHS, Period

_MONTH = {name: number for number, name in enumerate(MONTHS, 1)}
_MONTH |= {name[:3]: number for name, number in _MONTH.items()}
_MONTH |= {"sept": 9, "febr": 2}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_DASH = r"\s*(?:-|–|—|−|t\.?o\.?m\.?|till)\s*"
_YEAR = r"(?:19|20)\d\d"
_RANGE = re.compile(rf"\b({_NAMES})\.?{_DASH}({_NAMES})\b\.?")
_ALONE = re.compile(rf"(?<![^\W_])({_NAMES})(?![^\W\d_])\.?")
_CODE = re.compile(rf"(?<!\d)({_YEAR})[-/ ]?(0[1-9]|1[0-2])(?:-(?:[0-2]\d|3[01]))?(?!\d)")
_CODES = re.compile(rf"(?<!\d)({_YEAR})-?(0[1-9]|1[0-2])\s*(?:-|–|—)\s*(?:({_YEAR})-?)(0[1-9]|1[0-2])(?!\d)")
_LONE_YEAR = re.compile(rf"(?<![\d-])({_YEAR})(?!\d|-\d)")
_PART = re.compile(r"\b(?:(tertial|t)\s?([1-3])|(kvartal|kv|q)\s?([1-4])|(delår|halvår)(?:et)?)\b")
_SO_FAR = re.compile(
    r"\b(ack\w*|t\.?o\.?m\.?|hittills|ytd|till och med|tom|januari till|per den|(för |under )?perioden)(?!\w)"
)
_SINGLE = re.compile(r"\b(månad(en|ens)?|aktuell månad|mån|enskild månad)\b")
_WHOLE = re.compile(r"\b(helår\w*|hela året|året|årets|årsbudget|årsprognos|bokslut|per år|helårs?)\b|\bårs")


@dataclass(frozen=True, slots=True)
class Span:
    """What a text says of time; what it does not say is None or False."""

    year: int | None = None
    first: int | None = None
    last: int | None = None
    so_far: bool = False
    single: bool = False
    whole: bool = False

    def period(self, year: int | None = None) -> Period | None:
        """Return the months, accumulated unless the text says otherwise; None where month or year is missing."""
        year = self.year or year
        if year is None:
            return None
        if self.last is None:
            return Period(year) if self.whole else None
        first = self.first or (self.last if self.single else 1)
        return Period(year, first, self.last) if first <= self.last else None

    @property
    def empty(self) -> bool:
        """Say whether the text says nothing of time."""
        return self == Span()


def span(text: str) -> Span:
    """Return what a heading or a title says of time.

    >>> span("Utfall Maj 2024").period(), span("Utfall 2024-04").period(), span("Utfall jan-maj 2024").period()
    (Period(year=2024, first=1, last=5), Period(year=2024, first=1, last=4), Period(year=2024, first=1, last=5))
    >>> span("Utfall månad maj 2024").period(), span("Budget 2024").period(), span("T1 2024").last
    (Period(year=2024, first=5, last=5), None, 4)
    """
    low = " ".join(text.replace("_", " ").lower().split())
    base = Span(so_far=bool(_SO_FAR.search(low)), single=bool(_SINGLE.search(low)), whole=bool(_WHOLE.search(low)))
    for reader in (_from_codes, _from_range, _from_code, _from_part, _from_month):
        found = reader(low, base)
        if found:
            return found
    year = _LONE_YEAR.search(low)
    return replace(base, year=int(year[1])) if year else base


def _year(text: str) -> int | None:
    found = _LONE_YEAR.search(text)
    return int(found[1]) if found else None


def _from_codes(text: str, base: Span) -> Span | None:
    found = _CODES.search(text)
    if not found:
        return None
    return replace(base, year=int(found[3]), first=int(found[2]), last=int(found[4]))


def _from_range(text: str, base: Span) -> Span | None:
    found = _RANGE.search(text)
    if not found:
        return None
    return replace(base, year=_year(text), first=_MONTH[found[1]], last=_MONTH[found[2]])


def _from_code(text: str, base: Span) -> Span | None:
    found = _CODE.search(text)
    return replace(base, year=int(found[1]), last=int(found[2])) if found else None


def _from_part(text: str, base: Span) -> Span | None:
    found = _PART.search(text)
    if not found:
        return None
    last = int(found[2]) * 4 if found[1] else int(found[4]) * 3 if found[3] else 6 if found[5] == "halvår" else 0
    return replace(base, year=_year(text), last=last or None)


def _from_month(text: str, base: Span) -> Span | None:
    found = _ALONE.search(text)
    return replace(base, year=_year(text), last=_MONTH[found[1]]) if found else None
