"""Tables of figures that know their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from sn_excel.model.amounts import Amount, Unit, spoken_in
from sn_excel.model.doubts import Doubt
from sn_excel.model.entries import Entries
from sn_excel.model.measures import Measure
from sn_excel.model.organisation import BudgetChange, Organisation
from sn_excel.model.periods import Period
from sn_excel.model.places import Place
from sn_excel.model.sheets import Sheet


class Column(NamedTuple):
    """A measure over a period. A heading alone is no key: one table may hold Utfall of two years.

    `period` is None where the document does not say it. A named tuple, for rows are looked up by it.
    """

    measure: Measure
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One stated amount in tkr, sign as printed, with its place and the words of its row.

    `step` is the printed precision in tkr (1 for whole tkr, 100 for mkr with one decimal).
    `value` is None for an empty cell, and for an unreadable one; `doubt` then says why.
    `formula` is the cell's formula without `=`, empty for a typed constant. `unit` is the one its sheet is in: what
    is said of the amount is said in it.
    """

    value: Amount | None
    place: Place
    label: str
    column: Column
    step: Amount = 1
    doubt: Doubt | None = None
    formula: str = ""
    unit: Unit = Unit.TKR

    def said(self, amount: Amount | None = None, signed: bool = False) -> str:
        """Return an amount in tkr, the figure's own by default, as Swedish text in the unit of its sheet."""
        return spoken_in((self.value or 0) if amount is None else amount, self.unit, signed)


@dataclass(frozen=True, slots=True)
class Line:
    """One row: `771 Äldreomsorg` is code `771`, name `Äldreomsorg`; a total has code ``.

    `parts` are the lines that the stated figures should be the sum of; with `whole` False they are a part only (varav).
    """

    code: str
    name: str
    place: Place
    figures: Mapping[Column, Figure]
    parts: tuple[Line, ...] = ()
    whole: bool = True

    @property
    def label(self) -> str:
        """Return code and name as one text."""
        return f"{self.code} {self.name}".strip()

    def walk(self) -> Iterator[Line]:
        """Yield this line and all below it, parents first."""
        yield self
        for part in self.parts:
            if part.parts:
                yield from part.walk()
            else:
                yield part


def undated(one: Line, other: Line) -> Iterator[tuple[Figure, Figure]]:
    """Yield the figures of two lines whose measure stands once more in each, and has a period in one of them only."""
    left = [column for column in one.figures if column not in other.figures]
    right = [column for column in other.figures if column not in one.figures]
    for column in left:
        mates = [mate for mate in right if mate.measure is column.measure]
        alone = sum(mate.measure is column.measure for mate in left) == 1
        if alone and len(mates) == 1 and (column.period is None or mates[0].period is None):
            yield one.figures[column], other.figures[mates[0]]


class Kind(StrEnum):
    """What a table is in the follow-up."""

    SUMMARY = "summary"
    PAGE = "page"
    OPERATING = "operating_statement"
    INCOME = "income_statement"
    LEDGER = "ledger"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Relation:
    """A claim about every row: `result` is the weighted sum of `terms`; the direction is proved from the rows."""

    result: Column
    terms: tuple[tuple[int, Column], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table with its lines in order (trees: a total holds its parts).

    `unit` is the one the document prints in; the figures are in tkr all the same.
    `costs` is +1 where costs are printed positive (month table, Driftredovisning), −1 where negative (Resultaträkning).
    """

    kind: Kind
    name: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    relations: tuple[Relation, ...] = ()
    unit: Unit = Unit.TKR
    costs: int = 1

    def walk(self) -> Iterator[Line]:
        """Yield every line, parents first."""
        for line in self.lines:
            if line.parts:
                yield from line.walk()
            else:
                yield line


@dataclass(frozen=True, slots=True)
class Dossier:
    """The tables of one document (or of several read together), what is known beside them, and an earlier dossier."""

    tables: tuple[Table, ...]
    sheets: Mapping[tuple[str, str], Sheet] = field(default_factory=dict)
    organisation: Organisation | None = None
    earlier: Dossier | None = None
    asides: tuple[str, ...] = ()
    """Swedish sentences on what was not understood and therefore left out of the checks."""
    budget_changes: tuple[BudgetChange, ...] = ()
    """Decided changes of Årsbudget, in tkr with costs positive."""
    entries: Entries | None = None
    """What people have typed of the year's end, and how the sheet Prognos stands."""


def precision(amount: Amount) -> Amount:
    """Return the printed precision of an amount: 1 for whole ones, 0.01 for two decimals.

    >>> precision(Decimal("1.25")), precision(7)
    (Decimal('0.01'), 1)
    """
    if isinstance(amount, int):
        return 1
    exponent = amount.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else 1
