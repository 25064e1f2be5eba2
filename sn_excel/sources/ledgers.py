"""The ledger's export becomes a Ledger: the leaves in exact tkr from January on, with codes, span and unit proved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from sn_excel.model.amounts import Unit
from sn_excel.model.errors import SnError
from sn_excel.model.ledgers import Entry, Ledger
from sn_excel.model.measures import Measure
from sn_excel.model.sheets import Sheet, Value
from sn_excel.sources import columns, documents, encodings, headings
from sn_excel.sources.bookings import Record, bookings
from sn_excel.sources.exports import Export, amounts
from sn_excel.sources.leaves import Wanted, leaves
from sn_excel.sources.rows import text

__all__ = ["Wanted", "ledger", "ledger_file"]

_EXTRACTED = re.compile(
    r"(?:uttag|utskri|skapad|framtag|export)\w*\W+((?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})", re.IGNORECASE
)


def ledger(sheets: Sequence[Sheet], wanted: Wanted) -> Ledger:
    """Return the ledger from the first sheet that has codes and amounts under headings. SnError says what is wrong."""
    for sheet in sheets:
        if not sheet.lines and columns.layout(_cells(sheet)):
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
    head = list(islice(rows, columns.SEARCHED + 1))
    layout = columns.layout(head)
    if layout is None or not layout.of(Measure.ACTUAL):
        raise SnError(_no_table(document))
    above = [value for number, record in head if number <= layout.heading for value in record if isinstance(value, str)]
    found = leaves(bookings(chain(head, rows), layout, document), layout, wanted, document)
    if not found:
        raise SnError(f"{document} har rubriker men inga rader med koder. Exportera på nytt.")
    stated = amounts(Export(document, layout, found, wanted, _unit(above)))
    entries = {
        leaf.code: Entry(
            leaf.code, leaf.name, {measure: sums[leaf.code] for measure, sums in stated.items() if leaf.code in sums}
        )
        for leaf in reversed(found)
    }
    return Ledger(document, wanted.period.year_to_date, dict(reversed(entries.items())), _extracted(above))


def _cells(sheet: Sheet) -> Iterator[Record]:
    grouped: dict[int, dict[int, Value]] = {}
    for (row, column), value in sheet.cells.items():
        grouped.setdefault(row, {})[column] = value
    for row in sorted(grouped):
        yield row, [grouped[row].get(column) for column in range(1, max(grouped[row]) + 1)]


def _unit(above: Iterable[str]) -> Unit | None:
    """Return the unit that the lines above the table say, where they say one."""
    found = {unit for unit in map(headings.unit, above) if unit}
    return found.pop() if len(found) == 1 else None


def _extracted(above: Iterable[str]) -> str:
    found = _EXTRACTED.search(" ".join(map(text, above)))
    return found[1] if found else ""


def _no_table(document: str) -> str:
    return (
        f"{document} har ingen tabell med kod och utfall. Exportera som CSV eller Excel med rubriker som Kod, "
        "Benämning, Utfall, Budget och Årsbudget."
    )
