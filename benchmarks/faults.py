"""Faults put into May's month table at every place, in every way that totals go wrong, and what the checks say of them.

    python benchmarks/faults.py --seeds ../shared/seeds [--every 1] [--show KIND]

flagged: something is said that was not said before; error: it is an error. right: the first cause alone names the cell
(the row, for rows counted wrong) and the kind. equal: several causes are shown as equal, the true one is among them and
each of them, made, leaves nothing open. cell: the first cause names the cell. beside: errors more than one a fault.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.documents import april, may
from sn_excel.calculations.causes.cause_kinds import swaps
from sn_excel.calculations.causes.equations import Equation, Role, Verdict
from sn_excel.checks import check, equations
from sn_excel.model.amounts import Amount, rounded
from sn_excel.model.findings import Cause, CauseKind, Finding, Severity
from sn_excel.model.measures import Measure
from sn_excel.model.places import Place
from sn_excel.model.tables import Dossier, Figure, Kind, Line

Values = Mapping[Place, Amount]
MENDED = {("5", "7779", "arsbudget"): -2605, ("5", "771", "arsbudget"): 134114}
ROW_KINDS = (CauseKind.OMITTED, CauseKind.DOUBLE_COUNTED, CauseKind.MOVED)
MODES: Mapping[str, tuple[Role, ...]] = {
    "typed": (),
    "summed": (Role.SUM,),
    "computed": (Role.ROW, Role.SUM),
}
"""What was computed after the slip and so carries it along: nothing, the page's sums, its deviations too."""


@dataclass(frozen=True)
class Fault:
    """Amounts that were changed, and where the slip was made."""

    kind: CauseKind
    mode: str
    changes: Values
    culprit: Place
    whole_row: bool = False


@dataclass(frozen=True)
class Verdicts:
    """What was said of one fault."""

    flagged: bool
    error: bool
    right: bool
    equal: bool
    cell: bool
    beside: int


def changed(dossier: Dossier, values: Values) -> Dossier:
    """The dossier with other amounts at some places."""

    def line(one: Line) -> Line:
        figures = {
            column: replace(figure, value=values.get(figure.place, figure.value))
            for column, figure in one.figures.items()
        }
        return replace(one, figures=figures, parts=tuple(line(part) for part in one.parts))

    return replace(dossier, tables=tuple(replace(t, lines=tuple(line(one) for one in t.lines)) for t in dossier.tables))


def ties(dossier: Dossier) -> dict[Place, list[Equation]]:
    """The equations that tie, by the figures they are made of."""
    found: dict[Place, list[Equation]] = defaultdict(list)
    for equation in equations(dossier):
        if not equation.difference:
            for _, figure in equation.terms:
                found[figure.place].append(equation)
    return found


def carried(known: Mapping[Place, list[Equation]], changes: Values, roles: tuple[Role, ...]) -> Values:
    """The changes with what is computed from them, as far as it tied before."""
    values: dict[Place, Amount] = dict(changes)
    waiting = list(changes)
    for place in waiting:
        for equation in known.get(place, ()):
            stated = equation.stated.place
            if equation.role in roles and stated not in changes and len(waiting) < 100:
                values[stated] = computed(equation, values)
                waiting.append(stated)
    return values


def computed(equation: Equation, values: Values) -> Amount:
    return sum(weight * values.get(figure.place, figure.value or 0) for weight, figure in equation.terms)


def explains(dossier: Dossier, cause: Cause, before: set[Place]) -> bool:
    """Say whether nothing is open after the cause is made good and all that tied is computed anew."""
    if cause.kind in ROW_KINDS:
        return True
    links, known = (Role.ROW, Role.SUM, Role.LINK), ties(dossier)
    for roles in ((), (Role.SUM,), (Role.ROW,), (Role.ROW, Role.SUM), links):
        values = carried(known, {cause.place: cause.suggested}, roles)
        if open_places(changed(dossier, values)) <= before:
            return True
    return False


def open_places(dossier: Dossier) -> set[Place]:
    return {one.stated.place for one in equations(dossier) if one.verdict(exact=True) is not Verdict.EXACT}


