"""Headings: what a column holds, out of the words above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from sn_excel.model.amounts import Unit
from sn_excel.reading.places.spans import Span, span
from sn_excel.reading.places.units import named


class Role(StrEnum):
    """What a heading says; `BUDGET` and `DEVIATION` leave open which one until the rows have proved it."""

    ACTUAL = "actual"
    BUDGET = "budget"
    PERIOD_BUDGET = "period_budget"
    ANNUAL_BUDGET = "annual_budget"
    FORECAST = "forecast"
    DEVIATION = "deviation"
    FORECAST_DEVIATION = "forecast_deviation"
    PERIOD_DEVIATION = "period_deviation"

    @property
    def deviates(self) -> bool:
        """Say whether the column is a difference of two others."""
        return self.value.endswith("deviation")


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's heading; `prior` means the year before, `role` None a column that is none of ours."""

    text: str
    role: Role | None = None
    span: Span = field(default_factory=Span)
    prior: bool = False
    unit: Unit | None = None


_WORDS: tuple[tuple[str, Role], ...] = (
    (r"prognosavvikelse|prognosavv|prognosdifferens|helårsavvikelse|årsavvikelse", Role.FORECAST_DEVIATION),
    (r"budgetavvikelsen?|avvikelser?|avvikelsen|avv|differens|diff|budgetdifferens|budgetavv|resultatavvikelse",
     Role.DEVIATION),
    (r"periodavvikelse|ackavvikelse", Role.PERIOD_DEVIATION),
    (r"års?budget(?:en)?|arsbudget|helårs?budget|totalbudget|årsbudg", Role.ANNUAL_BUDGET),
    (r"period(?:s|ens)?budget|ackbudget|månadsbudget", Role.PERIOD_BUDGET),
    (r"budget(?:en)?|budg|bud", Role.BUDGET),
    (r"utfall(?:et)?|utf|bokslut(?:et)?|redovisat|(?:netto|delårs|ack|period|månads)utfall", Role.ACTUAL),
    (r"prognos(?:en)?|årsprognos(?:en)?|helårs?prognos(?:en)?|progn|bokslutsprognos", Role.FORECAST),
)  # fmt: skip
_ROLES = tuple((re.compile(words), role) for words, role in _WORDS)
_KNOWN = re.compile(
    r"ack\w*|helår\w*|hela|året|årets|års?|år|period\w*|månad\w*|mån|aktuell\w*|tom|t|o|m|per|den|mot|gentemot|jmf|jämfört|"
    r"med|av|i|för|till|och|tkr|kkr|mkr|mnkr|kr|kronor|sek|justerad|reviderad|gällande|beslutad|summa|innevarande|"
    r"nu|lämnad|senaste|ny|netto|nettokostnad\w*|föregående|fg|fjol\w*|förra|fåå|få|förg|föreg|f|å|tertial|kvartal|kv|q|t\d|q\d|"
    r"delår\w*|halvår\w*|jan\w*|feb\w*|mar|mars|apr\w*|maj|jun\w*|jul\w*|aug\w*|sep\w*|okt\w*|nov\w*|dec\w*|"
    r"\d{1,2}|\d{4}|\d{6}|\d{8}|nämnd\w*|hittills|ytd|rullande|överskott|underskott|plus|minus"
)  # fmt: skip
_OTHERS = re.compile(
    r"%|\b(?:proc|procent\w*|andel\w*|kommentar\w*|analys\w*|orsak\w*|förklaring\w*|åtgärd\w*|förbruk\w*|återst\w*|kvar\w*|"
    r"tilläggs\w*|ombudget\w*|ursprunglig\w*|intäkt\w*|kostnad(?:er)?|bruttokostnad\w*|förändring\w*|ändring\w*|index|"
    r"kvot|median\w*|linjär\w*|framskrivning|riktpunkt|volym\w*|antal|justering\w*|budgettakt|säsong\w*|rimlig\w*)\b"
)
_SHARE = re.compile(r"(?:i )?(?:%|proc(?:ent)?\.?)")
_NET = re.compile(r"nettokostnad(?:en|er|erna)?")
_PRIOR = re.compile(r"\b(?:föregående|fg|förg|föreg|förra|f)\.? ?(?:år\w*|å)\b|\bfjol\w*|\bfåå\b|\bfå\b|\båret innan\b")
_MINUS = re.compile(r"\s[-–—−]\s|\bminus\b")
_TOKEN = re.compile(r"[^\W_]+")
LONGEST, FARTHEST = 11, 160
"""Words and signs a column's heading may have; longer texts are notes."""


