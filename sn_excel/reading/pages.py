"""Pages: text copied from a print, parted into headings and the lines of figures below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sn_excel.model.figures import decimal_sign
from sn_excel.model.sheets import Sheet
from sn_excel.reading.captions import caption, columns
from sn_excel.reading.headings import heading
from sn_excel.reading.labels import code_and_name
from sn_excel.reading.splittings import Candidate, candidates, run, tokens

Lines = Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of figures: its row, its whole text, and every way to read it."""

    row: int
    text: str
    readings: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed table: where its heading ends, its columns' headings, its lines, and the lines that do not fit."""

    heading_rows: tuple[int, ...]
    lead: str
    columns: tuple[str, ...]
    entries: tuple[Entry, ...]
    misfits: tuple[int, ...]


def lines_of(sheet: Sheet) -> list[tuple[int, str]]:
    """Return the lines that hold something, with their rows; lines in columns of their own are put together."""
    rows: dict[int, list[str]] = {}
    for (row, _), value in sorted(sheet.cells.items()):
        rows.setdefault(row, []).append(str(value))
    return [(row, " ".join(texts)) for row, texts in rows.items() if any(text.strip() for text in texts)]


def printed_tables(sheet: Sheet) -> tuple[Printed, ...]:
    """Return the printed tables of a sheet of lines, in order."""
    lines = lines_of(sheet)
    bands = list(_bands(lines))
    ends = [first for first, _ in bands[1:]] + [len(lines)] * bool(bands)
    found = []
    for (first, last), end in zip(bands, ends, strict=True):
        table = _table(lines[first:last], lines[last:end])
        if table:
            found.append(table)
    return tuple(found)


def _bands(lines: Lines) -> Iterator[tuple[int, int]]:
    """Yield where a heading begins and ends among the lines."""
    at = 0
    while at < len(lines):
        if not caption(lines[at][1]):
            at += 1
            continue
        end = at + 1
        while end < len(lines) and (found := caption(lines[end][1])) and not found.lead:
            end += 1
        if _is_heading(lines[at:end]):
            yield at, end
            at = end
        else:
            at += 1


def _is_heading(lines: Lines) -> bool:
    said = [heading(text) for text in columns(_words(lines))]
    return sum(column.role is not None for column in said) >= 2 and any(
        column.role and not column.role.deviates for column in said
    )


def _words(lines: Lines) -> str:
    return " ".join(found.words for _, text in lines if (found := caption(text)))


def _table(head: Lines, body: Lines) -> Printed | None:
    names = columns(_words(head))
    body = _joined(body)
    decimal = decimal_sign(_amount_texts(body)) or ","
    variants = [names]
    if "%" in names:
        variants.append(tuple(name for name in names if name != "%"))
    best = max(variants, key=lambda names: _fits(body, len(names), decimal))
    entries, misfits = _entries(body, best, decimal)
    if not entries:
        return None
    lead = caption(head[0][1])
    rows = tuple(row for row, _ in head)
    return Printed(rows, lead.lead if lead else "", best, entries, misfits)


def _fits(body: Lines, count: int, decimal: str) -> int:
    return sum(bool(candidates(text, count, decimal)) for _, text in body)


def _amount_texts(body: Lines) -> Iterator[str]:
    for _, text in body:
        pieces = tokens(text)
        yield from (piece.text for piece in pieces[run(pieces) :])


def _joined(body: Lines) -> list[tuple[int, str]]:
    """Put together a label that goes on over the next line; the row is that of the figures."""
    joined: list[tuple[int, str]] = []
    for row, text in body:
        before = joined[-1] if joined else None
        if before and before[0] == row - 1 and _goes_on(before[1], text):
            joined[-1] = (row, f"{before[1].rstrip()} {text.strip()}")
        else:
            joined.append((row, text))
    return joined


def _goes_on(before: str, text: str) -> bool:
    """Say whether a line with a code and no figures, or a number in its name at most, goes on in the next line."""
    figures = _figures(before)
    if code_and_name(before)[0] == "" or figures > 1 or not _figures(text):
        return False
    alone = run(tokens(text)) == 0
    return alone or (figures == 0 and not code_and_name(text)[0])


def _figures(text: str) -> int:
    pieces = tokens(text)
    return len(pieces) - run(pieces)


def _entries(body: Lines, names: Sequence[str], decimal: str) -> tuple[tuple[Entry, ...], tuple[int, ...]]:
    """Return the lines of figures and the rows that have figures of another number; prose ends the table."""
    entries: list[Entry] = []
    misfits: list[int] = []
    strange = 0
    for row, text in body:
        readings = candidates(text, len(names), decimal) or _deviations_alone(text, names, decimal)
        if readings:
            entries.append(Entry(row, text, readings))
            strange = 0
            continue
        strange += 1
        if entries and strange > 3:
            break
        if entries and code_and_name(text)[0] and _figures(text):
            misfits.append(row)
    return tuple(entries), tuple(misfits)


def _deviations_alone(text: str, names: Sequence[str], decimal: str) -> tuple[Candidate, ...]:
    """Read a row named as a deviation that has figures below the outcomes alone."""
    pieces = tokens(text)
    label = heading(" ".join(piece.text for piece in pieces[: run(pieces)]))
    outcomes = [at for at, name in enumerate(names) if heading(name).role == "actual"]
    if not label.role or not label.role.deviates or not outcomes:
        return ()
    return tuple(
        Candidate(found.label, _placed(dict(zip(outcomes, found.amounts, strict=True)), len(names)), found.greedy)
        for found in candidates(text, len(outcomes), decimal)
    )


def _placed(amounts: Mapping[int, object], count: int) -> tuple:  # type: ignore[type-arg]
    return tuple(amounts.get(at) for at in range(count))