def slips(value: int, chooser: random.Random) -> Iterator[tuple[CauseKind, int]]:
    """One slip of each kind that changes the amount."""
    yield CauseKind.SIGN_FLIP, -value
    swapped = swaps(value)
    if swapped:
        yield CauseKind.TRANSPOSITION, int(chooser.choice(swapped))
    yield CauseKind.SLIDE, value * 10
    if abs(value) >= 100:
        yield CauseKind.SLIDE, rounded(value, 10) // 10
    yield CauseKind.UNIT_SLIP, value * 1000
    if abs(value) >= 10000:
        yield CauseKind.UNIT_SLIP, rounded(value, 1000) // 1000
    digits = list(str(abs(value)))
    at = chooser.randrange(len(digits))
    digits[at] = chooser.choice([digit for digit in "123456789" if digit != digits[at]])
    yield CauseKind.DIGIT_SLIP, (-1 if value < 0 else 1) * int("".join(digits))
    part = chooser.choice([-1, 1]) * chooser.uniform(0.01, 0.09)
    typed = round(value * (1 + part))
    wrong = sum(one != other for one, other in zip(str(value), str(typed), strict=False))
    yield (
        CauseKind.DIGIT_SLIP if len(str(value)) == len(str(typed)) and wrong == 1 else CauseKind.HARDCODED_TOTAL,
        typed,
    )


def single(dossier: Dossier) -> Iterator[Fault]:
    """One amount typed wrong, anywhere, alone or with what is computed from it on its page."""
    chooser, known = random.Random(2024), ties(dossier)  # noqa: S311 - the same faults every time
    for table in dossier.tables:
        for line in table.walk():
            for figure in line.figures.values():
                for kind, value in slips(int(figure.value or 0), chooser):
                    if value != figure.value:
                        yield from _spread({} if line.parts else known, kind, figure, value)


def _spread(known: Mapping[Place, list[Equation]], kind: CauseKind, figure: Figure, value: int) -> Iterator[Fault]:
    seen: list[Values] = []
    for mode, roles in MODES.items():
        values = carried(known, {figure.place: value}, roles)
        if values not in seen:
            seen.append(values)
            yield Fault(kind, mode, values, figure.place)


def counted(dossier: Dossier) -> Iterator[Fault]:
    """Rows left out of their total or counted twice, in one column or in all."""
    for table in dossier.tables:
        for line in table.walk():
            for part in line.parts:
                for kind, sign in ((CauseKind.OMITTED, -1), (CauseKind.DOUBLE_COUNTED, 1)):
                    moves = {
                        column: sign * (part.figures[column].value or 0)
                        for column in line.figures
                        if part.figures[column].value
                    }
                    for column, move in moves.items():
                        values = {line.figures[column].place: (line.figures[column].value or 0) + move}
                        yield Fault(kind, "typed", values, part.figures[column].place)
                    values = {line.figures[c].place: (line.figures[c].value or 0) + move for c, move in moves.items()}
                    if values:
                        yield Fault(kind, "row", values, part.place, whole_row=True)


def moved(dossier: Dossier) -> Iterator[Fault]:
    """Rows counted in the next programme with units, in one column or in all."""
    totals = [line for table in dossier.tables if table.kind is Kind.PAGE for line in table.lines if line.parts]
    for home, guest in zip(totals, [*totals[1:], totals[0]], strict=True):
        for part in home.parts:
            every: dict[Place, Amount] = {}
            for column, figure in part.figures.items():
                amount = figure.value or 0
                pair = {
                    home.figures[column].place: (home.figures[column].value or 0) - amount,
                    guest.figures[column].place: (guest.figures[column].value or 0) + amount,
                }
                if amount:
                    every |= pair
                    yield Fault(CauseKind.MOVED, "typed", pair, figure.place)
            if every:
                yield Fault(CauseKind.MOVED, "row", every, part.place, whole_row=True)


def stale(dossier: Dossier) -> Iterator[Fault]:
    """Totals left from the document before."""
    assert dossier.earlier
    before = {line.code: line for table in dossier.earlier.tables[:1] for line in table.walk()}
    for table in dossier.tables:
        for line in table.walk():
            if line.parts and line.code in before:
                old = {column.measure: figure.value for column, figure in before[line.code].figures.items()}
                for column, figure in line.figures.items():
                    if (
                        column.measure in (Measure.ACTUAL, Measure.PERIOD_DEVIATION)
                        and figure.value != old[column.measure]
                    ):
                        yield Fault(
                            CauseKind.STALE_TOTAL, "typed", {figure.place: old[column.measure] or 0}, figure.place
                        )


