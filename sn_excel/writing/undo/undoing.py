"""Undoing: what a job changed is taken back where the workbook still is as the job left it; the rest is listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sn_excel.model.edits import AddSheet, Cell, DefineName, DropSheet, Edit, Formula, Look, Unmark, Write
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.places import At, Place, address, parse_address
from sn_excel.model.sheets import Sheet
from sn_excel.schema.month import RECONCILIATION, reference
from sn_excel.schema.reconciliation import HEADING_ROW, SHEET_COLUMN
from sn_excel.writing.own.reconciliation import reconciliation
from sn_excel.writing.undo.cell_witnesses import Terrain
from sn_excel.writing.undo.changes import Change, Content, Page, Record, area, content, page, same

_GONE = "bladet {} (borttaget eller omdöpt)"


@dataclass(frozen=True, slots=True)
class Taken:
    """The edits that take a job back, how many cells they give back, and the places that are left as they are now."""

    edits: tuple[Edit, ...]
    cells: int
    left: tuple[str, ...]


def inverse(done: Record, now: Sequence[Sheet]) -> Taken:
    """Return what takes a job back from a workbook as it stands now.

    A cell gets its content back when it still holds what the job wrote, also where rows have been inserted above it;
    else it is left and listed. A sheet that the job added goes when nobody has written in it; one that it took away
    comes back.
    """
    sheets = {sheet.name: sheet for sheet in now}
    left: list[str] = []
    back = tuple(_returning(done.changes, sheets, left))
    gone = tuple(one.name for one in done.added if _untouched(one, sheets, left))
    there = sheets.keys() - set(gone)
    edits = (
        *(Write(change.sheet, change.at, ((Cell(change.before),),)) for change in back),
        *_renamed(done, there, left),
        *(DropSheet(name) for name in gone),
        *(edit for one in done.dropped if one.name not in there for edit in _restored(one, there)),
        *_marked(done, there | {one.name for one in done.dropped}),
    )
    return Taken(edits, len(back), tuple(left))


def _returning(changes: Sequence[Change], sheets: Mapping[str, Sheet], left: list[str]) -> Iterator[Change]:
    """Yield the changes to take back, at the places where they are now; those that cannot be are listed."""
    for name in dict.fromkeys(change.sheet for change in changes):
        if name not in sheets:
            left.append(_GONE.format(name))
            continue
        ours = [change for change in changes if change.sheet == name]
        terrain = Terrain(sheets[name])
        shifted = terrain.shifted((change.at, change.seen) for change in ours)
        for change in ours:
            at = terrain.found(change.at, change.seen, shifted)
            if at is None or (shifted and isinstance(change.before, Formula)):
                left.append(f"{name} {address(at or change.at)}")
            elif _returns(replace(change, at=at), sheets[name], left):
                yield replace(change, at=at)


def _returns(change: Change, sheet: Sheet, left: list[str]) -> bool:
    found = content(sheet, change.at)
    if same(found, change.after):
        return True
    if not same(found, change.before):
        left.append(f"{change.sheet} {address(change.at)}")
    return False


def _untouched(one: Page, sheets: Mapping[str, Sheet], left: list[str]) -> bool:
    if one.name not in sheets:
        left.append(_GONE.format(one.name))
        return False
    found = page(sheets[one.name]).cells
    changed = [at for at in found.keys() | one.cells.keys() if not same(found.get(at), one.cells.get(at))]
    left += [f"{one.name} {address(at)}" for at in sorted(changed)]
    return not changed


def _renamed(done: Record, there: set[str], left: list[str]) -> Iterator[Edit]:
    for name, sheet, referred in done.names:
        was = area(referred, name)
        if not referred:
            yield DefineName(name, sheet, None)
        elif was and was.sheet in there:
            yield was
        else:
            left.append(f"namnet {name}")


def _restored(one: Page, there: set[str]) -> Iterator[Edit]:
    yield AddSheet(one.name, one.name, one.before if one.before in there else "")
    dressed = _Dresses(one)
    for at, held in sorted(one.cells.items()):
        yield Write(one.name, at, ((dressed.cell(at, held),),))


class _Dresses:
    """How the cells of a sheet of ours look: Avstämning as it is written, another sheet by its number formats."""

    def __init__(self, one: Page) -> None:
        self._page = one
        self._rows: tuple[tuple[Cell | None, ...], ...] = ()
        if one.name == RECONCILIATION:
            edits = reconciliation((_SPECIMEN,), "")
            self._rows = next(edit.rows for edit in edits if isinstance(edit, Write))

    def cell(self, at: At, held: Content) -> Cell:
        """Return a cell with its look, and its link where it had one."""
        row = self._rows[min(at[0], len(self._rows)) - 1] if self._rows else ()
        model = row[at[1] - 1] if at[1] <= len(row) else None
        if model is None:
            code = self._page.formats.get(at)
            return Cell(held, Look(number_format=code) if code else None)
        return replace(model, content=held, link=self._link(at[0], held) if model.link else "")

    def _link(self, row: int, held: Content) -> str:
        sheet = self._page.cells.get((row, SHEET_COLUMN))
        try:
            return reference(str(sheet), *parse_address(str(held))) if row > HEADING_ROW else ""
        except ValueError:
            return ""


_SPECIMEN = Finding("", Severity.NOTE, Place("", "-", 1, 1), "", "")


def _marked(done: Record, there: set[str]) -> Iterator[Edit]:
    yield from (Unmark(name) for name in done.marked if name in there)
    yield from (mark for mark in done.marks if mark.sheet in there)
