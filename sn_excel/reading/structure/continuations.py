"""Continuations: tables that go on below a repeated heading, told from new tables with the same heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeAlias

from sn_excel.reading.places.table_areas import Block
from sn_excel.reading.places.table_rows import Row
from sn_excel.reading.structure.levels import by_codes_as_they_tie, grouped, pruned, support, walk
from sn_excel.reading.structure.sum_ties import tie
from sn_excel.reading.structure.totals import folded

Piece: TypeAlias = tuple[Block, tuple[Row, ...]]

MOST = 40
"""Pieces below the same heading that are tried together; more are left as they stand."""

LONGEST = 1500
"""Rows of pieces that are tried together."""


def whole(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the tables of a sheet, those put together that tie better as one: a total below a repeated heading."""
    done: list[Piece] = []
    for alike in _alike(pieces):
        rows = sum(len(rows) for _, rows in alike)
        done.extend(_put_together(alike) if 1 < len(alike) <= MOST and rows <= LONGEST else alike)
    return done


def evidence(rows: Sequence[Row]) -> int:
    """Return in how many places the rows' sums tie when they are one table."""
    nodes = by_codes_as_they_tie(rows)
    trees = pruned(nodes, support(nodes))
    if not any(node.parts for node in trees) and len(rows) <= 200:
        trees = grouped(rows)
    trees, _ = folded(trees)
    return sum(tie(node.row, [part.row for part in node.parts]).tied for node in walk(trees) if node.parts)


def _alike(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    waiting: list[Piece] = []
    for piece in pieces:
        if waiting and _key(waiting[-1][0]) != _key(piece[0]):
            yield waiting
            waiting = []
        waiting.append(piece)
    if waiting:
        yield waiting


def _key(block: Block) -> tuple[object, ...]:
    said = ((column, found.role, found.span, found.prior) for column, found in block.columns.items())
    return (block.labels, *said)


def _put_together(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces in the partition with the most ties; of equals the one with most tables."""
    alone = [evidence(rows) for _, rows in pieces]
    best: list[tuple[int, int, list[Piece]]] = [(0, 0, [])]
    for end in range(1, len(pieces) + 1):
        choices = []
        for start in range(end):
            group = pieces[start:end]
            ties = alone[start] if end - start == 1 else evidence(list(chain.from_iterable(rows for _, rows in group)))
            before = best[start]
            choices.append((before[0] + ties, before[1] + 1, [*before[2], _joined(group)]))
        best.append(max(choices, key=lambda choice: choice[:2]))
    return best[-1][2]


def _joined(group: Sequence[Piece]) -> Piece:
    block, rows = group[0]
    if len(group) == 1:
        return block, rows
    numbers = tuple(chain.from_iterable(other.rows for other, _ in group))
    return replace(block, rows=numbers), tuple(chain.from_iterable(rows for _, rows in group))
