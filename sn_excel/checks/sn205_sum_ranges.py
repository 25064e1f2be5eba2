"""SN205 Summans formel tar inte med en rad, eller räknar en delsumma två gånger.

Varför: när en rad läggs till under den sista växer inte formelns område, och när området går över en delsumma räknas
dess rader dubbelt. Beloppet ser rimligt ut och formeln räknar rätt på fel rader.
Exempel: formeln i B5 är SUM(B6:B19) men enheterna går till och med rad 20.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sn_excel.checks.formula_cells import FormulaCell, by_row, formula_cells, subtotal
from sn_excel.model.amounts import Amount, spoken
from sn_excel.model.findings import Cause, CauseKind, Finding, Severity
from sn_excel.model.tables import Dossier, Figure, Line

CODE = "SN205"
Sums = Mapping[int, FormulaCell]


def faults(dossier: Dossier) -> Iterator[Finding]:
    """Yield one error for every row that a sum leaves out or counts twice, be it in one column or in all."""
    columns: dict[tuple[int, object], dict[int, FormulaCell]] = defaultdict(dict)
    for cell in formula_cells(dossier):
        if cell.summed:
            columns[id(cell.table), cell.figure.column][cell.figure.place.row] = cell
    told: set[tuple[int, int, int]] = set()
    for sums in columns.values():
        for row, cell in sums.items():
            for line, figure, kind in (*_missed(cell, sums), *_doubled(cell, sums)):
                key = id(cell.table), row, line.place.row
                if key not in told:
                    told.add(key)
                    yield _finding(cell, figure, kind)


def _missed(cell: FormulaCell, sums: Sums) -> Iterator[tuple[Line, Figure, CauseKind]]:
    """Yield the rows next to what is summed that belong to it and that no sum of the column takes."""
    rows = by_row(cell.table, cell.figure.column)
    taken = {row for other in sums.values() for row in other.summed}
    own = set(cell.summed)
    for near in sorted({row + 1 for row in own} | {row - 1 for row in own}):
        if near in rows and near not in taken and near not in sums and rows[near][1].value:
            line = rows[near][0]
            if any(line is part for part in cell.line.parts) or _alike(
                line, cell.line, [rows[row][0] for row in own if row in rows]
            ):
                yield line, rows[near][1], CauseKind.OMITTED


def _alike(line: Line, total: Line, parts: list[Line]) -> bool:
    """Say whether a row's code is of the same length as all the parts', and of another than the total's."""
    lengths = {len(part.code) for part in parts}
    return bool(line.code) and lengths == {len(line.code)} and len(total.code) != len(line.code)


def _doubled(cell: FormulaCell, sums: Sums) -> Iterator[tuple[Line, Figure, CauseKind]]:
    """Yield the subtotals that are summed together with their own rows, and rows that are summed twice."""
    rows, own = by_row(cell.table, cell.figure.column), () if subtotal(cell.tree) else cell.summed
    for row in dict.fromkeys(own):
        below = set(sums[row].summed) if row in sums else set()
        if row in rows and rows[row][1].value and (own.count(row) > 1 or (below and below <= set(own))):
            yield *rows[row], CauseKind.DOUBLE_COUNTED


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
