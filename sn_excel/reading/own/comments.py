"""The sheet Kommentarer read back: what people wrote by programme, and the limits that they set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sn_excel.model.sheets import Sheet, Value
from sn_excel.schema.comments import (
    AMOUNT_COLUMN,
    FIRST_WRITTEN,
    HEADING_ROW,
    HEADINGS,
    LIMITS_ROW,
    SHARE_COLUMN,
    SPAN_ROW,
)


@dataclass(frozen=True, slots=True)
class CommentTexts:
    """What was written on a programme's row, by its label; `span` are the words of the months it was written for.

    `amount` (tkr) and `share` are the limits above which a comment is asked for.
    """

    span: str
    texts: Mapping[str, tuple[Value, ...]]
    amount: Value = None
    share: Value = None


def comment_texts(sheet: Sheet) -> CommentTexts:
    """Return what people wrote on a sheet Kommentarer of ours."""
    cells = sheet.cells
    texts = {}
    for row in range(HEADING_ROW + 1, sheet.last[0] + 1):
        written = tuple(cells.get((row, column)) for column in range(FIRST_WRITTEN, len(HEADINGS) + 1))
        if any(text not in (None, "") for text in written):
            texts[str(cells.get((row, 1)) or f"rad {row}")] = written
    span = str(cells.get((SPAN_ROW, 1)) or "")
    return CommentTexts(span, texts, cells.get((LIMITS_ROW, AMOUNT_COLUMN)), cells.get((LIMITS_ROW, SHARE_COLUMN)))
