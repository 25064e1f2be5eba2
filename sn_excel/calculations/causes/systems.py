"""Systems of equations: what a change of one figure would do to all of them, totals that tie following along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from sn_excel.calculations.causes.equations import Equation, Role, exact_documents, exact_links
from sn_excel.model.amounts import Amount
from sn_excel.model.places import Place
from sn_excel.model.tables import Figure

Changes = Mapping[int, Amount]
"""By how much figures would change, by their number in the system."""

PROFILES: tuple[frozenset[Role], ...] = (
    frozenset(),
    frozenset({Role.SUM}),
    frozenset({Role.ROW}),
    frozenset({Role.ROW, Role.SUM}),
    frozenset({Role.SUM, Role.LINK}),
    frozenset({Role.ROW, Role.SUM, Role.LINK}),
)
"""What may have been computed from a wrong figure, the least first."""


DEEPEST = 10
"""Maximum depth of sums of sums."""
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


class System:
    """All judgeable equations of a dossier with their gaps; `fix` takes a found cause as mended.

    Equations and figures go by number here: thousands of changes are tried.
    """

    def __init__(self, equations: Iterable[Equation]) -> None:
        """Index those equations that can be judged."""
        self.equations = _parted(tuple(equation for equation in equations if equation.judgeable))
        self.exact = exact_documents(self.equations)
        self.exact_links = exact_links(self.equations)
        self.gaps: list[Amount] = [equation.difference for equation in self.equations]
        self.held: list[bool] = [self.held_exact(one) for one in self.equations]
        held = zip(self.equations, self.held, strict=True)
        self.slacks: list[Amount] = [one.least if exact else max(one.slack, one.least) for one, exact in held]
        self.figures: list[Figure] = []
        self.uses: list[list[tuple[int, int]]] = []
        self.states: list[list[int]] = []
        self._numbers: dict[Place, int] = {}
        self.stated: list[int] = []
        self.terms: list[tuple[tuple[int, int], ...]] = []
        for number, equation in enumerate(self.equations):
            self._index(number, equation)

    @classmethod
    def of(cls, equations: Iterable[Equation]) -> System:
        """Return the system of the equations."""
        return cls(equations)

    def _index(self, number: int, equation: Equation) -> None:
        total = self._number(equation.stated)
        self.stated.append(total)
        self.uses[total].append((number, 1))
        self.states[total].append(number)
        self.terms.append(tuple((weight, self._number(figure)) for weight, figure in equation.terms))
        for weight, part in self.terms[number]:
            self.uses[part].append((number, -weight))

    def _number(self, figure: Figure) -> int:
        found = self._numbers.setdefault(figure.place, len(self.figures))
        if found == len(self.figures):
            self.figures.append(figure)
            self.uses.append([])
            self.states.append([])
        return found

    def held_exact(self, equation: Equation) -> bool:
        """Say whether all figures of the equation stand in documents that tie exactly."""
        document = equation.stated.place.document
        if equation.parts and not equation.stated.formula and document not in self.exact_links:
            return False
        return document in self.exact and {figure.place.document for _, figure in equation.terms} <= self.exact

    def made(self, figure: int) -> bool:
        """Say whether a figure is computed from others on its own sheet."""
        return any(self.equations[number].role in (Role.ROW, Role.SUM) for number in self.states[figure])

    def ties(self, number: int) -> bool:
        """Say whether an equation ties now, after what was fixed."""
        return -self.slacks[number] <= self.gaps[number] <= self.slacks[number]

    def open(self) -> tuple[int, ...]:
        """Return the equations that do not tie."""
        return tuple(number for number in range(len(self.gaps)) if not self.ties(number))

    def suspects(self, number: int) -> Iterator[tuple[int, Amount]]:
        """Yield every single change that would close the gap, totals that tie expanded to what they are made of."""
        gap = self.gaps[number]
        waiting = [(self.stated[number], -gap)]
        waiting += [(figure, gap * weight) for weight, figure in self.terms[number] if weight in (1, -1)]
        seen = set(waiting)
        for figure, change in waiting:
            yield figure, change
            for made in self.states[figure]:
                if made == number or not self.ties(made) or self.equations[made].role is Role.CLAIM:
                    continue
                fresh = [(part, change * weight) for weight, part in self.terms[made]]
                waiting += [one for one in fresh if one not in seen]
                seen.update(fresh)

    def effect(self, changes: Changes, nudges: Mapping[int, Amount]) -> Effect:
        """Return the best that the changes do, over what may have followed; `nudges` move gaps directly."""
        best = self._weigh(self._spread(changes, PROFILES[0]), nudges, len(changes))
        seen: list[Changes] = [best.changes]
        for profile in reversed(PROFILES[1:]):
            spread = self._spread(changes, profile)
            if len(seen) == 1 and len(spread) == len(best.changes):
                break
            if spread not in seen:
                seen.append(spread)
                effect = self._weigh(spread, nudges, len(changes))
                if (effect.gain, -effect.followers) > (best.gain, -best.followers):
                    best = effect
        return best

    def _spread(self, changes: Changes, roles: frozenset[Role]) -> Changes:
        """Return the changes with every figure that was computed from a changed one and ties with it today."""
        spread, maker, pulls = dict(changes), dict.fromkeys(changes, -1), defaultdict[int, Amount](int)
        waiting = list(changes.items())
        for figure, change in islice(waiting, CIRCULAR):
            for number, sensitivity in self.uses[figure]:
                total = self.stated[number]
                if total == figure or maker.get(total, number) != number or not self._follows(number, roles):
                    continue
                pulls[number] -= sensitivity * change
                waiting.append((total, pulls[number] - spread.get(total, 0)))
                spread[total], maker[total] = pulls[number], number
        return spread

    def _follows(self, number: int, roles: frozenset[Role]) -> bool:
        equation = self.equations[number]
        return (equation.role in roles or bool(equation.stated.formula)) and self.ties(number)

    def _weigh(self, changes: Changes, nudges: Mapping[int, Amount], own: int) -> Effect:
        moves = defaultdict[int, Amount](int, nudges)
        for figure, change in changes.items():
            for number, sensitivity in self.uses[figure]:
                moves[number] += sensitivity * change
        mended, broken = [], 0
        for number, move in moves.items():
            after = -self.slacks[number] <= self.gaps[number] + move <= self.slacks[number]
            if after != self.ties(number):
                if after:
                    mended.append(number)
                else:
                    broken += 1
        return Effect(frozenset(mended), broken, len(changes) - own, moves, changes)

    def fix(self, effect: Effect) -> None:
        """Take changes as made, so that what is still open can be explained on its own; a tie stays a tie."""
        for number, move in effect.moves.items():
            if not self.ties(number):
                self.gaps[number] += move


def _parted(equations: tuple[Equation, ...]) -> tuple[Equation, ...]:
    """Return the equations, links to sums with the parts of these: each was rounded, and so the sum of them strays."""
    sums = {one.stated.place: one for one in equations if one.role is Role.SUM and not one.difference}
    return tuple(
        replace(one, parts=tuple(part for _, term in one.terms for part in _leaves(term, sums)))
        if one.role is Role.LINK
        else one
        for one in equations
    )


def _leaves(figure: Figure, sums: Mapping[Place, Equation], depth: int = 0) -> Iterator[Figure]:
    """Yield the figures that a figure is a sum of, down to those that are no sums; nothing where it is none itself."""
    made = sums.get(figure.place)
    if made is None or depth > DEEPEST:
        if depth:
            yield figure
        return
    for _, part in made.terms:
        if part.value:
            yield from _leaves(part, sums, depth + 1)
