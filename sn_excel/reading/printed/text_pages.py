"""Pages: text copied from a print, parted into headings and the lines of figures below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sn_excel.model.number_texts import decimal_sign
from sn_excel.model.sheets import Sheet
from sn_excel.reading.places.headings import heading
from sn_excel.reading.places.labels import code_and_name
from sn_excel.reading.printed import foreign_headings, note_references
from sn_excel.reading.printed.digit_splits import Candidate, candidates, run, tokens
from sn_excel.reading.printed.heading_guesses import units
from sn_excel.reading.printed.row_proofs import sensible
from sn_excel.reading.printed.spaced_minus import with_signs
from sn_excel.reading.printed.wrapped_headings import caption, columns

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


@dataclass(frozen=True, slots=True)
class Head:
    """A heading's first line and the line after its last; its columns as far as its words are ours alone."""

    first: int
    last: int
    names: tuple[str, ...]


def lines_of(sheet: Sheet) -> list[tuple[int, str]]:
    """Return the lines that hold something, with their rows; lines in columns of their own are put together."""
    rows: dict[int, list[str]] = {}
    for (row, _), value in sorted(sheet.cells.items()):
        rows.setdefault(row, []).append(str(value))
    return [(row, " ".join(texts)) for row, texts in rows.items() if any(text.strip() for text in texts)]


def printed_tables(sheet: Sheet) -> tuple[Printed, ...]:
    """Return the printed tables of a sheet of lines, in order."""
    lines = lines_of(sheet)
    found = list(heads(lines))
    ends = [head.first for head in found[1:]] + [len(lines)] * bool(found)
    tables = (_table(lines[:end], head) for head, end in zip(found, ends, strict=True))
    return tuple(table for table in tables if table)


def heads(lines: Lines) -> Iterator[Head]:
    """Yield where a heading begins and ends among the lines."""
    at = 0
    while at < len(lines):
        head = _head(lines, at)
        if head:
            yield head
        at = head.last if head else at + 1


def _head(lines: Lines, at: int) -> Head | None:
    last = at + bool(caption(lines[at][1]))
    while at < last < len(lines) and (found := caption(lines[last][1])) and not found.lead:
        last += 1
    names = columns(_words(lines[at:last]))
    if last > at and _is_heading(names):
        return Head(at, last, names)
    far = foreign_headings.end(lines, at) if foreign_headings.opens(lines[at][1]) else at
    return Head(at, far, ()) if far > at else None


def _is_heading(names: Sequence[str]) -> bool:
    said = [heading(text) for text in names]
    return sum(column.role is not None for column in said) >= 2 and any(
        column.role and not column.role.deviates for column in said
    )


def _words(lines: Lines) -> str:
    return " ".join(found.words for _, text in lines if (found := caption(text)))


def _table(lines: Lines, head: Head) -> Printed | None:
    """Return the table below a heading, with strangers among its columns where its own words do not fit the lines."""
    body = _body(lines, head, head.last)
    decimal = decimal_sign(_amount_texts(body)) or ","
    lead = caption(lines[head.first][1])
    words, names, last = lead.lead if lead else "", _named(head, body, decimal), head.last
    if not names or _strange(words, names, body, decimal):
        last = max(last, foreign_headings.end(lines, head.first))
        words, found = foreign_headings.lead_and_units([text for _, text in lines[head.first : last]])
        body = _body(lines, head, last)
        names = foreign_headings.named(found, [text for _, text in body], decimal) or ()
    entries, misfits = _entries(body, names, decimal) if names else ((), ())
    if not entries or len(misfits) > len(entries):
        return None
    return Printed(tuple(row for row, _ in lines[head.first : last]), words, names, entries, misfits)


def _body(lines: Lines, head: Head, last: int) -> list[tuple[int, str]]:
    """Return the lines below a heading, names on two lines put together, without references to notes."""
    body = _joined(with_signs(lines[last:]))
    near = [text for _, text in lines[max(head.first - 3, 0) : last]]
    return note_references.without_notes(body) if note_references.referred(near, body) else body


def _named(head: Head, body: Lines, decimal: str) -> tuple[str, ...]:
    """Return the columns by the heading's own words, without the shares where the lines have none."""
    variants = [head.names]
    if "%" in head.names:
        variants.append(tuple(name for name in head.names if name != "%"))
    return max(variants, key=lambda names: _fits(body, len(names), decimal))


def _strange(lead: str, names: Sequence[str], body: Lines, decimal: str) -> bool:
    """Say whether a heading has more to it: measures among the words before, or too few columns for most lines."""
    if sum(unit.ours for unit in units(lead)):
        return True
    asked = [line for line in body if _figures(line[1]) >= 2][: foreign_headings.SAMPLE]
    if foreign_headings.hide_shares(names, [text for _, text in asked]):
        return True
    return _fits(asked, len(names), decimal) * 3 < len(asked) * 2


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
    """Say whether a name goes on in the next line: one with a code and a number at most, one without above figures."""
    figures = _figures(before)
    alone = run(tokens(text)) == 0
    if code_and_name(before)[0] == "":
        return alone and not figures and _figures(text) > 1 and foreign_headings.is_name(before)
    if figures > 1 or not _figures(text):
        return False
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
        readings = sensible(candidates(text, len(names), decimal), names) or _deviations_alone(text, names, decimal)
        if readings:
            entries.append(Entry(row, text, readings))
            strange = 0
            continue
        strange += 1
        if entries and strange > 3:
            break
        code, name = code_and_name(text)
        if entries and (code or name) and _figures(text) > (1 if name == "" or not code else 0):
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
