"""Uppdatera beräkningar: give every plain formula its right value, and check what is then there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sn_excel.calculations.formulas.evaluation import Spot, computed
from sn_excel.jobs.check import Known, check
from sn_excel.jobs.mark import mark
from sn_excel.model.edits import Edit, Recache
from sn_excel.model.findings import Finding
from sn_excel.model.places import At
from sn_excel.model.sheets import Sheet, Value
from sn_excel.model.tables import Dossier
from sn_excel.schema.month import own

_SLACK = Decimal("1e-12")


@dataclass(frozen=True, slots=True)
class Change:
    """A formula's value before and after."""

    sheet: str
    at: At
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The edits that bring a workbook up to date, what they change, and what does not tie afterwards.

    `unknown` are formulas that we do not compute: their values stay as they were.
    """

    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]
    unknown: tuple[Spot, ...]
    findings: tuple[Finding, ...]


def recompute(sheets: Sequence[Sheet], known: Known, earlier: Dossier | None, about: str) -> Recomputed:
    """Return a workbook's formulas recomputed and its reconciliation anew. SnError when it holds no table."""
    values = computed({sheet.name: sheet for sheet in sheets})
    changes = tuple(changed(sheets, values))
    fresh = tuple(_fresh(sheet, values) for sheet in sheets)
    findings = check(fresh, known, earlier).findings
    marked = any(own(sheet) for sheet in sheets)
    edits = (*recached(changes), *(mark(findings, fresh, about) if marked else ()))
    unknown = tuple((sheet.name, at) for sheet in sheets for at in sheet.formulas if (sheet.name, at) not in values)
    return Recomputed(edits, changes, unknown, findings)


def changed(sheets: Sequence[Sheet], values: Mapping[Spot, Value]) -> Iterator[Change]:
    """Yield the formulas whose cached value is not the computed one."""
    for sheet in sheets:
        for at in sheet.formulas:
            before, after = sheet.cells.get(at), values.get((sheet.name, at))
            if (sheet.name, at) in values and not same(before, after):
                yield Change(sheet.name, at, before, after)


def same(before: Value, after: Value) -> bool:
    """Say whether two values are one to a spreadsheet, which keeps fifteen digits; True is no 1.

    >>> same(Decimal("0.333333333333333"), Decimal(1) / 3), same(1, True)
    (True, False)
    """
    if isinstance(before, int | Decimal) and isinstance(after, int | Decimal):
        if isinstance(before, bool) or isinstance(after, bool):
            return before is after
        first, second = Decimal(before), Decimal(after)
        return abs(first - second) <= _SLACK * max(abs(first), abs(second))
    return type(before) is type(after) and before == after


def recached(changes: Sequence[Change]) -> Iterator[Edit]:
    """Yield the edits that give formulas their new values."""
    by_sheet: dict[str, dict[At, Value]] = {}
    for change in changes:
        by_sheet.setdefault(change.sheet, {})[change.at] = change.after
    for name, values in by_sheet.items():
        yield Recache(name, values)


def _fresh(sheet: Sheet, values: Mapping[Spot, Value]) -> Sheet:
    cells = dict(sheet.cells)
    cells.update({at: values[sheet.name, at] for at in sheet.formulas if (sheet.name, at) in values})
    return replace(sheet, cells=cells)
