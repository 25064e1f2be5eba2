"""Previews: the sheets of a workbook as they will be once edits are made, without making them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sn_excel.model.edits import AddSheet, DropSheet, Edit, Formula, Look, Recache, Write
from sn_excel.model.places import At
from sn_excel.model.sheets import RowLook, Sheet, Value


def preview(sheets: Sequence[Sheet], edits: Iterable[Edit], document: str = "") -> tuple[Sheet, ...]:
    """Return the sheets after edits, in the order they will stand; one that is written but not there is made last.

    A formula shows the value it was written or recached with. Marks, notes and the print set-up are not followed, nor
    the number format that an empty cell waits with: a sheet does not tell it. `document` names sheets that are new.

    >>> from sn_excel.model.edits import Cell
    >>> total = Sheet("b", "771", {(1, 1): 2, (2, 1): 2}, {(2, 1): "A1"})
    >>> preview([total], [Write("771", (1, 1), ((Cell(5),),)), Recache("771", {(2, 1): 5})])[0].cells
    {(1, 1): 5, (2, 1): 5}
    """
    drafts = [_Draft(sheet) for sheet in sheets]
    named = document or next((sheet.document for sheet in sheets), "")
    for edit in edits:
        match edit:
            case AddSheet():
                drafts.insert(_at(drafts, edit.before), _Draft(Sheet(named, edit.name, {})))
            case DropSheet():
                drafts = [draft for draft in drafts if draft.sheet.name != edit.name]
            case Write():
                _drafted(drafts, edit.sheet, named).write(edit)
            case Recache():
                _drafted(drafts, edit.sheet, named).recache(edit)
            case _:
                pass
    return tuple(draft.made() for draft in drafts)


def _at(drafts: Sequence[_Draft], before: str) -> int:
    """Return where a new sheet goes: before another, or last."""
    names = [draft.sheet.name.casefold() for draft in drafts]
    return names.index(before.casefold()) if before.casefold() in names else len(names)


def _drafted(drafts: list[_Draft], name: str, document: str) -> _Draft:
    found = next((draft for draft in drafts if draft.sheet.name == name), None)
    if found is None:
        found = _Draft(Sheet(document, name, {}))
        drafts.append(found)
    return found


class _Draft:
    """A sheet while edits are made to it."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._cells = dict(sheet.cells)
        self._formulas = dict(sheet.formulas)
        self._formats = dict(sheet.formats)
        self._dressed: dict[At, Look] = {}

    def write(self, edit: Write) -> None:
        for at, cell in edit.cells().items():
            self._put(at, cell.content)
            if cell.look:
                self._dressed[at] = cell.look
                self._formats[at] = cell.look.number_format

    def _put(self, at: At, content: Value | Formula) -> None:
        self._formulas.pop(at, None)
        if isinstance(content, Formula):
            self._cells[at], self._formulas[at] = content.cached, content.text
        elif content is None:
            self._cells.pop(at, None)
        else:
            self._cells[at] = content

    def recache(self, edit: Recache) -> None:
        self._cells.update({at: value for at, value in edit.values.items() if at in self._formulas})

    def made(self) -> Sheet:
        formats = {at: code for at, code in self._formats.items() if at in self._cells and code != "General"}
        return replace(self.sheet, cells=self._cells, formulas=self._formulas, formats=formats, looks=self._looks())

    def _looks(self) -> Mapping[int, RowLook]:
        """Return how rows are set: a row is as bold and as indented as its first cell that holds something."""
        first: dict[int, At] = {}
        for at in self._cells:
            first[at[0]] = min(at, first.get(at[0], at))
        looks = dict(self.sheet.looks)
        for row, at in first.items():
            if look := self._dressed.get(at):
                looks[row] = replace(looks.get(row, RowLook()), bold=look.bold, indent=look.indent)
        return {row: look for row, look in looks.items() if look != RowLook()}
