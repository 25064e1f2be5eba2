"""The organisation from its file: codes, the programmes they belong to, their pages, from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from sn_excel.model.errors import SnError
from sn_excel.model.organisation import Code, Organisation
from sn_excel.model.sheets import Sheet
from sn_excel.sources.record_cells import CodeCell, MonthCell, NeededCell, Record, TextCell, validated
from sn_excel.sources.record_rows import Rows, code_and_name, rows

FIELDS = {
    "code": ("kod", "verksamhet", "verksamhetskod", "enhet", "enhetskod"),
    "name": ("namn", "benamning", "verksamhetsnamn"),
    "parent": ("program", "verksamhet program", "programkod", "tillhor", "tillhor program", "overordnad"),
    "page": ("sida", "flik", "blad"),
    "first": ("fran period", "fran", "fran och med", "fr o m", "forsta period", "giltig fran"),
    "responsible": ("ansvar", "ansvarig", "budgetansvarig", "budgetansvar", "ansvarig roll"),
    "last": ("till period", "till", "till och med", "t o m", "sista period", "giltig till"),
}


class Membership(Record):
    """A code, the programme and page it belongs to between two months, and who answers for its budget."""

    code: CodeCell
    name: NeededCell
    parent: TextCell
    page: TextCell
    first: MonthCell
    last: MonthCell
    responsible: TextCell


def organisation(sheets: Sequence[Sheet], board: str, aliases: Mapping[str, str] | None = None) -> Organisation:
    """Return the organisation in the order of its file; a row without a programme is a programme.

    SnError when a code lies in two programmes at once, stands twice, or belongs to a programme that is not there.
    """
    table = rows(sheets, FIELDS, ("code", "name", "parent"))
    numbered = [(row.number, _code(validated(table, row, Membership))) for row in table.rows]
    programmes = {code.code for _, code in numbered if not code.parent}
    for number, code in numbered:
        if code.parent and code.parent not in programmes:
            raise SnError(
                f"{table.where(number, 'parent')}: programmet {code.parent} finns inte som egen rad. "
                f"Lägg till {code.parent} eller rätta raden för {code.code}."
            )
        if code.first and code.last and code.first > code.last:
            raise SnError(f"{table.where(number, 'last')}: {code.last} ligger före {code.first}. Byt plats på dem.")
    _apart(table, numbered)
    return Organisation(board, tuple(code for _, code in numbered), dict(aliases or {}))


def _code(record: Membership) -> Code:
    parent = code_and_name(record.parent)[0] or record.parent
    return Code(record.code, record.name, parent, record.page, record.first, record.last, record.responsible)


def _apart(table: Rows, numbered: Iterable[tuple[int, Code]]) -> None:
    """Refuse two rows of a code whose months overlap."""
    by_code = sorted(numbered, key=lambda entry: (entry[1].code, entry[1].first, entry[0]))
    for (one, before), (other, after) in pairwise(by_code):
        if before.code != after.code or (before.last and before.last < after.first):
            continue
        if before.parent == after.parent:
            raise SnError(
                f"{table.where(other)}: {after.code} står redan på rad {one}. Ta bort den ena raden eller ange skilda "
                "perioder."
            )
        homes = f"{before.parent or 'eget program'} (rad {one}) och {after.parent or 'eget program'}"
        raise SnError(
            f"{table.where(other)}: {after.code} ligger i två program samtidigt, {homes}. Ange från vilken period "
            "koden flyttar eller ta bort den ena raden."
        )
