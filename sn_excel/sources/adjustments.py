"""Prognosjusteringar from a CSV file or a workbook of another make: each row is validated once, here.

A row that cannot be used is a fault at its cell, never a stop: the others are taken in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, ValidationError, ValidationInfo

from sn_excel.model.adjustments import Adjustment, AdjustmentError, AdjustmentKind, AdjustmentMode, AdjustmentStatus
from sn_excel.model.amounts import Unit, in_tkr
from sn_excel.model.entries import EntryFault
from sn_excel.model.number_texts import parse
from sn_excel.model.places import Place
from sn_excel.model.sheets import Sheet, Value
from sn_excel.sources.export_headings import folded
from sn_excel.sources.record_cells import AmountCell, CodeCell, Record, StartCell, TextCell, wrong
from sn_excel.sources.record_rows import Row, Rows, rows, text

Choice = TypeVar("Choice", bound=StrEnum)
FIELDS = {
    "code": ("verksamhet", "kod", "enhet", "program", "verksamhetskod"),
    "amount": ("belopp", "belopp tkr", "andring", "effekt"),
    "first": ("fran manad", "fran", "fran period", "fran och med", "fr o m"),
    "last": ("till manad", "till", "till period", "till och med", "t o m"),
    "kind": ("slag", "typ", "art"),
    "mode": ("satt", "lage", "hur"),
    "reason": ("orsak", "orsak intern", "skal", "intern orsak"),
    "board_text": ("text till namnden", "namndtext", "text"),
    "author": ("upprattad av", "upprattad av roll", "ansvarig", "lamnad av", "roll"),
    "date": ("datum", "upprattad"),
    "source": ("kalla", "underlag"),
    "low": ("lagst", "lagst tkr", "lag", "min"),
    "high": ("hogst", "hogst tkr", "hog", "max"),
    "status": ("status",),
}


def _bound(value: Value, info: ValidationInfo) -> int | Decimal | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value
    amount = parse(str(value), (info.context or {}).get("amount", ""))
    if amount is None:
        raise wrong(f"{value!r} är inget belopp; skriv till exempel 1 200")
    return amount


def _chosen(kinds: type[Choice], otherwise: Choice | None) -> Any:
    def read(value: Value) -> Choice:
        said = folded(text(value))
        if not said and otherwise is not None:
            return otherwise
        found = next((one for one in kinds if folded(one.value) == said), None)
        if found is None:
            words = ", ".join(one.value for one in kinds)
            raise wrong(f"{text(value)!r} finns inte; skriv {words}" if said else f"skriv {words}")
        return found

    return BeforeValidator(read)


BoundCell = Annotated[int | Decimal | None, BeforeValidator(_bound)]
KindCell = Annotated[AdjustmentKind, _chosen(AdjustmentKind, None)]
ModeCell = Annotated[AdjustmentMode, _chosen(AdjustmentMode, AdjustmentMode.ADDS)]
StatusCell = Annotated[AdjustmentStatus, _chosen(AdjustmentStatus, AdjustmentStatus.AGREED)]


class AdjustmentRow(Record):
    """A row of the file."""

    code: CodeCell
    amount: AmountCell
    first: StartCell
    last: StartCell
    kind: KindCell
    mode: ModeCell
    reason: TextCell
    board_text: TextCell
    author: TextCell
    date: TextCell
    source: TextCell
    low: BoundCell
    high: BoundCell
    status: StatusCell


@dataclass(frozen=True, slots=True)
class ReadAdjustments:
    """The rows of a file that could be used, and a fault at its cell for each that could not."""

    items: tuple[Adjustment, ...]
    faults: tuple[EntryFault, ...]


def adjustments(sheets: Sequence[Sheet], unit: Unit = Unit.TKR) -> ReadAdjustments:
    """Return the adjustments of a file in tkr; the heading's unit goes before `unit`. SnError when a column lacks."""
    table = rows(sheets, FIELDS, ("code", "amount", "first", "last", "kind", "reason"))
    columns = _columns(sheets, table)
    items: list[Adjustment] = []
    faults: list[EntryFault] = []
    for row in table.rows:
        found = _item(table, row, table.unit("amount") or unit)
        if isinstance(found, Adjustment):
            items.append(found)
        else:
            field, message = found
            place = Place(table.document, table.sheet, row.number, columns.get(field, 1))
            faults.append(EntryFault(place, text(row.cells.get("code")) or f"rad {row.number}", message))
    return ReadAdjustments(tuple(items), tuple(faults))


def _item(table: Rows, row: Row, unit: Unit) -> Adjustment | tuple[str, str]:
    cells = {name: row.cells.get(name) for name in AdjustmentRow.model_fields}
    try:
        read = AdjustmentRow.model_validate(cells, context={"amount": table.decimal("amount")})
        low, high = (None if one is None else in_tkr(one, unit) for one in (read.low, read.high))
        values = read.model_dump() | {"amount": in_tkr(read.amount, unit), "low": low, "high": high}
        return Adjustment(**values)
    except ValidationError as error:
        first = error.errors()[0]
        return str(first["loc"][0]), f"{first['msg']}."
    except AdjustmentError as error:
        return error.field, str(error)


def _columns(sheets: Sequence[Sheet], table: Rows) -> dict[str, int]:
    """Return the column of each field, found again by its title."""
    sheet = next(one for one in sheets if one.document == table.document and one.name == table.sheet)
    titles = {text(value): column for (_, column), value in sorted(sheet.cells.items(), reverse=True)}
    return {field: titles[title] for field, title in table.titles.items() if title in titles}
