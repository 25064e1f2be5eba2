"""From a dossier to its findings: recompute, claim, sift, diagnose, and tell what no cause explains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from sn_excel.calculations.causes.diagnosis import Diagnosis, diagnose
from sn_excel.calculations.causes.equations import Equation, Verdict
from sn_excel.calculations.causes.systems import System
from sn_excel.checks.catalogue import CHECKS
from sn_excel.checks.check_type import Claims, Evidence, Faults, Observations, Recomputation, Rounding, Sieve
from sn_excel.checks.diagnosis_findings import explained_by, finding
from sn_excel.checks.mending import changed, mended
from sn_excel.checks.predecessors import amounts_before
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.tables import Dossier

A = TypeVar("A", Recomputation, Claims, Sieve, Faults, Rounding, Evidence)


def check(dossier: Dossier) -> tuple[Finding, ...]:
    """Return what does not tie and what should be looked at, one finding for each fault, the gravest first.

    The earlier document's own faults are taken as mended, and not told again.
    """
    if dossier.earlier:
        dossier = replace(dossier, earlier=_as_meant(dossier.earlier))
    dossier, stale = _recomputed(dossier)
    claims, unlike = _sifted(equations(dossier))
    system, diagnoses = _diagnosed(dossier, claims)
    faults = [fault for answer in _answers(Faults) for fault in answer.run(dossier)]
    loose = _loose(system)
    found = [finding(system, one) for one in diagnoses if not explained_by(one, faults)]
    found += [*stale, *unlike, *faults, *(note for answer in _answers(Rounding) for note in answer.run(loose))]
    found += _observed(dossier, diagnoses)
    order = list(Severity)
    return tuple(sorted(found, key=lambda one: (order.index(one.severity), one.code, one.place)))


def equations(dossier: Dossier) -> Iterator[Equation]:
    """Yield everything that should tie."""
    for answer in _answers(Claims):
        yield from answer.run(dossier)


def _answers(kind: type[A]) -> Iterator[A]:
    """Yield the answers of one kind, in the order of their codes."""
    return (check.answer for check in CHECKS if isinstance(check.answer, kind))


def _as_meant(dossier: Dossier) -> Dossier:
    """Return a dossier with its own faults taken as mended."""
    claims, _ = _sifted(equations(dossier))
    return mended(dossier, _diagnosed(dossier, claims)[1])


def _recomputed(dossier: Dossier) -> tuple[Dossier, list[Finding]]:
    """Return the dossier with the amounts that its formulas give, and what was told of the others."""
    found: list[Finding] = []
    for answer in _answers(Recomputation):
        stale, fresh = answer.run(dossier)
        dossier = changed(dossier, fresh)
        found += stale
    return dossier, found


def _sifted(claims: Iterable[Equation]) -> tuple[Iterable[Equation], list[Finding]]:
    """Return the claims worth explaining one by one, and what was told in place of the others."""
    found: list[Finding] = []
    for answer in _answers(Sieve):
        claims, instead = answer.run(claims)
        found += instead
    return claims, found


def _diagnosed(dossier: Dossier, claims: Iterable[Equation]) -> tuple[System, tuple[Diagnosis, ...]]:
    system = System.of(claims)
    hints = {place: answer.hint for answer in _answers(Evidence) for place in answer.suspects(dossier)}
    return system, tuple(diagnose(system, dossier.tables, amounts_before(dossier), hints))


def _loose(system: System) -> list[Equation]:
    """Return the equations that tie within rounding, where the document does not show itself exact."""
    loose = (one for one, exact in zip(system.equations, system.held, strict=True) if not exact)
    return [one for one in loose if one.verdict() is Verdict.ROUNDING]


def _observed(dossier: Dossier, diagnoses: tuple[Diagnosis, ...]) -> Iterator[Finding]:
    """Yield what checks observe, unless a cause already found explains it or tells it as its evidence."""
    still = mended(dossier, diagnoses)
    causes = {place for diagnosis in diagnoses for place in diagnosis.mended}
    for check in CHECKS:
        if isinstance(check.answer, Observations | Evidence):
            found = tuple(check.answer.run(dossier))
            again = check.answer.run(still) if found and still is not dossier else found
            kept = {(one.code, one.place) for one in again}
            spoken_for = causes if isinstance(check.answer, Evidence) else set()
            yield from (one for one in found if (one.code, one.place) in kept and one.place not in spoken_for)
