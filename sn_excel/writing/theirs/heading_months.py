"""The month in one heading made another month; dates, case numbers, amounts and names in people's texts stay."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable

from sn_excel.model.periods import MONTHS, Period

SHORT = tuple(month[:3] for month in MONTHS)
_NAMES = "|".join(sorted({*MONTHS, *SHORT}, key=len, reverse=True))

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")

_OWN_TEXT = re.compile(
    r"§|\b(?:dnr|diarien\w*|ärende\w*|protokoll\w*|sammanträd\w*|upprätta\w*|skapa[dt]|utskri\w*|uttag\w*|attest\w*"
    r"|signera\w*|sign|underskri\w*|faktur\w*|avtal\w*|beror|saknas|ingår|bokför\w*|kommentar\w*)\b"
    r"|\bbeslut(?!ad budget)\w*|\bSN[ -]?\d{4}[/ ]\d"
    r"|(?<![\d-])(?!(?:19|20)\d\d\b)(?!1 ?000 ?kr)\d[\d ]{0,12}(?:,\d{1,2})? ?[tm]?kr\b",
    re.IGNORECASE,
)
"""What tells that a text is somebody's own, with a case, a decision, a signature or an amount in it."""

_DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d(?P<a>[-/. ])\d{1,2}(?P=a)\d{1,2}|(?:19|20)\d{6}"
    r"|\d{1,2}(?P<b>[-/.])\d{1,2}(?P=b)(?:(?:19|20)\d\d|\d\d))(?!\d)"
    rf"|(?<!\d)\d{{1,2}}(?::?[ea])?[ ](?:{_NAMES})(?![^\W_])(?:[ ](?:19|20)\d\d(?!\d))?",
    re.IGNORECASE,
)
"""A whole day: it is never cut."""

_UP_TO = re.compile(
    r"(?:(?:utfall|budget|prognos|ack\w*|uppföljning|budgetuppföljning|period|tkr|per|den|t\.?o\.?m|till och med)\b"
    r"[.,: ]{0,3}){1,8}",
    re.IGNORECASE,
)
"""The words of a heading before the day that its months run to."""

_PERSON_BEFORE = re.compile(
    r"\b(?:av|hos|hej|enligt|fråga|ring|\w{0,20}(?:ekonom|chef|ansvarig)|controller|handläggare)[:, ]{1,3}$",
    re.IGNORECASE,
)
_PERSON_AFTER = re.compile(
    r"-[A-ZÅÄÖ][a-zåäö]|[ ](?!(?:Utfall|Budget|Prognos|Avvikelse|Ack|Tkr|Kr|Mkr|Hel|År|Total|Social|Nämnd|Rapport|Upp))"
    r"[A-ZÅÄÖ][a-zåäö]+"
)


def moved(text: str, old: Period, new: Period) -> str:
    """Return a heading with the old period's last month made the new one's; its year too. Other months stay.

    >>> moved("Utfall Maj 2024", Period(2024, 1, 5), Period(2024, 1, 6))
    'Utfall Juni 2024'
    >>> moved("Tkr, ackumulerat januari–maj 2024", Period(2024, 1, 5), Period(2025, 1, 3))
    'Tkr, ackumulerat januari–mars 2025'
    >>> moved("Utfall 2024-04, jan-apr", Period(2024, 1, 4), Period(2024, 1, 5))
    'Utfall 2024-05, jan-maj'
    >>> moved("Per 2024-05-31", Period(2024, 1, 5), Period(2024, 1, 6))
    'Per 2024-06-30'
    >>> [moved(text, Period(2024, 1, 5), Period(2024, 1, 6)) for text in ("Utfall maj 2023", "Majblomman", "Maj Berg")]
    ['Utfall maj 2023', 'Majblomman', 'Maj Berg']
    """
    if _OWN_TEXT.search(text) or any(int(year) != old.year for year in _YEAR.findall(text)):
        return text
    pieces, start = [], 0
    for day in _DATE.finditer(text):
        pieces += [_between(text[start : day.start()], old, new), _day(day[0], text[: day.start()], old, new)]
        start = day.end()
    return "".join((*pieces, _between(text[start:], old, new)))


def _between(text: str, old: Period, new: Period) -> str:
    """Return a text without whole days, its month and its year moved."""
    code = (
        rf"(?<![^\W_]){old.year}(?P<dash>[-/]?|[. ](?!\d\d ?(?:[tm]?kr\b|%))){old.last:02}(?![^\W_]|[-/.:,]\d| \d{{3}})"
    )
    text = re.sub(code, rf"{new.year}\g<dash>{new.last:02}", text)
    turned = rf"(?<![^\W_]|[-.]){old.last:02}(?P<dash>[-/.]){old.year}(?![^\W_]|[-/.:,]\d)"
    text = re.sub(turned, rf"{new.last:02}\g<dash>{new.year}", text)
    for names in (MONTHS, SHORT):
        text = _words(text, names[old.last - 1], names[new.last - 1])
    if old.year != new.year:
        text = re.sub(rf"(?<![^\W_]){old.year}(?![^\W_]|[-/.:]\d)", str(new.year), text)
    return text


def _day(day: str, before: str, old: Period, new: Period) -> str:
    """Return the day that a heading's months run to, moved to the end of the new ones; any other day as it is."""
    if not _UP_TO.fullmatch(before):
        return day
    for form in (
        "{0.year}-{0.last:02}-{1:02}",
        "{1:02}.{0.last:02}.{0.year}",
        "{1} {2} {0.year}",
        "{0.year}{0.last:02}{1:02}",
    ):
        was, becomes = (form.format(one, monthrange(one.year, one.last)[1], MONTHS[one.last - 1]) for one in (old, new))
        if day.lower() == was:
            return becomes
    return day


def _words(text: str, was: str, becomes: str) -> str:
    def put(found: re.Match[str]) -> str:
        return found[0] if _person(text, found) else _like(found[0], becomes)

    return re.sub(rf"(?<![^\W\d_]){was}(?![^\W\d_])", put, text, flags=re.IGNORECASE)


def _person(text: str, found: re.Match[str]) -> bool:
    """Say whether the word for a month is somebody's first name, as in "Ekonom: Maj Berg" or "Maj-Britt"."""
    if not found[0][0].isupper():
        return False
    return bool(_PERSON_BEFORE.search(text[: found.start()]) or _PERSON_AFTER.match(text, found.end()))


def _like(word: str, other: str) -> str:
    """Return a word written as another one is: small, capitalised or in capitals."""
    shape: Callable[[str], str] = str.upper if word.isupper() else str.capitalize if word[0].isupper() else str.lower
    return shape(other)
