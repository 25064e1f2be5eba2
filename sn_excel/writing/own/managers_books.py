"""The workbook that a budget-responsible manager fills: figures as a guide, cells to fill, all else locked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sn_excel.calculations.fingerprints import seal
from sn_excel.model.edits import AddSheet, Cell, DropSheet, Edit, Look, RowHeights, Write
from sn_excel.model.managers import ManagerBook, ManagerRow
from sn_excel.model.sheets import Value
from sn_excel.schema import looks
from sn_excel.schema.managers_books import FACTS, HEADING_ROW, HEADINGS, ROLE, SHEET, TITLE
from sn_excel.schema.month import SUBMISSION
from sn_excel.writing.own.month_pages import heading_row

WORDS = frozenset({1, 7, 12, 13, 14})
_INSTRUCTION = (
    "Fyll i de gula cellerna: prognos för hela året i tkr (kostnad +, intäkt −), din roll och datum (2024-05-31). "
    "Reglerna är en jämförelse; din bedömning gäller. Skriv inga namn."
)


def manager_edits(book: ManagerBook, template: tuple[str, ...]) -> Iterator[Edit]:
    """Yield the edits that make a manager's workbook out of the template's sheets."""
    yield AddSheet(SHEET, SUBMISSION)
    yield from (DropSheet(name) for name in template)
    yield Write(
        SHEET,
        (1, 1),
        (
            (Cell(TITLE, looks.TITLE),),
            (Cell(f"{ROLE}{book.role}", looks.SUBTITLE),),
            _about(book),
            (Cell(_INSTRUCTION, looks.SUBTITLE),),
            heading_row(HEADINGS, WORDS),
            *map(_row, book.rows),
        ),
    )
    yield RowHeights(SHEET, {HEADING_ROW: 3 * looks.LINE} | dict.fromkeys(_numbers(book), 2 * looks.LINE))


def _numbers(book: ManagerBook) -> range:
    return range(HEADING_ROW + 1, HEADING_ROW + 1 + len(book.rows))


def _about(book: ManagerBook) -> tuple[Cell, ...]:
    facts = zip(FACTS, (book.period, book.document, seal(book)), strict=True)
    return tuple(Cell(word, looks.SUBTITLE) for pair in facts for word in pair)


def _row(row: ManagerRow) -> tuple[Cell | None, ...]:
    typed = row.typed
    return (
        *(Cell(value, _look(value)) for value in row.guide),
        Cell(typed.value, replace(looks.INPUT, number_format=looks.TKR, wrap=False)),
        Cell(typed.author or None, looks.INPUT),
        Cell(typed.date or None, replace(looks.INPUT, number_format="@")),
        Cell(None, looks.INPUT),
    )


def _look(value: Value) -> Look:
    return looks.NAME if isinstance(value, str) else looks.UNIT_AMOUNT
