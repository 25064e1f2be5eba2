"""Kinds: what a table is in the follow-up, by its title, its columns and how its rows hang together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sn_excel.model.measures import Measure
from sn_excel.model.tables import Kind, Line
from sn_excel.reading.places.labels import Role, role
from sn_excel.reading.structure.draft_tables import Draft

_OPERATING = re.compile("driftredovisning", re.IGNORECASE)
_INVESTMENT = re.compile("investering|exploatering|projekt", re.IGNORECASE)


def kind(draft: Draft, lines: Sequence[Line]) -> Kind:
    """Return what a table is; pages are told from ledgers once the summary is known (see `settled`)."""
    texts = [draft.title, draft.sheet.name, *draft.block.band.others.values()]
    if draft.income:
        return Kind.INCOME
    coded = any(line.code for top in lines for line in top.walk())
    if any(map(_OPERATING.search, texts)) or (coded and _looks_operating(draft, lines)):
        return Kind.OTHER if any(map(_INVESTMENT.search, texts)) else Kind.OPERATING
    if coded and any(_is_total(line) for line in lines):
        return Kind.SUMMARY
    if any(line.parts for line in lines):
        return Kind.PAGE if all(line.code for line in lines) else Kind.OTHER
    return Kind.LEDGER if coded and all(line.code for line in lines) else Kind.OTHER


def settled(kinds: Sequence[Kind], tables: Sequence[Sequence[Line]]) -> list[Kind]:
    """Return the kinds with rows that a summary of the same document repeats made pages of it."""
    codes = [{line.code for line in lines if line.code} for lines in tables]
    summaries = [own for own, found in zip(codes, kinds, strict=True) if found is Kind.SUMMARY]
    settled_kinds = []
    for own, found in zip(codes, kinds, strict=True):
        repeated = any(own and own < summary for summary in summaries)
        settled_kinds.append(Kind.PAGE if repeated and found in (Kind.LEDGER, Kind.SUMMARY) else found)
    return settled_kinds


def _is_total(line: Line) -> bool:
    return not line.code and (role(line.name) is Role.TOTAL or not line.name)


def _looks_operating(draft: Draft, lines: Sequence[Line]) -> bool:
    """Say whether the year's forecast stands against the year's budget for programmes and their total alone."""
    measures = {column.measure for column in draft.columns.values()}
    flat = all(not part.parts for line in lines for part in line.parts)
    total = any(_is_total(line) and line.parts for line in lines)
    return (
        {Measure.FORECAST, Measure.ANNUAL_BUDGET} <= measures
        and Measure.PERIOD_BUDGET not in measures
        and flat
        and total
    )
