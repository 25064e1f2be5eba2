"""Namings: every way in which the words of a printed heading, strangers among them, may name its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sn_excel.reading.places.headings import is_known, is_other, plain, role_of
from sn_excel.reading.printed.wrapped_headings import bare, is_time, joins, leads

MOST = 24
"""Ways to choose among the strangers of a heading that are tried for one number of columns."""

_SHARED = re.compile(r"\w+_(?:proc\w*|procent|%|andel\w*)", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[^\W\d]{3})(?=(?:19|20)\d\d\b)")
_DIFFERENCE = re.compile(r"\b(budget|utfall|prognos)\s*[-–−]\s*(budget|utfall|prognos)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """Words of a heading that may be one column's; `ours` where they name a measure."""

    text: str
    ours: bool


def units(text: str) -> tuple[Unit, ...]:
    """Return the words of a heading in units: measures with their time, and single words that are none of ours.

    >>> [unit.text for unit in units("Budget Utfall_proc Prognos apr Förändring 2022/2023 Avvikelse Budget-Utfall")]
    ['budget', 'procent', 'prognos apr', 'förändring 2022/2023', 'avvikelse']
    >>> [unit.text for unit in units("Utfall 2023 Kvarstående Linjärt utfall Koncern 2023 Koncern 2022")]
    ['utfall 2023', 'kvarstående', 'linjärt utfall', 'koncern 2023', 'koncern 2022']
    """
    found: list[list[str]] = []
    ours: list[bool] = []
    waiting: list[str] = []
    joined = False
    for word in plain(_GLUED.sub(" ", _SHARED.sub("procent", _DIFFERENCE.sub("", text)))).split():
        said = bare(word)
        if role_of(said) and not joined:
            if found and not ours[-1] and len(found[-1]) == 1 and is_other(found[-1][0]) and not is_share(found[-1][0]):
                found[-1].append(word)
                continue
            found.append([*waiting, word])
            ours.append(True)
            waiting = []
        elif leads(said) and (not found or any(bare(before) == said for before in found[-1])):
            waiting.append(word)
        elif is_known(said) or joins(said) or joined:
            (found[-1] if found else waiting).append(word)
        elif re.search(r"[^\W\d]", said) or said == "%":
            found.append([word])
            ours.append(False)
        joined = joins(said)
    return tuple(Unit(" ".join(_timed(words)), own) for words, own in zip(found, ours, strict=True))


def is_share(text: str) -> bool:
    """Say whether a column's words speak of a share: `%`, `procent`."""
    return text.startswith(("%", "proc"))


def _timed(words: Sequence[str]) -> list[str]:
    """Return the words without their times where several columns' times were printed on a line of their own."""
    times = [word for word in words if is_time(bare(word))]
    return [word for word in words if word not in times] if len(times) > 2 else list(words)


def namings(found: Sequence[Unit], count: int, shares: int) -> Iterator[tuple[str, ...]]:
    """Yield the ways in which so many columns may be named.

    Strangers may be columns of their own or none; a deviation right after another one is a share when the lines hold
    shares, which are not counted among the amounts.
    """
    strangers = [at for at, unit in enumerate(found) if not unit.ours]
    repeated = [at for at in range(1, len(found)) if _deviates(found[at]) and _deviates(found[at - 1])]
    tried = 0
    for left_out in range(min(shares, len(repeated)) + 1):
        wanted = count - (len(found) - len(strangers) - left_out)
        if not 0 <= wanted <= len(strangers):
            continue
        for dropped in combinations(repeated, left_out):
            for kept in combinations(strangers, wanted):
                if tried >= MOST:
                    return
                tried += 1
                yield tuple(
                    unit.text for at, unit in enumerate(found) if at not in dropped and (unit.ours or at in kept)
                )


def _deviates(unit: Unit) -> bool:
    role = role_of(bare(unit.text.split()[0]))
    return unit.ours and role is not None and role.deviates
