"""How cells of our own look: the printed table's plain style. `#,##0` shows as `# ##0` in a Swedish Excel."""

from __future__ import annotations

from dataclasses import replace

from sn_excel.model.edits import Look

TKR = "#,##0;[Red]\\-#,##0"
"""Whole tkr, negative in red with a minus sign; a zero stays 0."""

SHARE = "0.0%;[Red]\\-0.0%"

TITLE = Look(bold=True, size=14)
SUBTITLE = Look(italic=True, colour="595959")
HEADING = Look(bold=True, fill="D9E2EC", wrap=True, align="right", bottom=True)
HEADING_LEFT = replace(HEADING, align="left")
HEADING_TEXT = replace(HEADING_LEFT, indent=1)
UNIT = Look(indent=1)
UNIT_AMOUNT = Look(number_format=TKR)
PROGRAMME = Look(bold=True, fill="F2F5F8")
PROGRAMME_AMOUNT = Look(number_format=TKR, bold=True, fill="F2F5F8")
PLAIN = Look()
PLAIN_AMOUNT = UNIT_AMOUNT
TOTAL = Look(bold=True, top=True, bottom=True)
TOTAL_AMOUNT = Look(number_format=TKR, bold=True, top=True, bottom=True)
PERCENT = Look(number_format=SHARE)
WORD = Look(align="center")
NAME = Look(wrap=True, align="left", indent=1)
TEXT = Look(wrap=True, align="left", indent=1)
INPUT = Look(wrap=True, fill="FFF9E5", unlocked=True)
LINK = Look(colour="0563C1")

LINE = 15.0
"""Height of a line of text in points; programs do not fit the rows of a saved file themselves."""


def height(*columns: tuple[str, float]) -> float:
    """Return the height in points of a row whose texts wrap in columns of given widths (characters).

    >>> height(("Utfall Maj 2024", 13), ("Kort", 40))
    30.0
    """
    return LINE * max(max(1, -(-len(text) * 11 // int(width * 10))) for text, width in columns)
