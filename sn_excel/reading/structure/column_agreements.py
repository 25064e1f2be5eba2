"""Agreements: what a table is too small or too faulty to prove of its columns, and the other tables of it prove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sn_excel.model.amounts import size
from sn_excel.model.tables import Column, Line, Relation, Table


def agreed(tables: Sequence[Table]) -> list[Table]:
    """Return the tables, those that do not prove what a deviation is with what all others of their document prove.

    Half of the table's own rows must bear it out, for the same heading may mean another thing elsewhere.
    """
    proved: dict[tuple[str, int, Column], set[Relation]] = {}
    for table in tables:
        for relation in table.relations:
            proved.setdefault((_document(table), table.costs, relation.result), set()).add(relation)
    return [_completed(table, proved) for table in tables]


def _document(table: Table) -> str:
    return table.lines[0].place.document if table.lines else ""


def _completed(table: Table, proved: dict[tuple[str, int, Column], set[Relation]]) -> Table:
    own = {relation.result for relation in table.relations}
    missing = [column for column in table.columns if column.measure.is_deviation and column not in own]
    told = [proved.get((_document(table), table.costs, column), set()) for column in missing]
    more = tuple(relation for said in told if len(said) == 1 for relation in said if _borne_out(table, relation))
    return replace(table, relations=(*table.relations, *more)) if more else table


def _borne_out(table: Table, relation: Relation) -> bool:
    """Say whether at least half of the rows that are no sums, and one of them, tie."""
    rows = [line for line in table.walk() if not line.parts]
    told = [ties for line in rows if (ties := _ties(line, relation)) is not None]
    return 0 < len(told) <= 2 * sum(told)


def _ties(line: Line, relation: Relation) -> bool | None:
    """Say whether a row ties, None where it does not have all the amounts or they are nothing."""
    stated = line.figures.get(relation.result)
    terms = [(weight, line.figures.get(column)) for weight, column in relation.terms]
    amounts = [(weight, figure.value) for weight, figure in terms if figure and figure.value is not None]
    if stated is None or stated.value is None or len(amounts) < len(terms) or not any(one for _, one in amounts):
        return None
    gap = stated.value - sum(weight * amount for weight, amount in amounts)
    return 2 * size(gap) <= stated.step * (1 + len(amounts))
