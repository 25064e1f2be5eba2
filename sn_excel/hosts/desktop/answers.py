"""What people answer before a button works: a file, a month, and whether the book they look at is the saved one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sn_excel.hosts.files import read_ledger
from sn_excel.model.amounts import Amount, Unit
from sn_excel.model.cell_values import same
from sn_excel.model.errors import Missing, SnError
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet

if TYPE_CHECKING:
    from sn_excel.model.ledgers import Ledger
    from sn_excel.sources.leaves import Wanted


REMEDIES = {
    Missing.PERIOD: "Skriv månaden i rubriken över beloppen, till exempel Utfall Maj 2024.",
    Missing.OTHER_PERIOD: "Tryck en gång till och skriv en annan månad.",
    Missing.UNIT: "Eller tryck en gång till och skriv kr, tkr eller mkr efter månaden.",
}


def worded(error: SnError) -> str:
    """Return what is wrong, and what a person who pressed a button does about what is missing.

    >>> worded(SnError("Arbetsboken gäller redan maj 2024.", Missing.OTHER_PERIOD))
    'Arbetsboken gäller redan maj 2024. Tryck en gång till och skriv en annan månad.'
    """
    remedy = REMEDIES.get(error.missing) if error.missing else None
    return f"{error} {remedy}" if remedy else str(error)


def ledger(export: str, text: str, decided: Mapping[str, Amount]) -> Ledger:
    """Return an export's ledger for the month that was answered, its unit proved by the book's Årsbudget by code."""
    return read_ledger(path(export), replace(wanted(text), decided=decided, source="arbetsbokens årsbudget"))


def path(text: str) -> Path:
    """Return a file from its path, without the quotes that Windows copies along."""
    return Path(text.strip().strip('"'))


def month(text: str) -> Period:
    """Return the accumulated period that ends in a month. SnError when the text is none.

    >>> month(" 2024-05 ")
    Period(year=2024, first=1, last=5)
    """
    try:
        return Period.parse(text)
    except ValueError:
        raise SnError(f"{text} är ingen månad. Skriv år och månad, till exempel 2024-05.") from None


def wanted(text: str) -> Wanted:
    """Return what an export is read for: a month, and its unit when that is named behind.

    >>> wanted("2024-05 kr").unit.value, wanted("2024-05").unit
    ('kr', None)
    """
    from sn_excel.sources.leaves import Wanted

    found = re.fullmatch(r"(.*?)\s*\b(kr|tkr|mkr)\.?", text.strip(), re.IGNORECASE)
    if not found:
        return Wanted(month(text))
    return Wanted(month(found[1]), unit=Unit(found[2].lower()))


def saved_file(fullname: str) -> Path:
    """Return the file of an open book. SnError where the book was never saved, or is only in the cloud."""
    file = Path(fullname)
    if not file.is_file():
        raise SnError("Spara boken i en mapp på den här datorn först; den nya boken görs av den sparade filen.")
    return file


def differ(saved: Sequence[Sheet], opened: Sequence[Sheet]) -> bool:
    """Say whether the open book holds typed cells that are not saved; formulas may show fresher values."""
    theirs = {sheet.name: sheet for sheet in opened}
    if {sheet.name for sheet in saved} != theirs.keys():
        return True
    return any(_differs(sheet, theirs[sheet.name]) for sheet in saved)


def _differs(one: Sheet, other: Sheet) -> bool:
    if one.formulas.keys() != other.formulas.keys():
        return True
    typed = (one.cells.keys() | other.cells.keys()) - one.formulas.keys()
    return any(not same(one.cells.get(at), other.cells.get(at)) for at in typed)
