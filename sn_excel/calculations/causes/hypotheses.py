"""Hypotheses: every single slip that could have opened a gap, before anything is said about how likely it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product

from sn_excel.calculations.causes.cause_kinds import kind_of
from sn_excel.calculations.causes.equations import Equation, Role
from sn_excel.calculations.causes.systems import Changes, System
from sn_excel.model.amounts import Amount, size
from sn_excel.model.findings import CauseKind
from sn_excel.model.measures import Measure
from sn_excel.model.places import Place
from sn_excel.model.tables import Figure

DIFFERENCE = "{difference}"
WHOLE_ROWS = frozenset({CauseKind.SIGN_FLIP, CauseKind.SLIDE, CauseKind.UNIT_SLIP})
"""Slips that a whole row is typed with at once."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One slip: the figure it is about, what that should be, what would change and how gaps would move directly.

    `proof` is Swedish: why the amounts point at it; `{difference}` in it stands for the gap it was seen in, `gap`.
    """

    kind: CauseKind
    figure: Figure
    suggested: Amount
    changes: Changes
    nudges: Mapping[int, Amount] = field(default_factory=dict)
    proof: str = ""
    total: bool = False
    tried: int = 1
    gap: Amount = 0

    def proved(self, difference: Amount) -> str:
        """Return the proof in the words of a gap of this size, whichever way it is counted."""
        told = difference if size(difference) == size(self.gap) else self.gap
        return self.proof.replace(DIFFERENCE, self.figure.said(told))


def hypotheses(system: System, earlier: Mapping[tuple[str, Measure], Amount]) -> Iterator[Hypothesis]:
    """Yield every slip that would close one of the open gaps; `earlier` holds totals of the period before by row."""
    found = list(_single(system))
    yield from found
    yield from _rows(found)
    yield from _swapped(found)
    yield from _stale(system, earlier)
    for line in _broken_sums(system).values():
        yield from _miscounted(system, line)
    yield from _moved(system)


def _single(system: System) -> Iterator[Hypothesis]:
    seen = set[tuple[int, Amount]]()
    own = {equation.stated.place.document for equation in system.equations}
    for number in system.open():
        suspects = list(system.suspects(number))
        for suspect, change in suspects:
            figure = system.figures[suspect]
            if (suspect, change) in seen or figure.value is None or figure.place.document not in own:
                continue
            seen.add((suspect, change))
            computed = system.made(suspect) and figure.formula
            kind, suggested = (
                (CauseKind.HARDCODED_TOTAL, figure.value + change)
                if computed
                else kind_of(figure.value, figure.value + change, system.slacks[number])
            )
            moved = {suspect: suggested - figure.value}
            proof = f"Beloppet räknas av formeln {figure.formula}" if computed else ""
            gap = system.gaps[number]
            proof = proof or _proof(kind, figure, gap)
            yield Hypothesis(kind, figure, suggested, moved, {}, proof, system.made(suspect), len(suspects), gap)


def _proof(kind: CauseKind, figure: Figure, gap: Amount) -> str:
    value = figure.value or 0
    if kind is CauseKind.SIGN_FLIP and size(gap) == 2 * size(value):
        return f"Differensen {DIFFERENCE} är två gånger {figure.said(size(value))}"
    if kind is CauseKind.TRANSPOSITION:
        return f"Differensen {DIFFERENCE} är delbar med 9, som när två siffror byter plats"
    return ""


def _rows(found: Iterable[Hypothesis]) -> Iterator[Hypothesis]:
    """Yield slips of the same kind on one row as one slip."""
    rows: dict[tuple[object, ...], dict[Place, Hypothesis]] = defaultdict(dict)
    for one in found:
        if one.kind in WHOLE_ROWS and one.figure.value:
            place = one.figure.place
            larger = size(one.suggested) > size(one.figure.value)
            rows[place.document, place.sheet, place.row, one.kind, larger].setdefault(place, one)
    for ones in rows.values():
        if len(ones) > 1:
            first = min(ones.values(), key=lambda one: one.figure.place)
            changes = {figure: change for one in ones.values() for figure, change in one.changes.items()}
            proof = "Samma fel i " + ", ".join(one.figure.column.measure.swedish for one in ones.values())
            yield Hypothesis(first.kind, first.figure, first.suggested, changes, {}, proof, first.total, first.tried)


def _swapped(found: Iterable[Hypothesis]) -> Iterator[Hypothesis]:
    """Yield pairs of one row's amounts that each should be the other: written in each other's columns."""
    rows: dict[tuple[str, str, int], list[Hypothesis]] = defaultdict(list)
    for one in found:
        place = one.figure.place
        rows[place.document, place.sheet, place.row].append(one)
    for ones in rows.values():
        for one, other in combinations(ones, 2):
            apart = one.figure.column != other.figure.column
            if apart and one.suggested == other.figure.value and other.suggested == one.figure.value:
                first, second = sorted((one, other), key=lambda each: each.figure.place)
                proof = (
                    f"{first.figure.column.measure.swedish} och {second.figure.column.measure.swedish} har bytt plats"
                )
                changes = {**first.changes, **second.changes}
                yield Hypothesis(CauseKind.SWAPPED, first.figure, first.suggested, changes, {}, proof)


def _stale(system: System, earlier: Mapping[tuple[str, Measure], Amount]) -> Iterator[Hypothesis]:
    """Yield totals that are another period's: the earlier document's, or that of the column beside."""
    for equations in _broken_sums(system).values():
        for number in equations:
            stated, gap = system.equations[number].stated, system.gaps[number]
            before = earlier.get((stated.label, stated.column.measure))
            if stated.value and (stated.value == before or stated.value in _beside(system, number)):
                proof = f"En annan periods belopp är också {stated.said()}"
                changes = {system.stated[number]: -gap}
                yield Hypothesis(CauseKind.STALE_TOTAL, stated, stated.value - gap, changes, {}, proof, True)


def _beside(system: System, number: int) -> set[Amount]:
    """Return the totals of the same measure and kind next to a total, across its sum's direction."""
    equation = system.equations[number]
    place, measure = equation.stated.place, equation.stated.column.measure
    row, column = (0, 1) if _downwards(equation) else (1, 0)
    near = {place._replace(row=place.row + way * row, column=place.column + way * column) for way in (1, -1)}
    return {
        other.stated.value or 0
        for other in system.equations
        if other.role is Role.SUM and other.stated.place in near and other.stated.column.measure is measure
    }


