"""Lines: trees of rows as lines of figures in tkr that know their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sn_excel.model.amounts import ORE, Amount, Unit, in_tkr
from sn_excel.model.measures import Measure
from sn_excel.model.number_formats import shown_step
from sn_excel.model.places import Place
from sn_excel.model.tables import Column, Figure, Line
from sn_excel.reading.places.table_rows import Row, Stated
from sn_excel.reading.structure.draft_tables import Draft
from sn_excel.reading.structure.levels import Node


def lines(draft: Draft, nodes: Sequence[Node], unit: Unit) -> tuple[Line, ...]:
    """Return a table's lines in order, with rows that state a deviation below the outcomes as lines of their own."""
    tops = [(node.row.number, _line(draft, node, unit)) for node in nodes]
    tops += [(row.number, _extra(draft, row, unit)) for row in draft.extras]
    return tuple(line for _, line in sorted(tops, key=lambda top: top[0]) if line.figures)


def _line(draft: Draft, node: Node, unit: Unit) -> Line:
    row = node.row
    figures = {
        column: _figure(draft, row, (at, column), unit)
        for at, column in draft.columns.items()
        if row.number not in draft.turned.get(at, ())
    }
    parts = tuple(_line(draft, part, unit) for part in node.parts)
    return Line(row.code, row.name, _place(draft, row, row.column), figures, parts, node.whole)


def _extra(draft: Draft, row: Row, unit: Unit) -> Line:
    """Return a row such as Budgetavvikelse: its figures under Utfall are deviations of the same months."""
    figures: Mapping[Column, Figure] = {
        Column(Measure.PERIOD_DEVIATION, column.period): _figure(
            draft, row, (at, Column(Measure.PERIOD_DEVIATION, column.period)), unit
        )
        for at, column in draft.columns.items()
        if column.measure is Measure.ACTUAL and row.cells[at].value is not None
    }
    return Line(row.code, row.name, _place(draft, row, row.column), figures)


def _place(draft: Draft, row: Row, column: int) -> Place:
    return Place(draft.sheet.document, draft.sheet.name, row.number, column)


def _figure(draft: Draft, row: Row, at: tuple[int, Column], unit: Unit) -> Figure:
    stated: Stated = row.cells[at[0]]
    own = draft.block.columns[at[0]].unit or unit
    value: Amount | None = None if stated.value is None else in_tkr(stated.value, own)
    label = f"{row.code} {row.name}".strip()
    step = in_tkr(stated.step, own)
    if step < ORE:
        shown = shown_step(draft.sheet.formats.get((row.number, at[0]), ""))
        step = ORE if shown is None else max(step, min(ORE, in_tkr(shown, own)))
    return Figure(value, _place(draft, row, at[0]), label, at[1], step, stated.doubt, stated.formula, own)
