"""The sheet Prognos: every unit's forecast by rule, adjustments and submission, summed to programmes and the board."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sn_excel.calculations.forecasting import rule_formulas
from sn_excel.calculations.forecasting.forecast_rows import Cited
from sn_excel.calculations.forecasting.year_ends import YearEnd, reach
from sn_excel.model.amounts import Amount, tidy
from sn_excel.model.edits import Cell, DefineName, Edit, Formula, Look, RowHeights, Write
from sn_excel.model.periods import Period
from sn_excel.schema import looks
from sn_excel.schema.month import FORECAST, OWN
from sn_excel.schema.prognos import HEADING_ROW, HEADINGS, Adjusting, Column, Field
from sn_excel.writing.own.month_pages import heading_row, print_texts, unit_words
from sn_excel.writing.own.prognos_formulas import cited, number
from sn_excel.writing.own.prognos_rows import leaf_cells, remark, shows

WORDS = frozenset({Column.LABEL, Column.RULE, Column.AUTHOR, Column.DATE, Column.PIN, Column.REASON, Column.REMARK})
REMARK_WIDTH, NAME_WIDTH, RULE_WIDTH = 90, 31, 17
Cells = Mapping[Column, Cell | None]


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of the sheet and what it shows."""

    row: int
    end: YearEnd
    head: bool

    @property
    def last(self) -> int:
        """Return the row of the last unit below."""
        return self.row + len(self.end.units)


def forecast_sheet(
    ends: Sequence[YearEnd], period: Period, board: str, adjusting: Adjusting | None = None
) -> Iterator[Edit]:
    """Yield the edits that write the sheet Prognos; `adjusting` tells where the adjustments stand, if they do."""
    spots = tuple(spots_of(ends))
    rows = [_row(spot, adjusting or Adjusting()) for spot in spots]
    yield Write(FORECAST, (1, 1), (*_top(period), *map(_block, rows), _block(_total(spots, ends))))
    last = spots[-1].row
    yield DefineName("Prognos_verksamheter", FORECAST, (HEADING_ROW + 1, 1, last, len(Column)))
    yield RowHeights(FORECAST, {HEADING_ROW: 3 * looks.LINE, **dict(_heights(spots))})
    if board:
        yield print_texts(FORECAST, board)


def spots_of(ends: Sequence[YearEnd]) -> Iterator[Spot]:
    """Yield the sheet's rows: each programme and its units below."""
    row = HEADING_ROW + 1
    for end in ends:
        yield Spot(row, end, head=True)
        yield from (Spot(row + down, unit, head=False) for down, unit in enumerate(end.units, 1))
        row += len(end.units) + 1


def _top(period: Period) -> Iterator[tuple[Cell | None, ...]]:
    yield (Cell(OWN[FORECAST], looks.TITLE),)
    yield (Cell(f"{unit_words(period)}; årsbudget och prognos för helåret", looks.SUBTITLE),)
    months = (Cell("Bokförda månader", looks.SUBTITLE), Cell(period.last, looks.PLAIN_AMOUNT))
    yield (*months, Cell("År", looks.SUBTITLE), Cell(period.year, Look()))
    yield heading_row(tuple(HEADINGS.values()), WORDS)


def _block(cells: Cells) -> tuple[Cell | None, ...]:
    return tuple(cells.get(column) for column in Column)


def _row(spot: Spot, adjusting: Adjusting) -> Cells:
    row, end = spot.row, spot.end
    amount = looks.PROGRAMME_AMOUNT if spot.head else looks.UNIT_AMOUNT
    start: dict[Column, Cell | None] = {
        Column.LABEL: Cell(end.row.label, looks.PROGRAMME if spot.head else looks.UNIT),
        Column.ACTUAL: _source(end.row.actual, amount),
        Column.BUDGET: _source(end.row.budget, amount) if end.row.budget else Cell(None, amount),
        Column.ANNUAL: _source(end.row.annual, amount),
    }
    own = _summed(spot, adjusting) if end.units else leaf_cells(row, end, adjusting, amount)
    cells = {**start, **own, **_typed(end), **_closing(spot, amount), Column.REMARK: remark(row, end)}
    return {**dict.fromkeys(Column, Cell(None, looks.PROGRAMME)), **_held(cells)} if spot.head else cells


