"""SN212 Ett tal är lagrat som text och räknas inte med i summan.

Varför: SUMMA hoppar över text, så summan blir för liten fast talet syns på raden. Det händer när belopp klistras
in eller läses in ur en fil. En grön hörna i cellen visar det i Excel.
Exempel: C18 är texten ”7192”, och SUMMA(C18:C20) ger summan av de två andra.
Åtgärd: gör om texten till ett tal, i Excel med den gröna hörnan och Konvertera till tal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sn_excel.checks.check_type import Check, Faults
from sn_excel.checks.formula_cells import FormulaCell, formula_cells, skipping
from sn_excel.model.findings import Cause, CauseKind, Finding, Severity
from sn_excel.model.places import Place
from sn_excel.model.tables import Dossier, Figure

CODE = "SN212"


def faults(dossier: Dossier) -> Iterator[Finding]:
    """Yield one error for every amount written as text that a sum passes over."""
    texts = _texts(dossier)
    readers: dict[Place, FormulaCell] = {}
    for cell in formula_cells(dossier) if texts else ():
        for place in _skipped(cell, texts):
            readers.setdefault(place, cell)
    for place, cell in readers.items():
        yield _finding(texts[place], cell, str(dossier.sheets[place.document, place.sheet].cells[place.at]))


def _texts(dossier: Dossier) -> dict[Place, Figure]:
    """Return the amounts whose cells hold text, in workbooks that have formulas."""
    formulas = {document for (document, _), sheet in dossier.sheets.items() if sheet.formulas}
    return {
        figure.place: figure
        for table in dossier.tables
        for line in table.walk()
        for figure in line.figures.values()
        if figure.value and figure.place.document in formulas and _is_text(dossier, figure.place)
    }


def _is_text(dossier: Dossier, place: Place) -> bool:
    sheet = dossier.sheets.get((place.document, place.sheet))
    return sheet is not None and isinstance(sheet.cells.get(place.at), str)


def _skipped(cell: FormulaCell, texts: Mapping[Place, Figure]) -> Iterator[Place]:
    for reference in skipping(cell.tree):
        top, left, bottom, right = reference.area
        sheet = reference.sheet or cell.sheet.name
        for place in texts:
            if place.sheet == sheet and top <= place.row <= bottom and left <= place.column <= right:
                yield place


def _finding(figure: Figure, cell: FormulaCell, text: str) -> Finding:
    amount, measure = figure.value or 0, figure.column.measure
    message = (
        f"{figure.label}, {measure.swedish}: talet {text} är lagrat som text och räknas inte med i {cell.figure.label} "
        f"({cell.figure.place.cell}); gör om det till ett tal."
    )
    evidence = (f"Formeln {cell.figure.formula} hoppar över text", f"{figure.said()} {figure.unit} saknas i summan")
    cause = Cause(CauseKind.STORED_AS_TEXT, figure.place, figure.label, amount, amount, evidence, unit=figure.unit)
    return Finding(CODE, Severity.ERROR, figure.place, figure.label, message, measure, causes=(cause,))


CHECK = Check(CODE, (Severity.ERROR,), Faults(faults), __doc__)
