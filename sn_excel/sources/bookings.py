"""The rows of a ledger's export summed per code and period: exactly, in one pass, whatever their number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice

from sn_excel.model.amounts import Amount, tidy
from sn_excel.model.errors import SnError
from sn_excel.model.number_texts import DASHES, SPACES, decimal_sign, parse
from sn_excel.model.places import letters
from sn_excel.model.sheets import Fault, Value
from sn_excel.sources.export_columns import Layout
from sn_excel.sources.record_rows import text

EVIDENCE = 5000
"""Rows whose texts prove the decimal sign before the first amount is read."""

_NOTHING = f" \t{SPACES}{DASHES}-"
"""What a cell without an amount may hold: Excel shows nothing booked as a lone dash."""

_CURRENCY = re.compile(r"\s*(?:kr|sek|:-)\.?\s*$", re.IGNORECASE)

Record = tuple[int, Sequence[Value]]
"""A row's number and its cells from the first column on."""

Key = tuple[Value, Value]
"""The cells of code (the name where there is no code) and period."""


@dataclass(frozen=True, slots=True)
class Booking:
    """What the rows of one code and period sum to, a sum for each amount column of the layout.

    `row` is the first of them, `again` the second (0 when there is one row only). Where rows are no bookings, one that
    repeats the first is not summed; `differs` tells that a later one states other amounts.
    """

    code: Value
    period: Value
    name: str
    sums: tuple[Amount, ...]
    row: int
    again: int = 0
    differs: bool = False


@dataclass(slots=True)
class _Sums:
    """Sums as they grow: hundredths for texts with two decimals, exact amounts for everything else."""

    row: int
    name: Value
    hundredths: list[int]
    rest: list[Amount]
    again: int = 0
    differs: bool = False

    def exact(self) -> tuple[Amount, ...]:
        pairs = zip(self.hundredths, self.rest, strict=True)
        return tuple(tidy(Decimal(hundredths) / 100 + rest) for hundredths, rest in pairs)


class Tally:
    """The sums per code and period, growing row by row."""

    __slots__ = ("_columns", "_document", "_layout", "_mark", "_places", "_sign", "_sums", "_width")

    def __init__(self, layout: Layout, sign: str, document: str) -> None:
        self._layout = layout
        self._sign = sign
        self._mark = sign or "none"
        self._document = document
        self._columns = tuple(column.index for column in layout.amounts)
        self._places = tuple(enumerate(self._columns))
        self._width = 1 + max(layout.code, layout.name, layout.period, *self._columns)
        self._sums: dict[Key, _Sums] = {}

    def add(self, number: int, record: Sequence[Value]) -> None:
        """Add a row. SnError when a cell of an amount column is no amount."""
        layout = self._layout
        cells = record if len(record) >= self._width else [*record, *[None] * (self._width - len(record))]
        name = cells[layout.name] if layout.name >= 0 else None
        key = (cells[layout.code] or name, cells[layout.period] if layout.period >= 0 else None)
        sums = self._sums.get(key)
        if sums is None:
            zeros = [0] * len(self._columns)
            sums = self._sums[key] = _Sums(number, name, zeros, [*zeros])
        elif self._repeats(sums, cells, number):
            return
        for place, column in self._places:
            value = cells[column]
            if isinstance(value, str) and value[-3:-2] == self._mark:
                try:
                    sums.hundredths[place] += int(value[:-3] + value[-2:])
                    continue
                except ValueError:
                    pass
            sums.rest[place] += self._amount(value, number, column)

    def _repeats(self, sums: _Sums, cells: Sequence[Value], number: int) -> bool:
        """Note a later row of a key; say whether it is a copy that must not be summed."""
        sums.again = sums.again or number
        if self._layout.details:
            return False
        if [self._amount(cells[column], number, column) for column in self._columns] == list(sums.exact()):
            return True
        sums.differs = True
        return False

    def _amount(self, value: Value, number: int, column: int) -> Amount:
        if value is None:
            return 0
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return value
        bare = _bare(value) if isinstance(value, str) else ""
        if isinstance(value, str) and not bare.strip(_NOTHING):
            return 0
        found = parse(bare, self._sign)
        if found is None:
            raise SnError(unreadable(f"{self._document}, rad {number}, kolumn {letters(column + 1)}", value))
        return found

    def bookings(self) -> Iterator[Booking]:
        """Yield what was added, in the order in which codes and periods first appeared."""
        for key, sums in self._sums.items():
            yield Booking(*key, text(sums.name), sums.exact(), sums.row, sums.again, sums.differs)


def unreadable(where: str, value: Value) -> str:
    """Return the sentence for a cell that is no amount."""
    if isinstance(value, Fault):
        return f"{where}: cellen har felvärdet {value.code}. Rätta formeln och spara filen på nytt."
    return f"{where}: {text(value)!r} är inget entydigt belopp. Skriv till exempel 1 302 eller -1 302,50."


def bookings(records: Iterable[Record], layout: Layout, document: str) -> tuple[Booking, ...]:
    """Return the sums per code and period, in the order in which these first appear.

    An empty cell counts as 0: ledgers leave out what nobody booked. Rows without a code and amounts are no rows.
    """
    rows = (row for row in records if row[0] > layout.heading)
    evidence = list(islice(rows, EVIDENCE))
    tally = Tally(layout, sign(evidence, layout), document)
    for number, record in chain(evidence, rows):
        if any(record):
            tally.add(number, record)
    return tuple(tally.bookings())


def sign(records: Iterable[Record], layout: Layout) -> str:
    """Return the decimal sign of all amount columns together, empty where they leave it open."""
    indexes = [column.index for column in layout.amounts]
    cells = (record[index] for _, record in records for index in indexes if index < len(record))
    return decimal_sign(_bare(cell) for cell in cells if isinstance(cell, str))


def _bare(value: str) -> str:
    """Return a text without the currency that Excel's formats write behind an amount."""
    return _CURRENCY.sub("", value)
