"""CSV as the archive writes and reads it: semicolons, decimal comma, UTF-8, what Swedish Excel opens."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sn_excel.archive.deliveries import written
from sn_excel.model.amounts import Amount
from sn_excel.model.errors import UnreadableFileError
from sn_excel.model.number_texts import parse
from sn_excel.model.periods import Period

if TYPE_CHECKING:
    from _csv import Reader


def rows_of(text: str, needed: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and cells by heading; UnreadableFileError where a column or a cell is missing."""
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";")
    headings = [heading.strip().lower() for heading in next(reader, [])]
    if missing := [name for name in needed if name not in headings]:
        raise UnreadableFileError(f"CSV-filen saknar kolumnen {', '.join(missing)}; kolumnerna skiljs med semikolon.")
    for line, cells in _filled(reader):
        if len(cells) != len(headings):
            raise UnreadableFileError(f"Rad {line} har {len(cells)} kolumner men rubriken {len(headings)}.")
        yield line, dict(zip(headings, cells, strict=True))


def _filled(reader: Reader) -> Iterator[tuple[int, list[str]]]:
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise UnreadableFileError(f"Rad {reader.line_num} kan inte läsas; filen är ingen CSV-fil.") from error


def text_of(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the rows under their headings as one text."""
    kept = io.StringIO()
    writer = csv.writer(kept, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return kept.getvalue()


def comma(amount: Amount | None) -> str:
    """Return an amount exactly, with a decimal comma; empty for none."""
    return "" if amount is None else written(amount).replace(".", ",")


def period_of(text: str, line: int) -> Period:
    """Return the accumulated period of `YYYY-MM`; UnreadableFileError otherwise."""
    try:
        return Period.parse(text)
    except ValueError as error:
        raise UnreadableFileError(
            f"Rad {line}: ”{text}” är ingen period; skriv år och månad, till exempel 2024-05."
        ) from error


def whole(text: str, line: int) -> int:
    """Return a version's number; UnreadableFileError otherwise."""
    if not re.fullmatch(r"\s*[0-9]{1,9}\s*", text):
        raise UnreadableFileError(f"Rad {line}: ”{text}” är inget versionsnummer.")
    return int(text)


def amount_of(text: str, line: int) -> Amount:
    """Return the amount a cell states; UnreadableFileError otherwise."""
    amount = parse(text, ",")
    if amount is None:
        raise UnreadableFileError(f"Rad {line}: ”{text}” är inget belopp.")
    return amount
