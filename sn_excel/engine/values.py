"""Values: what cells hold, as Calc tells it and as xlwings wants it."""

from __future__ import annotations

import datetime as dt
import math
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

DAY = dt.timedelta(days=1)
ERRORS = {503: "#NUM!", 521: "#NULL!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!", 32767: "#N/A"}
UNKNOWN_NAME = (525, 526, 527, 540)
BOOLEAN_WORDS = {"TRUE": True, "FALSE": False}

Raw = Any
Rows = list[list[Any]]


class CellError(str):
    """An error value of a cell, such as `#REF!`; no text that a person wrote."""

    __slots__ = ()


def error(code: int) -> CellError:
    """Return Excel's error value for Calc's error number.

    >>> error(532), error(32767), error(502)
    ('#DIV/0!', '#N/A', '#VALUE!')
    """
    return CellError("#NAME?" if code in UNKNOWN_NAME else ERRORS.get(code, "#VALUE!"))


def serial(moment: dt.datetime | dt.date | dt.time, start: dt.datetime) -> float:
    """Return the day number of a moment; a time zone is cut off, as Excel has none.

    >>> serial(dt.datetime(2024, 5, 1, 12), dt.datetime(1899, 12, 30))
    45413.5
    """
    if isinstance(moment, dt.time):
        return (dt.datetime.combine(start, moment.replace(tzinfo=None)) - start) / DAY
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 - cells have no zone
    return (moment.replace(tzinfo=None) - start) / DAY


def moment(days: float, start: dt.datetime) -> dt.datetime:
    """Return the moment of a day number, to the millisecond.

    >>> moment(45413.5, dt.datetime(1899, 12, 30))
    datetime.datetime(2024, 5, 1, 12, 0)
    """
    whole = math.floor(days)
    return start + dt.timedelta(days=whole, milliseconds=round((days - whole) * 86_400_000))


def prepared(value: Any) -> Any:
    """Return a Python value as a cell may hold it: text, number, truth value, moment; "" for nothing.

    Numbers of numpy and missing values of numpy and pandas are known without importing either.
    """
    if value is None or isinstance(value, (bool, str, dt.datetime, dt.date, dt.time)):
        return _moment_of(value)
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if pandas is not None and value is pandas.NaT:
        return ""
    if numpy is not None and isinstance(value, numpy.datetime64):
        return "" if numpy.isnat(value) else value.astype("datetime64[us]").item()
    if numpy is not None and isinstance(value, numpy.bool_):
        return bool(value)
    if pandas is not None and value is pandas.NA:
        return ""
    return _number_of(value)


def _moment_of(value: Any) -> Any:
    if value is None or type(value).__name__ == "NaTType":
        return ""
    if isinstance(value, dt.datetime) and hasattr(value, "to_pydatetime"):
        return value.to_pydatetime(warn=False)
    return value


def _number_of(value: Any) -> Any:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return str(value)
    return "" if math.isnan(number) else number


def cleaned(
    data: Iterable[Iterable[Any]],
    moments: Callable[..., Any],
    empty: Any,
    numbers: Callable[[float], Any] | None,
    errors_as_text: bool,
) -> Rows:
    """Return raw rows as the reader asked for them: its dates, its numbers, its blank, errors as text or as None."""

    def clean(value: Any) -> Any:
        if value is None or value == "":
            return empty
        if isinstance(value, CellError):
            return str(value) if errors_as_text else None
        if isinstance(value, dt.datetime):
            return moments(
                year=value.year,
                month=value.month,
                day=value.day,
                hour=value.hour,
                minute=value.minute,
                second=value.second,
                microsecond=value.microsecond,
                tzinfo=None,
            )
        return numbers(value) if numbers is not None and isinstance(value, float) else value

    return [[clean(value) for value in row] for row in data]


def number_text(value: float) -> str:
    """Return a number as it stands in a formula bar in English.

    >>> number_text(5.0), number_text(0.25), number_text(1e20)
    ('5', '0.25', '1E+20')
    """
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15G}"


def is_formula(value: Any) -> bool:
    """Return whether what is written into a cell is a formula."""
    return isinstance(value, str) and value.startswith("=") and len(value) > 1


def runs(cells: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Return cells (row, column) as the fewest stretches down a column: (column, first row, last row).

    >>> runs([(0, 0), (1, 0), (3, 0), (1, 2)])
    [(0, 0, 1), (0, 3, 3), (2, 1, 1)]
    """
    found: list[tuple[int, int, int]] = []
    for column, row in sorted((column, row) for row, column in cells):
        if found and found[-1][0] == column and found[-1][2] == row - 1:
            found[-1] = (column, found[-1][1], row)
        else:
            found.append((column, row, row))
    return found
