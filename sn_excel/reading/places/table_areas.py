"""Blocks: where one table stands on a sheet: its heading, its label columns, its columns of figures, its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sn_excel.model.number_texts import DASHES
from sn_excel.model.sheets import Value
from sn_excel.reading.places.heading_rows import Band, Grid, bands, is_amount, is_year
from sn_excel.reading.places.headings import Heading
from sn_excel.reading.places.labels import is_code

MOST_ROWS = 100_000
_SKIPPED = re.compile(
    r"(?:kind|typ|page|sida|period|år|månad|datum|nr|rad nr|ansvarig|kommentar.*|valuta|konto(?:nr|namn)?|motpart)",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"(?:kod|code|name|namn|benämning|verksamhet.*|program.*|enhet.*|rad|text|ansvar|nämnd.*|område.*|avdelning.*|"
    r"förvaltning.*|beskrivning|objekt.*|radetiketter)",
    re.IGNORECASE,
)
_EMPTY = re.compile(rf"[\s.x{re.escape(DASHES)}-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """One table's place: label columns left of the columns of figures, and the rows below that hold figures.

    `others` are headings of columns that are none of ours; `page` is a column that says on which page a row was
    printed, 0 where there is none.
    """

    grid: Grid
    band: Band
    labels: tuple[int, ...]
    columns: Mapping[int, Heading]
    others: tuple[str, ...]
    rows: tuple[int, ...]
    page: int = 0


def blocks(cells: Grid) -> tuple[Block, ...]:
    """Return the tables' places of a sheet, from the top and from the left."""
    found = []
    heads = bands(cells)
    for at, head in enumerate(heads):
        band = _over_figures(cells, head, _end(cells, heads[at + 1 :], set(head.headings)))
        for columns in _segments(cells, band, _end(cells, heads[at + 1 :], set(band.headings))):
            mine = {column for column in columns if column in band.headings}
            block = _block(cells, band, columns, _end(cells, heads[at + 1 :], mine))
            if block:
                found.append(block)
    return tuple(found)


def _over_figures(cells: Grid, band: Band, end: int) -> Band:
    """Return the band without headings over columns of words: a title or a caption over the names is no measure."""
    below = [cells.rows[row] for row in cells.rows if band.last < row <= end][:200]
    words = {column for column in band.headings if _mostly_words(row.get(column) for row in below)}
    if not words:
        return band
    kept = {column: said for column, said in band.headings.items() if column not in words}
    return replace(band, headings=kept, others={**band.others, **{at: band.headings[at].text for at in words}})


def _mostly_words(values: Iterable[Value]) -> bool:
    texts = amounts = 0
    for value in values:
        amounts += is_amount(value)
        texts += isinstance(value, str) and not is_blank(value) and not is_amount(value)
    return texts > amounts


def _end(cells: Grid, later: Sequence[Band], columns: set[int]) -> int:
    """Return the last row before the next heading over any of the columns."""
    below = [band.first for band in later if columns & set(band.headings)]
    return below[0] - 1 if below else max(cells.rows, default=0)


def is_blank(value: Value) -> bool:
    """Say whether a cell is empty or only marks that there is nothing: a dash, dots, an x."""
    return value is None or (isinstance(value, str) and bool(_EMPTY.fullmatch(value)))


def _segments(cells: Grid, band: Band, end: int) -> Iterator[tuple[int, ...]]:
    """Yield the columns of each table side by side."""
    below = [cells.rows[row] for row in cells.rows if band.last < row <= end][:200]
    used = sorted({column for row in below for column in row} | set(band.headings) | set(band.others))
    current: list[int] = []
    for column in used:
        if current and _starts_anew(band, below, current, column, used):
            yield tuple(current)
            current = []
        current.append(column)
    if current:
        yield tuple(current)


