"""Recalculation: what a workbook's formulas show now, what they should show, and the edits between the two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sn_excel.calculations.formulas.evaluation import Spot, computed
from sn_excel.model.cell_values import same
from sn_excel.model.edits import Edit, Recache
from sn_excel.model.places import At
from sn_excel.model.previews import preview
from sn_excel.model.sheets import Sheet, Value


@dataclass(frozen=True, slots=True)
class Change:
    """A formula's value before and after."""

    sheet: str
    at: At
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Recalculated:
    """A workbook's sheets with their formulas' right values, and which of them had another.

    `values` are those of all formulas that we compute; those of the formulas in `unknown` we do not, and they stay as
    they were.
    """

    sheets: tuple[Sheet, ...]
    values: Mapping[Spot, Value]
    changes: tuple[Change, ...]
    unknown: tuple[Spot, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Return the edits that give formulas their right values."""
        return recached(self.changes)


def recalculated(sheets: Sequence[Sheet]) -> Recalculated:
    """Return a workbook with every plain formula computed.

    >>> total = Sheet("b", "771", {(1, 1): 2, (2, 1): 9}, {(2, 1): "A1*2"})
    >>> recalculated([total]).edits
    (Recache(sheet='771', values={(2, 1): 4}),)
    """
    values = computed({sheet.name: sheet for sheet in sheets})
    changes: list[Change] = []
    unknown: list[Spot] = []
    for sheet in sheets:
        for at in sheet.formulas:
            if (sheet.name, at) not in values:
                unknown.append((sheet.name, at))
            elif not same(before := sheet.cells.get(at), after := values[sheet.name, at]):
                changes.append(Change(sheet.name, at, before, after))
    fresh = preview(sheets, recached(changes))
    return Recalculated(fresh, values, tuple(changes), tuple(unknown))


def recached(changes: Iterable[Change]) -> tuple[Edit, ...]:
    """Return the edits that give formulas their right values."""
    by_sheet: dict[str, dict[At, Value]] = {}
    for change in changes:
        by_sheet.setdefault(change.sheet, {})[change.at] = change.after
    return tuple(Recache(name, values) for name, values in by_sheet.items())
