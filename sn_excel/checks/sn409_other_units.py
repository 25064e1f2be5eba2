"""SN409 Beloppet kan stå i en annan enhet än radens eller tabellens övriga.

Varför: kronor som klistrats in bland tkr gör summan tusen gånger för stor, och en formel räknar troget vidare med det.
Exempel: 3101 har Utfall 6 517 000 där Budget är 6 033.
Åtgärd: skriv beloppet i tabellens enhet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sn_excel.checks.check_type import Check, Observations
from sn_excel.checks.matching import leaves
from sn_excel.model.amounts import Amount, size
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.measures import Measure
from sn_excel.model.places import Place
from sn_excel.model.tables import Column, Dossier, Figure, Line

CODE = "SN409"
STATED = (Measure.ACTUAL, Measure.PERIOD_BUDGET, Measure.ANNUAL_BUDGET, Measure.FORECAST)
LEAST = 20
"""Smaller amounts beside a large one, in tkr, are budgets that were never made rather than amounts in another unit."""
NEAR, FAR = 150, 6000
"""So many times larger is an amount in kronor than its neighbours in tkr: a thousand, give or take a factor six."""
ROWS, ALONE = 5, 20
"""From so many rows on, a row that is so many times all the others together is in another unit."""


def findings(dossier: Dossier) -> Iterator[Finding]:
    """Yield one warning for every row with an amount about a thousand times its row's others, or the table's."""
    tables: dict[int, list[Line]] = defaultdict(list)
    for table, line in leaves(dossier).values():
        tables[id(table)].append(line)
    for lines in tables.values():
        whole = set(_rows_apart(lines))
        for line in lines:
            yield from _finding(line, _apart(line), line.place in whole)


def _finding(line: Line, apart: tuple[Figure, Amount] | None, whole: bool) -> Iterator[Finding]:
    if apart:
        figure, beside = apart
        what = f"{figure.said()} är omkring tusen gånger radens andra belopp, {figure.said(beside)}"
    elif whole:
        figure = _stated(line)[0]
        what = f"radens belopp, {figure.said()}, är större än alla andra raders tillsammans många gånger om"
    else:
        return
    measure = figure.column.measure
    message = f"{line.label}, {measure.swedish}: {what}; står det i kronor där de andra står i tkr?"
    yield Finding(CODE, Severity.WARNING, figure.place, line.label, message, measure, figure.value)


def _apart(line: Line) -> tuple[Figure, Amount] | None:
    """Return the one amount that is a thousand times all its row's others, with the largest of those."""
    stated = _stated(line)
    if len(stated) < 2:
        return None
    *others, largest = sorted(stated, key=lambda one: size(one.value or 0))
    beside = others[-1].value or 0
    apart = size(beside) >= LEAST and NEAR < float(size(largest.value or 0)) / float(size(beside)) < FAR
    return (largest, beside) if apart else None


def _rows_apart(lines: Iterable[Line]) -> Iterator[Place]:
    """Yield the places of rows whose amounts are all far larger than everything else in their columns."""
    columns: dict[Column, list[tuple[Line, Amount]]] = defaultdict(list)
    for line in lines:
        for figure in _stated(line):
            columns[figure.column].append((line, size(figure.value or 0)))
    large: dict[Place, int] = defaultdict(int)
    for amounts in columns.values():
        line, most = max(amounts, key=lambda one: one[1])
        rest = sum(amount for _, amount in amounts) - most
        if len(amounts) > ROWS and rest and most > ALONE * rest:
            large[line.place] += 1
    yield from (place for place, times in large.items() if times == len(columns) > 1)


def _stated(line: Line) -> list[Figure]:
    """Return a row's amounts of its latest year; those of the years before may be anything."""
    years = [column.period.year for column in line.figures if column.period]
    latest = max(years, default=0)
    return [
        figure
        for column, figure in line.figures.items()
        if column.measure in STATED
        and figure.value
        and not figure.doubt
        and (column.period is None or column.period.year == latest)
    ]


CHECK = Check(CODE, (Severity.WARNING,), Observations(findings), __doc__)
