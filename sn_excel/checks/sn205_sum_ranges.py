"""SN205 Summans formel tar inte med en rad, eller räknar en delsumma två gånger.

Varför: när en rad läggs till under den sista växer inte formelns område, och när området går över en delsumma räknas
dess rader dubbelt. Beloppet ser rimligt ut och formeln räknar rätt på fel rader.
Exempel: formeln i B5 är SUM(B6:B19) men enheterna går till och med rad 20.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sn_excel.checks.formula_cells import FormulaCell, by_row, formula_cells, subtotal
from sn_excel.model.amounts import Amount, spoken
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
    """Yield one error for every row that a sum leaves out or counts twice, be it in one column or in all."""
    told: set[tuple[int, int, int]] = set()
    for column in _columns(dossier):
        for row, cell in column.cells.items():
            for line, figure, kind in (*_missed(cell, column), *_doubled(cell, column)):
                key = id(cell.table), row, line.place.row
                if key not in told:
                    told.add(key)
                    yield _finding(cell, figure, kind)


def _columns(dossier: Dossier) -> Iterator[_Column]:
    columns: dict[tuple[int, Column], dict[int, tuple[FormulaCell, tuple[int, ...]]]] = defaultdict(dict)
    for cell in formula_cells(dossier):
        if summed := cell.summed:
            columns[id(cell.table), cell.figure.column][cell.figure.place.row] = cell, summed
    for (_, column), sums in columns.items():
        cells = {row: cell for row, (cell, _) in sums.items()}
        taken = {row: summed for row, (_, summed) in sums.items()}
        yield _Column(cells, taken, by_row(next(iter(cells.values())).table, column))


def _missed(cell: FormulaCell, column: _Column) -> Iterator[tuple[Line, Figure, CauseKind]]:
    """Yield the rows next to what is summed that belong to it and that no sum of the column takes."""
    rows, own = column.rows, set(column.taken[cell.figure.place.row])
    beside = sorted({row + 1 for row in own} | {row - 1 for row in own})
    for near in (near for near in beside if near in rows and near not in column.cells and rows[near][1].value):
        line = rows[near][0]
        if any(near in taken for taken in column.taken.values()):
            continue
        if any(line is part for part in cell.line.parts) or _alike(
            line, cell.line, [rows[row][0] for row in own if row in rows]
        ):
            yield line, rows[near][1], CauseKind.OMITTED


def _alike(line: Line, total: Line, parts: list[Line]) -> bool:
    """Say whether a row's code is of the same length as all the parts', and of another than the total's."""
    lengths = {len(part.code) for part in parts}
    return bool(line.code) and lengths == {len(line.code)} and len(total.code) != len(line.code)


def _doubled(cell: FormulaCell, column: _Column) -> Iterator[tuple[Line, Figure, CauseKind]]:
    """Yield the subtotals that are summed together with their own rows, and rows that are summed twice."""
    own = () if subtotal(cell.tree) else column.taken[cell.figure.place.row]
    held = set(own)
    for row in dict.fromkeys(own):
        below = set(column.taken.get(row, ()))
        twice = (below and below <= held) or (len(held) < len(own) and own.count(row) > 1)
        if twice and row in column.rows and column.rows[row][1].value:
            yield *column.rows[row], CauseKind.DOUBLE_COUNTED


def _finding(cell: FormulaCell, figure: Figure, kind: CauseKind) -> Finding:
    stated, amount = cell.figure.value or 0, figure.value or 0
    computed: Amount = stated + amount if kind is CauseKind.OMITTED else stated - amount
    how = "tar inte med" if kind is CauseKind.OMITTED else "räknar två gånger"
    measure = cell.figure.column.measure
    message = (
        f"{cell.figure.label}, {measure.swedish}: formeln {cell.figure.formula} {how} {figure.label} "
        f"({spoken(amount)} tkr); summan är {spoken(stated)} och ska vara {spoken(computed)}."
    )
    evidence = (f"Formeln i {cell.figure.place.cell} är {cell.figure.formula}",)
    cause = Cause(kind, figure.place, figure.label, amount, amount, evidence)
    place, label = cell.figure.place, cell.figure.label
    return Finding(CODE, Severity.ERROR, place, label, message, measure, stated, computed, None, (cause,))
