"""A printed document as a workbook: every stated figure a constant, sums too, so that they can be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sn_excel.model.amounts import from_tkr
from sn_excel.model.edits import AddSheet, Cell, DropSheet, Edit, Look, RowHeights, Write
from sn_excel.model.measures import Measure
from sn_excel.model.tables import Column, Kind, Line, Table
from sn_excel.schema import looks
from sn_excel.schema.month import PAGE_HEADING, PAGE_TEMPLATE, SUMMARY
from sn_excel.writing.own.month_pages import Row, heading_row, print_texts

NAMES = {Kind.SUMMARY: SUMMARY, Kind.OPERATING: "Driftredovisning", Kind.INCOME: "Resultaträkning"}
LONGEST_NAME = 31
"""A sheet's name in Excel."""


def imported(tables: Sequence[Table], template: Sequence[str], document: str) -> Iterator[Edit]:
    """Yield the edits that put each table on a sheet of its own; amounts in the unit the document prints."""
    names = _names(tables)
    yield from (DropSheet(name) for name in template if name != PAGE_TEMPLATE)
    for table, name in zip(tables, names, strict=True):
        yield AddSheet(name, PAGE_TEMPLATE)
        yield from _sheet(table, name, document)
    yield DropSheet(PAGE_TEMPLATE)


def _names(tables: Sequence[Table]) -> list[str]:
    names: list[str] = []
    for table in tables:
        name = NAMES.get(table.kind) or "+".join(line.code for line in table.lines if line.code)
        name = (name or table.name).translate(str.maketrans("[]:*?/\\", "       "))[:LONGEST_NAME] or "Tabell"
        number = 2
        unique = name
        while unique in names:
            unique, number = f"{name[: LONGEST_NAME - 3]} {number}", number + 1
        names.append(unique)
    return names


def _sheet(table: Table, sheet: str, document: str) -> Iterator[Edit]:
    rows: list[Row] = [
        (Cell(NAMES.get(table.kind, table.name), looks.TITLE),),
        (Cell(f"Ur {document}; summorna är de som står där", looks.SUBTITLE),),
        (Cell(f"Belopp i {table.unit.value}", looks.SUBTITLE),),
        heading_row(("Verksamhet program", *(_heading(column) for column in table.columns))),
    ]
    rows += [_row(table, line, depth) for line, depth in _ordered(table)]
    yield Write(sheet, (1, 1), tuple(rows))
    yield RowHeights(sheet, {PAGE_HEADING: 2 * looks.LINE})
    yield print_texts(sheet, "Socialnämnd")


def _ordered(table: Table) -> list[tuple[Line, int]]:
    """Return the lines as the document has them, top down, each with its depth."""
    found: list[tuple[Line, int]] = []

    def walk(line: Line, depth: int) -> None:
        found.append((line, depth))
        for part in line.parts:
            walk(part, depth + 1)

    for line in table.lines:
        walk(line, 0)
    return sorted(found, key=lambda one: one[0].place.row)


def _heading(column: Column) -> str:
    """Return a column's heading as the follow-up's documents write it."""
    period = column.period
    if column.measure is Measure.ANNUAL_BUDGET:
        return f"Årsbudget {period.year}" if period else "Årsbudget"
    if period is None:
        return column.measure.swedish
    word = "Avvikelse" if column.measure.is_deviation else column.measure.swedish
    if period.whole_year:
        return f"{word} {period.year}"
    return f"{word} {period.heading}" if period.accumulated else f"{word} månaden {period.heading}"


def _row(table: Table, line: Line, depth: int) -> Row:
    label, amount = _looks(line, depth)
    figures = [line.figures.get(column) for column in table.columns]
    amounts = [
        Cell(None if figure is None or figure.value is None else from_tkr(figure.value, table.unit), amount)
        for figure in figures
    ]
    return Cell(line.label, label), *amounts


def _looks(line: Line, depth: int) -> tuple[Look, Look]:
    if line.parts and not line.code:
        return looks.TOTAL, looks.TOTAL_AMOUNT
    if line.parts:
        return looks.PROGRAMME, looks.PROGRAMME_AMOUNT
    return (looks.UNIT if depth else looks.PLAIN), looks.UNIT_AMOUNT