_Row = tuple[str, str, int, int]
"""Document, sheet, row, and the column where a sum goes along the row."""


def _downwards(equation: Equation) -> bool:
    return all(figure.place.row != equation.stated.place.row for _, figure in equation.terms)


def _broken_sums(system: System) -> dict[_Row, list[int]]:
    """Return the open sums by the row that states them."""
    found: dict[_Row, list[int]] = defaultdict(list)
    for number in system.open():
        equation = system.equations[number]
        if equation.role is Role.SUM:
            found[_row(equation, equation.stated)].append(number)
    return found


def _row(equation: Equation, figure: Figure) -> _Row:
    place = figure.place
    return place.document, place.sheet, place.row, 0 if _downwards(equation) else place.column


def _part_rows(equation: Equation) -> dict[_Row, Figure]:
    return {_row(equation, figure): figure for _, figure in equation.terms if figure.value}


def _miscounted(system: System, numbers: list[int]) -> Iterator[Hypothesis]:
    """Yield rows that a total leaves out or counts twice, in one column or in all that are open."""
    for kind, sign in ((CauseKind.OMITTED, -1), (CauseKind.DOUBLE_COUNTED, 1)):
        rows: dict[_Row, list[tuple[int, Figure]]] = defaultdict(list)
        for number in numbers:
            for row, figure in _part_rows(system.equations[number]).items():
                if size(system.gaps[number] - sign * (figure.value or 0)) <= system.slacks[number]:
                    rows[row].append((number, figure))
        for hits in rows.values():
            changes = {system.stated[number]: -system.gaps[number] for number, _ in hits}
            figure = hits[0][1]
            amount = figure.value or 0
            proof = f"Differensen {figure.said(sign * amount)} är radens belopp"
            tried = len(system.equations[hits[0][0]].terms)
            yield Hypothesis(kind, figure, amount, changes, {}, proof, False, tried)


def _moved(system: System) -> Iterator[Hypothesis]:
    """Yield rows that stand in one group and are counted in another: two totals off by as much, each its own way."""
    for one, other in combinations(_broken_sums(system).values(), 2):
        for first, second in ((one, other), (other, one)):
            hits = list(_exchanged(system, first, second))
            for row in dict.fromkeys(row for row, _, _, _ in hits):
                yield from _move(system, [hit[1:] for hit in hits if hit[0] == row])


_Exchange = tuple[_Row, Figure, int, int]


def _exchanged(system: System, home: list[int], guest: list[int]) -> Iterator[_Exchange]:
    for at_home, away in product(home, guest):
        gap, slack = system.gaps[at_home], system.slacks[at_home]
        if _apart(system, at_home, away) and size(gap + system.gaps[away]) <= slack + system.slacks[away]:
            for row, figure in _part_rows(system.equations[at_home]).items():
                if size((figure.value or 0) + gap) <= slack:
                    yield row, figure, at_home, away


def _apart(system: System, one: int, other: int) -> bool:
    """Say whether two totals are of the same column and neither is a part of the other."""
    first, second = system.equations[one].stated, system.equations[other].stated
    nested = any(system.stated[a] == part for a, b in ((one, other), (other, one)) for _, part in system.terms[b])
    return first.column == second.column and not nested


def _move(system: System, hits: list[tuple[Figure, int, int]]) -> Iterator[Hypothesis]:
    figure, numbers = hits[0][0], [number for _, *pair in hits for number in pair]
    amount = figure.value or 0
    group = system.equations[hits[0][2]].stated.label
    proof = f"Beloppet {figure.said()} är räknat i {group}"
    changes = {system.stated[number]: -system.gaps[number] for number in numbers}
    yield Hypothesis(CauseKind.MOVED, figure, amount, changes, {}, proof)
    nudges = {number: -system.gaps[number] for number in numbers}
    yield Hypothesis(CauseKind.MOVED, figure, amount, {}, nudges, proof)
