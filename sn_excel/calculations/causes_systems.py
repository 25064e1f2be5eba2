"""Systems of equations: what a change of one figure would do to all of them, totals that tie following along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from sn_excel.calculations.equations import Equation, Role, Verdict, exact_documents
from sn_excel.model.amounts import Amount
from sn_excel.model.places import Place
from sn_excel.model.tables import Figure

Changes = Mapping[Place, Amount]
"""By how much figures would change."""

PROFILES: tuple[frozenset[Role], ...] = (
    frozenset(),
    frozenset({Role.SUM}),
    frozenset({Role.ROW}),
    frozenset({Role.ROW, Role.SUM}),
    frozenset({Role.SUM, Role.LINK}),
    frozenset({Role.ROW, Role.SUM, Role.LINK}),
)
"""What may have been computed from a wrong figure, the least first."""


CIRCULAR = 1000
"""So many steps no fault takes unless formulas go in a circle."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a set of changes does: equations mended, ties broken, and how many other figures would have to follow."""

    mended: frozenset[int]
    broken: int
    followers: int
    moves: Mapping[int, Amount]
    changes: Changes

    @property
    def gain(self) -> int:
        """Return mended − broken."""
        return len(self.mended) - self.broken


@dataclass(slots=True)
class System:
    """All judgeable equations of a dossier with their gaps; `fix` takes a found cause as mended."""

    equations: tuple[Equation, ...]
    exact: frozenset[str]
    gaps: list[Amount] = field(default_factory=list)
    slacks: list[Amount] = field(default_factory=list)
    uses: dict[Place, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    states: dict[Place, list[int]] = field(default_factory=lambda: defaultdict(list))
    figures: dict[Place, Figure] = field(default_factory=dict)

    @classmethod
    def of(cls, equations: Iterable[Equation]) -> System:
        """Return the system of those equations that can be judged."""
        kept = tuple(equation for equation in equations if equation.judgeable)
        system = cls(kept, exact_documents(kept))
        for number, equation in enumerate(kept):
            system.gaps.append(equation.difference)
            system.slacks.append(0 if system.held_exact(equation) else equation.slack)
            system.uses[equation.stated.place].append((number, 1))
            system.states[equation.stated.place].append(number)
            for weight, figure in equation.terms:
                system.uses[figure.place].append((number, -weight))
            system.figures |= {figure.place: figure for _, figure in equation.terms}
            system.figures[equation.stated.place] = equation.stated
        return system

    def held_exact(self, equation: Equation) -> bool:
        """Say whether all figures of the equation stand in documents that tie exactly."""
        figures = (equation.stated, *(figure for _, figure in equation.terms))
        return all(figure.place.document in self.exact for figure in figures)

    def verdict(self, number: int) -> Verdict:
        """Return the verdict of an equation as it is printed."""
        equation = self.equations[number]
        return equation.verdict(self.held_exact(equation))

    def ties(self, number: int) -> bool:
        """Say whether an equation ties now, after what was fixed."""
        return abs(self.gaps[number]) <= self.slacks[number]

    def open(self) -> tuple[int, ...]:
        """Return the equations that do not tie."""
        return tuple(number for number in range(len(self.gaps)) if not self.ties(number))

    def suspects(self, number: int) -> Iterator[tuple[Place, Amount]]:
        """Yield every single change that would close the gap, totals that tie expanded to what they are made of."""
        equation = self.equations[number]
        gap = self.gaps[number]
        waiting = [(equation.stated.place, -gap)]
        waiting += [(figure.place, gap * weight) for weight, figure in equation.terms if weight in (1, -1)]
        seen = set(waiting)
        while waiting:
            place, change = waiting.pop()
            yield place, change
            for made in self.states.get(place, ()):
                if made == number or not self.ties(made) or self.equations[made].role is Role.CLAIM:
                    continue
                fresh = {(figure.place, change * weight) for weight, figure in self.equations[made].terms} - seen
                seen |= fresh
                waiting.extend(sorted(fresh))

    def effect(self, changes: Changes, nudges: Mapping[int, Amount]) -> Effect:
        """Return the best that the changes do, over what may have followed; `nudges` move gaps directly."""
        best = Effect(frozenset(), 0, 0, {}, changes)
        seen: list[Changes] = []
        for profile in PROFILES:
            spread = self._spread(changes, profile)
            if spread in seen:
                continue
            seen.append(spread)
            effect = self._weigh(spread, nudges, len(spread) - len(changes))
            if len(seen) == 1 or (effect.gain, -effect.followers) > (best.gain, -best.followers):
                best = effect
        return best

    def _spread(self, changes: Changes, roles: frozenset[Role]) -> Changes:
        """Return the changes with every figure that was computed from a changed one and ties with it today."""
        spread, waiting, maker = dict(changes), list(changes), dict.fromkeys(changes, -1)
        for place in islice(waiting, CIRCULAR):
            for number, _ in self.uses[place]:
                stated = self.equations[number].stated
                if maker.get(stated.place, number) != number or not self._follows(number, roles):
                    continue
                moved = sum(weight * spread.get(figure.place, 0) for weight, figure in self.equations[number].terms)
                if moved != spread.get(stated.place, 0):
                    spread[stated.place], maker[stated.place] = moved, number
                    waiting.append(stated.place)
        return spread

    def _follows(self, number: int, roles: frozenset[Role]) -> bool:
        equation = self.equations[number]
        return (equation.role in roles or bool(equation.stated.formula)) and self.ties(number)

    def _weigh(self, changes: Changes, nudges: Mapping[int, Amount], followers: int) -> Effect:
        moves: dict[int, Amount] = defaultdict(int, nudges)
        for place, change in changes.items():
            for number, sensitivity in self.uses[place]:
                moves[number] += sensitivity * change
        mended, broken = [], 0
        for number, move in moves.items():
            after = abs(self.gaps[number] + move) <= self.slacks[number]
            if after and not self.ties(number):
                mended.append(number)
            elif not after and self.ties(number):
                broken += 1
        return Effect(frozenset(mended), broken, followers, moves, changes)

    def fix(self, effect: Effect) -> None:
        """Take changes as made, so that what is still open can be explained on its own; a tie stays a tie."""
        for number, move in effect.moves.items():
            if not self.ties(number):
                self.gaps[number] += move
