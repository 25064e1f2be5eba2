"""What the sheet Kommentarer looks like: a row a programme, three columns that people write in."""

from __future__ import annotations

HEADING_ROW = 5
WRITTEN = ("Orsak", "Åtgärd", "Ansvarig")
"""The headings of the columns that people write in."""
HEADINGS = ("Verksamhet program", "Utfall", "Budget", "Avvikelse", "Avvikelse %", "Kommentar krävs", *WRITTEN)
FIRST_WRITTEN = len(HEADINGS) - len(WRITTEN) + 1
SPAN_ROW, LIMITS_ROW, AMOUNT_COLUMN, SHARE_COLUMN = 2, 3, 2, 4
"""Where unit and span stand, and the two limits that a person may change."""
