"""Predecessors: what the same row of the document before stated, by which a total left from then is recognised."""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.calculations.period_budgets import by_table
from sn_excel.checks.matching import OVERVIEW, measured, of_kind, rows, total
from sn_excel.model.amounts import Amount
from sn_excel.model.measures import Measure
from sn_excel.model.tables import Dossier, Line, Table

COMPARABLE = (Measure.ACTUAL, Measure.PERIOD_BUDGET, Measure.PERIOD_DEVIATION, Measure.FORECAST)


def amounts_before(dossier: Dossier) -> dict[tuple[str, Measure], Amount]:
    """Return the earlier document's amounts by the label the row has now and by measure."""
    found: dict[tuple[str, Measure], Amount] = {}
    budgets = by_table(dossier.earlier.tables if dossier.earlier else ())
    for line, table, old in _pairs(dossier) if dossier.earlier else ():
        for measure in COMPARABLE:
            for _, figure in measured(old, measure):
                found[line.label, measure] = figure.value or 0
        for pair, _ in budgets[id(table)].of(old):
            found.setdefault((line.label, Measure.PERIOD_BUDGET), pair.period)
    return found


def _pairs(dossier: Dossier) -> Iterator[tuple[Line, Table, Line]]:
    earlier = dossier.earlier or dossier
    before = rows(earlier)
    for code, (_, line) in rows(dossier).items():
        if code in before:
            yield line, *before[code]
    for table in of_kind(dossier, *OVERVIEW):
        for other in of_kind(earlier, *OVERVIEW):
            now, then = total(table), total(other)
            if now and then:
                yield now, other, then
