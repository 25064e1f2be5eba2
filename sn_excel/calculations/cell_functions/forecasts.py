"""The forecast as a cell function: one row's outcome and budgets in, the year's total out."""

from __future__ import annotations

from collections.abc import Sequence

from sn_excel.calculations.cell_functions.cell_blocks import (
    MISSING,
    NO_NUMBER,
    NO_VALUE,
    Cell,
    Cells,
    Number,
    amount,
    each,
    flat,
    shaped,
    single,
)
from sn_excel.calculations.forecasting.forecasts import forecast
from sn_excel.calculations.forecasting.outlooks import YEAR, Outlook, Rule
from sn_excel.model.amounts import Amount, number
from sn_excel.model.sheets import Fault

Year = tuple[Amount, ...]


def year_end(actual: Cells, annual: Cells, month: Cells, budget: Cells = None, further: Sequence[Cells] = ()) -> Cells:
    """Return the forecast of each row; `further` are last year's months and a rule's name, both may be left out.

    Last year's months are twelve in a row (or 24, 36 with the oldest year first), one row for all or one for each.
    A rule that is named but cannot be used here is #N/A: another rule's figure would be a wrong number.

    >>> year_end(1420, 3000, 5, 1250), year_end([[1420], [None]], [[3000], [None]], 5, 1250, (None, "Budgettakt"))
    (3408, [[3408], [None]])
    >>> year_end(26, 1100, 4, 458, (None, "Linjär framskrivning")), year_end(1, 1, 13)
    (78, Fault(code='#NUM!'))
    """
    earlier, named = (*further, None, None)[:2]
    rule = _rule(named)
    if isinstance(rule, Fault):
        return rule
    rows = _rows(actual, annual)
    years = _years(earlier, rows)
    if isinstance(years, Fault):
        return years

    def answers(*columns: Sequence[Number | None]) -> list[Cell]:
        chosen = [years[int(at or 0)] for at in columns[4]]
        return [_row(row, year, rule) for row, year in zip(zip(*columns[:4], strict=True), chosen, strict=True)]

    shape, _ = flat(actual if _count(actual) >= _count(annual) else annual)
    order = shaped(shape, list(range(rows)))
    return each(answers, actual, annual, month, budget, order)


def _count(cells: Cells) -> int:
    return len(flat(cells)[1])


def _rows(*arguments: Cells) -> int:
    return max(map(_count, arguments))


def _rule(cells: Cells) -> Rule | Fault | None:
    cell = single(cells)
    if cell is None or isinstance(cell, Fault):
        return cell
    if not isinstance(cell, str):
        return NO_VALUE
    found = amount(cell)
    if found is None:
        return None
    return Rule.named(cell) or (found if isinstance(found, Fault) else NO_VALUE)


def _years(cells: Cells, rows: int) -> list[tuple[Year, ...]] | Fault:
    """Return the earlier years of each row; blank months of a year are 0, a year without any amount is not known."""
    shape, found = flat(cells)
    amounts = [amount(cell) for cell in found]
    fault = next((cell for cell in amounts if isinstance(cell, Fault)), None)
    if fault is not None:
        return fault
    if all(cell is None for cell in amounts):
        return [()] * rows
    width = len(found) // rows if len(found) != YEAR and shape[0] == rows else len(found)
    if width % YEAR or (shape[1] == 1 and rows > 1 and len(found) != YEAR):
        return NO_VALUE
    exact = [None if cell is None else number(float(cell)) for cell in amounts if not isinstance(cell, Fault)]
    each_row = [_whole_years(exact[start : start + width]) for start in range(0, len(exact), width)]
    return each_row * rows if len(each_row) == 1 else each_row


def _whole_years(months: list[Amount | None]) -> tuple[Year, ...]:
    years = [months[start : start + YEAR] for start in range(0, len(months), YEAR)]
    return tuple(tuple(month or 0 for month in year) for year in years if any(month is not None for month in year))


def _row(row: tuple[Number | None, ...], years: tuple[Year, ...], rule: Rule | None) -> Cell:
    actual, annual, month, budget = row
    if actual is None and annual is None:
        return None
    if not month or month % 1 or not 1 <= month <= YEAR:
        return NO_NUMBER
    found = forecast(
        Outlook(
            number(float(actual or 0)),
            number(float(annual or 0)),
            int(month),
            None if budget is None else number(float(budget)),
            prior=years,
            pinned=rule,
        )
    )
    return MISSING if rule and found.rule != rule else found.value
