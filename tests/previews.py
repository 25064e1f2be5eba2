"""What a workbook will show once edits are applied: sheets made of the edits alone, to check before saving."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sn_excel.model.edits import Cell, Edit, Formula, Write
from sn_excel.model.places import At
from sn_excel.model.sheets import RowLook, Sheet, Value


def preview(document: str, edits: Iterable[Edit]) -> tuple[Sheet, ...]:
    """Return the sheets that Write edits make, in the order of their first mention."""
    drafts: dict[str, _Draft] = {}
    for edit in edits:
        if isinstance(edit, Write):
            drafts.setdefault(edit.sheet, _Draft()).write(edit)
    return tuple(draft.sheet(document, name) for name, draft in drafts.items())


class _Draft:
    def __init__(self) -> None:
        self.cells: dict[At, Value] = {}
        self.formulas: dict[At, str] = {}
        self.formats: dict[At, str] = {}
        self.looks: dict[int, RowLook] = {}

    def write(self, edit: Write) -> None:
        for at, cell in edit.cells().items():
            self.put(at, cell)

    def put(self, at: At, cell: Cell) -> None:
        content = cell.content
        if isinstance(content, Formula):
            self.formulas[at] = content.text
            self.cells[at] = content.cached
        elif content is not None:
            self.cells[at] = content
        if cell.look and cell.look.number_format != "General":
            self.formats[at] = cell.look.number_format
        if cell.look and at[1] == 1:
            self.looks[at[0]] = RowLook(bold=cell.look.bold, indent=cell.look.indent)

    def sheet(self, document: str, name: str) -> Sheet:
        frozen: Mapping[At, Value] = dict(self.cells)
        return Sheet(document, name, frozen, self.formulas, self.formats, self.looks)
