"""The month's pages as tables of figures, told from the edits that write them: checked before anything is saved.

A law in the tests holds them to what `reading` finds in the same sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sn_excel.model.cell_values import is_amount
from sn_excel.model.edits import Edit
from sn_excel.model.measures import Measure
from sn_excel.model.organisation import Code
from sn_excel.model.periods import Period
from sn_excel.model.places import At, Place
from sn_excel.model.previews import preview
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Column, Figure, Kind, Line, Relation, Table
from sn_excel.schema.month import ACTUAL, ANNUAL, BUDGET, DEVIATION, SUMMARY, Block, Layout


def month_tables(layout: Layout, edits: Iterable[Edit], document: str) -> tuple[Table, ...]:
    """Return the summary and the pages that the edits write into a document."""
    draft = _Draft(document, {sheet.name: sheet for sheet in preview((), edits, document)}, layout.period)
    pages = (
        draft.table(Kind.PAGE, page.sheet, tuple(draft.block(page.sheet, block) for block in page.blocks))
        for page in layout.pages
    )
    return (draft.table(Kind.SUMMARY, SUMMARY, (draft.total(layout),)), *pages)


@dataclass(frozen=True, slots=True)
class _Draft:
    document: str
    sheets: Mapping[str, Sheet]
    period: Period

    @property
    def columns(self) -> dict[int, Column]:
        period = self.period
        return {
            ACTUAL: Column(Measure.ACTUAL, period),
            BUDGET: Column(Measure.PERIOD_BUDGET, period),
            DEVIATION: Column(Measure.PERIOD_DEVIATION, period),
            ANNUAL: Column(Measure.ANNUAL_BUDGET, period.annual),
        }

    def table(self, kind: Kind, name: str, lines: tuple[Line, ...]) -> Table:
        columns = self.columns
        deviation = Relation(columns[DEVIATION], ((1, columns[BUDGET]), (-1, columns[ACTUAL])))
        return Table(kind, name, tuple(columns.values()), lines, (deviation,))

    def block(self, sheet: str, block: Block) -> Line:
        units = tuple(self.line(sheet, row, unit) for row, unit in enumerate(block.units, block.row + 1))
        return self.line(sheet, block.row, block.programme, units)

    def total(self, layout: Layout) -> Line:
        parts = tuple(self.line(SUMMARY, layout.summary_row(code.code), code) for code in layout.programmes)
        return self.line(SUMMARY, layout.total_row, Code("", "Totalt"), parts)

    def line(self, sheet: str, row: int, code: Code, parts: tuple[Line, ...] = ()) -> Line:
        label = f"{code.code} {code.name}".strip()
        figures = {column: self.figure(sheet, (row, at), label, column) for at, column in self.columns.items()}
        return Line(code.code, code.name, Place(self.document, sheet, row, 1), figures, parts)

    def figure(self, sheet: str, at: At, label: str, column: Column) -> Figure:
        value = self.sheets[sheet].cells[at]
        if not is_amount(value):
            raise TypeError(f"{sheet} {at} holds no amount")
        formula = self.sheets[sheet].formulas.get(at, "")
        return Figure(value, Place(self.document, sheet, *at), label, column, formula=formula)
