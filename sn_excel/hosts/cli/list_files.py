"""`--to`: a list as a file that Swedish Excel opens: CSV, or a new workbook."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from pathlib import Path

from sn_excel.hosts.lists import Entry, Heading, Kind, Listing
from sn_excel.model.errors import SnError

ENDINGS = (".csv", ".xlsx")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_RUNS = re.compile(r"\s*[=+\-@]")
"""How a text begins that a spreadsheet would take for a formula."""


def free(to: Path | None) -> None:
    """Refuse at once what no list can be written to: SnError for another ending, a missing folder, a file in place."""
    if to is None:
        return
    if to.suffix.lower() not in ENDINGS:
        raise SnError(f"{to.name} måste sluta på .csv eller .xlsx.")
    if to.exists():
        raise SnError(f"{to.name} finns redan. Ange ett annat namn med --to eller ta bort filen.")
    if not to.parent.is_dir():
        raise SnError(f"Mappen {to.parent} finns inte. Skapa den eller ange en annan med --to.")


def write(listing: Listing, to: Path) -> None:
    """Write a list to a file that is not there yet. SnError when it cannot be written."""
    made = _book(listing) if to.suffix.lower() == ".xlsx" else _csv(listing).encode("utf-8-sig")
    try:
        with to.open("xb") as file:
            file.write(made)
    except OSError:
        raise SnError(f"{to.name} kan inte skrivas. Ange ett annat namn eller en annan mapp med --to.") from None


def spoken(entry: Entry) -> str | int | Decimal | None:
    """Return a value in the word that people see, without signs that no file can hold."""
    word = getattr(entry, "swedish", entry)
    return _UNPRINTABLE.sub("", word) if isinstance(word, str) else word


def _csv(listing: Listing) -> str:
    kept = io.StringIO()
    writer = csv.writer(kept, delimiter=";", lineterminator="\r\n")
    writer.writerow(heading.swedish for heading in listing.headings)
    writer.writerows([_cell(entry) for entry in row] for row in listing.rows)
    return kept.getvalue()


def _cell(entry: Entry) -> str:
    """Return a value as Swedish Excel reads it in a CSV file; what would run as a formula gets an apostrophe.

    >>> _cell(Decimal("-1234.50")), _cell("=1+1"), _cell(None)
    ('-1234,50', "'=1+1", '')
    """
    value = spoken(entry)
    if isinstance(value, str):
        return f"'{value}" if _RUNS.match(value) else value
    return "" if value is None else format(Decimal(value), "f").replace(".", ",")


def _book(listing: Listing) -> bytes:
    """Return a new workbook with the list; nothing of another is to be kept, so openpyxl makes it."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.properties.creator = "sn_excel"
    sheet = book.worksheets[0]
    sheet.title = listing.title
    sheet.append([heading.swedish for heading in listing.headings])
    for row, entries in enumerate(listing.rows, 2):
        for column, entry in enumerate(entries, 1):
            value = spoken(entry)
            cell = sheet.cell(row, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # openpyxl would take a text with = for a formula
                cell.quotePrefix = bool(_RUNS.match(value))  # and Excel would, once somebody edits the cell
            elif listing.headings[column - 1].kind is Kind.AMOUNT and value is not None:
                cell.number_format = "#,##0" if value == int(value) else "#,##0.00###"
    for column, heading in enumerate(listing.headings, 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _width(heading)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _width(heading: Heading) -> int:
    return {"message": 70, "document": 30, "label": 34, "name": 34, "rule": 30}.get(
        heading.name, max(12, len(heading.swedish) + 3)
    )
