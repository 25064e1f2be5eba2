"""Periods: a span of months in a year. Accumulated means from January."""

from __future__ import annotations

import re
from typing import NamedTuple, Self

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip

_NAMED = re.compile(r"([a-z]{3,9})\.?(?:\s*(?:19|20)\d\d)?")


def sole_month(text: str) -> int:
    """Return the month that a text names and nothing else, 1 to 12; 0 for any other text.

    >>> [sole_month(text) for text in ("Jan", "Maj 2024", "sept.", "Utfall maj", "Mark", "")]
    [1, 5, 9, 0, 0, 0]
    """
    found = _NAMED.fullmatch(text.strip().lower())
    return next((at for at, month in enumerate(MONTHS, 1) if found and month.startswith(found[1])), 0)


class _Months(NamedTuple):
    year: int
    first: int
    last: int


class Period(_Months):
    """Months `first` to `last` of `year`, both included; ValueError for what is no span of months."""

    __slots__ = ()

    def __new__(cls, year: int, first: int = 1, last: int = 12) -> Self:
        """Refuse what is no span of months."""
        if not (1 <= first <= last <= 12 and 1900 <= year <= 2999):
            raise ValueError(f"{year}, {first}-{last} is no period")
        return super().__new__(cls, year, first, last)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the accumulated period that ends in the month `YYYY-MM`; ValueError otherwise.

        >>> Period.parse("2024-05")
        Period(year=2024, first=1, last=5)
        """
        found = re.fullmatch(r"\s*(\d{4})-?(\d{2})\s*", text)
        if not found:
            raise ValueError(f"{text!r} is no month")
        return cls(int(found[1]), 1, int(found[2]))

    @property
    def accumulated(self) -> bool:
        """Say whether the span starts in January."""
        return self.first == 1

    @property
    def whole_year(self) -> bool:
        """Say whether the span is the year."""
        return (self.first, self.last) == (1, 12)

    @property
    def month(self) -> Period:
        """Return the last month alone."""
        return Period(self.year, self.last, self.last)

    @property
    def year_to_date(self) -> Period:
        """Return January to the last month."""
        return Period(self.year, 1, self.last)

    @property
    def annual(self) -> Period:
        """Return the whole year."""
        return Period(self.year)

    @property
    def code(self) -> str:
        """Return the last month as `YYYY-MM`."""
        return f"{self.year}-{self.last:02}"

    @property
    def heading(self) -> str:
        """Return the last month as the printed table writes it.

        >>> Period(2024, 1, 5).heading
        'Maj 2024'
        """
        return f"{MONTHS[self.last - 1].capitalize()} {self.year}"

    @property
    def spoken(self) -> str:
        """Return the span in words.

        >>> Period(2024, 1, 5).spoken, Period(2024, 5, 5).spoken, Period(2024).spoken
        ('januari–maj 2024', 'maj 2024', 'helår 2024')
        """
        if self.whole_year:
            return f"helår {self.year}"
        if self.first == self.last:
            return f"{MONTHS[self.last - 1]} {self.year}"
        return f"{MONTHS[self.first - 1]}–{MONTHS[self.last - 1]} {self.year}"
