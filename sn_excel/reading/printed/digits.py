"""Digits: lines of text become cells; arithmetic decides where the amounts part, and what it leaves open is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sn_excel.model.amounts import spoken
from sn_excel.model.doubts import Doubt, DoubtKind
from sn_excel.model.places import At
from sn_excel.model.sheets import Fault, Sheet, Value
from sn_excel.reading.printed.digit_splits import Candidate
from sn_excel.reading.printed.row_proofs import Claim, holding, identities
from sn_excel.reading.printed.stacked_cells import Stack, stacks
from sn_excel.reading.printed.text_pages import Entry, Printed, lines_of, printed_tables
from sn_excel.reading.printed.total_proofs import settle

MOST_SHOWN = 4
OPEN = Fault("siffror")
"""What stands in a cell whose digits may be several amounts; its doubt says which."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A sheet of cells made of lines: column 1 holds the words, the next ones the amounts.

    `doubts` say what a cell may be where arithmetic does not decide; `misfits` are rows whose figures are
    not as many as the headings.
    """

    sheet: Sheet
    doubts: Mapping[At, Doubt]
    misfits: tuple[int, ...]


def parted(sheet: Sheet) -> Parted:
    """Return a sheet of lines as a sheet of cells, with the same rows."""
    cells: dict[At, Value] = {at: value for at, value in sheet.cells.items() if at[1] == 1}
    doubts: dict[At, Doubt] = {}
    misfits: list[int] = []
    for stack in stacks(lines_of(sheet)):
        misfits.extend(stack.misfits)
        sheet = _unstacked(cells, sheet, stack)
    known: dict[tuple[str, ...], list[Claim]] = {}
    for table in printed_tables(sheet):
        misfits.extend(table.misfits)
        _write_heading(cells, table)
        for entry, left in zip(table.entries, decided(table, known), strict=True):
            _write(cells, doubts, entry, left)
    return Parted(replace(sheet, cells=cells, lines=False), doubts, tuple(misfits))


def _unstacked(cells: dict[At, Value], sheet: Sheet, stack: Stack) -> Sheet:
    """Put a table whose cells had a line each into rows; return the sheet of lines without them."""
    for row in stack.taken:
        cells.pop((row, 1), None)
    rows = ((stack.heading_rows[-1], "", stack.columns), *((row.row, row.label, row.amounts) for row in stack.rows))
    for row, label, texts in rows:
        cells |= {(row, column): text for column, text in enumerate((label, *texts), 1) if text}
    return replace(sheet, cells={at: value for at, value in sheet.cells.items() if at[0] not in stack.taken})


def decided(table: Printed, known: dict[tuple[str, ...], list[Claim]]) -> list[tuple[Candidate, ...]]:
    """Return for each line the readings that arithmetic leaves: one where it decides.

    First the row's own deviation decides, then the one combination that ties most columns of a total. What a deviation
    is the difference of is `known` from the pages before where a table goes on with too few lines to tell.
    """
    kept = [entry.readings for entry in table.entries]
    proved = list(identities(table.columns, kept)) or known.get(table.columns, [])
    known[table.columns] = proved
    for claim in proved:
        kept = [holding(readings, claim) for readings in kept]
    return settle(kept)


def _write_heading(cells: dict[At, Value], table: Printed) -> None:
    for row in table.heading_rows:
        cells.pop((row, 1), None)
    last = table.heading_rows[-1]
    if table.lead:
        cells[last, 1] = table.lead
    for column, text in enumerate(table.columns, 2):
        cells[last, column] = text


def _write(cells: dict[At, Value], doubts: dict[At, Doubt], entry: Entry, left: Sequence[Candidate]) -> None:
    cells[entry.row, 1] = min((found.label for found in left), key=len)
    for column, amounts in enumerate(zip(*(found.amounts for found in left), strict=True), 2):
        at = entry.row, column
        several = list(dict.fromkeys(amounts))
        if len(several) == 1:
            cells[at] = several[0]
        else:
            texts = ["tomt" if amount is None else spoken(amount) for amount in several[:MOST_SHOWN]]
            more = " med flera" if len(several) > MOST_SHOWN else ""
            cells[at] = OPEN
            doubts[at] = Doubt(DoubtKind.SEVERAL, " eller ".join(texts) + more)
