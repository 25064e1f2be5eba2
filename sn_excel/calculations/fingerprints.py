"""A short mark of some figures and words, so that a change of any of them is seen."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from sn_excel.model.amounts import tidy
from sn_excel.model.managers import ManagerBook
from sn_excel.model.number_texts import SPACES
from sn_excel.model.sheets import Fault, Value


def fingerprint(values: Iterable[Value]) -> str:
    """Return twelve signs that other values would not give; a program's way to keep a number does not matter.

    >>> from decimal import Decimal
    >>> fingerprint(["a", 5]) == fingerprint(["a", Decimal("5.0")]), fingerprint([5]) == fingerprint([6])
    (True, False)
    """
    return sha256("\x1f".join(map(_kept, values)).encode()).hexdigest()[:12]


def seal(book: ManagerBook) -> str:
    """Return the mark of what is sent to a manager: role, period and every figure of the guide."""
    return fingerprint([book.role, book.period, *(value for row in book.rows for value in row.guide)])


def _kept(value: Value) -> str:
    if value is None or isinstance(value, Fault | str):
        return "" if value is None else str(value).translate(dict.fromkeys(map(ord, SPACES), " ")).strip()
    return str(value) if isinstance(value, bool) else f"{round(float(tidy(value)), 6):.6f}"
