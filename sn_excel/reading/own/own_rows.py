"""Sheets of our own read back: by their headings, so that columns may be moved; each cell keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sn_excel.model.amounts import Amount
from sn_excel.model.number_texts import parse
from sn_excel.model.places import Place
from sn_excel.model.sheets import Fault, Sheet, Value

_HIGHEST_HEADING = 20
_FIRST_DAY = date(1899, 12, 30)
_DAYS = range(36_526, 73_051)
"""Serial numbers of the days from 2000 to 2099, as a program keeps a date it recognised."""


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One row of a sheet of ours, its cells by heading."""

    sheet: Sheet
    row: int
    columns: Mapping[str, int]

    def value(self, heading: str) -> Value:
        """Return the cell under a heading; None where the sheet has no such column."""
        column = self.columns.get(heading)
        return self.sheet.cells.get((self.row, column)) if column else None

    def text(self, heading: str) -> str:
        """Return the cell as text, a date as `YYYY-MM-DD`."""
        return text(self.value(heading))

    def amount(self, heading: str) -> Amount | None:
        """Return the cell as an amount; None where it is none, texts of amounts included (see `stray`)."""
        value = self.value(heading)
        return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None

    def read(self, heading: str) -> Amount | None:
        """Return the amount that a person typed, as a number or as a text."""
        value = self.value(heading)
        return parse(value) if isinstance(value, str) else self.amount(heading)

    def stray(self, heading: str) -> bool:
        """Say whether the cell holds something that is no amount."""
        return self.value(heading) is not None and self.text(heading) != "" and self.read(heading) is None

    def place(self, heading: str) -> Place:
        """Return the cell under a heading."""
        return Place(self.sheet.document, self.sheet.name, self.row, self.columns.get(heading, 1))


def own_rows(sheet: Sheet, needed: Sequence[str]) -> Iterator[OwnRow]:
    """Yield the rows below the headings; none when a needed heading is missing."""
    by_row: dict[int, dict[str, int]] = {}
    for (row, column), value in sheet.cells.items():
        if row < _HIGHEST_HEADING and isinstance(value, str) and (row, column) not in sheet.formulas:
            by_row.setdefault(row, {})[value.strip()] = column
    heading = next((row for row, words in sorted(by_row.items()) if set(needed) <= set(words)), 0)
    if heading:
        for row in range(heading + 1, sheet.last[0] + 1):
            yield OwnRow(sheet, row, by_row[heading])


def text(value: Value) -> str:
    """Return a cell as text; a whole number that is the day of a date column stays a number.

    >>> text(" 2024-05 "), text(202405), text(None)
    ('2024-05', '202405', '')
    """
    if value is None or isinstance(value, Fault):
        return ""
    return " ".join(str(value).split())


def code_of(label: str) -> str:
    """Return the code that a label begins with.

    >>> code_of("771 Äldreomsorg"), code_of("7542"), code_of("Totalt")
    ('771', '7542', '')
    """
    found = re.match(r"[0-9][0-9A-Za-z]*\b", label)
    return found[0] if found else ""


def month_of(value: Value) -> str:
    """Return a month as `YYYY-MM`, however a program kept what was typed; empty for none.

    >>> month_of("2024-05"), month_of(202405), month_of(45413), month_of("2024-05-01"), month_of("maj")
    ('2024-05', '2024-05', '2024-05', '2024-05', '')
    """
    day = date_of(value)
    if day:
        return day[:7]
    found = re.fullmatch(r"(20\d{2})[-./ ]?(0[1-9]|1[0-2])", text(value))
    return f"{found[1]}-{found[2]}" if found else ""


def date_of(value: Value) -> str:
    """Return a day as `YYYY-MM-DD`, however a program kept what was typed; empty for none.

    >>> date_of("2024-05-31"), date_of(45443), date_of("20240531"), date_of("i maj")
    ('2024-05-31', '2024-05-31', '2024-05-31', '')
    """
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and int(value) in _DAYS:
        return (_FIRST_DAY + timedelta(days=int(value))).isoformat()
    found = re.fullmatch(r"(20\d{2})-?(\d{2})-?(\d{2})(?:[ T].*)?", text(value))
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat() if found else ""
    except ValueError:
        return ""
