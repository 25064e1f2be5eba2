"""The sheet Prognosdiagram: accumulated Utfall, budget and forecast, month by month, of the programme one chooses.

The chart shows twelve rows that pick the chosen programme's months out of the blocks below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sn_excel.calculations.forecasting.bases import quotient
from sn_excel.calculations.forecasting.outlooks import YEAR
from sn_excel.calculations.forecasting.year_ends import Booked, Memory, YearEnd
from sn_excel.model.amounts import Amount, tidy
from sn_excel.model.edits import Cell, Edit, Formula, Write
from sn_excel.model.periods import Period
from sn_excel.model.places import letters
from sn_excel.schema import looks
from sn_excel.schema.chart import ACTUAL, BUDGET, CHOICES, CHOSEN, FIRST_BLOCK, FIRST_MONTH, MONTH_HEADINGS, SERIES
from sn_excel.schema.month import CHART, FORECAST, OWN, reference
from sn_excel.schema.prognos import Column
from sn_excel.writing.own.month_pages import heading_row, print_texts
from sn_excel.writing.own.prognos import spots_of

Path = tuple[Cell | None, ...]


def chart_sheet(
    ends: Sequence[YearEnd], period: Period, memory: Memory, chosen: str = "", board: str = ""
) -> Iterator[Edit]:
    """Yield the edits that write the sheet; `chosen` is the programme that the chart shows, the board by default."""
    labels = [end.row.label for end in ends] + ["Totalt"]
    shown = labels.index(chosen) if chosen in labels else len(ends)
    blocks = [_Block(name, tuple(ends), period, memory, number) for number, name in enumerate(SERIES)]
    yield Write(
        CHART,
        (1, 1),
        (
            (Cell(OWN[CHART], looks.TITLE),),
            (Cell(f"Tkr, ackumulerat, {period.spoken}; välj program i den gula cellen", looks.SUBTITLE),),
            (Cell("Program", looks.PROGRAMME), Cell(labels[shown], looks.INPUT)),
            heading_row(("Månad", *SERIES)),
            *(_month(month, blocks, shown) for month in range(1, YEAR + 1)),
        ),
    )
    for block in blocks:
        yield Write(CHART, (block.top, 1), tuple(block.rows()))
    yield Write(CHART, (FIRST_MONTH, CHOICES), tuple((Cell(label, looks.SUBTITLE),) for label in labels))
    if board:
        yield print_texts(CHART, board)


def _month(month: int, blocks: Sequence[_Block], shown: int) -> Path:
    cells = [block.cell(shown, month) for block in blocks]
    return (
        Cell(MONTH_HEADINGS[month - 1], looks.PLAIN),
        *(
            None if cell is None else Cell(Formula(block.picked(month), _value(cell)), looks.PLAIN_AMOUNT)
            for block, cell in zip(blocks, cells, strict=True)
        ),
    )


def _value(cell: Cell) -> Amount:
    content = cell.content.cached if isinstance(cell.content, Formula) else cell.content
    return content if isinstance(content, int | Decimal) else 0


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows of one series: a programme each and their total; `number` is its place among the blocks."""

    name: str
    ends: tuple[YearEnd, ...]
    period: Period
    memory: Memory
    number: int

    @property
    def top(self) -> int:
        return FIRST_BLOCK + self.number * (len(self.ends) + 3)

    def rows(self) -> Iterator[Path]:
        yield heading_row((self.name, *MONTH_HEADINGS))
        for place in range(len(self.ends) + 1):
            label = self.ends[place].row.label if place < len(self.ends) else "Totalt"
            look = looks.PLAIN if place < len(self.ends) else looks.TOTAL
            yield (Cell(label, look), *(self.cell(place, month) for month in range(1, YEAR + 1)))

    def picked(self, month: int) -> str:
        """Return the formula that finds the chosen programme's amount."""
        first, last, column = self.top + 1, self.top + len(self.ends) + 1, letters(month + 1)
        return f"SUMIF($A${first}:$A${last},{CHOSEN},{column}${first}:{column}${last})"

    def cell(self, place: int, month: int) -> Cell | None:
        """Return the amount of a programme (or their total) after a month; None where there is none to show."""
        if place < len(self.ends):
            content = self.content(place, month)
            return None if content is None else Cell(content, looks.PLAIN_AMOUNT)
        parts = [self.content(one, month) for one in range(len(self.ends))]
        if any(part is None for part in parts):
            return None
        column = letters(month + 1)
        total = tidy(sum(_value(Cell(part)) for part in parts))
        area = f"{column}{self.top + 1}:{column}{self.top + len(self.ends)}"
        return Cell(Formula(f"SUM({area})", total), looks.TOTAL_AMOUNT)

    def content(self, place: int, month: int) -> Formula | Amount | None:
        now, end = self.period.last, self.ends[place]
        known = self.memory.get(month, {}).get(end.row.code, Booked())
        if self.name == ACTUAL:
            if month == now:
                return self.source(place, Column.ACTUAL, end.row.actual.value)
            return known.actual if month < now else None
        if self.name == BUDGET:
            if month < now and known.budget is not None:
                return known.budget
            return self.budgeted(place, month)
        return self.forecast(place, month)

    def source(self, place: int, column: Column, value: Amount) -> Formula:
        """Return the reference to a programme's cell on the sheet Prognos."""
        return Formula(reference(FORECAST, self.row(place), column), value)

    def row(self, place: int) -> int:
        """Return a programme's row on the sheet Prognos."""
        return [spot.row for spot in spots_of(self.ends) if spot.head][place]

    def budgeted(self, place: int, month: int) -> Formula | None:
        """Return the budget so far: a straight line to the period's budget, and from there to Årsbudget."""
        row, now, end = self.row(place), self.period.last, self.ends[place].row
        annual = reference(FORECAST, row, Column.ANNUAL)
        if end.budget is None:
            return Formula(f"{annual}*{month}/{YEAR}", quotient(end.annual.value * month, YEAR))
        so_far = reference(FORECAST, row, Column.BUDGET)
        if month <= now:
            return Formula(f"{so_far}*{month}/{now}", quotient(end.budget.value * month, now))
        rest = quotient((end.annual.value - end.budget.value) * (month - now), YEAR - now)
        text = f"{so_far}+({annual}-{so_far})*{month - now}/{YEAR - now}"
        return Formula(text, tidy(end.budget.value + rest))

    def forecast(self, place: int, month: int) -> Formula | None:
        """Return the way from the outcome to the forecast, a straight line over the months ahead."""
        row, now, end = self.row(place), self.period.last, self.ends[place]
        if month < now:
            return None
        if now == YEAR:
            return self.source(place, Column.FORECAST, end.shown)
        actual, whole = (reference(FORECAST, row, column) for column in (Column.ACTUAL, Column.FORECAST))
        way = quotient((end.shown - end.row.actual.value) * (month - now), YEAR - now)
        text = f"{actual}+({whole}-{actual})*{month - now}/{YEAR - now}"
        return Formula(text, tidy(end.row.actual.value + way))
