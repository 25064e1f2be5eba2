"""SN209 En länk går till fel rad eller fel kolumn.

Varför: sammanställningen hämtar sina belopp från sidorna. Går länken till en annan verksamhets rad, eller en annan
kolumn, står ett riktigt belopp på fel plats. Jämförs med vad sidan heter och med vad radens och kolumnens andra
länkar hämtar.
Exempel: raden 771 hämtar ='774'!B5, som är 774:s Utfall.
Åtgärd: ändra länken så att den hämtar radens egen verksamhet och rätt kolumn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sn_excel.checks.check_type import Check, Faults
from sn_excel.checks.formula_cells import FormulaCell, formula_cells
from sn_excel.checks.neighbours import Neighbours, link
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.places import Place
from sn_excel.model.tables import Column, Dossier, Figure, Line

CODE = "SN209"
_Rows = Mapping[Place, tuple[Line, Figure]]


def faults(dossier: Dossier) -> Iterator[Finding]:
    """Yield one error for every row whose links fetch another code's amounts, or another column's."""
    links = {cell.figure.place: (cell, target) for cell in formula_cells(dossier) if (target := link(cell))}
    if not links:
        return
    rows = {
        figure.place: (line, figure)
        for table in dossier.tables
        for line in table.walk()
        for figure in line.figures.values()
        if figure.value is not None
    }
    neighbours = Neighbours({place: target for place, (_, target) in links.items()})
    told: set[tuple[Place, Place]] = set()
    for cell, target in links.values():
        key = cell.line.place, target._replace(column=0)
        if key not in told and _wrong(dossier, cell, target, rows, neighbours):
            told.add(key)
            yield _finding(cell, target, rows)


def _wrong(dossier: Dossier, cell: FormulaCell, target: Place, rows: _Rows, neighbours: Neighbours) -> bool:
    """Say whether a link fetches nothing, another code's amount or another column's, or strays from its neighbours."""
    if target not in rows:
        return bool(cell.line.code) and _empty(dossier, target)
    line, figure = rows[target]
    if cell.line.code and line.code and (line.code != cell.line.code or _has(line, cell.figure.column)):
        return line.code != cell.line.code or figure.column != cell.figure.column
    expected = neighbours.expected(cell.figure.place)
    return expected is not None and expected in rows and rows[expected][1].value != figure.value


def _has(line: Line, column: Column) -> bool:
    return column in line.figures and line.figures[column].value is not None


def _empty(dossier: Dossier, target: Place) -> bool:
    """Say whether a cell of a sheet we know holds nothing."""
    sheet = dossier.sheets.get((target.document, target.sheet))
    return sheet is not None and sheet.cells.get(target.at) is None and target.at not in sheet.formulas


def _finding(cell: FormulaCell, target: Place, rows: _Rows) -> Finding:
    figure = cell.figure
    measure = figure.column.measure
    what = f"den tomma cellen {target.cell} på bladet {target.sheet}"
    if target in rows:
        line, fetched = rows[target]
        what = f"{line.label}, {fetched.column.measure.swedish} ({fetched.said()} {fetched.unit})"
    message = f"{figure.label}, {measure.swedish}: formeln {figure.formula} hämtar {what}; rätta länken."
    return Finding(CODE, Severity.ERROR, figure.place, figure.label, message, measure, figure.value, None, target)


CHECK = Check(CODE, (Severity.ERROR,), Faults(faults), __doc__)
