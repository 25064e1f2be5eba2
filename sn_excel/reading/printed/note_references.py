"""Notes: references to notes that are printed between a row's words and its amounts, found by how they count on."""

from __future__ import annotations

import re
from collections.abc import Sequence

Lines = Sequence[tuple[int, str]]

_HEADED = re.compile(r"(?<![^\W_])(?:not|noter)(?![^\W_])", re.IGNORECASE)
_NAMED = re.compile(r"\s+not(?:er)?\s+\d{1,2}[a-z]?(?:,\s?\d{1,2}[a-z]?)*(?=\s|$)", re.IGNORECASE)
_SEVERAL = re.compile(r"(?<=[^\W\d])\s+\d{1,2}(?:, \d{1,2})+(?=\s)")
_FIRST = re.compile(r"(?P<words>[^\d]*[^\W\d][^\d]*?)\s+(?P<note>\d{1,2})(?P<rest>\s.*\d.*)")
LONGEST = 80
"""Signs that a line of a heading may have."""
FARTHEST = 3
"""How much a note's number may grow from one row to the next."""
FEWEST = 3
"""Rows that must count on before their numbers are taken for notes."""


def referred(heading: Sequence[str], lines: Lines) -> bool:
    """Say whether lines refer to notes: their heading has a column of them, or several say `Not 3`."""
    headed = any(len(text) <= LONGEST and _HEADED.search(text) for text in heading)
    return headed or sum(bool(_NAMED.search(text)) for _, text in lines) >= FEWEST


def without_notes(lines: Lines) -> list[tuple[int, str]]:
    """Return the lines without the references to notes that their numbers give away.

    >>> without_notes([(1, "Intäkt 1 269 522"), (2, "Kostnad 2 – 1 116"), (3, "Netto 45 33"), (4, "Skatt 3 705 6")])
    [(1, 'Intäkt 269 522'), (2, 'Kostnad – 1 116'), (3, 'Netto 45 33'), (4, 'Skatt 705 6')]
    """
    plain = [(row, _SEVERAL.sub("", _NAMED.sub("", text))) for row, text in lines]
    first = [_FIRST.fullmatch(text) for _, text in plain]
    counted = _longest([int(found["note"]) if found else 0 for found in first])
    return [
        (row, f"{found['words']}{found['rest']}") if found and at in counted else (row, text)
        for at, ((row, text), found) in enumerate(zip(plain, first, strict=True))
    ]


def _longest(numbers: Sequence[int]) -> frozenset[int]:
    """Return the places of the longest run of numbers that count on; empty when it is too short to tell."""
    runs: list[tuple[int, ...]] = []
    for at, number in enumerate(numbers):
        before = [run for run in runs if run and number and 0 < number - numbers[run[-1]] <= FARTHEST]
        runs.append((*max(before, key=len, default=()), at) if number else ())
    best = max(runs, key=len, default=())
    return frozenset(best) if len(best) >= FEWEST else frozenset()
