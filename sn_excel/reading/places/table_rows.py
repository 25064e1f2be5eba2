"""Rows: one table's rows as they stand, each with its words, its looks and its amounts by sheet column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sn_excel.model.amounts import NOISE, Amount, tidy
from sn_excel.model.doubts import Doubt, DoubtKind
from sn_excel.model.number_texts import decimal_sign, parse
from sn_excel.model.places import At
from sn_excel.model.sheets import Fault, RowLook, Value
from sn_excel.model.tables import precision
from sn_excel.reading.places.labels import Role, code_and_name, is_code, role
from sn_excel.reading.places.table_areas import Block, is_blank

NOTHING = RowLook()
_FINEST = Decimal("1e-8")
"""An öre in mkr: no sheet states money more finely."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a cell of a table states, in the unit it is printed in.

    `derived` amounts are differences, often of amounts that were rounded before: they may miss by twice as much.
    """

    value: Amount | None
    step: Amount = 1
    doubt: Doubt | None = None
    formula: str = ""
    derived: bool = False
    slack: Amount = field(init=False)
    """How far twice the amount may be from twice the unrounded one."""

    def __post_init__(self) -> None:
        """Work the slack out once: sums are tried by the thousand."""
        object.__setattr__(self, "slack", self.step * 2 if self.derived else self.step)


@dataclass(frozen=True, slots=True)
class Row:
    """A row with figures: `cells` by sheet column; `indent` counts spaces, label columns and the look's indent."""

    number: int
    column: int
    code: str
    name: str
    role: Role
    cells: Mapping[int, Stated]
    indent: int = 0
    look: RowLook = NOTHING
    page: str = ""

    def value(self, column: int) -> Amount | None:
        """Return the amount in a sheet column, None where there is none."""
        return self.cells[column].value


def rows(block: Block, doubts: Mapping[At, Doubt]) -> tuple[Row, ...]:
    """Return the rows of a block; rows that hold no money (head counts, percentages) are left out."""
    decimal = decimal_sign(_texts(block)) or ","
    steps = {column: _steps(block, column) for column in block.columns}
    found = []
    for number in block.rows:
        cells = {column: _stated(block, (number, column), decimal, steps[column], doubts) for column in block.columns}
        row = _row(block, number, cells)
        if row.role is not Role.NO_MONEY:
            found.append(row)
    return tuple(found)


def _texts(block: Block) -> Iterator[str]:
    for number in block.rows:
        values = block.grid.rows[number]
        yield from (value for column in block.columns if isinstance(value := values.get(column), str))


@dataclass(frozen=True, slots=True)
class _Steps:
    """How finely a column's numbers are stated: whole ones among numbers with decimals, and any number at the least.

    A binary number's last digits are noise, never printed precision.
    """

    usual: Amount
    least: Decimal

    def of(self, value: Amount) -> Amount:
        own = precision(value)
        return min(own if own > self.least else tidy(self.least), self.usual)


def _steps(block: Block, column: int) -> _Steps:
    cells = [block.grid.rows[row].get(column) for row in block.rows]
    numbers = [value for value in cells if isinstance(value, int | Decimal) and not isinstance(value, bool)]
    least = max(_FINEST, *(NOISE * abs(Decimal(value)) for value in numbers), _FINEST)
    broken = Counter(max(precision(value), least) for value in numbers if isinstance(value, Decimal))
    if broken.total() * 2 <= len(numbers):
        return _Steps(1, least)
    return _Steps(min(broken, key=lambda step: (-broken[step], step)), least)


def _stated(block: Block, at: At, decimal: str, steps: _Steps, doubts: Mapping[At, Doubt]) -> Stated:
    said = block.columns[at[1]].role
    return Stated(*_read(block, at, decimal, steps, doubts), said is not None and said.deviates)


def _read(
    block: Block, at: At, decimal: str, steps: _Steps, doubts: Mapping[At, Doubt]
) -> tuple[Amount | None, Amount, Doubt | None, str]:
    """Return a cell's amount, its precision, what is doubtful about it, and its formula."""
    value = block.grid.rows[at[0]].get(at[1])
    formula = block.grid.sheet.formulas.get(at, "")
    step = steps.usual
    if at in doubts:
        return None, step, doubts[at], formula
    if isinstance(value, Fault):
        return None, step, Doubt(DoubtKind.FAULT, value.code), formula
    if isinstance(value, str) and not is_blank(value):
        amount = parse(value, decimal)
        doubt = None if amount is not None else Doubt(DoubtKind.WORD, " ".join(value.split())[:40])
        return amount, precision(amount) if amount is not None else step, doubt, formula
    if value is None or isinstance(value, (str, bool)):
        return None, step, None, formula
    return value, steps.of(value), None, formula


def _row(block: Block, number: int, cells: Mapping[int, Stated]) -> Row:
    values = block.grid.rows[number]
    texts = {column: _label(values[column]) for column in block.labels if not is_blank(values.get(column))}
    code, name = _code_and_name(list(texts.values()))
    first = next(iter(texts.values()), "")
    look = block.grid.sheet.looks.get(number, NOTHING)
    named = [column for column, text in texts.items() if not is_code(text)]
    across = block.labels.index(named[0]) if named and len(block.labels) > 1 else 0
    indent = (len(first) - len(first.lstrip())) + 10 * look.indent + 100 * across
    column = next(iter(texts), block.labels[0])
    page = str(values.get(block.page, "")) if block.page else ""
    return Row(number, column, code, name, role(name, code), cells, indent, look, page)


def _label(value: Value) -> str:
    return "" if value is None else str(value).rstrip()


def _code_and_name(texts: Sequence[str]) -> tuple[str, str]:
    """Return the most detailed code of the label cells and the name that follows it."""
    code, name = "", ""
    for text in texts:
        found, rest = code_and_name(text)
        if found and (rest or is_code(text)):
            code, name = found, rest
        elif not name:
            name = rest
        elif len(texts) <= 2 or re.search(r"\w", rest):
            name = f"{name} {rest}" if not code else name
    return code, name
