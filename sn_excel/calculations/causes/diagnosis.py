"""Causes: which single slips explain the gaps of a whole system of equations, the best explained first.

A cause is one change of one figure (or one row counted wrong). It is ranked by how many broken equations it mends less
the ties it breaks, then by what else speaks for it, then by how easily it would fit by accident. What explains equally
has the same rank: then we say so, and do not choose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sn_excel.calculations.causes.cause_kinds import chance
from sn_excel.calculations.causes.equations import Equation, Role
from sn_excel.calculations.causes.evidence import Surroundings
from sn_excel.calculations.causes.hypotheses import Hypothesis, hypotheses
from sn_excel.calculations.causes.systems import Changes, Effect, System
from sn_excel.model.amounts import ORE, Amount, nearest, size
from sn_excel.model.findings import Cause, CauseKind
from sn_excel.model.measures import Measure
from sn_excel.model.places import Place
from sn_excel.model.tables import Table

SHOWN, EQUALS = 5, 20
"""So many causes are worth reading; more only when they explain equally well."""
ROUNDS = 25
"""After so many faults a document is beyond explaining; what is left is told without causes."""
_ORDER = (Role.SUM, Role.LINK, Role.CLAIM, Role.ROW)

Earlier = Mapping[tuple[str, Measure], Amount]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Equations that one slip explains, the one to tell first, and the possible slips, ranked.

    `mended` holds the right amounts when one slip alone explains best; None for each suspect when several do.
    """

    equations: tuple[Equation, ...]
    causes: tuple[Cause, ...]
    mended: Mapping[Place, Amount | None]


@dataclass(frozen=True, slots=True)
class _Trial:
    hypothesis: Hypothesis
    effect: Effect
    score: int
    evidence: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Say whether nothing but the gap itself speaks for it."""
        return self.hypothesis.kind is CauseKind.HARDCODED_TOTAL and not self.evidence

    @property
    def key(self) -> tuple[int, ...]:
        one = self.hypothesis
        needed = min(size(one.figure.value or 0), size(one.suggested))
        unlikely = chance(one.kind, needed, one.tried)
        typed_over = one.kind is CauseKind.HARDCODED_TOTAL and not one.total
        return -self.effect.gain, -self.score, 2 * unlikely + self.effect.followers + typed_over


def diagnose(
    system: System, tables: Iterable[Table], earlier: Earlier, hints: Mapping[Place, str] | None = None
) -> Iterator[Diagnosis]:
    """Yield one diagnosis for every fault; every equation that does not tie is in exactly one.

    `earlier` holds amounts of the document before by label and measure, `hints` what else speaks against a figure.
    """
    left = set(system.open())
    if not left:
        return
    surroundings = Surroundings(tuple(tables), hints or {})
    for _ in range(ROUNDS):
        trials = _trials(system, surroundings, earlier) if left else []
        if not trials:
            break
        best = trials[0]
        told = set(best.effect.mended)
        rivals = [trial for trial in trials if trial.effect.mended & told and trial.effect.gain == best.effect.gain]
        system.fix(best.effect)
        left -= told
        yield _diagnosis(system, told, rivals)
    for number in sorted(left):
        yield Diagnosis((system.equations[number],), (), {})


def _trials(system: System, surroundings: Surroundings, earlier: Earlier) -> list[_Trial]:
    """Return the hypotheses that mend most, the best first."""
    tried = [(one, system.effect(one.changes, one.nudges)) for one in hypotheses(system, earlier)]
    tried = [(one, effect) for one, effect in tried if effect.mended]
    most = max((effect.gain for _, effect in tried), default=0)
    found = []
    for one, effect in tried:
        if effect.gain == most:
            changed = [system.figures[number] for number in one.changes]
            found.append(_Trial(one, effect, *surroundings.evidence(changed, _amounts(system, one.changes))))
    return sorted(found, key=lambda trial: (trial.key, trial.hypothesis.figure.place))


def _diagnosis(system: System, told: set[int], rivals: list[_Trial]) -> Diagnosis:
    best = rivals[0]
    equals = [trial for trial in rivals if trial.key == best.key]
    explained = told.intersection(*(trial.effect.mended for trial in equals)) or told
    sole = best.hypothesis.figure.place if len(equals) == 1 else None

    def order(number: int) -> tuple[bool, bool, int, int]:
        equation = system.equations[number]
        return number not in explained, equation.stated.place != sole, _ORDER.index(equation.role), number

    numbers = sorted(told, key=order)
    main = system.equations[numbers[0]]
    others = [trial for trial in rivals if trial.key != best.key and not trial.empty]
    shown = equals[:EQUALS] + others[: max(0, SHOWN - len(equals))]
    causes = tuple(_cause(system, trial, rivals, main) for trial in shown)
    return Diagnosis(tuple(system.equations[number] for number in numbers), causes, _mended(system, equals))


def _mended(system: System, equals: list[_Trial]) -> Mapping[Place, Amount | None]:
    if len(equals) > 1:
        return {system.figures[figure].place: None for trial in equals for figure in trial.hypothesis.changes}
    return _amounts(system, equals[0].effect.changes)


def _amounts(system: System, changes: Changes) -> dict[Place, Amount]:
    figures = ((system.figures[number], change) for number, change in changes.items())
    return {figure.place: (figure.value or 0) + change for figure, change in figures}


def _cause(system: System, trial: _Trial, rivals: list[_Trial], main: Equation) -> Cause:
    one = trial.hypothesis
    others = [system.equations[number] for number in sorted(trial.effect.mended)]
    also = [_also(equation) for equation in others if equation is not main][:2]
    evidence = (*trial.evidence, *also, *((one.proved(main.difference),) if one.proof else ()))
    suggested = one.suggested if isinstance(one.suggested, int) else nearest(one.suggested, ORE)
    rank = 1 + sum(other.key < trial.key for other in rivals)
    return Cause(
        one.kind, one.figure.place, one.figure.label, one.figure.value or 0, suggested, evidence, rank, one.figure.unit
    )


def _also(equation: Equation) -> str:
    words = f"{equation.stated.label}, {equation.stated.column.measure.swedish}"
    return f"Då stämmer även {words} ({equation.text})"
