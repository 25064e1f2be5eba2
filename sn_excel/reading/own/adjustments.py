"""The sheet Prognosjusteringar read back: each row an adjustment, or a fault at the cell that cannot be used."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from sn_excel.model.adjustments import Adjustment, AdjustmentError, AdjustmentKind, AdjustmentMode, AdjustmentStatus
from sn_excel.model.entries import Entered, EntryFault
from sn_excel.model.sheets import Sheet, Value
from sn_excel.reading.own.own_rows import OwnRow, code_of, date_of, month_of, own_rows
from sn_excel.schema.prognos import FIELDS, Field

HEADINGS = tuple(words for field, words in FIELDS.items() if field <= Field.STATUS)
(CODE, AMOUNT, FIRST, LAST, KIND, MODE, REASON, BOARD_TEXT, AUTHOR, DATE, SOURCE, LOW, HIGH, STATUS) = HEADINGS
_COLUMNS = {"first": FIRST, "last": LAST, "reason": REASON, "amount": AMOUNT}
"""The column of each field that an adjustment may be refused for."""
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class ReadAdjustments:
    """What the sheet says: adjustments, faults, and the cells by heading of the rows that could not be used."""

    entered: tuple[Entered, ...] = ()
    faults: tuple[EntryFault, ...] = ()
    unread: tuple[Mapping[str, Value], ...] = ()


class _UnusableError(Exception):
    """A cell of a row that cannot be used."""

    def __init__(self, heading: str, message: str) -> None:
        super().__init__(message)
        self.heading = heading


def adjustments(sheet: Sheet, codes: Collection[str] = ()) -> ReadAdjustments:
    """Return the adjustments of a sheet; `codes` are those that the workbook knows (empty: any).

    Empty rows are passed over. A row is used whole or not at all.
    """
    entered: list[Entered] = []
    faults: list[EntryFault] = []
    unread: list[Mapping[str, Value]] = []
    for row in own_rows(sheet, (CODE, AMOUNT, FIRST, LAST, KIND)):
        if not any(row.text(heading) for heading in HEADINGS):
            continue
        try:
            entered.append(Entered(_item(row, codes), row.place(CODE)))
        except _UnusableError as fault:
            faults.append(EntryFault(row.place(fault.heading), row.text(CODE) or f"rad {row.row}", str(fault)))
            unread.append({heading: row.value(heading) for heading in HEADINGS})
    return ReadAdjustments(tuple(entered), tuple(faults), tuple(unread))


def _item(row: OwnRow, codes: Collection[str]) -> Adjustment:
    for heading in (AMOUNT, LOW, HIGH):
        if row.stray(heading):
            raise _UnusableError(heading, f"{row.text(heading)!r} är inget belopp; skriv tkr, till exempel 1 200.")
    amount = row.read(AMOUNT)
    if amount is None:
        raise _UnusableError(AMOUNT, "Beloppet saknas; skriv tkr, kostnader positiva.")
    try:
        return Adjustment(
            code=_code(row, codes),
            amount=amount,
            first=_month(row, FIRST),
            last=_month(row, LAST),
            kind=_choice(row, KIND, AdjustmentKind),
            reason=row.text(REASON),
            mode=_choice(row, MODE, AdjustmentMode, AdjustmentMode.ADDS),
            board_text=row.text(BOARD_TEXT),
            author=row.text(AUTHOR),
            date=_day(row),
            source=row.text(SOURCE),
            low=row.read(LOW),
            high=row.read(HIGH),
            status=_choice(row, STATUS, AdjustmentStatus, AdjustmentStatus.AGREED),
        )
    except AdjustmentError as fault:
        raise _UnusableError(_COLUMNS[fault.field], str(fault)) from fault


def _code(row: OwnRow, codes: Collection[str]) -> str:
    code = code_of(row.text(CODE))
    if not code:
        raise _UnusableError(CODE, "Verksamheten saknas; välj den i listan." if not row.text(CODE) else _stranger(row))
    if codes and code not in codes:
        raise _UnusableError(CODE, _stranger(row))
    return code


def _stranger(row: OwnRow) -> str:
    return f"{row.text(CODE)!r} finns inte på bladet Prognos; välj verksamheten i listan."


def _month(row: OwnRow, heading: str) -> str:
    month = month_of(row.value(heading))
    if not month:
        said = row.text(heading)
        what = f"{said!r} är ingen månad" if said else f"{heading} saknas"
        raise _UnusableError(heading, f"{what}; skriv år och månad, till exempel 2024-05.")
    return month


def _day(row: OwnRow) -> str:
    said = row.text(DATE)
    day = date_of(row.value(DATE))
    if said and not day:
        raise _UnusableError(DATE, f"{said!r} är inget datum; skriv till exempel 2024-05-31.")
    return day


def _choice(row: OwnRow, heading: str, kinds: type[Choice], otherwise: Choice | None = None) -> Choice:
    said = row.text(heading).casefold()
    if not said and otherwise is not None:
        return otherwise
    found = next((one for one in kinds if one.value.casefold() == said), None)
    if found is None:
        words = ", ".join(one.value for one in kinds)
        what = f"{row.text(heading)!r} finns inte" if said else f"{heading} saknas"
        raise _UnusableError(heading, f"{what}; välj {words}.")
    return found


def unnormalised(sheet: Sheet, labels: Mapping[str, str]) -> Iterator[EntryFault]:
    """Yield the rows that are understood but whose formulas do not see them: they are written anew by the forecast."""
    for row in own_rows(sheet, (CODE, AMOUNT, FIRST, LAST, KIND)):
        label = row.text(CODE)
        if not label or code_of(label) not in labels:
            continue
        plain = label == labels[code_of(label)] and all(_plain(row, heading) for heading in (FIRST, LAST))
        if not plain or isinstance(row.value(AMOUNT), str):
            yield EntryFault(row.place(CODE), label, "Raden räknas först när prognosen räknas om.")


def _plain(row: OwnRow, heading: str) -> bool:
    return not month_of(row.value(heading)) or row.value(heading) == month_of(row.value(heading))
