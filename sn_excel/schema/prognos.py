"""Where everything stands on the sheets of the forecast: the only module that knows their addresses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from sn_excel.calculations.forecasting.outlooks import Rule
from sn_excel.model.places import letters
from sn_excel.schema.month import ADJUSTMENTS

BOOKED_ROW, HEADING_ROW = 3, 4
BOOKED, YEAR = "$B$3", "$D$3"
"""The cells of the sheet Prognos that hold the number of months in the period, and the year."""


class Column(IntEnum):
    """Columns of the sheet Prognos."""

    LABEL = 1
    ACTUAL = 2
    BUDGET = 3
    ANNUAL = 4
    REST = 5
    RULE = 6
    ADJUSTMENTS = 7
    RULE_FORECAST = 8
    SUBMITTED = 9
    AUTHOR = 10
    DATE = 11
    GAP = 12
    UNROUNDED = 13
    FORECAST = 14
    DEVIATION = 15
    LOW = 16
    HIGH = 17
    LAST = 18
    CHANGE = 19
    PIN = 20
    REASON = 21
    LAG = 22
    REMARK = 23
    LINEAR = 24
    REMAINING_BUDGET = 25
    BUDGET_PACE = 26
    LAST_YEARS_REST = 27
    SEASONAL_SHARE = 28
    LAST_YEARS_PACE = 29
    DAMPED_TREND = 30
    ONCE = 31
    BOOKED = 32
    BOOKED_BUDGET = 33
    RULE_VALUE = 34
    LAST_ADJUSTMENTS = 35

    @property
    def letters(self) -> str:
        """Return the column's letters.

        >>> Column.RULE_VALUE.letters
        'AH'
        """
        return letters(self)

    def at(self, row: int) -> str:
        """Return the address of the column's cell in a row.

        >>> Column.ACTUAL.at(5)
        'B5'
        """
        return f"{self.letters}{row}"

    def over(self, first: int, last: int) -> str:
        """Return the column's cells from one row to another."""
        return f"{self.at(first)}:{self.at(last)}"


HEADINGS = {
    Column.LABEL: "Verksamhet",
    Column.ACTUAL: "Utfall ack",
    Column.BUDGET: "Budget ack",
    Column.ANNUAL: "Årsbudget",
    Column.REST: "Förväntad rest",
    Column.RULE: "Regel",
    Column.ADJUSTMENTS: "Justeringar",
    Column.RULE_FORECAST: "Regelprognos",
    Column.SUBMITTED: "Lämnad prognos",
    Column.AUTHOR: "Lämnad av (roll)",
    Column.DATE: "Lämnad datum",
    Column.GAP: "Skillnad lämnad − regel",
    Column.UNROUNDED: "Prognos, oavrundad",
    Column.FORECAST: "Prognos",
    Column.DEVIATION: "Avvikelse mot årsbudget",
    Column.LOW: "Intervall lägst",
    Column.HIGH: "Intervall högst",
    Column.LAST: "Förra månadens prognos",
    Column.CHANGE: "Ändring",
    Column.PIN: "Vald regel",
    Column.REASON: "Skäl till vald regel",
    Column.LAG: "Eftersläpning, månader",
    Column.REMARK: "Anmärkning",
    Column.LINEAR: Rule.LINEAR.swedish,
    Column.REMAINING_BUDGET: Rule.REMAINING_BUDGET.swedish,
    Column.BUDGET_PACE: Rule.BUDGET_PACE.swedish,
    Column.LAST_YEARS_REST: Rule.LAST_YEARS_REST.swedish,
    Column.SEASONAL_SHARE: Rule.SEASONAL_SHARE.swedish,
    Column.LAST_YEARS_PACE: Rule.LAST_YEARS_PACE.swedish,
    Column.DAMPED_TREND: Rule.DAMPED_TREND.swedish,
    Column.ONCE: "Engångsposter i utfallet",
    Column.BOOKED: "Bokförda månader",
    Column.BOOKED_BUDGET: "Budget, bokförda månader",
    Column.RULE_VALUE: "Regelns prognos",
    Column.LAST_ADJUSTMENTS: "Förra månadens justeringar",
}
RULES = {
    Rule.LINEAR: Column.LINEAR,
    Rule.REMAINING_BUDGET: Column.REMAINING_BUDGET,
    Rule.BUDGET_PACE: Column.BUDGET_PACE,
    Rule.LAST_YEARS_REST: Column.LAST_YEARS_REST,
    Rule.SEASONAL_SHARE: Column.SEASONAL_SHARE,
    Rule.LAST_YEARS_PACE: Column.LAST_YEARS_PACE,
    Rule.DAMPED_TREND: Column.DAMPED_TREND,
}
HISTORY = tuple(RULES)[3:]
"""The rules that no formula of the sheet gives."""

