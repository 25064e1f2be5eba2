"""The ledger's export becomes a Ledger: the leaves in exact tkr from January on, with codes, span and unit proved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path

from sn_excel.model.errors import SnError
from sn_excel.model.ledgers import Entry, Ledger
from sn_excel.model.measures import Measure
from sn_excel.model.places import At
from sn_excel.model.sheets import Sheet, Value
from sn_excel.sources import documents, encodings, export_columns, export_titles
from sn_excel.sources.bookings import Record, bookings
from sn_excel.sources.cautions import cautions
from sn_excel.sources.exports import Export, amounts
from sn_excel.sources.leaves import Wanted, leaves

__all__ = ["Wanted", "ledger", "ledger_file"]

_DAY = re.compile("y", re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_EPOCH = date(1899, 12, 30)
_FIRST_DAY, _LAST_DAY = 14_000, 80_000
"""Days that a spreadsheet counts from the end of 1899: from 1938 on, to 2119."""


def ledger(sheets: Sequence[Sheet], wanted: Wanted) -> Ledger:
    """Return the ledger from the first sheet that has codes and amounts under headings. SnError says what is wrong."""
    for sheet in sheets:
        if not sheet.lines and export_columns.layout(_cells(sheet)):
            return _ledger(sheet.document, _cells(sheet), wanted)
    raise SnError(_no_table(sheets[0].document if sheets else "Filen"))


def ledger_file(path: Path, wanted: Wanted) -> Ledger:
    """Return the ledger from a CSV file of any size, or a SIE file; memory grows with its codes, not with its rows."""
    if documents.content(path) is documents.Content.SIE:
        from sn_excel.sources import sie

        return _ledger(path.name, sie.records(documents.text(path), path.name), wanted)
    with path.open("rb") as file:
        head = file.read(encodings.SAMPLE)
    codec = encodings.encoding(head, path.name)
    beginning = head.decode(codec, "ignore").replace("\r\n", "\n").replace("\r", "\n")
    mark = documents.delimiter(beginning.lstrip("\ufeff"))
    if not mark:
        raise SnError(_no_table(path.name))
    with path.open(encoding=codec, newline="") as lines:
        return _ledger(path.name, enumerate(documents.records(lines, mark, path.name), 1), wanted)


def _ledger(document: str, records: Iterable[Record], wanted: Wanted) -> Ledger:
    rows = iter(records)
    head = list(islice(rows, export_columns.SEARCHED + 1))
    layout = export_columns.layout(head)
    if layout is None or not layout.of(Measure.ACTUAL):
        raise SnError(_no_table(document))
    lines = [record for number, record in head if number <= layout.heading]
    above = [value for record in lines for value in record if isinstance(value, str)]
    layout = export_titles.dated(layout, export_titles.months(lines[:-1], wanted.period.year))
    found = leaves(bookings(chain(head, rows), layout, document), layout, wanted, document)
    if not found:
        raise SnError(f"{document} har rubriker men inga rader med koder. Exportera på nytt.")
    export = Export(document, layout, found, wanted, export_titles.unit(above))
    stated = amounts(export)
    entries = {
        leaf.code: Entry(
            leaf.code, leaf.name, {measure: sums[leaf.code] for measure, sums in stated.items() if leaf.code in sums}
        )
        for leaf in reversed(found)
    }
    span = wanted.period.year_to_date
    return Ledger(
        document, span, dict(reversed(entries.items())), export_titles.extracted(above), cautions(export, stated)
    )


def _cells(sheet: Sheet) -> Iterator[Record]:
    grouped: dict[int, dict[int, Value]] = {}
    for (row, column), value in sheet.cells.items():
        grouped.setdefault(row, {})[column] = value
    for row in sorted(grouped):
        yield row, [_shown(sheet, (row, column)) for column in range(1, max(grouped[row]) + 1)]


def _shown(sheet: Sheet, at: At) -> Value:
    """Return a cell's value; a day is shown as `YYYY-MM-DD`, as in a text file."""
    value = sheet.cells.get(at)
    if isinstance(value, int | Decimal) and _DAY.search(_LITERAL.sub("", sheet.formats.get(at, ""))):
        return (_EPOCH + timedelta(days=int(value))).isoformat() if _FIRST_DAY <= value <= _LAST_DAY else value
    return value


def _no_table(document: str) -> str:
    return (
        f"{document} har ingen tabell med kod och utfall. Exportera som CSV eller Excel med rubriker som Kod, "
        "Benämning, Utfall, Budget och Årsbudget."
    )
