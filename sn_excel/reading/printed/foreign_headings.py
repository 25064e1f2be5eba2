"""Banners: printed headings with words that are none of ours, and the naming that the lines below bear out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from sn_excel.reading.places.headings import heading
from sn_excel.reading.printed.digit_splits import candidates, run, tokens
from sn_excel.reading.printed.heading_guesses import Unit, is_share, namings, units
from sn_excel.reading.printed.row_proofs import votes

Lines = Sequence[tuple[int, str]]
Names = tuple[str, ...]

MOST_WORDS, MOST_LINES, FEW = 24, 16, 4
"""Words of one line of a heading, lines of it, and words of a line that names no measure."""
LONGEST_NAME = 12
"""Words that a row's name on a line of its own may have."""
SAMPLE, MANY, WIDEST = 20, 60, 16
"""Lines that are asked how many columns there are, readings beyond which a line is not asked, and most columns."""

_TIME = re.compile(r"\(?(?:19|20)\d\d(?:[-/–]?\d{2,4}){0,2}\)?\d?|\d\)")
_GLUED = re.compile(r"(?<=[^\W\d]{3})(?=(?:19|20)\d\d\b)")
_SENTENCE = (".", "!", "?", ":", ";")


def opens(text: str) -> bool:
    """Say whether a line may begin a heading: short, no sentence, no amounts, and two measures at least.

    >>> opens("Tkr Utfall2023 Förändring 2022/2023 Budget 2023"), opens("Utfallet och budgeten visas här nedan.")
    (True, False)
    """
    return _short(text) and sum(unit.ours for unit in units(text)) >= 2


def end(lines: Lines, first: int) -> int:
    """Return where a heading ends that begins at a line: before the first line of figures or the name above it."""
    at = first + 1
    while at < min(len(lines), first + MOST_LINES) and _goes_on(lines, at):
        at += 1
    return at


def lead_and_units(texts: Sequence[str]) -> tuple[str, tuple[Unit, ...]]:
    """Return the words before the first measure, and the units from there on."""
    words = " ".join(texts).split()
    first = next((at for at, word in enumerate(words) if _measures(word)), len(words))
    return " ".join(words[:first]), units(" ".join(words[first:]))


def named(found: Sequence[Unit], body: Sequence[str], decimal: str) -> Names | None:
    """Return the naming of the columns that the lines below bear out best, by their deviations, else by their number.

    None where the lines leave the number of columns open.
    """
    asked = [text for text in body if figures(text) >= 2][:SAMPLE]
    shares = _shares(asked)
    best: tuple[tuple[int, int, int], Names] | None = None
    for count in range(2, min(len(found), WIDEST) + 1 - shares):
        readings = [candidates(text, count, decimal) for text in asked]
        fits = sum(map(bool, readings))
        if fits * 3 < len(asked) * 2 or not fits:
            continue
        clear = [each for each in readings if 0 < len(each) <= MANY]
        for names in namings(found, count, shares):
            merit = votes(names, clear), fits, -sum(map(len, clear))
            if _tells(names) and (best is None or merit > best[0]):
                best = merit, names
    return best[1] if best else None


def hide_shares(names: Sequence[str], body: Sequence[str]) -> bool:
    """Say whether the lines hold percentages and a deviation repeated in the heading may be theirs."""
    if not _shares(body) or any(map(is_share, names)):
        return False
    deviating = [bool(said.role and said.role.deviates) for said in map(heading, names)]
    return any(one and other for one, other in pairwise(deviating))


def is_name(text: str) -> bool:
    """Say whether a line without figures may name the figures below it: a few words, and no sentence."""
    return len(text.split()) <= LONGEST_NAME and not text.rstrip().endswith(_SENTENCE) and not opens(text)


def figures(text: str) -> int:
    """Return how many pieces of amounts a line ends in."""
    pieces = tokens(text)
    return len(pieces) - run(pieces)


def _tells(names: Names) -> bool:
    roles = [said.role for said in map(heading, names) if said.role]
    return len(roles) >= 2 and not all(role.deviates for role in roles)


def _shares(texts: Sequence[str]) -> int:
    """Return how many percentages most lines that have any hold; 0 where few lines do."""
    counts = Counter(text.count("%") for text in texts if "%" in text)
    return counts.most_common(1)[0][0] if sum(counts.values()) * 3 >= len(texts) > 0 else 0


def _goes_on(lines: Lines, at: int) -> bool:
    text = lines[at][1]
    if not _short(text) or (
        at + 1 < len(lines) and run(tokens(lines[at + 1][1])) == 0 and not _timed(lines[at + 1][1])
    ):
        return False
    words = text.split()
    return len(words) <= FEW or sum(bool(_TIME.fullmatch(word)) for word in words) * 2 >= len(words) or opens(text)


def _timed(text: str) -> bool:
    return all(_TIME.fullmatch(word) for word in text.split())


def _short(text: str) -> bool:
    words = _GLUED.sub(" ", text).split()
    if len(words) > MOST_WORDS or text.rstrip().endswith(_SENTENCE):
        return False
    return not any(any(map(str.isdigit, word)) and not _TIME.fullmatch(word) for word in words)


def _measures(word: str) -> bool:
    return any(unit.ours for unit in units(word))
