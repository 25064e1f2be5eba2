"""The sheet Avstämning: its headings, and what a row of it must hold to be read back."""

from __future__ import annotations

HEADING_ROW = 4
CODE, SHEET, CELL, ROW, MEASURE = "Kod", "Blad", "Cell", "Rad", "Mått"
STATED, COMPUTED, STATUS, COMMENT = "Angivet", "Beräknat", "Status", "Kommentar"
HEADINGS = (
    "Nr",
    CODE,
    "Allvar",
    SHEET,
    CELL,
    ROW,
    MEASURE,
    STATED,
    COMPUTED,
    "Differens",
    "Trolig orsak",
    "Förslag",
    STATUS,
    COMMENT,
)
SHEET_COLUMN, CELL_COLUMN = HEADINGS.index(SHEET) + 1, HEADINGS.index(CELL) + 1
VERDICT = (CODE, SHEET, ROW, MEASURE, STATED, COMPUTED, STATUS, COMMENT)
"""The headings that tell a finding and what a person said of it."""
