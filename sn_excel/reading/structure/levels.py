"""Levels: which rows are the sum of which others, from codes, words, looks and formulas, borne out by arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from math import log2

from sn_excel.reading.places.labels import Role
from sn_excel.reading.places.table_rows import Row
from sn_excel.reading.structure.sum_ties import Tie, but_for_one, tie


@dataclass(slots=True)
class Node:
    """A row and the rows it is the sum of; `whole` False: they are a part of it only."""

    row: Row
    parts: list[Node] = field(default_factory=list)
    whole: bool = True

    @property
    def total(self) -> bool:
        """Say whether the row's words call it a total, or it has amounts and no words at all."""
        return self.row.role is Role.TOTAL or not (self.row.name or self.row.code)


Depth = Callable[[Row], int]
Pattern = tuple[int, int]


def by_codes(rows: Sequence[Row], first: bool) -> list[Node]:
    """Return trees by the lengths of codes in the order of the page; `first` where a sum stands before its parts.

    Totals without a code stand at the top, other rows without one among the most detailed. A code's first digits say
    nothing about belonging.
    """
    deepest = max((len(row.code) for row in rows), default=0)

    def depth(row: Row) -> int:
        return len(row.code) or (0 if row.role is Role.TOTAL or not row.name else deepest)

    return _stacked(rows, depth, first)


def by_codes_as_they_tie(rows: Sequence[Row]) -> list[Node]:
    """Return the trees by codes, sums first or last as more of them tie."""
    first, last = by_codes(rows, first=True), by_codes(rows, first=False)
    tied = [sum(count.tied for count in support(nodes).values()) for nodes in (first, last)]
    return last if tied[1] > tied[0] else first


def by_looks(rows: Sequence[Row], first: bool) -> list[Node]:
    """Return trees by indentation, outline and bold type; totals stand at the top."""
    return _stacked(rows, lambda row: 0 if row.role is Role.TOTAL else look(row), first)


def look(row: Row) -> int:
    """Return how deep a row looks to be, 1 at least; bold type lifts it above the rows beside it."""
    return 2 + row.indent * 100 + row.look.outline * 10 - row.look.bold


def _stacked(rows: Sequence[Row], depth: Depth, first: bool) -> list[Node]:
    top: list[Node] = []
    open_: list[tuple[int, Node]] = []
    for row in rows if first else reversed(rows):
        node, level = Node(row), depth(row)
        while open_ and open_[-1][0] >= level:
            open_.pop()
        under = open_[-1] if open_ and open_[-1][0] > 0 else None
        (under[1].parts if under else top).append(node)
        open_.append((level, node))
    return top if first else _turned(top)


def _turned(nodes: list[Node]) -> list[Node]:
    for node in nodes:
        node.parts = _turned(node.parts)
    return nodes[::-1]


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield nodes and all below them, sums first."""
    for node in nodes:
        yield node
        yield from walk(node.parts)


def pattern(node: Node) -> Pattern:
    """Return the lengths of a sum's code and its parts' codes."""
    return len(node.row.code), len(node.parts[0].row.code)


def support(nodes: Sequence[Node]) -> dict[Pattern, Tie]:
    """Return for each pattern of codes how many sums there are (telling) and how many of them tie (tied)."""
    found: dict[Pattern, Tie] = {}
    for node in walk(nodes):
        if node.parts:
            sound = tie(node.row, [part.row for part in node.parts]).sound
            found[pattern(node)] = found.get(pattern(node), Tie()) + Tie(1, int(sound))
    return found


def pruned(nodes: Sequence[Node], known: Mapping[Pattern, Tie]) -> list[Node]:
    """Return the trees with sums that arithmetic contradicts broadly taken apart, their parts beside them.

    A pattern of codes that holds for half of the sums holds for all: the others are faulty, not differently built.
    """
    kept: list[Node] = []
    for node in nodes:
        parts = pruned(node.parts, known)
        if not parts or _claimed(node, parts, known):
            node.parts = parts
            kept.append(node)
        else:
            node.parts = []
            kept.extend([node, *parts])
    return kept


def _claimed(node: Node, parts: Sequence[Node], known: Mapping[Pattern, Tie]) -> bool:
    rows = [part.row for part in parts]
    count = known.get(pattern(node), Tie())
    if count.tied * 2 >= count.telling and count.tied:
        return True
    return tie(node.row, rows).sound or but_for_one(node.row, rows)


BITS, FARTHEST = 10.0, 60
"""How unlikely ties must be by chance, after all that are tried, before a sum with columns that do not tie is taken
for one; and how many rows are tried as its parts."""


def grouped(rows: Sequence[Row]) -> list[Node]:
    """Return trees where nothing but arithmetic tells the sums.

    Tried for a row and the rows right after it, then for a row and the rows right before it: first sums that tie in
    every column, then those that tie in most and cannot do so by chance, which are sums with something wrong.
    """
    nodes = [Node(row) for row in rows]
    bits = BITS + log2(max(len(rows), 1) * FARTHEST)
    for enough in (None, bits):
        nodes = _gathered(_gathered(nodes, True, enough), False, enough)
    return nodes


def _gathered(nodes: list[Node], after: bool, enough: float | None) -> list[Node]:
    order = nodes if after else nodes[::-1]
    kept: list[Node] = []
    at = 0
    while at < len(order):
        node = order[at]
        closed = node.total or node.parts or node.row.role is Role.OF_WHICH
        size = 0 if closed else _run(node, order[at + 1 : at + FARTHEST], enough)
        if size:
            parts = order[at + 1 : at + 1 + size]
            node.parts = parts if after else parts[::-1]
        kept.append(node)
        at += 1 + size
    return kept if after else kept[::-1]


def _run(node: Node, others: Sequence[Node], enough: float | None) -> int:
    """Return how many of the next rows sum to this one in every column, 0 for none; two columns must tell.

    With so many bits that are `enough`, most columns will do.

    Of several numbers the one that misses least is taken, and rows of nothing but zeros after it.
    """
    parts: list[Row] = []
    best, least = 0, Decimal("Infinity")
    for size, other in enumerate(others, 1):
        if other.total or other.row.role is Role.OF_WHICH:
            break
        parts.append(other.row)
        found = tie(node.row, parts)
        good = found.perfect and found.strong >= 2 if enough is None else found.sound and found.bits >= enough
        if good and found.miss < least and sum(map(_filled, parts)) >= 2:
            best, least = size, found.miss
    while best and best < len(parts) and not any(cell.value for cell in parts[best].cells.values()):
        best += 1
    return best


def _filled(row: Row) -> bool:
    return sum(bool(cell.value) for cell in row.cells.values()) >= 2


def split_by_code(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows of tables that stand under one heading: a summary and the pages after it.

    A column that names the page parts them outright. Else a code that comes again after a total, or the first code
    that comes again, begins another table; a ledger may hold a code several times and stays whole.
    """
    found: list[list[Row]] = []
    for _, group in groupby(rows, key=lambda row: row.page):
        current: list[Row] = []
        seen: set[str] = set()
        for row in group:
            if row.code in seen and len(current) > 2 and _anew(row, current):
                found.append(current)
                current, seen = [], set()
            current.append(row)
            seen |= {row.code} if row.code else set()
        found.append(current)
    return found


def _anew(row: Row, before: Sequence[Row]) -> bool:
    first = next((other.code for other in before if other.code), "")
    after_total = before[-1].role is Role.TOTAL
    return after_total or (row.code == first and before[-1].code != row.code)
