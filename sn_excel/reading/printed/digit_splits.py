"""Splittings: every way in which a printed line's digits part into amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from sn_excel.model.amounts import Amount
from sn_excel.model.number_texts import DASHES, SPACES, parse

Splitting: TypeAlias = tuple[Amount | None, ...]
"""A line's amounts, one per column; None for a column left out or marked by a dash."""

MOST = 4000
"""Splittings of one line that are looked at; a line with more is left undecided."""

_PLAIN = str.maketrans(DASHES, "-" * len(DASHES))
_PIECE = re.compile(r"[-+(]{0,2}[0-9][0-9.,]*\)?-?\*{0,3}")
_HEAD = re.compile(r"[-+]?\(?[1-9][0-9]{0,2}")
_GROUP = re.compile(r"[0-9]{3}")
_TAIL = re.compile(r"[0-9]{3}(?:[.,][0-9]+)?\)?-?\*{0,3}")
_PERCENT = re.compile(r"(?:[-+] ?)?[0-9]+(?:[.,][0-9]+)? ?%")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a line; `near` says that one plain space alone parts it from the piece before."""

    text: str
    near: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a line: the words before the amounts, the amounts, and whether the words took figures along."""

    label: str
    amounts: Splitting
    greedy: bool = False


def tokens(line: str) -> tuple[Token, ...]:
    """Return the pieces of a line; percentages are left out.

    >>> [token.text for token in tokens("754 Myndighet – 1 721  4,5 %")]
    ['754', 'Myndighet', '-', '1', '721']
    """
    text = line.translate(_PLAIN)
    if " " not in text.strip():
        text = text.translate(str.maketrans(SPACES, " " * len(SPACES)))
    text = _PERCENT.sub("  ", text) if "%" in text else text
    return tuple(Token(found[2], len(found[1]) == 1) for found in re.finditer(r"([ \t]*)([^ \t]+)", text.rstrip()))


def is_amount_piece(text: str) -> bool:
    """Say whether a piece can be part of an amount, or stands for an empty one.

    >>> [is_amount_piece(text) for text in ("-1", "721", "302,00", "-", "(IFO)", "7812a")]
    [True, True, True, True, False, False]
    """
    return text == "-" or bool(_PIECE.fullmatch(text.translate(str.maketrans(SPACES, "0" * len(SPACES)))))


def run(pieces: Sequence[Token]) -> int:
    """Return where the line's last unbroken run of amount pieces begins."""
    start = len(pieces)
    while start and is_amount_piece(pieces[start - 1].text):
        start -= 1
    return start


def candidates(line: str, columns: int, decimal: str = "") -> tuple[Candidate, ...]:
    """Return every reading of a line as a label and so many amounts.

    Words may end in a number of one or two digits (`Avdelning 3`), so a label may take it along: those readings come
    last and are `greedy`. Beyond `MOST` readings the rest is dropped, which leaves the line undecided.

    >>> [found.amounts for found in candidates("100 Politik 525 543 18 1 302", 4) if not found.greedy]
    [(525, 543, 18, 1302), (525543, 18, 1, 302)]
    >>> candidates("7813 Avdelning 3 0 0", 2)[-1]
    Candidate(label='7813 Avdelning 3', amounts=(0, 0), greedy=True)
    """
    pieces = tokens(line)
    if not pieces:
        return ()
    found: list[Candidate] = []
    first = min(max(run(pieces), 1), len(pieces) - 1)
    ends = [tuple(_amounts(pieces, at, decimal)) if at >= first else () for at in range(len(pieces))]
    for start in (first, first + 1):
        if start > first and not re.fullmatch("[0-9]{1,2}", pieces[first].text):
            continue
        label = " ".join(piece.text for piece in pieces[:start])
        splits = islice(_splits(ends, start, columns), MOST)
        found.extend(Candidate(label, amounts, start > first) for amounts in splits)
    return tuple(found[:MOST])


def _splits(ends: Sequence[Sequence[tuple[int, Amount | None]]], start: int, columns: int) -> Iterator[Splitting]:
    """Yield the ways to part the pieces from one on; `ends` says where an amount that begins at each may end."""
    left = len(ends) - start
    if left < columns:
        return
    if columns == 0:
        if left == 0:
            yield ()
        return
    for end, amount in ends[start]:
        for rest in _splits(ends, end, columns - 1):
            yield (amount, *rest)


def _amounts(pieces: Sequence[Token], start: int, decimal: str) -> Iterator[tuple[int, Amount | None]]:
    """Yield where an amount that begins here may end, and the amount."""
    first = pieces[start].text
    if first == "-":
        yield start + 1, None
        yield from _negated(pieces, start + 1, decimal)
        return
    alone = parse(first, decimal)
    if alone is not None and not re.fullmatch("0[0-9]+", first):
        yield start + 1, alone
    if _HEAD.fullmatch(first):
        yield from _grouped(pieces, start, decimal)


def _negated(pieces: Sequence[Token], start: int, decimal: str) -> Iterator[tuple[int, Amount | None]]:
    """Yield the amounts after a dash that stands a space before its figures."""
    if start < len(pieces) and pieces[start].near and pieces[start].text[0].isdigit():
        yield from ((end, -amount) for end, amount in _amounts(pieces, start, decimal) if amount)


def _grouped(pieces: Sequence[Token], start: int, decimal: str) -> Iterator[tuple[int, Amount | None]]:
    """Yield the amounts of several groups of thousands."""
    text = pieces[start].text
    for end in range(start + 1, len(pieces)):
        piece = pieces[end]
        if not piece.near or not _TAIL.fullmatch(piece.text):
            return
        text += " " + piece.text
        amount = parse(text, decimal)
        if amount is not None:
            yield end + 1, amount
        if not _GROUP.fullmatch(piece.text):
            return
