"""Notes: the yellow slips on cells (Calc calls them annotations)."""

from __future__ import annotations

from typing import Any

from xlwings import base_classes

from sn_excel.engine import bridge
from sn_excel.engine.losses import Spoken


class Note(Spoken, base_classes.Note):
    """The note of one cell."""

    location: Any = None

    def __init__(self, cell: Any, annotation: Any) -> None:
        self.office = cell.office
        self.location = cell
        self.xl = annotation

    @property
    def api(self) -> Any:
        """Return Calc's annotation."""
        return self.xl

    @property
    def text(self) -> str:
        """Return the text."""
        return str(self.xl.String)

    @text.setter
    def text(self, value: str) -> None:
        self.xl.String = value

    @property
    def author(self) -> str:
        """Return who wrote it, where Calc knows."""
        return str(self.xl.Author)

    def delete(self) -> None:
        """Take the note away; nothing happens when it is already gone."""
        held, at = self.location.sheet.xl.Annotations, (self.location.row - 1, self.location.column - 1)
        for index in range(held.Count):
            place = held.getByIndex(index).Position
            if (place.Row, place.Column) == at:
                held.removeByIndex(index)
                return


def all_of(sheet: Any) -> list[Note]:
    """Return the notes of a sheet."""
    found = []
    held = sheet.xl.Annotations
    for index in range(held.Count):
        annotation = held.getByIndex(index)
        place = annotation.Position
        found.append(Note(sheet.cell(place.Row + 1, place.Column + 1), annotation))
    return found


def of(cell: Any) -> Note | None:
    """Return the note of a range's first cell; None when it has none."""
    annotation = cell.first.getAnnotation()
    has_text = annotation is not None and annotation.String
    return Note(cell.sheet.cell(cell.row, cell.column), annotation) if has_text else None


def added(cell: Any, text: str) -> Note:
    """Return a new note on a cell; ValueError when it already has one."""
    if of(cell) is not None:
        raise ValueError(f"Cellen {cell.address} har redan en anteckning.")
    place = bridge.struct("table.CellAddress", Sheet=cell.sheet.index - 1, Row=cell.row - 1, Column=cell.column - 1)
    cell.sheet.xl.Annotations.insertNew(place, text)
    return Note(cell, cell.first.getAnnotation())
