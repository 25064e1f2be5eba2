"""SN209 En länk går till fel rad eller fel kolumn.

Varför: sammanställningen hämtar sina belopp från sidorna. Går länken till en annan verksamhets rad, eller en annan
kolumn, står ett riktigt belopp på fel plats.
Exempel: raden 771 hämtar ='774'!B5, som är 774:s Utfall.
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.checks.formula_cells import FormulaCell, formula_cells
from sn_excel.model.amounts import spoken
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.places import Place
from sn_excel.model.tables import Dossier, Figure, Line

CODE = "SN209"


def faults(dossier: Dossier) -> Iterator[Finding]:
    """Yield one error for every row whose links fetch another code's amounts, or another column's."""
    figures = {
        figure.place: (line, figure)
        for table in dossier.tables
        for line in table.walk()
        for figure in line.figures.values()
        if figure.value is not None
    }
    told: set[tuple[Place, Place]] = set()
    for cell in formula_cells(dossier):
        target = _target(cell)
        line, figure = figures.get(target, (None, None))
        wrong = _wrong(cell, line, figure) if line and figure else _nothing(dossier, cell, target)
        key = cell.line.place, target._replace(column=0)
        if wrong and cell.line.code and key not in told:
            told.add(key)
            yield _finding(cell, target, figure)


def _target(cell: FormulaCell) -> Place:
    """Return the cell that a plain link fetches, or the cell itself."""
    from sn_excel.calculations.formula_trees import Reference

    place = cell.figure.place
    if isinstance(cell.tree, Reference) and cell.tree.single:
        return Place(place.document, cell.tree.sheet or place.sheet, *cell.tree.area[:2])
    return place


def _wrong(cell: FormulaCell, line: Line, figure: Figure) -> bool:
    """Say whether the fetched amount is another code's, or of another column."""
    return bool(line.code) and (line.code != cell.line.code or figure.column != cell.figure.column)


def _nothing(dossier: Dossier, cell: FormulaCell, target: Place) -> bool:
    """Say whether the link fetches an empty cell of a sheet we know."""
    sheet = dossier.sheets.get((target.document, target.sheet))
    return sheet is not None and target != cell.figure.place and sheet.cells.get(target.at) is None


def _finding(cell: FormulaCell, target: Place, fetched: Figure | None) -> Finding:
    figure = cell.figure
    measure = figure.column.measure
    what = f"den tomma cellen {target.cell} på bladet {target.sheet}"
    if fetched:
        what = f"{fetched.label}, {fetched.column.measure.swedish} ({spoken(fetched.value or 0)} tkr)"
    message = f"{figure.label}, {measure.swedish}: formeln {figure.formula} hämtar {what}; rätta länken."
    return Finding(CODE, Severity.ERROR, figure.place, figure.label, message, measure, figure.value, None, target)
