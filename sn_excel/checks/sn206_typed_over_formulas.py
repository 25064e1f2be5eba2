"""SN206 Ett tal är skrivet för hand där det ska stå en formel.

Varför: talet stämmer kanske i dag men följer inte med när underlaget ändras.
Jämförs med kolumnens andra rader, och för en summa med radens andra kolumner.
Exempel: D12 är −605 medan kolumnens övriga rader har Budget − Utfall som formel.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sn_excel.checks.formula_cells import formula_cells
from sn_excel.model.amounts import spoken
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.places import Place
from sn_excel.model.tables import Dossier, Figure, Line, Table

CODE = "SN206"
HINT = "Talet är skrivet för hand där det brukar stå en formel"
ROWS, SHARE, COLUMNS = 3, 0.6, 2
"""So many rows, and so large a share of the column, or so many columns of a total, must have the same formula."""


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield a warning for every typed amount among copies of one formula."""
    for figure in typed_over(dossier).values():
        where = f"{figure.label}, {figure.column.measure.swedish}"
        message = (
            f"{where}: {spoken(figure.value or 0)} är skrivet för hand där det brukar stå en formel; återställ formeln."
        )
        yield Finding(CODE, Severity.WARNING, figure.place, figure.label, message, figure.column.measure)


def typed_over(dossier: Dossier) -> dict[Place, Figure]:
    """Return the typed amounts that stand where formulas are copied."""
    shapes = {cell.figure.place: cell.shape for cell in formula_cells(dossier)}
    return {figure.place: figure for table in dossier.tables for figure in _typed(table, shapes)} if shapes else {}


def _typed(table: Table, shapes: Mapping[Place, str]) -> Iterator[Figure]:
    lines = list(table.walk())
    for column in table.columns:
        figures = _present(line.figures[column] for line in lines if column in line.figures)
        if _copied(figures, shapes, max(ROWS, SHARE * len(figures))):
            yield from (figure for figure in figures if not figure.formula)
    for line in lines:
        if line.parts and _copied(line.figures.values(), shapes, COLUMNS):
            yield from (figure for figure in _present(line.figures.values()) if _lone(figure, lines))


def _present(figures: Iterable[Figure]) -> list[Figure]:
    return [figure for figure in figures if figure.value is not None]


def _copied(figures: Iterable[Figure], shapes: Mapping[Place, str], least: float) -> bool:
    """Say whether so many of the figures have the same formula as seen from their cells."""
    found = Counter(shapes.get(figure.place, "") for figure in figures)
    del found[""]
    return bool(found) and max(found.values()) >= least


def _lone(figure: Figure, lines: Iterable[Line]) -> bool:
    """Say whether the figure is typed, and no other total of its column is."""
    others = (line.figures.get(figure.column) for line in lines if line.parts)
    typed = [other for other in others if other and other.value is not None and not other.formula]
    return typed == [figure]