def _held(cells: Cells) -> Cells:
    return {column: cell for column, cell in cells.items() if cell}


def _source(source: Cited, look: Look) -> Cell:
    return Cell(Formula(cited(source), source.value), look)


def _summed(spot: Spot, adjusting: Adjusting) -> Cells:
    row, end, first, last = spot.row, spot.end, spot.row + 1, spot.last
    look = looks.PROGRAMME_AMOUNT
    own = adjusting.summed(Field.COUNTED, f"$A{row}")
    plus = f"+{own}" if adjusting.last else ""

    def total(column: Column, value: Amount, more: str = "") -> Cell:
        return Cell(Formula(f"SUM({column.over(first, last)}){more}", value), look)

    value = tidy(sum(unit.value for unit in end.units) + end.added)
    typed = Column.SUBMITTED.at(row)
    gap = f"{Column.UNROUNDED.at(row)}-{Column.RULE_FORECAST.at(row)}"
    return {
        Column.REST: total(Column.REST, end.rest),
        Column.RULE: Cell("Summa", looks.NAME),
        Column.ADJUSTMENTS: total(Column.ADJUSTMENTS, end.adjustments, plus),
        Column.RULE_FORECAST: total(Column.RULE_FORECAST, end.rule_value, plus),
        Column.GAP: Cell(
            Formula(
                f'IF(COUNT({Column.SUBMITTED.over(row, last)})=0,"",{gap})',
                tidy(end.value - end.rule_value) if end.submitted else "",
            ),
            looks.PLAIN_AMOUNT,
        ),
        Column.UNROUNDED: Cell(
            Formula(
                f"IF(ISNUMBER({typed}),{typed},SUM({Column.UNROUNDED.over(first, last)}){plus})",
                value if end.submission.value is None else end.value,
            ),
            look,
        ),
    }


def _typed(end: YearEnd) -> Cells:
    typed = end.submission
    amount = replace(looks.INPUT, number_format=looks.TKR, wrap=False)
    cells: dict[Column, Cell | None] = {
        Column.SUBMITTED: Cell(typed.value, amount),
        Column.AUTHOR: Cell(typed.author or None, looks.INPUT),
        Column.DATE: Cell(typed.date or None, replace(looks.INPUT, number_format="@")),
    }
    if not end.units:
        cells[Column.PIN] = Cell(typed.pin or None, looks.INPUT)
        cells[Column.REASON] = Cell(typed.reason or None, looks.INPUT)
        cells[Column.LAG] = Cell(typed.lag or None, replace(looks.INPUT, number_format="0.0"))
    return cells


def _closing(spot: Spot, look: Look) -> Cells:
    row, end = spot.row, spot.end
    annual = end.row.annual.value
    value = end.shown if spot.head else end.value
    used = Column.FORECAST if spot.head else Column.UNROUNDED
    rounded = Formula(rule_formulas.shown(Column.ANNUAL.at(row), Column.UNROUNDED.at(row)), end.shown)
    rule, low, high = Column.RULE_FORECAST.at(row), end.below, end.above
    last = end.last.value if end.last else None
    change = Formula(
        f'IF(ISNUMBER({Column.LAST.at(row)}),{used.at(row)}-{Column.LAST.at(row)},"")',
        "" if last is None else tidy(value - last),
    )
    return {
        Column.FORECAST: Cell(rounded, look) if spot.head else None,
        Column.DEVIATION: Cell(Formula(f"{Column.ANNUAL.at(row)}-{used.at(row)}", tidy(annual - value)), look),
        Column.LOW: Cell(Formula(f"{rule}-{number(low)}", tidy(end.rule_value - low)), look),
        Column.HIGH: Cell(Formula(f"{rule}+{number(high)}", tidy(end.rule_value + high)), look),
        Column.LAST: Cell(last, look),
        Column.CHANGE: Cell(change, look),
        Column.LAST_ADJUSTMENTS: Cell(end.last.adjustments if end.last else None, look),
    }


