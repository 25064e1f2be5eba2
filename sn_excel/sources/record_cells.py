"""Cells of record files as pydantic takes them: a code, an amount, a month; what is wrong is said in Swedish, once."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo
from pydantic_core import PydanticCustomError

from sn_excel.model.amounts import Amount
from sn_excel.model.errors import SnError
from sn_excel.model.number_texts import parse
from sn_excel.model.organisation import ChangeKind
from sn_excel.model.sheets import Value
from sn_excel.sources import export_headings
from sn_excel.sources.record_rows import Row, Rows, code_and_name, text

_KINDS = {
    "tillaggsbudget": ChangeKind.SUPPLEMENTARY,
    "tillagg": ChangeKind.SUPPLEMENTARY,
    "omdisponering": ChangeKind.REALLOCATION,
    "omfordelning": ChangeKind.REALLOCATION,
}


def wrong(sentence: str) -> PydanticCustomError:
    """Return the refusal of a cell, told in Swedish."""
    return PydanticCustomError("row", "{sentence}", {"sentence": sentence})


def _code(value: Value) -> str:
    code, name = code_and_name(value)
    if not code:
        raise wrong(f"{name!r} är ingen kod; koder börjar med en siffra" if name else "koden saknas")
    return code


def _amount(value: Value, info: ValidationInfo) -> Amount:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value
    if not isinstance(value, str):
        raise wrong("beloppet saknas eller är ett felvärde")
    amount = parse(value, (info.context or {}).get(info.field_name, ""))
    if amount is None:
        raise wrong(f"{value!r} är inget belopp; skriv till exempel 1 302 eller -1 302,50")
    return amount


def _month(value: Value) -> str:
    said = text(value)
    months = export_headings.months(said)
    if said and (months is None or not months.year or months.first != months.last):
        raise wrong(f"{said!r} är ingen månad; skriv till exempel 2024-05")
    return months.period(0).code if months else ""


def _start(value: Value) -> str:
    month = _month(value)
    if not month:
        raise wrong("månaden saknas; skriv till exempel 2024-05")
    return month


def _kind(value: Value) -> ChangeKind:
    said = text(value)
    kind = _KINDS.get(export_headings.folded(said))
    if kind is None:
        raise wrong(f"{said!r} är inget känt slag; skriv tilläggsbudget eller omdisponering")
    return kind


def _said(value: Value) -> str:
    return text(value)


def _needed(value: Value) -> str:
    said = _said(value)
    if not said:
        raise wrong("texten saknas")
    return said


CodeCell = Annotated[str, BeforeValidator(_code)]
AmountCell = Annotated[int | Decimal, BeforeValidator(_amount)]
MonthCell = Annotated[str, BeforeValidator(_month)]
StartCell = Annotated[str, BeforeValidator(_start)]
KindCell = Annotated[ChangeKind, BeforeValidator(_kind)]
TextCell = Annotated[str, BeforeValidator(_said)]
NeededCell = Annotated[str, BeforeValidator(_needed)]


class Record(BaseModel):
    """A row once validated; it never changes. Its validator is built with the first row."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


R = TypeVar("R", bound=Record)


def validated(table: Rows, row: Row, kind: type[R]) -> R:
    """Return a row as a record. SnError with file, row, column and remedy when the row is wrong."""
    context = {name: table.decimal(name) for name in ("amount",) if name in table.titles}
    cells = {name: row.cells.get(name) for name in kind.model_fields}
    try:
        return kind.model_validate(cells, context=context)
    except ValidationError as error:
        first = error.errors()[0]
        raise SnError(f"{table.where(row.number, str(first['loc'][0]))}: {first['msg']}.") from None
