"""Totals: what a row called a total, or one that formulas make a sum, takes together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sn_excel.reading.places.labels import Role
from sn_excel.reading.places.table_rows import Row
from sn_excel.reading.structure.formula_sums import summed
from sn_excel.reading.structure.levels import Node, walk
from sn_excel.reading.structure.sum_ties import but_for_one, outweighs_chance, tie

FARTHEST = 300
"""Rows before a total that are tried one by one; all of them together are tried as well."""

MOST_REGROUPED, LONGEST_RUN = 60, 25
"""Rows before a total among which one more level is looked for, and the most rows such a level may have."""


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
        if node.total and not node.parts and not (size == len(stack) and _perfect(node, stack)):
            mended = _regrouped(node, stack)
            size, stack = (len(mended), mended) if mended else (size, stack)
        if size:
            backwards = stack[-1].row.number > node.row.number
            parts = stack[-size:]
            node.parts = parts[::-1] if backwards else parts
            del stack[-size:]
        stack.append(node)
    return stack


def _perfect(total: Node, parts: Sequence[Node]) -> bool:
    return tie(total.row, [part.row for part in parts]).perfect


def _regrouped(total: Node, stack: Sequence[Node]) -> list[Node]:
    """Return the nodes before a total with one more level, if the total ties in every column with it; else none.

    Amounts too small to tell a sum alone tell it together with the total above.
    """
    if len(stack) > MOST_REGROUPED:
        return []
    for at, node in enumerate(stack):
        for run in _runs(at, len(stack)):
            parts = [stack[place] for place in run]
            left = [other for place, other in enumerate(stack) if place not in run]
            if _closed(node, parts) and _ties(node, parts) and len(left) > 1 and _perfect(total, left):
                node.parts = sorted(parts, key=lambda part: part.row.number)
                return left
    return []


def _runs(at: int, count: int) -> Iterator[range]:
    """Yield the places right after one, then those right before it, in growing numbers."""
    for size in range(2, min(count - at, LONGEST_RUN)):
        yield range(at + 1, at + 1 + size)
    for size in range(2, min(at + 1, LONGEST_RUN)):
        yield range(at - size, at)


def _closed(node: Node, parts: Sequence[Node]) -> bool:
    return not node.parts and not node.total and not any(part.total for part in parts)


def _ties(node: Node, parts: Sequence[Node]) -> bool:
    found = tie(node.row, [part.row for part in parts])
    return found.tied == found.telling >= 1


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


def _merit(total: Row, rows: Sequence[Row], size: int) -> tuple[int, Decimal, int]:
    found = tie(total, rows)
    return found.tied, -found.miss if found.perfect else Decimal(0), -size


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

    All rows have codes and none is a total; then one column of size that ties, or one row left out, is enough.
    """
    rows = [node.row for node in stack]
    if len(rows) < 2 or total.role is not Role.TOTAL or not all(row.code for row in rows):
        return False
    return outweighs_chance(total, rows) or but_for_one(total, rows)
