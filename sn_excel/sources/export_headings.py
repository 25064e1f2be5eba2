"""What a heading or a period cell says: its bare words, its unit, its months, however an export writes them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sn_excel.model.amounts import Unit
from sn_excel.model.periods import MONTHS, Period

_UNITS = {
    "kr": Unit.KR, "kronor": Unit.KR, "sek": Unit.KR,
    "tkr": Unit.TKR, "tusental": Unit.TKR, "tsek": Unit.TKR, "ksek": Unit.TKR, "kkr": Unit.TKR,
    "mkr": Unit.MKR, "mnkr": Unit.MKR, "msek": Unit.MKR, "miljoner": Unit.MKR,
}  # fmt: skip
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS).replace("sep(?:tember)?", "sept?(?:ember)?")
_NAMED = re.compile(rf"\b({_MONTH})\b")
_YEAR = r"((?:19|20)[0-9]{2})"
_DATED = re.compile(rf"\b{_YEAR}[-/ ]?(0[1-9]|1[0-2])(?:[-/ ]?(?:0[1-9]|[12][0-9]|3[01]))?\b")
_SHORT = re.compile(r"(?<![0-9])(2[1-9]|3[0-9])(0[1-9]|1[0-2])(?![0-9])")
"""A month as `2405`; years before 2021 would be taken for years (2012)."""
_SHORT_YEAR = re.compile(rf"\b(?:{_MONTH})[-' ]+([0-9]{{2}})\b")


@dataclass(frozen=True, slots=True)
class Months:
    """Months that a text names, a single one being first and last; `year` is 0 where the text names none."""

    year: int
    first: int
    last: int

    def period(self, year: int) -> Period:
        """Return the span, of `year` where the text names none."""
        return Period(self.year or year, self.first, self.last)


def folded(text: str) -> str:
    """Return a heading without case, accents and signs.

    >>> folded("Årsbudget (tkr)"), folded("FRÅN_PERIOD")
    ('arsbudget tkr', 'fran period')
    """
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def words(text: str) -> str:
    """Return what a heading is about: its words without unit, year and months.

    >>> words("Utfall Maj 2024, tkr"), words("Budget jan–maj"), words("Årsbudget 2024")
    ('utfall', 'budget', 'arsbudget')
    """
    bare = _DATED.sub(" ", text)
    kept = [word for word in folded(bare).split() if word not in _UNITS and not re.fullmatch(_YEAR, word)]
    return " ".join(word for word in kept if not _NAMED.fullmatch(word) and not re.fullmatch("[0-9]{2}", word))


def unit(text: str) -> Unit | None:
    """Return the unit that a heading names.

    >>> unit("Utfall (tkr)"), unit("Belopp i kronor"), unit("Utfall") is None
    (<Unit.TKR: 'tkr'>, <Unit.KR: 'kr'>, True)
    """
    found = {_UNITS[word] for word in folded(text).split() if word in _UNITS}
    return found.pop() if len(found) == 1 else None


def months(text: str) -> Months | None:
    """Return the months that a heading or a period cell names; None where it names none.

    >>> months("202405"), months("Utfall jan-maj 2024"), months("maj-24"), months("2024-01 - 2024-05")
    (Months(year=2024, first=5, last=5), Months(year=2024, first=1, last=5), Months(year=2024, first=5, last=5), \
Months(year=2024, first=1, last=5))
    """
    dated = [(int(year), int(month)) for year, month in _DATED.findall(text)]
    if dated:
        same_year = dated[0][0] == dated[-1][0] and dated[0][1] <= dated[-1][1]
        return Months(dated[0][0], dated[0][1], dated[-1][1]) if same_year else None
    short = _SHORT.findall(text)
    if short and len({year for year, _ in short}) == 1:
        return Months(2000 + int(short[0][0]), int(short[0][1]), int(short[-1][1]))
    lower = text.casefold()
    named = [_number(name) for name in _NAMED.findall(lower)]
    if not named or named[0] > named[-1]:
        return None
    years = re.findall(rf"\b{_YEAR}\b", lower) or [f"20{year}" for year in _SHORT_YEAR.findall(lower)]
    return Months(int(years[-1]) if years else 0, named[0], named[-1])


def _number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))
