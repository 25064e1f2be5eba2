"""Which columns a ledger's export has: code, period, amounts, and what each heading says of measure, span and unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from sn_excel.model.amounts import Unit
from sn_excel.model.measures import Measure
from sn_excel.model.sheets import Value
from sn_excel.sources import export_headings
from sn_excel.sources.export_headings import Months
from sn_excel.sources.record_rows import text

SEARCHED = 40
"""Rows in which headings are looked for; exports print a report's name and date above them."""


def _words(said: str) -> frozenset[str]:
    return frozenset(said.split())


_CODES = ("kod", "code", "verksamhetskod", "enhetskod", "vht", "verks", "enhet", "verksamhet", "verksamhet program",
          "program", "objekt")  # fmt: skip
_OTHER_CODES = ("ansvar", "ansvarskod", "kostnadsstalle", "kst", "konto", "kontonr")
"""What rows are told apart by where no unit is named: a book may follow up responsibilities or accounts."""
_NAMES = (
    "namn",
    "name",
    "benamning",
    "verksamhetsnamn",
    "verksamhet namn",
    "verksamhet t",
    "kod t",
    "enhet",
    "verksamhet",
    "text",
)
_PERIODS = ("period", "manad", "redovisningsperiod", "bokforingsperiod", "ar manad", "arman", "periodnr", "datum",
            "bokforingsdatum", "verifikationsdatum", "transaktionsdatum", "transdatum")  # fmt: skip
_DETAILS = _words(
    "konto account ansvar projekt aktivitet motpart motp verifikation verifikat vernr ver verifikationsnummer verif "
    "datum bokforingsdatum verifikationsdatum transaktionsdatum transdatum leverantor kst kostnadsstalle objekt "
    "kontogrupp kontotyp kontoklass kontoslag typ slag lopnr radnr rad"
)
_OTHER = _words(
    "avvikelse avv budgetavvikelse diff differens prognos procent andel forbrukat forbrukning kvar aterstar "
    "aterstaende disponibelt fg foregaende fjol fjolaret forandring antal"
)
_YEARLY = _words("helar helars ar aret arets ars total totalt tot hela beslutad beslutat")
_MONTHLY = _words("manad manadens manadsutfall manadsbudget")
_YEAR_BUDGETS = ("arsbudget", "helarsbudget", "totalbudget", "arsbudgeten")
_ACTUALS = ("utfall", "redovisat", "bokfort", "saldo", "belopp", "nettokostnad", "actual")
_ACCUMULATED = re.compile(r"\b(ack\w*|tom|hittills|ytd|t o m)\b")


class Span(Enum):
    """What a heading says of the months that its amounts cover."""

    MONTH = "month"
    ACCUMULATED = "accumulated"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column of amounts, counted from 0."""

    index: int
    title: str
    measure: Measure
    months: Months | None
    year: int
    span: Span
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of an export, counted from 0 (−1 where there is none); `details` says that rows are bookings."""

    heading: int
    code: int
    name: int
    period: int
    amounts: tuple[AmountColumn, ...]
    details: bool

    def of(self, measure: Measure) -> tuple[AmountColumn, ...]:
        """Return the columns of a measure."""
        return tuple(column for column in self.amounts if column.measure is measure)


def layout(records: Iterable[tuple[int, Sequence[Value]]]) -> Layout | None:
    """Return the layout that the first rows' headings tell; None when no row names a code and an Utfall or budget."""
    for number, record in records:
        if number > SEARCHED:
            return None
        found = _layout(number, [value if isinstance(value, str) else "" for value in record])
        if found:
            return found
    return None


def _layout(number: int, titles: Sequence[str]) -> Layout | None:
    said = {index: export_headings.words(title) for index, title in enumerate(titles)}
    code = _first(said, _CODES)
    if code < 0:
        code = _first(said, _OTHER_CODES)
    rest = {index: words for index, words in said.items() if index != code}
    name, period = _first(rest, _NAMES), _first(rest, _PERIODS)
    amounts = tuple(_amounts({index: titles[index] for index in rest if index not in (name, period)}))
    if code < 0 or not amounts:
        return None
    details = any(_DETAILS & set(words.split()) for words in rest.values())
    return Layout(number, code, name, period, amounts, details)


def _first(said: Mapping[int, str], known: Sequence[str]) -> int:
    return next((index for words in known for index, found in said.items() if found == words), -1)


def _amounts(titles: Mapping[int, str]) -> Iterator[AmountColumn]:
    for index, title in titles.items():
        measure = measured(title)
        if measure:
            year = re.search(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9]{3})", title)
            months = export_headings.months(title)
            yield AmountColumn(
                index,
                text(title),
                measure,
                months,
                int(year[1]) if year else 0,
                _span(title, months),
                export_headings.unit(title),
            )


def measured(title: str) -> Measure | None:
    """Return what a heading says its amounts are; None for a deviation, a forecast, a share or anything else.

    >>> measured("Budget ack maj (tkr)"), measured("Budget helår"), measured("Avvikelse mot budget")
    (<Measure.PERIOD_BUDGET: 'period_budget'>, <Measure.ANNUAL_BUDGET: 'annual_budget'>, None)
    """
    said = export_headings.words(title).split()
    if not said or _OTHER & set(said) or "%" in title:
        return None
    if any(word in _YEAR_BUDGETS for word in said):
        return Measure.ANNUAL_BUDGET
    if any(word.startswith("budget") or word.endswith("budget") or word in ("bud", "budg") for word in said):
        return Measure.ANNUAL_BUDGET if _YEARLY & set(said) else Measure.PERIOD_BUDGET
    actual = any(
        word.startswith(_ACTUALS) or word.endswith("utfall") or word in ("utf", "redovisning") for word in said
    )
    return Measure.ACTUAL if actual else None


def _span(title: str, months: Months | None) -> Span:
    said = export_headings.folded(title)
    if _ACCUMULATED.search(said) or (months and months.first < months.last):
        return Span.ACCUMULATED
    return Span.MONTH if _MONTHLY & set(said.split()) else Span.OPEN