TYPED = (Column.SUBMITTED, Column.AUTHOR, Column.DATE, Column.PIN, Column.REASON, Column.LAG)
"""Columns for people to fill."""


class Field(IntEnum):
    """Columns of the sheet Prognosjusteringar."""

    CODE = 1
    AMOUNT = 2
    FIRST = 3
    LAST = 4
    KIND = 5
    MODE = 6
    REASON = 7
    BOARD_TEXT = 8
    AUTHOR = 9
    DATE = 10
    SOURCE = 11
    LOW = 12
    HIGH = 13
    STATUS = 14
    MONTHS = 15
    AHEAD = 16
    COUNTED = 17
    REPLACED = 18
    ONCE = 19
    REMARK = 20
    CHOICES = 22

    def at(self, row: int) -> str:
        """Return the address of the column's cell in a row.

        >>> Field.COUNTED.at(6)
        'Q6'
        """
        return f"{letters(self)}{row}"


FIELDS = {
    Field.CODE: "Verksamhet",
    Field.AMOUNT: "Belopp, tkr",
    Field.FIRST: "Från månad",
    Field.LAST: "Till månad",
    Field.KIND: "Slag",
    Field.MODE: "Sätt",
    Field.REASON: "Orsak (intern)",
    Field.BOARD_TEXT: "Text till nämnden",
    Field.AUTHOR: "Upprättad av (roll)",
    Field.DATE: "Datum",
    Field.SOURCE: "Källa",
    Field.LOW: "Lägst, tkr",
    Field.HIGH: "Högst, tkr",
    Field.STATUS: "Status",
    Field.MONTHS: "Antal månader",
    Field.AHEAD: "Månader kvar i år",
    Field.COUNTED: "Räknas i år, tkr",
    Field.REPLACED: "Ersatta månader",
    Field.ONCE: "Engångsbelopp i utfallet",
    Field.REMARK: "Anmärkning",
    Field.CHOICES: "Verksamheter att välja",
}
FIRST_ITEM, LEAST_ROWS = 5, 60
"""The first row of adjustments, and how many rows stand ready to be filled."""


@dataclass(frozen=True, slots=True)
class Adjusting:
    """The rows of the sheet Prognosjusteringar that formulas sum over; `last` 0: the workbook has no such sheet."""

    last: int = 0

    def summed(self, field: Field, label: str) -> str:
        """Return the formula that sums a column over the rows of the cell `label`'s code.

        >>> Adjusting(64).summed(Field.COUNTED, "$A5")
        'SUMIF(Prognosjusteringar!$A$5:$A$64,$A5,Prognosjusteringar!$Q$5:$Q$64)'
        """
        if not self.last:
            return "0"
        column = letters(field)
        area = f"{ADJUSTMENTS}!$A${FIRST_ITEM}:$A${self.last}"
        return f"SUMIF({area},{label},{ADJUSTMENTS}!${column}${FIRST_ITEM}:${column}${self.last})"
