"""SN207 Formler visar gamla värden.

Varför: boken är sparad utan att räknas om. Den som läser ser ett annat belopp än det som formeln ger.
Övriga kontroller räknar med det nya värdet. Boken nämns en gång, där det börjar.
Exempel: B5 visar 58 611 men SUM(B6:B20) ger 58 711 sedan en rad ändrats.
Åtgärd: öppna boken i Excel eller LibreOffice, räkna om den och spara.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sn_excel.checks.check_type import Check, Recomputation
from sn_excel.checks.formula_cells import FormulaCell, formula_cells
from sn_excel.model.amounts import Amount, counted, in_tkr
from sn_excel.model.cell_values import is_amount, same
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.places import At, Place
from sn_excel.model.sheets import Sheet, Value
from sn_excel.model.tables import Dossier

if TYPE_CHECKING:
    from sn_excel.calculations.formulas.evaluation import Spot

CODE = "SN207"


def stale(dossier: Dossier) -> tuple[tuple[Finding, ...], Mapping[Place, Amount | None]]:
    """Return one error for every document with formulas that show old values, and what those should show, in tkr."""
    old = [(cell, value) for cell, value in _recomputed(dossier) if _differs(_shown(cell), value)]
    documents: dict[str, list[tuple[FormulaCell, Amount]]] = defaultdict(list)
    for cell, value in old:
        documents[cell.figure.place.document].append((cell, value))
    fresh = {cell.figure.place: in_tkr(value, cell.table.unit) for cell, value in old}
    return tuple(_finding(found, fresh) for found in documents.values()), fresh


def _recomputed(dossier: Dossier) -> Iterator[tuple[FormulaCell, Amount]]:
    cells = list(formula_cells(dossier))
    if not cells:
        return
    from sn_excel.calculations.formulas.evaluation import computed

    formulas: dict[tuple[str, str], dict[At, str]] = defaultdict(dict)
    for cell in cells:
        place = cell.figure.place
        formulas[place.document, place.sheet][place.at] = cell.figure.formula
    documents: dict[str, dict[str, Sheet]] = defaultdict(dict)
    for (document, name), sheet in dossier.sheets.items():
        documents[document][name] = replace(sheet, formulas=formulas[document, name])
    values: dict[str, Mapping[Spot, Value]] = {document: computed(sheets) for document, sheets in documents.items()}
    for cell in cells:
        place = cell.figure.place
        value = values[place.document].get((place.sheet, place.at))
        if is_amount(value):
            yield cell, value


def _shown(cell: FormulaCell) -> Value:
    return cell.sheet.cells.get(cell.figure.place.at)


def _differs(shown: Value, value: Amount) -> bool:
    """Say whether a number is shown and is another; an empty cell was never computed, which is no lie."""
    return is_amount(shown) and not same(shown, value)


def _finding(found: list[tuple[FormulaCell, Amount]], fresh: Mapping[Place, Amount]) -> Finding:
    cell = next((cell for cell, _ in found if not _reads(cell, fresh)), found[0][0])
    figure = cell.figure
    right = fresh[figure.place]
    others = f" ({counted(len(found) - 1, 'cell', 'celler')} till visar gamla värden)" if len(found) > 1 else ""
    message = (
        f"{figure.label}, {figure.column.measure.swedish}: cellen visar {figure.said()} men formeln "
        f"{figure.formula} ger {figure.said(right)}{others}; räkna om boken och spara den."
    )
    measure = figure.column.measure
    return Finding(CODE, Severity.ERROR, figure.place, figure.label, message, measure, figure.value, right)


def _reads(cell: FormulaCell, fresh: Mapping[Place, Amount]) -> bool:
    """Say whether the formula reads a cell that is stale itself."""
    from sn_excel.calculations.formulas.trees import references

    for reference in references(cell.tree) if cell.tree else ():
        top, left, bottom, right = reference.area
        sheet = reference.sheet or cell.sheet.name
        for place in fresh:
            if place.sheet == sheet and top <= place.row <= bottom and left <= place.column <= right:
                return True
    return False


CHECK = Check(CODE, (Severity.ERROR,), Recomputation(stale), __doc__)
