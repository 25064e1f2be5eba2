"""SN213 Formeln är en annan än på kolumnens övriga rader.

Varför: en formel som ändrats på en enda rad räknar något annat än rubriken lovar, och summorna tar med det ändå.
Exempel: H5 är SUM(C5:F5) där de andra raderna har SUM(C:G): maj är inte med.
Åtgärd: kontrollera vilken formel som är rätt och kopiera den till hela kolumnen.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from sn_excel.checks.check_type import Check, Evidence
from sn_excel.checks.formula_cells import LINK, FormulaCell, formula_cells
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.places import Place
from sn_excel.model.tables import Dossier

CODE = "SN213"
HINT = "Formeln är en annan än på kolumnens övriga rader"
ROWS, SHARE = 5, 0.8
"""So many rows, and so large a part of the column's formulas, must be copies of one before another stands out."""


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield one warning for every formula that is another than those its column's rows share."""
    for cell, copy in _unlike(dossier):
        figure = cell.figure
        measure = figure.column.measure
        message = (
            f"{figure.label}, {measure.swedish}: formeln {figure.formula} är en annan än på kolumnens övriga rader "
            f"({copy.figure.place.cell} har {copy.figure.formula}); kontrollera vilken som är rätt."
        )
        yield Finding(CODE, Severity.WARNING, figure.place, figure.label, message, measure, figure.value)


def unlike(dossier: Dossier) -> Iterator[Place]:
    """Yield where formulas stand that are others than those their columns' rows share."""
    yield from (cell.figure.place for cell, _ in _unlike(dossier))


def _unlike(dossier: Dossier) -> Iterator[tuple[FormulaCell, FormulaCell]]:
    """Yield every formula that differs, with the nearest of the copies; sums of rows and links are told elsewhere."""
    columns: dict[object, list[FormulaCell]] = defaultdict(list)
    for cell in formula_cells(dossier):
        if not cell.line.parts and LINK not in cell.shape:
            columns[id(cell.table), cell.figure.column].append(cell)
    for cells in columns.values():
        shape, count = Counter(cell.shape for cell in cells).most_common(1)[0]
        if count >= max(ROWS, SHARE * len(cells)):
            copies = [cell for cell in cells if cell.shape == shape]
            for cell in cells:
                if cell.shape != shape:
                    yield cell, min(copies, key=lambda copy: abs(copy.figure.place.row - cell.figure.place.row))


CHECK = Check(CODE, (Severity.WARNING,), Evidence(findings, unlike, HINT), __doc__)