def plain(text: str) -> str:
    """Return a heading in lower case on one line, with words that were broken over lines put together.

    >>> plain("Budget-\\navvikelse\\n 2024-04"), plain("utfall_2024_04"), plain("Års- budget")
    ('budgetavvikelse 2024-04', 'utfall 2024 04', 'årsbudget')
    """
    low = " ".join(text.replace("_", " ").replace("\u00ad", "").lower().split())
    return re.sub(r"(?<=[^\W\d])- (?=(?:avvikelse|budget|prognos|utfall|differens)\b)", "", low).replace(
        "budget-avvikelse", "budgetavvikelse"
    )


def role_of(word: str) -> Role | None:
    """Return what one word says, None for any other word.

    >>> role_of("helårsprognos"), role_of("budgettakt")
    (<Role.FORECAST: 'forecast'>, None)
    """
    return next((role for pattern, role in _ROLES if pattern.fullmatch(word)), None)


@lru_cache(maxsize=4096)
def heading(text: str) -> Heading:
    """Return what a heading says; its role is None when the column is none of ours or the text is no heading.

    A net cost that nothing calls a budget or a forecast is an outcome.

    >>> [heading(text).role.value for text in ("Utfall Maj 2024", "Budget-\\navvikelse 2024-04", "Årsbudget")]
    ['actual', 'deviation', 'annual_budget']
    >>> heading("Avvikelse %").role, heading("Kommentar till avvikelse").role, heading("Ack utfall fg år").prior
    (None, None, True)
    >>> heading("Nettokostnad 2024").role.value, heading("Budget nettokostnad 2024").role.value
    ('actual', 'budget')
    """
    if len(text) > FARTHEST:
        return Heading(text="")
    low = plain(text)
    words = _TOKEN.findall(low)
    said = Heading(text=" ".join(text.split()), span=span(low), prior=bool(_PRIOR.search(low)), unit=named(low))
    if not words or len(words) > LONGEST or _OTHERS.search(low):
        return said
    strangers = sum(not role_of(word) and not _KNOWN.fullmatch(word) for word in words)
    role = _settled(low, [role for role in map(role_of, words) if role]) if strangers <= 1 else None
    if not (role or strangers or any(map(role_of, words))) and any(map(_NET.fullmatch, words)):
        role = Role.ACTUAL
    return Heading(said.text, role, said.span, said.prior, said.unit)


def is_known(word: str) -> bool:
    """Say whether a word may stand in a heading without being a measure: a month, a unit, `ack`, `mot` and so on."""
    words = _TOKEN.findall(word)
    return bool(words) and all(_KNOWN.fullmatch(part) for part in words)


def is_other(word: str) -> bool:
    """Say whether a word makes a column none of ours, a measure in it or not: andel, förändring, kvarstående."""
    return bool(_OTHERS.search(word))


def speaks_of_time_or_unit(text: str) -> bool:
    """Say whether a text only adds to a heading above or below it: a month, a year, a span, a unit, mot budget.

    >>> speaks_of_time_or_unit("Maj 2024"), speaks_of_time_or_unit("tkr"), speaks_of_time_or_unit("Äldreomsorg")
    (True, True, False)
    >>> speaks_of_time_or_unit("procent"), speaks_of_time_or_unit("i %")
    (True, True)
    """
    low = plain(text)
    words = _TOKEN.findall(low)
    return bool(_SHARE.fullmatch(low)) or (
        bool(words) and len(words) <= LONGEST and all(_KNOWN.fullmatch(word) or role_of(word) for word in words)
    )


def _settled(text: str, roles: list[Role]) -> Role | None:
    kinds = set(roles)
    deviating = [role for role in roles if role.deviates]
    if deviating:
        if Role.FORECAST in kinds and Role.ACTUAL not in kinds:
            return Role.FORECAST_DEVIATION
        return deviating[0]
    if len(kinds) == 1:
        return _budget(text, roles[0])
    if len(kinds) == 2 and _MINUS.search(text):
        return Role.FORECAST_DEVIATION if Role.FORECAST in kinds else Role.DEVIATION
    return None


def _budget(text: str, role: Role) -> Role:
    if role is not Role.BUDGET:
        return role
    time = span(text)
    if time.last is not None or time.so_far or time.single:
        return Role.PERIOD_BUDGET
    return Role.ANNUAL_BUDGET if time.whole else role
