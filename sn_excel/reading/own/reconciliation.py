"""What people have set in the sheet Avstämning: read by its headings, so that columns may be moved."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sn_excel.model.amounts import Amount
from sn_excel.model.sheets import Sheet, Value
from sn_excel.model.verdicts import Key, Status, Verdict
from sn_excel.schema.reconciliation import VERDICT

_HIGHEST_HEADING = 20


def verdicts(sheet: Sheet) -> Mapping[Key, Verdict]:
    """Return each finding's status and comment; empty when the sheet is not ours."""
    heading, columns = _headings(sheet)
    if not columns:
        return {}
    last = sheet.last[0]
    found: dict[Key, Verdict] = {}
    for row in range(heading + 1, last + 1):
        code, place, label, measure, stated, computed, status, comment = (
            sheet.cells.get((row, columns[name])) for name in VERDICT
        )
        if code:
            known = (_text(code), _text(place), _text(label), _text(measure))
            said = _text(status) or Status.OPEN.value
            found[known] = Verdict(said, _text(comment), _amount(stated), _amount(computed))
    return found


def _headings(sheet: Sheet) -> tuple[int, dict[str, int]]:
    for row in range(1, _HIGHEST_HEADING):
        words = {
            _text(value): column for (at, column), value in sheet.cells.items() if at == row and isinstance(value, str)
        }
        if set(VERDICT) <= set(words):
            return row, words
    return 0, {}


def _text(value: Value) -> str:
    return "" if value is None else str(value).strip()


def _amount(value: Value) -> Amount | None:
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
