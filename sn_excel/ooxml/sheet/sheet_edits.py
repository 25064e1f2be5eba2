"""The edits of one sheet, gathered first and then made in one pass over its part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from sn_excel.model.edits import Cell, Formula, Mark, PrintTexts, Recache, RowHeights, Unmark, Write
from sn_excel.model.places import At
from sn_excel.model.sheets import Value
from sn_excel.ooxml.book.styles import Styles
from sn_excel.ooxml.package.markup import Splice, escaped
from sn_excel.ooxml.sheet.links import link_splices
from sn_excel.ooxml.sheet.worksheet_part import Worksheet
from sn_excel.ooxml.sheet.writing_cells import CellChanges, NewCell, RowWriter

SheetEdit: TypeAlias = Write | Recache | RowHeights | PrintTexts | Mark | Unmark


@dataclass(slots=True)
class SheetEdits:
    """What is to be done to one sheet, however many edits said so."""

    cells: dict[At, Cell] = field(default_factory=dict)
    cached: dict[At, Value] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    texts: PrintTexts | None = None
    marks: list[Mark] = field(default_factory=list)
    unmark: bool = False

    def add(self, edit: SheetEdit) -> None:
        """Take in an edit; of two to the same cell the later one counts, and unmarking takes earlier marks too.

        A formula that is written and then recached has the later value.
        """
        match edit:
            case Write():
                self.cells.update(edit.cells())
            case Recache():
                self.cached.update(edit.values)
                self.cells.update(self._recached(edit))
            case RowHeights():
                self.heights.update(edit.heights)
            case PrintTexts():
                self.texts = edit
            case Mark():
                self.marks.append(edit)
            case Unmark():
                self.marks.clear()
                self.unmark = True

    def _recached(self, edit: Recache) -> Iterator[tuple[At, Cell]]:
        for at, value in edit.values.items():
            cell = self.cells.get(at)
            if cell and isinstance(cell.content, Formula):
                yield at, replace(cell, content=replace(cell.content, cached=value))

    @property
    def formulas(self) -> bool:
        """Say whether a formula is written."""
        return any(isinstance(cell.content, Formula) for cell in self.cells.values())


def content_splices(sheet: Worksheet, edits: SheetEdits, styles: Styles) -> tuple[list[Splice], bool]:
    """Return what writes cells, cached values, heights, links and print texts; True when formulas came or went."""
    cells = {
        at: NewCell(cell.content, styles.look(cell.look) if cell.look is not None else None)
        for at, cell in edits.cells.items()
    }
    cached = {at: value for at, value in edits.cached.items() if at not in cells}
    changes = CellChanges(cells, cached, edits.heights)
    writer = RowWriter(sheet.markup, changes, sheet.column_styles)
    made = writer.splices()
    made += sheet.dimension(list(cells))
    made += link_splices(sheet, {at: cell.link for at, cell in edits.cells.items() if cell.link})
    return made + _print_texts(sheet, edits.texts), writer.overwritten or edits.formulas


def _print_texts(sheet: Worksheet, texts: PrintTexts | None) -> list[Splice]:
    if texts is None:
        return []
    pre = sheet.markup.prefix
    pieces = (("oddHeader", texts.header), ("oddFooter", texts.footer))
    inner = "".join(f"<{pre}{name}>{escaped(text)}</{pre}{name}>" for name, text in pieces if text)
    whole = f"<{pre}headerFooter>{inner}</{pre}headerFooter>" if inner else ""
    found = sheet.first("headerFooter")
    if found:
        return [(found.start, found.end, 0, whole)]
    return [sheet.insertion("headerFooter", whole)] if whole else []