def judged(dossier: Dossier, fault: Fault, known: Mapping[tuple[str, Place], Finding]) -> Verdicts:
    """Run the checks on the dossier with the fault in it."""
    broken = changed(dossier, fault.changes)
    found = check(broken)
    fresh = [one for one in found if known.get((one.code, one.place)) != one]
    errors = [one for one in found if one.severity is Severity.ERROR]
    usual = sum(one.severity is Severity.ERROR for one in known.values())
    right = equal = cell = False
    before = open_places(dossier)
    for one in fresh:
        best = [cause for cause in one.causes if cause.rank == 1]
        hits = [cause for cause in best if _is(cause, fault)]
        cell |= bool(best) and _at(best[0], fault)
        right |= len(best) == 1 and bool(hits)
        equal |= len(best) > 1 and bool(hits) and all(explains(broken, cause, before) for cause in best)
    error = any(one.severity is Severity.ERROR for one in fresh)
    return Verdicts(bool(fresh), error, right, equal, cell, max(0, len(errors) - usual - 1))


def _at(cause: Cause, fault: Fault) -> bool:
    if fault.whole_row:
        return (cause.place.sheet, cause.place.row) == (fault.culprit.sheet, fault.culprit.row)
    return cause.place == fault.culprit


def _is(cause: Cause, fault: Fault) -> bool:
    return cause.kind is fault.kind and _at(cause, fault)


def runs(seeds: Path) -> Iterator[tuple[str, Dossier, Iterator[Fault]]]:
    """The May table mended and as printed, with its faults; stale totals need April beside it."""
    for name, changes in (("mended", MENDED), ("printed", {})):
        base = may(seeds, changes)
        yield name, base, (fault for source in (single, counted, moved) for fault in source(base))
        both = replace(base, earlier=april(seeds))
        yield name, both, stale(both)


def tally(seeds: Path, every: int = 1, show: str = "") -> dict[tuple[str, str], list[int]]:
    """Return by kind and mode: faults, flagged, errors, right, equal, cell right, errors beside."""
    table: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * 7)
    for name, base, faults in runs(seeds):
        known = {(one.code, one.place): one for one in check(base)}
        every_fault, chooser = list(faults), random.Random(every)  # noqa: S311 - the same sample every time
        for fault in chooser.sample(every_fault, -(-len(every_fault) // every)):
            said = judged(base, fault, known)
            row = [1, said.flagged, said.error, said.right, said.equal, said.cell, said.beside]
            for key in ((fault.kind.value, fault.mode), ("all " + name, "")):
                table[key] = [have + int(more) for have, more in zip(table[key], row, strict=True)]
            if fault.kind.value == show and not (said.right or said.equal):
                _show(fault, changed(base, fault.changes))
    return table


def _show(fault: Fault, broken: Dossier) -> None:
    print(
        fault.kind, fault.mode, fault.culprit.sheet, fault.culprit.cell, {p.cell: v for p, v in fault.changes.items()}
    )
    for one in check(broken):
        if one.severity is Severity.ERROR or one.causes:
            print("   ", one.code, one.message)
            for cause in one.causes:
                words = (cause.rank, cause.kind.value, cause.label, cause.place.cell, cause.value, cause.suggested)
                print("       ", *words, cause.evidence)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--show", default="")
    options = parser.parse_args()
    table = tally(options.seeds, options.every, options.show)
    words = ("flagged", "error", "right", "equal", "r or e", "cell", "beside")
    print(f"{'fault':17}{'carried':10}{'n':>6}{words[0]:>9}" + "".join(f"{word:>8}" for word in words[1:]))
    for (kind, mode), row in sorted(table.items(), key=lambda item: (item[0][0].startswith("all"), item[0])):
        n, flagged, error, right, equal, cell, beside = row
        shares = (error, right, equal, right + equal, cell)
        print(
            f"{kind:17}{mode:10}{n:6}{flagged / n:9.3f}"
            + "".join(f"{share / n:8.3f}" for share in shares)
            + f"{beside:8}"
        )


if __name__ == "__main__":
    main()
