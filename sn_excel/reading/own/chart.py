"""The sheet Prognosdiagram read back: the earlier months that the chart already shows."""

from __future__ import annotations

from sn_excel.calculations.forecasting.year_ends import Booked, Memory
from sn_excel.model.amounts import Amount
from sn_excel.model.sheets import Sheet
from sn_excel.reading.own.own_rows import OwnRow, code_of, own_rows
from sn_excel.schema.chart import ACTUAL, BUDGET, MONTH_HEADINGS


def memory(sheet: Sheet, last: int) -> Memory:
    """Return accumulated Utfall and budget by month up to `last` and programme, as the sheet shows them."""
    actual, budget = _series(sheet, ACTUAL), _series(sheet, BUDGET)
    return {
        month: {code: Booked(amounts[month], budget.get(code, {}).get(month)) for code, amounts in actual.items()}
        for month in range(1, last + 1)
        if all(month in amounts for amounts in actual.values()) and actual
    }


def _series(sheet: Sheet, name: str) -> dict[str, dict[int, Amount]]:
    found: dict[str, dict[int, Amount]] = {}
    for row in _rows(sheet, name):
        code = code_of(row.text(name))
        if not code:
            break
        amounts = ((month, row.amount(words)) for month, words in enumerate(MONTH_HEADINGS, 1))
        found[code] = {month: amount for month, amount in amounts if amount is not None}
    return found


def _rows(sheet: Sheet, name: str) -> list[OwnRow]:
    """Return the rows of one block: its heading names the series and the twelve months."""
    tops = sorted(at[0] for at, value in sheet.cells.items() if at[1] == 1 and value == name)
    below = (
        Sheet(
            sheet.document,
            sheet.name,
            {(row - tops[-1] + 1, column): value for (row, column), value in sheet.cells.items() if row >= tops[-1]},
        )
        if tops
        else sheet
    )
    return list(own_rows(below, (name, *MONTH_HEADINGS)))
