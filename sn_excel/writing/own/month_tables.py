"""The month's pages as tables of figures, told from the edits that write them: checked before anything is saved.

A law in the tests holds them to what `reading` finds in the same sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sn_excel.model.edits import Cell, Edit, Formula, Write
from sn_excel.model.measures import Measure
from sn_excel.model.organisation import Code
from sn_excel.model.periods import Period
from sn_excel.model.places import At, Place
from sn_excel.model.tables import Column, Figure, Kind, Line, Relation, Table
from sn_excel.schema.month import ACTUAL, ANNUAL, BUDGET, DEVIATION, SUMMARY, Block, Layout


def month_tables(layout: Layout, edits: Iterable[Edit], document: str) -> tuple[Table, ...]:
    """Return the summary and the pages that the edits write into a document."""
    draft = _Draft(document, dict(_cells(edits)), layout.period)
    pages = (
        draft.table(Kind.PAGE, page.sheet, tuple(draft.block(page.sheet, block) for block in page.blocks))
        for page in layout.pages
    )
    return (draft.table(Kind.SUMMARY, SUMMARY, (draft.total(layout),)), *pages)


def _cells(edits: Iterable[Edit]) -> Iterator[tuple[tuple[str, At], Cell]]:
    for edit in edits:
        if isinstance(edit, Write):
            yield from (((edit.sheet, at), cell) for at, cell in edit.cells().items())


@dataclass(frozen=True, slots=True)
class _Draft:
    document: str
    cells: Mapping[tuple[str, At], Cell]
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
        content = self.cells[sheet, at].content
        value = content.cached if isinstance(content, Formula) else content
        if not isinstance(value, int | Decimal):
            raise TypeError(f"{sheet} {at} holds no amount")
        formula = content.text if isinstance(content, Formula) else ""
        return Figure(value, Place(self.document, sheet, *at), label, column, formula=formula)
