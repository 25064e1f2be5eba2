"""The sheet Prognosdiagram: the chosen programme, its twelve months, and a block of rows for each series."""

from __future__ import annotations

from sn_excel.model.periods import MONTHS

CHOSEN, FIRST_MONTH, FIRST_BLOCK, CHOICES = "$B$3", 5, 23, 16
ACTUAL, BUDGET, FORECAST = SERIES = ("Utfall", "Budget", "Prognos")
MONTH_HEADINGS = tuple(month[:3].capitalize() for month in MONTHS)
