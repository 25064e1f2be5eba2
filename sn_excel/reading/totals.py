"""Totals: what a row called a total, or one that formulas make a sum, takes together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sn_excel.reading.labels import Role
from sn_excel.reading.levels import Node, walk
from sn_excel.reading.rows import Row
from sn_excel.reading.sums import summed
from sn_excel.reading.ties import but_for_one, tie

FARTHEST = 300
"""Rows before a total that are tried one by one; all of them together are tried as well."""


def folded(nodes: Sequence[Node]) -> tuple[list[Node], list[Node]]:
    """Return the trees with totals above what they sum, and the totals for which nothing was found.

    A total stands after its parts or before them; arithmetic tells. Rows told apart (varav) are no part of any sum.
    """
    kept = _folded(list(nodes))
    kept = _folded(kept[::-1])[::-1]
    return kept, [node for node in kept if node.total and not node.parts]


def by_formulas(nodes: Sequence[Node]) -> list[Node]:
    """Return the trees with the rows that formulas sum below the sum, where nothing else has told."""
    rows = [node.row for node in walk(nodes)]
    by_row: Mapping[int, Node] = {node.row.number: node for node in nodes}
    taken: set[int] = set()
    for node in nodes:
        numbers = [row.number for row in summed(node.row, rows)]
        if node.parts or not numbers or not taken.isdisjoint(numbers) or not by_row.keys() >= set(numbers):
            continue
        parts = [by_row[number] for number in numbers]
        if not _above(node, parts):
            node.parts = parts
            taken |= set(numbers)
    return [node for node in nodes if node.row.number not in taken]


def _above(node: Node, parts: Sequence[Node]) -> bool:
    """Say whether the node is below one of the parts, which would make a circle."""
    waiting = list(parts)
    while waiting:
        below = waiting.pop()
        if below is node:
            return True
        waiting.extend(below.parts)
    return False


def _folded(order: list[Node]) -> list[Node]:
    stack: list[Node] = []
    for node in order:
        size = _size(node, stack) if node.total and not node.parts else 0
        if size:
            backwards = stack[-1].row.number > node.row.number
            parts = stack[-size:]
            node.parts = parts[::-1] if backwards else parts
            del stack[-size:]
        stack.append(node)
    return stack


def _size(node: Node, stack: Sequence[Node]) -> int:
    """Return how many of the last nodes a total takes together, 0 when arithmetic does not bear any number out."""
    usable = [other for other in stack if other.row.role is not Role.OF_WHICH]
    if not usable or len(usable) != len(stack):
        return 0
    sizes = [*range(1, min(len(stack), FARTHEST) + 1)]
    sizes += [len(stack)] if len(stack) > FARTHEST else []
    best = max(sizes, key=lambda size: _merit(node.row, [other.row for other in stack[-size:]], size))
    rows = [other.row for other in stack[-best:]]
    found = tie(node.row, rows)
    if found.sound and (best > 1 or found.perfect):
        return _stretched(stack, best)
    return len(stack) if _plain_sum(node.row, stack) else 0


def _merit(total: Row, rows: Sequence[Row], size: int) -> tuple[int, int, int]:
    found = tie(total, rows)
    return found.tied, found.exact, -size


def _stretched(stack: Sequence[Node], size: int) -> int:
    """Return the size with rows of nothing but zeros before it taken along."""
    while size < len(stack):
        node = stack[-size - 1]
        if node.total or any(cell.value for cell in node.row.cells.values()):
            break
        size += 1
    return size


def _plain_sum(total: Row, stack: Sequence[Node]) -> bool:
    """Say whether words and codes alone make it the sum of everything so far, and the amounts come near.

    All rows have codes and none is a total; then one column that ties, or one row left out, is enough.
    """
    rows = [node.row for node in stack]
    if len(rows) < 2 or total.role is not Role.TOTAL or not all(row.code for row in rows):
        return False
    return tie(total, rows).tied > 0 or but_for_one(total, rows)
