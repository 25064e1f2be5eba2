"""What a check is: a code, its severities, what it says about itself in Swedish, and the kind of answer it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sn_excel.calculations.causes.equations import Equation
from sn_excel.model.amounts import Amount
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.places import Place
from sn_excel.model.tables import Dossier


@dataclass(frozen=True, slots=True)
class Recomputation:
    """Runs before all others: gives its findings, and the amounts that the others should see instead."""

    run: Callable[[Dossier], tuple[tuple[Finding, ...], Mapping[Place, Amount | None]]]


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims equations that should tie; the pipeline judges them and looks for the cause of those that do not."""

    run: Callable[[Dossier], Iterator[Equation]]


@dataclass(frozen=True, slots=True)
class Sieve:
    """Sifts the claims: gives those worth explaining one by one, and findings in place of the others."""

    run: Callable[[Iterable[Equation]], tuple[tuple[Equation, ...], tuple[Finding, ...]]]


@dataclass(frozen=True, slots=True)
class Faults:
    """Names faults of rows and formulas; a gap in such a row is not told a second time."""

    run: Callable[[Dossier], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rounding:
    """Words the equations that tie within rounding."""

    run: Callable[[Sequence[Equation]], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Observations:
    """Tells what looks odd, unless a cause that was found explains it."""

    run: Callable[[Dossier], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Observes as well; at a place where a cause is found its `hint` is told as evidence of the cause instead."""

    run: Callable[[Dossier], Iterator[Finding]]
    suspects: Callable[[Dossier], Iterable[Place]]
    hint: str


Answer = Recomputation | Claims | Sieve | Faults | Rounding | Observations | Evidence


@dataclass(frozen=True, slots=True)
class Check:
    """One check; `severities` are those its findings can have, the usual one first."""

    code: str
    severities: tuple[Severity, ...]
    answer: Answer
    docstring: str | None

    @property
    def explanation(self) -> str:
        """Return what the code means, in Swedish: title, why, example and remedy."""
        return (self.docstring or "").strip()

    @property
    def title(self) -> str:
        """Return the code with its title."""
        return self.explanation.partition("\n")[0]
