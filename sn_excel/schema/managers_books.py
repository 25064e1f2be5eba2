"""A manager's workbook: the facts in its head, the columns of figures as a guide, and the columns to fill."""

from __future__ import annotations

from sn_excel.schema.month import OWN, SUBMISSION
from sn_excel.schema.prognos import HEADINGS as PROGNOS
from sn_excel.schema.prognos import Column

TITLE = OWN[SUBMISSION]
ROLE = "Ansvarig: "
ROLE_ROW, FACTS_ROW, HEADING_ROW = 2, 3, 5
PERIOD, DOCUMENT, SEAL = "Period", "Bok", "Kontroll"
FACTS = (PERIOD, DOCUMENT, SEAL)
"""The facts of the third row: each stands to the left of its value."""

GUIDE = (
    Column.LABEL,
    Column.ACTUAL,
    Column.BUDGET,
    Column.ANNUAL,
    Column.LAST,
    Column.RULE_FORECAST,
    Column.RULE,
    Column.LINEAR,
    Column.REMAINING_BUDGET,
    Column.BUDGET_PACE,
)
LABEL, SUBMITTED = PROGNOS[Column.LABEL], PROGNOS[Column.SUBMITTED]
AUTHOR, DATE, COMMENT = PROGNOS[Column.AUTHOR], PROGNOS[Column.DATE], "Kommentar"
SHEET = SUBMITTED
HEADINGS = (*(PROGNOS[column] for column in GUIDE), SUBMITTED, AUTHOR, DATE, COMMENT)
