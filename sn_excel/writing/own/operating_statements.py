"""The sheet Driftredovisning: the tertial report's table, a row a programme, living off the sheet Prognos.

Columns, words and order are those of the printed report (April 2024). It is the board's page: the rounded forecast,
never a rule or an interval. Where the accountants have a table of their own its empty forecasts are filled instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sn_excel.calculations.forecasting.year_ends import YearEnd
from sn_excel.model.amounts import Amount, tidy
from sn_excel.model.edits import Cell, Edit, Formula, RowHeights, Write
from sn_excel.model.periods import Period
from sn_excel.model.places import address
from sn_excel.schema import looks
from sn_excel.schema.month import FORECAST, OPERATING, OWN, reference, span
from sn_excel.schema.prognos import Column
from sn_excel.writing.own.month_pages import heading_row, print_texts, unit_words
from sn_excel.writing.own.prognos import spots_of

HEADING = 3
LABEL, YEARS_END, BUDGET, DEVIATION, ACTUAL, SO_FAR = range(1, 7)
Row = tuple[Cell | None, ...]


def operating_sheet(ends: Sequence[YearEnd], period: Period, board: str = "") -> Iterator[Edit]:
    """Yield the edits that write the sheet."""
    heads = [spot for spot in spots_of(ends) if spot.head]
    rows = [_programme(at, spot.row, spot.end) for at, spot in enumerate(heads, HEADING + 1)]
    top: tuple[Row, ...] = (
        (Cell(OWN[OPERATING], looks.TITLE),),
        (Cell(f"{unit_words(period)}; budget och prognos för helåret", looks.SUBTITLE),),
        heading_row(headings(period)),
    )
    yield Write(OPERATING, (1, 1), (*top, *rows, _total(ends)))
    yield RowHeights(OPERATING, {HEADING: 2 * looks.LINE})
    if board:
        yield print_texts(OPERATING, board)


def headings(period: Period) -> tuple[str, ...]:
    """Return the table's headings as the tertial report prints them.

    >>> headings(Period(2024, 1, 4))[1:]
    ('Prognos 2024', 'Budget 2024', 'Avvikelse', 'Utfall 2024-04', 'Budgetavvikelse 2024-04')
    """
    year, month = period.year, period.code
    return (
        "Driftredovisning, tkr",
        f"Prognos {year}",
        f"Budget {year}",
        "Avvikelse",
        f"Utfall {month}",
        f"Budgetavvikelse {month}",
    )


def _programme(at: int, row: int, end: YearEnd) -> Row:
    def source(column: Column) -> str:
        return reference(FORECAST, row, column)

    annual, actual = end.row.annual.value, end.row.actual.value
    budget = end.row.budget
    so_far = (
        Formula(f"{source(Column.BUDGET)}-{source(Column.ACTUAL)}", tidy(budget.value - actual)) if budget else None
    )
    return (
        Cell(end.row.label, looks.PLAIN),
        Cell(Formula(source(Column.FORECAST), end.shown), looks.PLAIN_AMOUNT),
        Cell(Formula(source(Column.ANNUAL), annual), looks.PLAIN_AMOUNT),
        Cell(_deviation(at, annual - end.shown), looks.PLAIN_AMOUNT),
        Cell(Formula(source(Column.ACTUAL), actual), looks.PLAIN_AMOUNT),
        Cell(so_far, looks.PLAIN_AMOUNT),
    )


def _deviation(at: int, value: Amount) -> Formula:
    return Formula(f"{address((at, BUDGET))}-{address((at, YEARS_END))}", tidy(value))


def _total(ends: Sequence[YearEnd]) -> Row:
    last = HEADING + len(ends)

    def summed(column: int, values: Iterator[Amount]) -> Cell:
        return Cell(Formula(f"SUM({span(column, HEADING + 1, last)})", tidy(sum(values))), looks.TOTAL_AMOUNT)

    shown, annual = sum(end.shown for end in ends), sum(end.row.annual.value for end in ends)
    gaps = [end.row.budget.value - end.row.actual.value for end in ends if end.row.budget]
    known = len(gaps) == len(ends)
    return (
        Cell("TOTALT", looks.TOTAL),
        summed(YEARS_END, (end.shown for end in ends)),
        summed(BUDGET, (end.row.annual.value for end in ends)),
        Cell(_deviation(last + 1, annual - shown), looks.TOTAL_AMOUNT),
        summed(ACTUAL, (end.row.actual.value for end in ends)),
        summed(SO_FAR, iter(gaps)) if known else Cell(None, looks.TOTAL_AMOUNT),
    )
