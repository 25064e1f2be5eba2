"""Sheets with edits made in them, by hand: what a grid does, without a file or a program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sn_excel.model.edits import AddSheet, DropSheet, Edit, Formula, Write
from sn_excel.model.places import At
from sn_excel.model.sheets import Sheet, Value


def applied(sheets: tuple[Sheet, ...], edits: Iterable[Edit]) -> tuple[Sheet, ...]:
    """The sheets after the edits; marks and names are not seen in sheets."""
    found = {sheet.name: sheet for sheet in sheets}
    for edit in edits:
        if isinstance(edit, DropSheet):
            del found[edit.name]
        elif isinstance(edit, AddSheet):
            order = list(found.items())
            at = [name for name, _ in order].index(edit.before) if edit.before else len(order)
            found = dict([*order[:at], (edit.name, Sheet(sheets[0].document, edit.name, {})), *order[at:]])
        elif isinstance(edit, Write):
            found[edit.sheet] = _written(found[edit.sheet], edit)
    return tuple(found.values())


def _written(sheet: Sheet, edit: Write) -> Sheet:
    cells: dict[At, Value] = dict(sheet.cells)
    formulas = dict(sheet.formulas)
    for at, cell in edit.cells().items():
        cells.pop(at, None)
        formulas.pop(at, None)
        if isinstance(cell.content, Formula):
            formulas[at], cells[at] = cell.content.text, cell.content.cached
        elif cell.content is not None:
            cells[at] = cell.content
    return replace(sheet, cells=cells, formulas=formulas)
