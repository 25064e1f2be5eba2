"""Captions: column headings out of text whose lines were broken anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sn_excel.reading.places.headings import is_known, plain, role_of

_JOINS = {"mot", "gentemot", "-", "–", "−", "jmf", "jämfört", "från", "/"}
_LEADS = {"ack", "ackumulerat", "ackumulerad", "justerad", "reviderad", "lämnad", "årets", "helårs", "hela", "senaste"}
_MONTH = re.compile(r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*")
_TIME = re.compile(r"(?:19|20)\d\d(?:-?[01]\d)?")

_FIGURE = re.compile(r"[-–−]?\d{1,2}(?:,\d+)?")
"""Two of these make a line of figures (`Nämnd 1,2 1,3`), not one of months."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A heading line's words: those before the first column's, and those of the columns."""

    lead: str
    words: str


def caption(line: str) -> Caption | None:
    """Return how a line takes part in a heading; None for a line that has no part in one.

    >>> caption("DRIFTREDOVISNING, TKR  Prognos"), caption("2024 Avvikelse Utfall").lead, caption("Verksamhet program")
    (Caption(lead='DRIFTREDOVISNING, TKR', words='Prognos'), '', None)
    """
    words = line.split()
    if sum(bool(_FIGURE.fullmatch(word)) for word in words) > 1 and not any(role_of(bare(word)) for word in words):
        return None
    start = len(words)
    while start and _belongs(words[start - 1]):
        start -= 1
    if start == len(words) or start > 6:
        return None
    while start and start < len(words) and not (role_of(bare(words[start])) or bare(words[start]) in _LEADS):
        start += 1
    if start == len(words):
        return None
    return Caption(" ".join(words[:start]), " ".join(words[start:]))


def columns(text: str) -> tuple[str, ...]:
    """Return the headings in a text in which they follow one another.

    A run of measures followed by as many months shares them out; a percent sign is a column of its own.

    >>> columns("Prognos 2024 Budget 2024 Avvikelse Utfall 2024-04 Budget- avvikelse 2024-04")
    ('prognos 2024', 'budget 2024', 'avvikelse', 'utfall 2024-04', 'budgetavvikelse 2024-04')
    >>> columns("Utfall Budget Avvikelse Årsbudget Maj 2024 Maj 2024 Maj 2024")
    ('utfall maj 2024', 'budget maj 2024', 'avvikelse maj 2024', 'årsbudget')
    """
    found: list[list[str]] = []
    leads: list[str] = []
    joined = False
    for word in plain(text).split():
        said = bare(word)
        if (role_of(said) and not joined) or said == "%":
            found.append([*leads, word])
            leads = []
        elif said in _LEADS and (not found or any(bare(before) == said for before in found[-1])):
            leads.append(word)
        elif found:
            found[-1].append(word)
        joined = said in _JOINS
    return tuple(" ".join(words) for words in _shared(found))


def bare(word: str) -> str:
    """Return a word without the signs around it."""
    return word.lower().strip(".,:;()*") or word


def leads(word: str) -> bool:
    """Say whether a word stands before the measure it belongs to: `ack`, `lämnad`."""
    return word in _LEADS


def joins(word: str) -> bool:
    """Say whether a word ties the next one to the words before: `mot`, a dash."""
    return word in _JOINS


def is_time(word: str) -> bool:
    """Say whether a word is a year or a month, or a year and its month."""
    return bool(_TIME.fullmatch(word) or _MONTH.fullmatch(word))


def _belongs(word: str) -> bool:
    said = bare(word)
    return said in {"%", "-", "–", "budget-", "års-", "utfall-"} or bool(role_of(said)) or is_known(said)


def _shared(found: list[list[str]]) -> list[list[str]]:
    """Share out the months that stand in a row after a row of measures."""
    if len(found) < 2:
        return found
    times = _times(found[-1])
    bare = [at for at, words in enumerate(found) if not _times(words)]
    if len(times) < 2 or bare != list(range(len(found) - 1)):
        return found
    last = [word for word in found[-1] if word not in " ".join(times).split()]
    takers = [*found[:-1], last]
    if len(times) != len(takers):
        takers = [words for words in takers if not words[0].startswith(("års", "helårs", "%"))]
    if len(times) != len(takers):
        return found
    for words, time in zip(takers, times, strict=True):
        words.append(time)
    return [*found[:-1], last]


def _times(words: list[str]) -> list[str]:
    times: list[str] = []
    for word in words:
        if _TIME.fullmatch(word) and times and _MONTH.fullmatch(times[-1]):
            times[-1] += f" {word}"
        elif _TIME.fullmatch(word) or _MONTH.fullmatch(word):
            times.append(word)
    return times