def _total(spots: tuple[Spot, ...], ends: Sequence[YearEnd]) -> Cells:
    heads = [spot for spot in spots if spot.head]
    row = spots[-1].row + 1
    below, above, _ = reach(ends)

    def summed(column: Column, values: Iterator[Amount]) -> Cell:
        text = "+".join(column.at(spot.row) for spot in heads)
        return Cell(Formula(text, tidy(sum(values))), looks.TOTAL_AMOUNT)

    budgets = [end.row.budget.value for end in ends if end.row.budget]
    rule = tidy(sum(end.rule_value for end in ends))
    deviation = sum(end.row.annual.value - end.shown for end in ends)
    cells: dict[Column, Cell | None] = dict.fromkeys(Column, Cell(None, looks.TOTAL))
    return cells | {
        Column.LABEL: Cell("Totalt", looks.TOTAL),
        Column.ACTUAL: summed(Column.ACTUAL, (end.row.actual.value for end in ends)),
        Column.BUDGET: summed(Column.BUDGET, iter(budgets)) if len(budgets) == len(ends) else Cell(None, looks.TOTAL),
        Column.ANNUAL: summed(Column.ANNUAL, (end.row.annual.value for end in ends)),
        Column.REST: summed(Column.REST, (end.rest for end in ends)),
        Column.ADJUSTMENTS: summed(Column.ADJUSTMENTS, (end.adjustments for end in ends)),
        Column.RULE_FORECAST: summed(Column.RULE_FORECAST, (end.rule_value for end in ends)),
        Column.UNROUNDED: summed(Column.UNROUNDED, (end.value for end in ends)),
        Column.FORECAST: summed(Column.FORECAST, (end.shown for end in ends)),
        Column.DEVIATION: Cell(
            Formula(f"{Column.ANNUAL.at(row)}-{Column.FORECAST.at(row)}", tidy(deviation)), looks.TOTAL_AMOUNT
        ),
        Column.LOW: Cell(
            Formula(f"{Column.RULE_FORECAST.at(row)}-{number(below)}", tidy(rule - below)), looks.TOTAL_AMOUNT
        ),
        Column.HIGH: Cell(
            Formula(f"{Column.RULE_FORECAST.at(row)}+{number(above)}", tidy(rule + above)), looks.TOTAL_AMOUNT
        ),
        **_moved_total(row, heads, ends),
    }


def _moved_total(row: int, heads: Sequence[Spot], ends: Sequence[YearEnd]) -> Cells:
    before = [end.last.value for end in ends if end.last]
    if len(before) < len(ends):
        return {}
    text = "+".join(Column.LAST.at(spot.row) for spot in heads)
    change = sum(end.shown for end in ends) - sum(before)
    moved = Formula(f"{Column.FORECAST.at(row)}-{Column.LAST.at(row)}", tidy(change))
    last = Cell(Formula(text, tidy(sum(before))), looks.TOTAL_AMOUNT)
    return {Column.LAST: last, Column.CHANGE: Cell(moved, looks.TOTAL_AMOUNT)}


def _heights(spots: tuple[Spot, ...]) -> Iterator[tuple[int, float]]:
    for spot in spots:
        cell = remark(spot.row, spot.end)
        content = cell.content if cell else None
        told = content.cached if isinstance(content, Formula) else content
        refusals = ((one.refusal, RULE_WIDTH) for one in spot.end.found.values if shows(spot.end, one.rule))
        name = (spot.end.found.rule.swedish, NAME_WIDTH)
        tall = looks.height((str(told or ""), REMARK_WIDTH), name, *refusals)
        if tall > looks.LINE:
            yield spot.row, tall
