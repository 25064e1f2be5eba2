"""Neighbours: what the links beside a link fetch, and so what it should fetch."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from sn_excel.checks.formula_cells import FormulaCell
from sn_excel.model.places import Place

if TYPE_CHECKING:
    from sn_excel.calculations.formulas.trees import Node, Reference

FEWEST, SHARE = 2, 0.6
"""So many other links of a column, and so large a share of them, must agree on what a column fetches."""

UNITS = (Decimal(1000), Decimal(1_000_000))
"""What turns kronor into tkr and mkr."""


def link(cell: FormulaCell) -> Place | None:
    """Return the cell that a link fetches, rounded and in another unit maybe; None for other formulas."""
    found = fetched(cell.tree) if cell.tree else None
    if found is None:
        return None
    place = cell.figure.place
    return Place(place.document, found.sheet or place.sheet, *found.area[:2])


def fetched(tree: Node) -> Reference | None:
    """Return the one cell whose amount a formula gives as it stands, turned, rounded or in another unit.

    >>> from sn_excel.calculations.formulas.trees import parse
    >>> [fetched(parse(text)) is not None for text in ("B5", "ROUND(-B5/1000,0)", "B5/12", "SUM(B5:B6)")]
    [True, True, False, False]
    """
    from sn_excel.calculations.formulas.trees import Call, Literal, Reference

    while isinstance(tree, Call):
        scaled = tree.name in {"/", "*"} and tree.arguments[1] in {Literal(unit) for unit in UNITS}
        if not scaled and tree.name not in {"ROUND", "u-"}:
            return None
        tree = tree.arguments[0]
    return tree if isinstance(tree, Reference) and tree.single else None


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
