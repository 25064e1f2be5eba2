"""SN208 En cell med fel ingår i en summa.

Varför: ett fel i en cell blir fel i alla summor ovanför, och döljer deras belopp. Bara cellen där felet börjar nämns.
Exempel: B12 visar #SAKNAS! och därför också B5 och sammanställningens TOTALT.
Åtgärd: rätta cellen där felet börjar; summorna blir då rätta av sig själva.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sn_excel.checks.check_type import Check, Faults
from sn_excel.checks.formula_cells import FormulaCell, formula_cells
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.places import At, Place
from sn_excel.model.sheets import Area, Fault
from sn_excel.model.tables import Dossier, Figure

CODE = "SN208"
LARGEST = 20_000
"""Cells of an area that we are willing to look at."""


def faults(dossier: Dossier) -> Iterator[Finding]:
    """Yield one error for every cell in which an error begins that computed figures then show."""
    lines = (line for table in dossier.tables for line in table.walk())
    figures = {figure.place: figure for line in lines for figure in line.figures.values()}
    readers = _readers(dossier)
    spread = {figure.place for found in readers.values() for figure in found}
    for place, found in readers.items():
        if place not in spread:
            yield _finding(dossier, place, figures.get(place), found)


def covered(dossier: Dossier) -> set[Place]:
    """Return the cells that this check tells of: where errors begin and where they show."""
    readers = _readers(dossier)
    return {*readers, *(figure.place for found in readers.values() for figure in found)}


def _readers(dossier: Dossier) -> dict[Place, list[Figure]]:
    """Return the computed figures that show an error, by the faulty cells they read."""
    readers: dict[Place, list[Figure]] = {}
    for cell in formula_cells(dossier):
        for place in _faulty(dossier, cell):
            readers.setdefault(place, []).append(cell.figure)
    return readers


def _faulty(dossier: Dossier, cell: FormulaCell) -> Iterator[Place]:
    if cell.tree is None or not isinstance(cell.sheet.cells.get(cell.figure.place.at), Fault):
        return
    from sn_excel.calculations.formulas.trees import references

    document = cell.figure.place.document
    for reference in references(cell.tree):
        sheet = dossier.sheets.get((document, reference.sheet or cell.sheet.name))
        for at in _cells(reference.area) if sheet else ():
            if sheet and isinstance(sheet.cells.get(at), Fault):
                yield Place(document, sheet.name, *at)


def _cells(area: Area) -> Iterator[At]:
    top, left, bottom, right = area
    if (bottom - top + 1) * (right - left + 1) <= LARGEST:
        yield from product(range(top, bottom + 1), range(left, right + 1))


def _finding(dossier: Dossier, place: Place, figure: Figure | None, readers: list[Figure]) -> Finding:
    value = dossier.sheets[place.document, place.sheet].cells[place.at]
    code = value.code if isinstance(value, Fault) else ""
    label = figure.label if figure else f"{place.sheet} {place.cell}"
    many = "1 cell" if len(readers) == 1 else f"{len(readers)} celler"
    message = f"{label}: cellen {place.cell} har felet {code}, som gör att {many} saknar belopp ({readers[0].label})."
    return Finding(CODE, Severity.ERROR, place, label, message, figure.column.measure if figure else None)


CHECK = Check(CODE, (Severity.ERROR,), Faults(faults), __doc__)
