"""SN206 Ett tal är skrivet för hand där det ska stå en formel.

Varför: talet stämmer kanske i dag men följer inte med när underlaget ändras.
Jämförs med kolumnens andra rader, och för en summa med radens andra kolumner.
En rad som hämtar belopp från en annan sida ska hämta alla som de andra raderna hämtar.
Exempel: D12 är −605 medan kolumnens övriga rader har Budget − Utfall som formel.
Åtgärd: kopiera formeln från raden intill och kontrollera att beloppet blir rätt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sn_excel.checks.check_type import Check, Evidence
from sn_excel.checks.formula_cells import LINK, formula_cells
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
        message = f"{where}: {figure.said()} är skrivet för hand där det brukar stå en formel; återställ formeln."
        yield Finding(CODE, Severity.WARNING, figure.place, figure.label, message, figure.column.measure)


def typed_over(dossier: Dossier) -> dict[Place, Figure]:
    """Return the typed amounts that stand where formulas are copied."""
    shapes = {cell.figure.place: cell.shape for cell in formula_cells(dossier)}
    return {figure.place: figure for table in dossier.tables for figure in _typed(table, shapes)} if shapes else {}


def _typed(table: Table, shapes: Mapping[Place, str]) -> Iterator[Figure]:
    lines = list(table.walk())
    for column in table.columns:
        figures = {at: line.figures[column] for at, line in enumerate(lines) if _present(line.figures.get(column))}
        copied = _copied(figures.values(), shapes, max(ROWS, SHARE * len(figures)))
        for at, figure in figures.items() if copied else ():
            if not figure.formula and (LINK not in copied or _fetches(lines[at], shapes)):
                yield figure
    for line in lines:
        if line.parts and _copied(line.figures.values(), shapes, COLUMNS):
            yield from (figure for figure in line.figures.values() if _present(figure) and _lone(figure, lines))


def _present(figure: Figure | None) -> bool:
    return figure is not None and figure.value is not None


def _fetches(line: Line, shapes: Mapping[Place, str]) -> bool:
    """Say whether a row fetches any of its amounts from another sheet: one without a page has them all typed."""
    return any(LINK in shapes.get(figure.place, "") for figure in line.figures.values())


def _copied(figures: Iterable[Figure], shapes: Mapping[Place, str], least: float) -> str:
    """Return the formula, as seen from their cells, that so many of the figures have, '' where there is none."""
    found = Counter(shapes.get(figure.place, "") for figure in figures)
    del found[""]
    shape, count = max(found.items(), key=lambda one: one[1], default=("", 0))
    return shape if count >= least else ""


def _lone(figure: Figure, lines: Iterable[Line]) -> bool:
    """Say whether the figure is typed, and no other total of its column is."""
    others = (line.figures.get(figure.column) for line in lines if line.parts)
    typed = [other for other in others if other and other.value is not None and not other.formula]
    return typed == [figure]


CHECK = Check(CODE, (Severity.WARNING,), Evidence(findings, typed_over, HINT), __doc__)
