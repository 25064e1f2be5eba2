"""Column steps: how finely the columns of a user's workbook state their amounts, so that new ones are stated alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sn_excel.model.amounts import ORE, Amount, Unit, in_tkr
from sn_excel.model.number_formats import shown_step
from sn_excel.model.tables import Column, Dossier, Figure, Table

_EVIDENCE = 6
"""Minimum number of typed amounts, all whole kronor, that show a table in kronor to leave out the öre."""


class Steps:
    """The step of every column in tkr: what its typed amounts share, else what its number format shows.

    In kronor whole amounts are chance: a table that has öre anywhere has them everywhere.
    """

    def __init__(self, dossier: Dossier) -> None:
        """Keep the sheets, whose number formats speak where a column is empty."""
        self._sheets = dossier.sheets
        self._known: dict[tuple[int, Column], Amount] = {}

    def of(self, table: Table, column: Column) -> Amount:
        """Return the smallest amount in tkr that a column states."""
        key = id(table), column
        if key not in self._known:
            self._known[key] = self._kronor(table) if table.unit is Unit.KR else self._step(table, column)
        return self._known[key]

    def _kronor(self, table: Table) -> Amount:
        steps = [figure.step for column in table.columns for figure in _typed(table, column)]
        if len(steps) < _EVIDENCE:
            return ORE
        return max(ORE, min(steps))

    def _step(self, table: Table, column: Column) -> Amount:
        steps = Counter(figure.step for figure in _typed(table, column))
        if steps:
            return max(ORE, min(steps, key=lambda step: (-steps[step], step)))
        shown = Counter(step for step in self._shown(table, column) if step is not None)
        return in_tkr(shown.most_common(1)[0][0], table.unit) if shown else in_tkr(1, Unit.TKR)

    def _shown(self, table: Table, column: Column) -> Iterator[Amount | None]:
        for line in table.walk():
            place = line.figures[column].place if column in line.figures else None
            sheet = self._sheets.get((place.document, place.sheet)) if place else None
            if place and sheet:
                yield shown_step(sheet.formats.get(place.at, ""))


def _typed(table: Table, column: Column) -> Iterator[Figure]:
    for line in table.walk():
        figure = line.figures.get(column)
        if figure and figure.value and not figure.formula and not figure.doubt:
            yield figure
