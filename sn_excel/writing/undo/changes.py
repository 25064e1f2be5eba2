"""What a job changed in a workbook: the cells before and after, sheets that came or went, marks and names before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from sn_excel.model import cell_values
from sn_excel.model.edits import AddSheet, DefineName, DropSheet, Edit, Formula, Mark, Unmark, Write
from sn_excel.model.places import At, parse_address
from sn_excel.model.sheets import Sheet, Value
from sn_excel.writing.undo.cell_witnesses import NONE, Witness, witnesses

Content: TypeAlias = Value | Formula
"""What stands in a cell; a formula without the value it shows, which is the program's own."""

_NAMED = re.compile(r"=?(?P<sheet>'(?:[^']|'')+'|[^'!]+)!(?P<first>\$?[A-Z]+\$?\d+)(?::(?P<last>\$?[A-Z]+\$?\d+))?")


@dataclass(frozen=True, slots=True)
class Change:
    """A cell before and after a job, as it was read both times, and the texts by which it is known again."""

    sheet: str
    at: At
    before: Content
    after: Content
    seen: Witness = NONE


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of ours that came or went; `before` is the sheet it stood before, empty for the last."""

    name: str
    cells: Mapping[At, Content]
    formats: Mapping[At, str] = field(default_factory=dict)
    before: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a job changed. `marked` are the sheets whose marks it touched, `marks` those that lay there before.

    `names` are defined names with the sheet they are for and what they referred to before, empty for nothing.
    """

    changes: tuple[Change, ...] = ()
    added: tuple[Page, ...] = ()
    dropped: tuple[Page, ...] = ()
    marked: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    names: tuple[tuple[str, str, str], ...] = ()

    @property
    def empty(self) -> bool:
        """Say whether the job left everything as it was."""
        return self == Record()


def content(sheet: Sheet, at: At) -> Content:
    """Return what stands in a cell."""
    formula = sheet.formulas.get(at)
    return sheet.cells.get(at) if formula is None else Formula(formula, None)


def page(sheet: Sheet, before: str = "") -> Page:
    """Return a whole sheet as it stands."""
    formats = {at: code for at, code in sheet.formats.items() if at in sheet.cells}
    return Page(sheet.name, {at: content(sheet, at) for at in sheet.cells}, formats, before)


def record(
    edits: Sequence[Edit],
    before: Sequence[Sheet],
    after: Sequence[Sheet],
    marks: Sequence[Mark] = (),
    names: Mapping[str, str] | None = None,
) -> Record:
    """Return what edits changed between two readings of a workbook; `marks` and `names` are those before them.

    `after` needs only the sheets that were written or added.
    """
    was, now = {sheet.name: sheet for sheet in before}, {sheet.name: sheet for sheet in after}
    order = [sheet.name for sheet in before]
    gone = [edit.name for edit in edits if isinstance(edit, DropSheet) and edit.name in was]
    new = [edit.name for edit in edits if isinstance(edit, AddSheet) and edit.name in now]
    touched = dict.fromkeys(edit.sheet for edit in edits if isinstance(edit, Mark | Unmark))
    marked = tuple(name for name in touched if name in was and name not in gone)
    laid = tuple(mark for mark in marks if mark.sheet in marked)
    fresh = any(isinstance(edit, Mark) for edit in edits)
    return Record(
        changes=tuple(_changes(edits, was, now, {*gone, *new})),
        added=tuple(page(now[name]) for name in new),
        dropped=tuple(page(was[name], _following(order, name)) for name in gone),
        marked=marked if laid or fresh else (),
        marks=laid,
        names=tuple(_names(edits, names or {})),
    )


def _changes(
    edits: Sequence[Edit], was: Mapping[str, Sheet], now: Mapping[str, Sheet], others: set[str]
) -> Iterator[Change]:
    spots: dict[str, dict[At, None]] = {}
    for edit in edits:
        if isinstance(edit, Write) and edit.sheet not in others:
            spots.setdefault(edit.sheet, {}).update(dict.fromkeys(edit.cells()))
    for name, places in spots.items():
        seen = witnesses(now[name], places.keys())
        for at in places:
            first, last = content(was[name], at), content(now[name], at)
            if not same(first, last):
                yield Change(name, at, first, last, seen[at])


def _following(order: Sequence[str], name: str) -> str:
    at = order.index(name) + 1
    return order[at] if at < len(order) else ""


def _names(edits: Sequence[Edit], names: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for edit in edits:
        if isinstance(edit, DefineName):
            referred = names.get(edit.name, "")
            if area(referred, edit.name) != edit:
                yield edit.name, edit.sheet, referred


def area(referred: str, name: str) -> DefineName | None:
    """Return the edit that defines a name as it was; None where it referred to something else than cells of a sheet.

    >>> area("='100+285'!$A$3:$E$5", "Block")
    DefineName(name='Block', sheet='100+285', area=(3, 1, 5, 5))
    """
    found = _NAMED.fullmatch(referred)
    if not found:
        return None
    sheet = found["sheet"]
    sheet = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    first = parse_address(found["first"])
    return DefineName(name, sheet, (*first, *parse_address(found["last"] or found["first"])))


def same(one: Content, other: Content) -> bool:
    """Say whether two contents are one: formulas by their text, values as `cell_values.same` says."""
    if isinstance(one, Formula) or isinstance(other, Formula):
        return one == other
    return cell_values.same(one, other)
