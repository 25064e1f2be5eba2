"""A manager's workbook read back: what was filled in, and the mark of everything else."""

from __future__ import annotations

from collections.abc import Sequence

from sn_excel.calculations.fingerprints import seal
from sn_excel.model.entries import EntryFault, Submission
from sn_excel.model.managers import ManagerBook, ManagerRow, Returned
from sn_excel.model.sheets import Sheet
from sn_excel.reading.own.own_rows import OwnRow, code_of, date_of, own_rows, text
from sn_excel.schema.managers_books import (
    AUTHOR,
    COMMENT,
    DATE,
    DOCUMENT,
    FACTS,
    FACTS_ROW,
    LABEL,
    PERIOD,
    ROLE,
    ROLE_ROW,
    SEAL,
    SUBMITTED,
    TITLE,
)


def returned(sheets: Sequence[Sheet], file: str) -> Returned | None:
    """Return what a manager's workbook says; None where it is none of ours."""
    sheet = next((one for one in sheets if one.cells.get((1, 1)) == TITLE), None)
    if sheet is None:
        return None
    about = {
        text(sheet.cells.get((FACTS_ROW, column))): text(sheet.cells.get((FACTS_ROW, column + 1)))
        for column in range(1, 2 * len(FACTS), 2)
    }
    rows = [row for row in own_rows(sheet, (LABEL, SUBMITTED, AUTHOR, DATE)) if code_of(row.text(LABEL))]
    if not rows or PERIOD not in about:
        return None
    book = ManagerBook(
        role=text(sheet.cells.get((ROLE_ROW, 1))).removeprefix(ROLE),
        period=about[PERIOD],
        document=about.get(DOCUMENT, ""),
        rows=tuple(_row(row) for row in rows),
    )
    return Returned(
        file=file,
        book=book,
        sealed=about.get(SEAL, ""),
        found=seal(book),
        comments=tuple((row.text(LABEL), row.text(COMMENT)) for row in rows if row.text(COMMENT)),
        places={code_of(row.text(LABEL)): row.place(SUBMITTED) for row in rows},
        faults=tuple(fault for row in rows for fault in _faults(row)),
    )


def _row(row: OwnRow) -> ManagerRow:
    last = row.columns[SUBMITTED]
    guide = tuple(row.sheet.cells.get((row.row, column)) for column in range(1, last))
    code = code_of(row.text(LABEL))
    day = date_of(row.value(DATE)) or row.text(DATE)
    return ManagerRow(code, guide, Submission(code, row.read(SUBMITTED), row.text(AUTHOR), day))


def _faults(row: OwnRow) -> list[EntryFault]:
    found = []
    if row.stray(SUBMITTED):
        said = f"{row.text(SUBMITTED)!r} är inget belopp; skriv tkr, till exempel 29 100."
        found.append(EntryFault(row.place(SUBMITTED), row.text(LABEL), said))
    if row.text(DATE) and not date_of(row.value(DATE)):
        said = f"{row.text(DATE)!r} är inget datum; skriv till exempel 2024-05-31."
        found.append(EntryFault(row.place(DATE), row.text(LABEL), said))
    return found
