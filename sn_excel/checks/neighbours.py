"""Neighbours: what the links beside a link fetch, and so what it should fetch."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from sn_excel.checks.formula_cells import FormulaCell
from sn_excel.model.places import Place

FEWEST, SHARE = 2, 0.6
"""So many other links of a column, and so large a share of them, must agree on what a column fetches."""


def link(cell: FormulaCell) -> Place | None:
    """Return the cell that a plain link fetches, None for other formulas."""
    from sn_excel.calculations.formula_trees import Reference

    if not isinstance(cell.tree, Reference) or not cell.tree.single:
        return None
    place = cell.figure.place
    return Place(place.document, cell.tree.sheet or place.sheet, *cell.tree.area[:2])


class Neighbours:
    """Links by the row and by the column they stand in; the row of a page that a row fetches most from is its home."""

    def __init__(self, links: Mapping[Place, Place]) -> None:
        """Index the links by their cells."""
        self._links = links
        self._rows: dict[Place, dict[Place, Place]] = defaultdict(dict)
        self._columns: dict[Place, dict[Place, Place]] = defaultdict(dict)
        for place, target in links.items():
            self._rows[_row(place)][place] = target
            self._columns[_column(place)][place] = target
        self._fetched = {row: Counter(map(_row, links.values())) for row, links in self._rows.items()}
        self._used: Counter[Place] = Counter(home for counts in self._fetched.values() for home in counts)
        self._homes = {row: self._home(counts) for row, counts in self._fetched.items()}

    def expected(self, place: Place) -> Place | None:
        """Return what a link should fetch where its neighbours agree that it is something else, else None."""
        target, home = self._links[place], self._homes[_row(place)]
        column = self._habit(place)
        if home is None or column is None or (_row(target), target.column) == (home, column):
            return None
        others = [(other, to) for other, to in self._rows[_row(place)].items() if other != place]
        follow = sum((_row(to), to.column) == (home, self._habit(other)) for other, to in others)
        return home._replace(column=column) if follow * 2 > len(others) else None

    def _home(self, counts: Counter[Place]) -> Place | None:
        """Return the row that most links of a row fetch from; of two, the one that fewer other rows fetch from."""
        ranked = sorted((-count, self._used[row], row) for row, count in counts.items())
        if len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]:
            return None
        return ranked[0][2]

    def _habit(self, place: Place) -> int | None:
        """Return the column that the other links of a column fetch from their rows' homes."""
        others = [(other, to) for other, to in self._columns[_column(place)].items() if other != place]
        at_home = [to.column for other, to in others if _row(to) == self._homes[_row(other)]]
        column, count = max(Counter(at_home).items(), key=lambda one: one[1], default=(0, 0))
        return column if count >= FEWEST and count >= SHARE * len(others) else None


def _row(place: Place) -> Place:
    return place._replace(column=0)


def _column(place: Place) -> Place:
    return place._replace(row=0)
