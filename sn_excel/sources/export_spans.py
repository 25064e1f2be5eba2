"""Which columns and rows of an export make January to the month asked for; what does not is refused, never guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from sn_excel.model.errors import AmbiguousInputError, SnError
from sn_excel.model.periods import MONTHS, Period
from sn_excel.sources.export_columns import AmountColumn, Span
from sn_excel.sources.export_headings import Months


class Ground(Enum):
    """Why the chosen parts are held to be accumulated."""

    SAID = "the heading or the rows say so"
    SUMMED = "months from January were summed"
    PRESUMED = "a heading names the month alone, or nothing"
    UNPROVED = "rows of one single month: a month's or accumulated figures"


@dataclass(frozen=True, slots=True)
class Part:
    """One amount column (by its place in the layout) over the rows of one span (None: rows name no months)."""

    place: int
    rows: Months | None
    months: Months | None
    span: Span


@dataclass(frozen=True, slots=True)
class Choice:
    """The parts that sum to a measure from January to the month asked for."""

    parts: tuple[Part, ...]
    ground: Ground

    @property
    def last(self) -> Choice:
        """Return the last month's part alone, for rows that turn out to be accumulated each."""
        latest = max(self.parts, key=lambda part: part.months.last if part.months else 0)
        return Choice((latest,), Ground.SAID)


def parts(columns: Mapping[int, AmountColumn], rows: Iterable[Months | None], year: int) -> tuple[Part, ...]:
    """Return every column over every span of rows, without those of other years."""
    spans = set(rows)
    found: list[Part] = []
    for place, column in columns.items():
        for span in sorted(spans, key=lambda months: (months.last, months.first) if months else (0, 0)):
            months = column.months or span
            said = months.year if months and months.year else column.year
            if said in (0, year):
                accumulated = months is not None and months.first < months.last
                found.append(Part(place, span, months, Span.ACCUMULATED if accumulated else column.span))
    return tuple(found)


def choice(found: Collection[Part], period: Period, what: str, document: str) -> Choice:
    """Return the parts that make the accumulated figure. SnError when the file does not hold the period."""
    last = period.last
    stated = [part for part in found if part.span is Span.ACCUMULATED and _ends(part, last)]
    if stated:
        return Choice((_single(stated, what, document),), Ground.SAID)
    bare = [part for part in found if part.months is None and part.span is not Span.ACCUMULATED]
    if bare and not any(part.months for part in found):
        return _bare(bare, period, what, document)
    singles = [part for part in found if part.months and part.span is not Span.ACCUMULATED]
    monthly = {part.months.last: part for part in singles if part.months}
    if last not in monthly:
        raise SnError(_absent(found, period, what, document))
    _single([part for part in singles if part.months == monthly[last].months], what, document)
    missing = [month for month in range(1, last) if month not in monthly]
    if not missing:
        return Choice(tuple(monthly[month] for month in range(1, last + 1)), Ground.SUMMED)
    if len([month for month in monthly if month <= last]) > 1 or monthly[last].span is Span.MONTH:
        raise SnError(_incomplete(missing, what, document))
    return Choice((monthly[last],), Ground.UNPROVED if monthly[last].rows else Ground.PRESUMED)


def _ends(part: Part, last: int) -> bool:
    if part.months is None:
        return True
    return part.months.last == last and (part.months.first in (1, last))


def _single(found: Collection[Part], what: str, document: str) -> Part:
    if len({part.place for part in found}) > 1:
        raise AmbiguousInputError(
            f"{document} har flera kolumner med {what} för samma period. Ta bort dem som inte ska användas."
        )
    return max(found, key=lambda part: part.months.first < part.months.last if part.months else False)


def _bare(found: Collection[Part], period: Period, what: str, document: str) -> Choice:
    open_ones = [part for part in found if part.span is Span.OPEN]
    if not open_ones and period.last > 1:
        raise SnError(
            f"{document} har {what} för månaden, men ackumulerade belopp för {period.spoken} behövs. "
            "Exportera ackumulerat, eller månad för månad från januari."
        )
    return Choice((_single(open_ones or found, what, document),), Ground.PRESUMED)


def _absent(found: Collection[Part], period: Period, what: str, document: str) -> str:
    held = sorted({(part.months.year or period.year, part.months.last) for part in found if part.months})
    names = ", ".join(f"{MONTHS[month - 1]} {year}" for year, month in held[-12:])
    holds = f"filen har {names}" if held else f"filen har inget för {period.year}"
    return (
        f"{document} har inget {what} för {period.spoken}; {holds}. Välj en period som finns eller exportera på nytt."
    )


def _incomplete(missing: Collection[int], what: str, document: str) -> str:
    names = ", ".join(MONTHS[month - 1] for month in missing)
    return (
        f"{document} har {what} månad för månad men saknar {names}. "
        "Exportera alla månader från januari, eller ackumulerade belopp."
    )
