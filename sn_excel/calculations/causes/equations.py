"""Equations: every "this should tie" is one, and this is the one place that judges whether it does.

A printed value v of precision s is the closed interval v ± s/2, and a total ties if the interval of its sum meets it:
the rule of XBRL Calculations 1.1. That is loose for long sums, so a document whose sums tie exactly, far oftener than
rounded figures would by chance, is held to what it shows itself to be: exact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import exp, factorial, sqrt

from sn_excel.model.amounts import NOISE, ORE, Amount, size, spoken
from sn_excel.model.findings import Severity
from sn_excel.model.tables import Figure

ROUNDING_DEVIATION = 0.289
"""Standard deviation of a rounding error, in units of the last digit: 1/√12."""
UNLIKELY = 3.5
"""So many standard deviations are more than rounding can be believed to make."""
CERTAIN = 0.01
"""Exact ties rarer than this among rounded figures prove that the figures were not rounded one by one."""
STRAY = 3
"""So many gaps within rounding are the work of one slip of a digit, not of rounding."""


class Verdict(StrEnum):
    """How well an equation ties, in the words people see."""

    EXACT = "Stämmer"
    ROUNDING = "Inom avrundning"
    BROKEN = "Stämmer ej"


class Role(StrEnum):
    """How the stated figure of an equation comes about, and so how a fault spreads."""

    ROW = "row"
    """It is computed from its own row, and follows when that is wrong."""
    SUM = "sum"
    """It is a sum of its parts, and follows when a part is wrong."""
    LINK = "link"
    """It is fetched from where it was computed, and may follow."""
    CLAIM = "claim"
    """It was stated on its own: another document or statement says the same."""


@dataclass(frozen=True, slots=True)
class Equation:
    """A claim that one stated figure is `constant` and a weighted sum of others, in tkr.

    `claim` is Swedish with `{stated}`, `{computed}` and `{unit}`: what stands here and what should.
    `severity` is what a gap beyond rounding is worth, `remedy` what to do when no slip explains it. `parts` are the
    figures, rounded one by one, that the terms are sums of.
    """

    code: str
    role: Role
    stated: Figure
    terms: tuple[tuple[int, Figure], ...]
    claim: str
    constant: Amount = 0
    severity: Severity = Severity.ERROR
    remedy: str = ""
    parts: tuple[Figure, ...] = ()

    @property
    def computed(self) -> Amount:
        """Return what the terms make; an empty cell counts as nothing."""
        return sum([weight * (figure.value or 0) for weight, figure in self.terms], self.constant)

    @property
    def difference(self) -> Amount:
        """Return stated − computed; 0 where the gap is smaller than money can be.

        Half an öre, what binary arithmetic leaves in amounts of this size, or half of a printed digit that is finer.
        """
        gap = (self.stated.value or 0) - self.computed
        return gap if isinstance(gap, int) or size(gap) > self.least else 0

    @property
    def least(self) -> Amount:
        """Return the widest gap in tkr that is no money; 0 among whole amounts."""
        figures = (self.stated, *(figure for _, figure in self.terms))
        if all([figure.value is None or isinstance(figure.value, int) for figure in figures]):  # noqa: C419 - the shorter way
            return 0
        sizes = sum((abs(Decimal(figure.value or 0)) for figure in figures), Decimal(0))
        return min(ORE, *(Decimal(figure.step) for figure in figures)) / 2 + NOISE * sizes

    @property
    def slack(self) -> Amount:
        """Return the widest gap that rounding can make, in tkr (Calculations 1.1)."""
        steps = self.stated.step + sum(
            abs(weight) * figure.step for weight, figure in self.terms if figure.value is not None
        )
        steps += sum(part.step for part in self.parts)
        return steps // 2 if isinstance(steps, int) else steps / 2

    @property
    def likely(self) -> float:
        """Return the widest gap in tkr that rounding can be believed to make."""
        squares = sum((weight * figure.step) ** 2 for weight, figure in self.terms if figure.value is not None)
        squares += sum(part.step**2 for part in self.parts)
        return UNLIKELY * ROUNDING_DEVIATION * sqrt(squares + self.stated.step**2)

    @property
    def judgeable(self) -> bool:
        """Say whether every figure can be read and the total and some term are there."""
        if self.stated.value is None or any([figure.doubt for _, figure in self.terms]):  # noqa: C419 - the shorter way
            return False
        return any([figure.value is not None for _, figure in self.terms])  # noqa: C419 - the shorter way

    @property
    def text(self) -> str:
        """Return the claim in figures."""
        one = self.stated
        return self.claim.format(stated=one.said(), computed=one.said(self.computed), unit=one.unit)

    def verdict(self, exact: bool = False) -> Verdict:
        """Return how well it ties; `exact` says that the document's figures are known not to be rounded one by one."""
        gap = size(self.difference)
        if not gap:
            return Verdict.EXACT
        within = gap <= self.slack and not (exact and gap > self.likely)
        return Verdict.ROUNDING if within else Verdict.BROKEN


def judged(gap: Amount, verdict: Verdict) -> str:
    """Return the verdict as people read it.

    >>> judged(-5210, Verdict.BROKEN), judged(0, Verdict.EXACT)
    ('Stämmer ej, differens −5 210', 'Stämmer')
    """
    return f"{verdict}, differens {spoken(gap)}" if verdict is Verdict.BROKEN else str(verdict)


def exact_documents(equations: Iterable[Equation]) -> frozenset[str]:
    """Return the documents whose figures are proved to tie exactly: rounded ones would not do so often.

    Sums of round hundreds and sums of nothing prove nothing and are not counted.
    """
    telling: dict[str, list[Equation]] = defaultdict(list)
    for equation in equations:
        if equation.role in (Role.ROW, Role.SUM) and _telling(equation):
            telling[equation.stated.place.document].append(equation)
    return frozenset(document for document, found in telling.items() if _proved(found))


def exact_links(equations: Iterable[Equation]) -> frozenset[str]:
    """Return the documents whose typed links to sums of rounded parts are proved to tie exactly, as sums are.

    A decided budget is rounded on its own, and so are the units of its page: only many exact ties tell otherwise.
    """
    telling: dict[str, list[Equation]] = defaultdict(list)
    for equation in equations:
        if equation.parts and not equation.stated.formula:
            telling[equation.stated.place.document].append(equation)
    return frozenset(document for document, found in telling.items() if _proved(found))


def _telling(equation: Equation) -> bool:
    values = [figure.value for _, figure in equation.terms if figure.value]
    steps = {equation.stated.step, *(figure.step for _, figure in equation.terms)}
    return len(values) > 1 and len(steps) == 1 and any(value % (10 * step) for value in values for step in steps)


def _proved(equations: Sequence[Equation]) -> bool:
    verdicts = [equation.verdict() for equation in equations]
    gaps = verdicts.count(Verdict.ROUNDING)
    judged = zip(equations, verdicts, strict=True)
    expected = sum(
        _uneven(len(equation.terms) + len(equation.parts)) for equation, found in judged if found is not Verdict.BROKEN
    )
    return gaps <= STRAY and sum(exp(-expected) * expected**k / factorial(k) for k in range(gaps + 1)) < CERTAIN


def _uneven(terms: int) -> float:
    """Return how often a sum of so many rounded terms differs from the rounded sum (normal approximation)."""
    return max(0.25, 1 - 1 / (ROUNDING_DEVIATION * sqrt((terms + 1) * 6.2832)))
