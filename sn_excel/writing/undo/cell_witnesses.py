"""Witnesses: the texts beside and above a changed cell, by which it is known again when rows or columns have moved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sn_excel.model.places import At
from sn_excel.model.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Witness:
    """The first text of a cell's row and the nearest text above it; empty where there is none."""

    label: str = ""
    heading: str = ""


NONE = Witness()
"""A cell of which nothing is known."""


def witnesses(sheet: Sheet, spots: Collection[At]) -> Mapping[At, Witness]:
    """Return the witnesses of cells; the cells themselves are none, since they are what is changed.

    >>> page = Sheet("", "771", {(2, 2): "Utfall", (4, 1): "7400 Ledning", (4, 2): 1000})
    >>> witnesses(page, [(4, 2)])[4, 2]
    Witness(label='7400 Ledning', heading='Utfall')
    """
    changed = set(spots)
    labels: dict[int, str] = {}
    columns: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in sorted(_texts(sheet).items()):
        if (row, column) not in changed:
            labels.setdefault(row, text)
            columns.setdefault(column, []).append((row, text))
    return {at: Witness(labels.get(at[0], ""), _nearest(columns.get(at[1], ()), at[0])) for at in changed}


def _nearest(texts: Iterable[tuple[int, str]], row: int) -> str:
    return next((text for above, text in sorted(texts, reverse=True) if above < row), "")


def _texts(sheet: Sheet) -> dict[At, str]:
    return {at: held for at, held in sheet.cells.items() if isinstance(held, str) and held and at not in sheet.formulas}


@dataclass
class Terrain:
    """A sheet as it stands now, where cells are looked for by their witnesses."""

    sheet: Sheet
    _rows: dict[str, set[int]] = field(default_factory=dict)
    _columns: dict[str, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for (row, column), text in _texts(self.sheet).items():
            self._rows.setdefault(text, set()).add(row)
            self._columns.setdefault(text, set()).add(column)

    def shifted(self, known: Iterable[tuple[At, Witness]]) -> bool:
        """Say whether rows have been inserted or taken away above some of the cells."""
        return any(row not in self._rows.get(seen.label, {row}) for (row, _), seen in known)

    def found(self, at: At, seen: Witness, shifted: bool) -> At | None:
        """Return where a cell is now; None where that cannot be told.

        A label or a heading that is nowhere has been written anew, and the cell is where it was.
        """
        row, column = at
        if column not in self._columns.get(seen.heading, {column}):
            return None
        rows = self._rows.get(seen.label, set())
        if row in rows or not (rows or shifted):
            return at
        return (next(iter(rows)), column) if len(rows) == 1 else None
