"""SN205 Summans formel tar inte med en rad, eller räknar en delsumma två gånger.

Varför: när en rad läggs till under den sista växer inte formelns område, och när området går över en delsumma räknas
dess rader dubbelt. Beloppet ser rimligt ut och formeln räknar rätt på fel rader.
Exempel: formeln i B5 är SUM(B6:B19) men enheterna går till och med rad 20.
Åtgärd: ändra formelns område så att varje rad räknas en gång.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sn_excel.checks.check_type import Check, Faults
from sn_excel.checks.formula_cells import FormulaCell, by_row, formula_cells, subtotal
from sn_excel.model.amounts import Amount
from sn_excel.model.findings import Cause, CauseKind, Finding, Severity
from sn_excel.model.tables import Column, Dossier, Figure, Line

CODE = "SN205"


@dataclass(frozen=True, slots=True)
class _Column:
    """The sums of one column with the rows that each takes, and the rows that have an amount in it."""

    cells: Mapping[int, FormulaCell]
    taken: Mapping[int, tuple[int, ...]]
    rows: Mapping[int, tuple[Line, Figure]]


def faults(dossier: Dossier) -> Iterator[Finding]:
    """Yield one error for every sum that leaves out rows or counts them twice, be it in one column or in all."""
    told: set[tuple[int, int, int]] = set()
    for column in _columns(dossier):
        for row, cell in column.cells.items():
            for kind, wrong in _KINDS.items():
                rows = {(id(cell.table), row, line.place.row): figure for line, figure in wrong(cell, column)}
                if rows.keys() - told:
                    yield _finding(cell, list(rows.values()), kind)
                told |= rows.keys()


def _columns(dossier: Dossier) -> Iterator[_Column]:
    columns: dict[tuple[int, Column], dict[int, tuple[FormulaCell, tuple[int, ...]]]] = defaultdict(dict)
    for cell in formula_cells(dossier):
        if summed := cell.summed:
            columns[id(cell.table), cell.figure.column][cell.figure.place.row] = cell, summed
    for (_, column), sums in columns.items():
        cells = {row: cell for row, (cell, _) in sums.items()}
        taken = {row: summed for row, (_, summed) in sums.items()}
        yield _Column(cells, taken, by_row(next(iter(cells.values())).table, column))


def _missed(cell: FormulaCell, column: _Column) -> Iterator[tuple[Line, Figure]]:
    """Yield the rows next to what is summed that belong to it; one that another sum takes belongs if it is a part.

    A sum over this sum's own rows as well says nothing of where a row belongs.
    """
    rows, own = column.rows, set(column.taken[cell.figure.place.row])
    parts = [rows[row][0] for row in own if row in rows]
    wider = {row for taken in column.taken.values() if own <= set(taken) for row in taken}
    passed = {row for taken in column.taken.values() if not own <= set(taken) for row in taken} | column.cells.keys()
    while near := [row for row in _beside(own) if row in rows and row not in passed]:
        line, figure = rows[near[0]]
        if any(line is part for part in cell.line.parts) or (near[0] not in wider and _alike(line, cell.line, parts)):
            own.add(near[0])
            if figure.value:
                yield line, figure
        else:
            passed.add(near[0])


def _beside(rows: set[int]) -> list[int]:
    return sorted(({row + 1 for row in rows} | {row - 1 for row in rows}) - rows)


def _alike(line: Line, total: Line, parts: list[Line]) -> bool:
    """Say whether a row's code is of the same length as all the parts', and of another than the total's."""
    lengths = {len(part.code) for part in parts}
    return bool(line.code) and lengths == {len(line.code)} and len(total.code) != len(line.code)


def _doubled(cell: FormulaCell, column: _Column) -> Iterator[tuple[Line, Figure]]:
    """Yield the subtotals that are summed together with their own rows, and rows that are summed twice."""
    own = column.taken[cell.figure.place.row]
    held = set() if subtotal(cell.tree) else set(own)
    for row, times in Counter(own).items():
        below = set(column.taken.get(row, ()))
        if ((below and below <= held) or times > 1) and row in column.rows and column.rows[row][1].value:
            yield column.rows[row]


_KINDS = {CauseKind.OMITTED: _missed, CauseKind.DOUBLE_COUNTED: _doubled}
_NAMED = 3


def _finding(cell: FormulaCell, figures: Sequence[Figure], kind: CauseKind) -> Finding:
    stated, amount = cell.figure.value or 0, sum(figure.value or 0 for figure in figures)
    computed: Amount = stated + amount if kind is CauseKind.OMITTED else stated - amount
    how = "tar inte med" if kind is CauseKind.OMITTED else "räknar två gånger"
    measure, label = cell.figure.column.measure, _names(figures)
    message = (
        f"{cell.figure.label}, {measure.swedish}: formeln {cell.figure.formula} {how} {label} "
        f"({cell.figure.said(amount)} {cell.figure.unit}); summan är {cell.figure.said()} och ska vara "
        f"{cell.figure.said(computed)}."
    )
    evidence = (f"Formeln i {cell.figure.place.cell} är {cell.figure.formula}",)
    cause = Cause(kind, figures[0].place, label, amount, amount, evidence, unit=figures[0].unit)
    place, label = cell.figure.place, cell.figure.label
    return Finding(CODE, Severity.ERROR, place, label, message, measure, stated, computed, None, (cause,))


def _names(figures: Sequence[Figure]) -> str:
    names = [figure.label for figure in figures[:_NAMED]]
    names += [f"{len(figures) - _NAMED} till"] if len(figures) > _NAMED else []
    return " och ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


CHECK = Check(CODE, (Severity.ERROR,), Faults(faults), __doc__)
