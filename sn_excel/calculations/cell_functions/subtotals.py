"""Does a total tie with its parts? The cell functions' view of one equation: the gap, or the verdict in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sn_excel.calculations.causes.diagnosis import diagnose
from sn_excel.calculations.causes.equations import Equation, Role, Verdict, judged
from sn_excel.calculations.causes.systems import System
from sn_excel.calculations.cell_functions.cell_blocks import NO_VALUE, Cell, Cells, Number, amount, flat, shaped
from sn_excel.model.amounts import ORE, number, spoken
from sn_excel.model.findings import Cause, CauseKind
from sn_excel.model.measures import Measure
from sn_excel.model.places import Place
from sn_excel.model.sheets import Fault
from sn_excel.model.tables import Column, Figure, precision

_COLUMN = Column(Measure.ACTUAL)
_SHOWN = 2
"""So many equally good causes fit in a cell."""

Amounts = Sequence[Number | None]
Answer = Callable[[Number, Amounts, Sequence[str]], Cell]


def gap(total: Cells, parts: Cells) -> Cells:
    """Return stated − sum of the parts, 0 within rounding; several totals are taken by column or by row.

    >>> gap(134114, [[71000], [68324]]), gap(100, [[33.3], [66.7]]), gap([[3, 5]], [[1, 2], [2, 3]])
    (-5210, 0, [[0, 0]])
    """
    return _answered(total, parts, None, _gap)


def verdict(total: Cells, parts: Cells, labels: Cells = None) -> Cells:
    """Return whether a total ties, in words, with the slip that would explain a gap; `labels` name the parts.

    >>> verdict(4, [[9], [-5]]), verdict(10, [[3], [3], [3]])
    ('Stämmer', 'Inom avrundning')
    >>> verdict(134114, [[136719], [2605]], [["7201 Hemtjänst"], ["7779 Avgifter"]])
    'Stämmer ej, differens −5 210: omvänt tecken 7779?'
    """
    return _answered(total, parts, labels, _verdict)


def _answered(total: Cells, parts: Cells, labels: Cells, answer: Answer) -> Cells:
    shape, totals = flat(total)
    groups = _groups(len(totals), shape[1] or 1, parts)
    if groups is None:
        return NO_VALUE
    names = [str(cell) if cell is not None else "" for cell in flat(labels)[1]]
    return shaped(shape, [_one(stated, group, names, answer) for stated, group in zip(totals, groups, strict=True)])


def _groups(totals: int, across: int, parts: Cells) -> list[Sequence[Cell]] | None:
    """Return the parts of each total: all of one, else those in its column or its row; None where shapes do not fit."""
    (rows, columns), cells = flat(parts)
    if totals == 1:
        return [cells]
    if across == totals == columns:
        return [cells[at::columns] for at in range(columns)]
    if across == 1 and totals == rows:
        return [cells[at : at + columns] for at in range(0, len(cells), columns)]
    return None


def _one(stated: Cell, parts: Sequence[Cell], names: Sequence[str], answer: Answer) -> Cell:
    whole, amounts = amount(stated), [amount(cell) for cell in parts]
    for found in (whole, *amounts):
        if isinstance(found, Fault):
            return found
    known = [found for found in amounts if not isinstance(found, Fault)]
    if isinstance(whole, Fault) or (whole is None and all(found is None for found in known)):
        return None
    return answer(whole or 0, known, names if len(names) == len(known) else ())


def _equation(total: Number, parts: Amounts, names: Sequence[str]) -> Equation:
    terms = tuple(
        (1, _figure(at + 1, part, names[at] if names else "")) for at, part in enumerate(parts) if part is not None
    )
    return Equation("", Role.SUM, _figure(0, total, ""), terms, "")


def _figure(row: int, cell: Number, name: str) -> Figure:
    exact = number(float(cell))
    return Figure(exact, Place("", "", row, 1), name, _COLUMN, max(ORE, precision(exact)))


def _gap(total: Number, parts: Amounts, names: Sequence[str]) -> Cell:
    equation = _equation(total, parts, names)
    return equation.difference if equation.verdict() is Verdict.BROKEN else 0


def _verdict(total: Number, parts: Amounts, names: Sequence[str]) -> Cell:
    equation = _equation(total, parts, names)
    found = equation.verdict()
    text = judged(equation.difference, found)
    return f"{text}{_causes(equation)}" if found is Verdict.BROKEN else text


def _causes(equation: Equation) -> str:
    """Return the slips that explain a gap best, as a question; empty where only typing over would."""
    system = System.of([equation])
    found = next((diagnosis.causes for diagnosis in diagnose(system, (), {})), ())
    best = [cause for cause in found if cause.rank == 1 and cause.kind is not CauseKind.HARDCODED_TOTAL]
    texts = dict.fromkeys(f"{cause.kind.swedish} {_named(cause)}".strip() for cause in best)
    if not texts or len(texts) > _SHOWN:
        return ""
    return f": {' eller '.join(texts)}?"


def _named(cause: Cause) -> str:
    if cause.place.row == 0:
        return "i summan"
    return cause.label.split(" ")[0] if cause.label[:1].isdigit() else cause.label or spoken(cause.value)
