"""Sheets in: one worksheet with everything the rest of the house asks of it."""

from __future__ import annotations

from functools import cached_property

from sn_excel.model.places import At
from sn_excel.model.sheets import RowLook, Sheet
from sn_excel.ooxml.book.notes import noted_cells
from sn_excel.ooxml.book.styles import Styles
from sn_excel.ooxml.book.workbook_part import Book, Tab
from sn_excel.ooxml.package.markup import whole
from sn_excel.ooxml.sheet.reading_cells import Block, block
from sn_excel.ooxml.sheet.shared_strings import shared_strings
from sn_excel.ooxml.sheet.worksheet_part import Worksheet


class SheetReader:
    """Reads the worksheets of a book; texts and styles, which they share, are read once."""

    def __init__(self, book: Book, document: str) -> None:
        self.book, self.document = book, document

    def read(self, tab: Tab) -> Sheet:
        """Return a worksheet; UnreadableFileError where it is damaged."""
        package = self.book.package
        sheet = Worksheet(package.text(tab.part))
        held = block(sheet.markup, self._strings, tab.name)
        return Sheet(
            document=self.document,
            name=tab.name,
            cells=held.cells,
            formulas=held.formulas,
            formats=_formats(held, self._styles),
            looks=_looks(held, self._styles),
            hidden_columns=sheet.hidden_columns,
            merged=sheet.merged,
            noted=noted_cells(package, tab.part),
            protected=sheet.protected,
            filtered=sheet.filtered,
        )

    @cached_property
    def _strings(self) -> list[str]:
        return shared_strings(self.book.package, self.book)

    @cached_property
    def _styles(self) -> Styles:
        return Styles(self.book.package, self.book)


def _formats(held: Block, styles: Styles) -> dict[At, str]:
    """Return the number formats of cells that hold something; style 0 is General unless the book says otherwise."""
    telling = {style: code for style, code in enumerate(styles.formats) if code != "General"}
    styled = {at: held.styles.get(at, 0) for at in held.cells} if 0 in telling else held.styles
    return {at: telling[style] for at, style in styled.items() if style in telling and at in held.cells}


def _looks(held: Block, styles: Styles) -> dict[int, RowLook]:
    """Return how rows are set: a row is as bold and as indented as its first cell that holds something."""
    first: dict[int, At] = {}
    for at in held.cells:
        if at[0] not in first or at < first[at[0]]:
            first[at[0]] = at
    looks: dict[int, RowLook] = {}
    for row in sorted(first.keys() | held.rows.keys()):
        style = held.styles.get(first[row], 0) if row in first else -1
        attrs = held.rows.get(row, {})
        bold = 0 <= style < len(styles.bold) and styles.bold[style]
        indent = styles.indents[style] if 0 <= style < len(styles.indents) else 0
        outline, hidden = whole(attrs.get("outlineLevel", "0")), attrs.get("hidden") in ("1", "true")
        if bold or indent or outline or hidden:
            looks[row] = RowLook(bold, indent, outline, hidden)
    return looks
