"""Structures: each table's rows as trees, with what all tables of a document say about codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sn_excel.model.organisation import Organisation
from sn_excel.model.periods import Period
from sn_excel.reading.places.labels import Role
from sn_excel.reading.places.table_rows import Row
from sn_excel.reading.structure.draft_tables import Draft
from sn_excel.reading.structure.levels import (
    Node,
    Pattern,
    by_codes_as_they_tie,
    by_looks,
    grouped,
    look,
    pruned,
    support,
    walk,
)
from sn_excel.reading.structure.sum_ties import Tie
from sn_excel.reading.structure.totals import by_formulas, folded

MOST_GROUPED = 400
"""Rows among which sums are looked for by arithmetic alone."""


@dataclass(frozen=True, slots=True)
class Structure:
    """A table's trees, and Swedish sentences on totals whose parts were not found."""

    nodes: tuple[Node, ...]
    asides: tuple[str, ...]


def structures(
    found: Sequence[Draft], organisation: Organisation | None, period: Period | None
) -> tuple[Structure, ...]:
    """Return the trees of the tables, in order; `period` decides which memberships of the organisation hold."""
    coded = [by_codes_as_they_tie(draft.rows) for draft in found]
    known: dict[Pattern, Tie] = {}
    for nodes in coded:
        for pattern, count in support(nodes).items():
            known[pattern] = known.get(pattern, Tie()) + count
    members = _members(organisation, period)
    return tuple(_structure(draft, nodes, known, members) for draft, nodes in zip(found, coded, strict=True))


def _members(organisation: Organisation | None, period: Period | None) -> dict[str, str]:
    if organisation is None:
        return {}
    return {code.code: code.parent for code in organisation.codes if period is None or code.holds(period)}


def _structure(draft: Draft, nodes: list[Node], known: dict[Pattern, Tie], members: dict[str, str]) -> Structure:
    rows = [row for row in draft.rows if row.role is not Role.OF_WHICH]
    own = support(nodes)
    patterns = {at: count for at, count in known.items() if at in own and (own[at].tied or own[at].telling == 1)}
    if members and sum(row.code in members for row in rows) * 2 > len(rows):
        trees = _by_members(rows, members)
    else:
        trees = pruned(nodes, patterns)
    trees = [node for node in trees if node.row.role is not Role.OF_WHICH]
    if not any(node.parts for node in trees):
        trees = _without_codes(trees)
    trees, lost = folded(by_formulas(trees))
    asides = tuple(
        f"{draft.sheet.name}, rad {node.row.number}: vad ”{node.row.name or 'namnlös rad'}” summerar är inte förstått."
        for node in lost
    )
    return Structure(tuple(_with_of_which(trees, draft.rows)), asides)


def _by_members(rows: Sequence[Row], members: dict[str, str]) -> list[Node]:
    """Return the trees that the organisation tells, whatever the order of the rows."""
    nodes = [Node(row) for row in rows]
    by_code = {node.row.code: node for node in nodes if node.row.code}
    top: list[Node] = []
    for node in nodes:
        above = by_code.get(members.get(node.row.code, ""))
        (above.parts if above and above is not node else top).append(node)
    return top


def _without_codes(nodes: list[Node]) -> list[Node]:
    """Return trees by indentation or bold type where they differ and are borne out, else by what sums up."""
    rows = [node.row for node in nodes]
    if len({look(row) for row in rows if row.role is Role.PLAIN}) > 1:
        for first in (True, False):
            trees = by_looks(rows, first)
            counts = support(trees).values()
            if sum(count.tied for count in counts) * 2 >= sum(count.telling for count in counts) > 0:
                return pruned(trees, support(trees))
    return grouped(rows) if len(rows) <= MOST_GROUPED else nodes


def _with_of_which(trees: list[Node], rows: Sequence[Row]) -> list[Node]:
    """Return the trees with rows told apart (varav) below the row they follow, which they are a part of only."""
    by_row = {node.row.number: node for node in walk(trees)}
    before: Node | None = None
    top = list(trees)
    for row in rows:
        if row.role is not Role.OF_WHICH:
            before = by_row.get(row.number)
        elif before is not None and (not before.parts or not before.whole):
            before.parts.append(Node(row))
            before.whole = False
        else:
            top.append(Node(row))
    return sorted(top, key=lambda node: node.row.number)
