"""Stacks: printed tables whose cells became lines of their own when they were copied, put back into rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sn_excel.reading.places.heading_rows import is_amount
from sn_excel.reading.places.headings import heading
from sn_excel.reading.places.labels import Role, code_and_name, is_code, role
from sn_excel.reading.places.table_areas import is_blank
from sn_excel.reading.printed.text_pages import Head, Lines, heads

LEAST = 3
"""Rows that make a stack."""


@dataclass(frozen=True, slots=True)
class Stacked:
    """One row: the line of its name, its name, and the texts of its cells."""

    row: int
    label: str
    amounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """One table with a cell a line: its heading's lines, its columns, its rows, and rows with other numbers of cells.

    `taken` are all lines that its heading and its rows are made of.
    """

    heading_rows: tuple[int, ...]
    columns: tuple[str, ...]
    rows: tuple[Stacked, ...]
    misfits: tuple[int, ...]
    taken: frozenset[int]


@dataclass(slots=True)
class _Group:
    """Lines of words and the lines of amounts that follow them."""

    labels: list[tuple[int, str]] = field(default_factory=list)
    amounts: list[tuple[int, str]] = field(default_factory=list)


def stacks(lines: Lines) -> tuple[Stack, ...]:
    """Return the tables among the lines that have a cell a line."""
    found = list(heads(lines))
    ends = [head.first for head in found[1:]] + [len(lines)] * bool(found)
    made = (_stack(lines, head, end) for head, end in zip(found, ends, strict=True))
    return tuple(stack for stack in made if stack)


def _stack(lines: Lines, head: Head, end: int) -> Stack | None:
    groups = _groups(lines[head.last : end])
    filled = [group for group in groups if group.labels and group.amounts]
    first = next((at for at in range(head.first, head.last) if heading(lines[at][1]).role), head.first)
    over = lines[first : head.last]
    taken = {row for group in filled for row, _ in (*_named(group.labels), *group.amounts)}
    for names in dict.fromkeys((head.names, tuple(text.strip() for _, text in over))):
        rows, misfits = _rows(groups, len(names)) if len(names) > 1 else ((), ())
        if len(rows) >= LEAST and len(rows) * 3 >= len(filled) * 2:
            at = tuple(row for row, _ in over)
            return Stack(at, names, rows, misfits, frozenset(taken.union(at)))
    return None


def _groups(body: Lines) -> list[_Group]:
    """Return words and the amounts after them, in order; the first may have no words."""
    groups = [_Group()]
    for row, text in body:
        clean = text.strip()
        if is_amount(clean) or is_blank(clean) or is_amount(clean.rstrip(" %")):
            groups[-1].amounts.append((row, clean))
            continue
        if groups[-1].amounts:
            groups.append(_Group())
        groups[-1].labels.append((row, clean))
    return groups


def _rows(groups: Sequence[_Group], count: int) -> tuple[tuple[Stacked, ...], tuple[int, ...]]:
    """Return the rows, and the lines of those whose amounts are not as many as the columns.

    Where most rows are followed by an amount too many, that is the code of the next row; a total has none. Behind the
    last row a page's number may stand.
    """
    filled = [group for group in groups if group.labels and group.amounts]
    coded = sum(len(group.amounts) == count + 1 for group in filled[:-1]) * 2 > len(filled) - 1
    rows: list[Stacked] = []
    misfits: list[int] = []
    code = groups[0].amounts[-1][1] if coded and not groups[0].labels and groups[0].amounts else ""
    for at, group in enumerate(filled):
        row, label = _label(group.labels)
        following = filled[at + 1 : at + 2]
        more = coded and not (following and role(_label(following[0].labels)[1]) is Role.TOTAL)
        extra = group.amounts[count:]
        fits = len(extra) == more or (not following and len(extra) <= 1)
        if fits and len(group.amounts) >= count and (not coded or code or role(label) is Role.TOTAL):
            rows.append(Stacked(row, f"{code} {label}".strip(), tuple(text for _, text in group.amounts[:count])))
        else:
            misfits.append(row)
        code = extra[0][1] if coded and len(extra) == 1 and is_code(extra[0][1]) else ""
    return tuple(rows), tuple(misfits)


def _label(labels: Sequence[tuple[int, str]]) -> tuple[int, str]:
    """Return a row's name with its line: the last line of words, and the one before that it goes on from."""
    named = list(_named(labels))
    return named[0][0], " ".join(text for _, text in named)


def _named(labels: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    if len(labels) > 1:
        before, last = labels[-2][1], labels[-1][1]
        goes_on = bool(code_and_name(before)[0]) and not code_and_name(last)[0]
        if before.endswith("-") or last[:1].islower() or goes_on:
            yield labels[-2]
    yield from labels[-1:]