def _starts_anew(
    band: Band, below: Sequence[Mapping[int, Value]], current: list[int], column: int, used: list[int]
) -> bool:
    mine = [band.headings[at] for at in current if at in band.headings]
    after = [band.headings[at] for at in used if at > column and at in band.headings]
    if not mine or not after or column in band.headings or _SKIPPED.fullmatch(band.others.get(column, "")):
        return False
    texts = sum(isinstance(row.get(column), str) and not is_amount(row[column]) for row in below)
    filled = sum(column in row for row in below)
    labelled = bool(_LABELS.fullmatch(band.others.get(column, "")))
    if not labelled and (filled < 2 or texts * 2 < filled):
        return False
    repeated = {(said.role, said.span) for said in mine} & {(said.role, said.span) for said in after}
    return bool(repeated) or (labelled and column - current[-1] > 1)


def _block(cells: Grid, band: Band, columns: Sequence[int], end: int) -> Block | None:
    figures = {column: band.headings[column] for column in columns if column in band.headings}
    if not figures:
        return None
    first = min(figures)
    before = [column for column in columns if column < first]
    rows = tuple(_rows(cells, band, figures, end))
    labels = tuple(_labels(cells, band, before, rows))[::-1]
    if not labels or not rows:
        return None
    others = tuple(text for column, text in band.others.items() if column in columns and column > first)
    pages = [column for column in before if re.fullmatch("page|sida", band.others.get(column, ""), re.IGNORECASE)]
    return Block(cells, band, labels, figures, others, rows, pages[0] if pages else 0)


def _rows(cells: Grid, band: Band, figures: Mapping[int, Heading], end: int) -> Iterator[int]:
    """Yield the rows with figures; a row of other texts or of years over the columns begins something else."""
    for row, values in cells.rows.items():
        if not band.last < row <= min(end, band.last + MOST_ROWS):
            continue
        here = [values[column] for column in figures if column in values and not is_blank(values[column])]
        foreign = sum(isinstance(value, str) and not is_amount(value) for value in here)
        if foreign >= 2 and foreign * 2 > len(here) and not any(len(str(value)) > 40 for value in here):
            return
        if len(here) >= 2 and all(is_year(value) for value in here) and not isinstance(values.get(min(values)), int):
            return
        if here:
            yield row


def _labels(cells: Grid, band: Band, before: Sequence[int], rows: Sequence[int]) -> Iterator[int]:
    """Yield the label columns from the figures to the left, until an empty column or another table's figures."""
    found = 0
    for column in reversed(before):
        if found and found - column > 1:
            return
        if _SKIPPED.fullmatch(band.others.get(column, "")):
            continue
        fits = _fits(cells, band, column, rows)
        if found and not fits:
            return
        named = bool(_LABELS.fullmatch(band.others.get(column, "")))
        if fits and (
            found or named or not _numbers(cells, column, rows) or not _words_left(cells, before, column, rows)
        ):
            yield column
            found = column


def _fits(cells: Grid, band: Band, column: int, rows: Sequence[int]) -> bool:
    values = [cells.rows[row][column] for row in rows if not is_blank(cells.rows[row].get(column))]
    return bool(values) and (all(map(_labels_or_codes, values)) or bool(_LABELS.fullmatch(band.others.get(column, ""))))


def _numbers(cells: Grid, column: int, rows: Sequence[int]) -> bool:
    """Say whether a column holds nothing but numbers, which may be codes or amounts of something else."""
    values = [cells.rows[row].get(column) for row in rows]
    return all(is_blank(value) or is_amount(value) for value in values)


def _words_left(cells: Grid, before: Sequence[int], column: int, rows: Sequence[int]) -> bool:
    """Say whether a column of words stands further to the left, which makes numbers here no codes."""
    return any(other < column and not _numbers(cells, other, rows) for other in before)


def _labels_or_codes(value: Value) -> bool:
    if isinstance(value, str):
        return is_code(value) or not is_amount(value)
    return isinstance(value, int) and 0 <= value < 100_000_000
