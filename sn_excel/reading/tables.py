"""Tables: sheets of cells in, tables of figures out. What is not understood is left out and said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sn_excel.model.amounts import Unit
from sn_excel.model.organisation import Organisation
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Relation, Table
from sn_excel.reading.places import conventions
from sn_excel.reading.places.units import likely
from sn_excel.reading.structure import lines, table_kinds
from sn_excel.reading.structure.column_agreements import agreed
from sn_excel.reading.structure.draft_tables import Draft, drafts
from sn_excel.reading.structure.page_owners import belonging
from sn_excel.reading.structure.row_trees import structures
from sn_excel.reading.structure.untested_columns import untested_deviations

_PIVOT = re.compile(r"(?:summa|sum|antal|medel) av ", re.IGNORECASE)
_TITLE = re.compile(r"redovisning|räkning|uppföljning|sammanställning", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """The tables found, and Swedish sentences on what was not understood and is left out of the checks.

    `unproved` says, for each document whose unit stands nowhere and was not handed in, what its amounts speak for
    when that is not tkr: reading goes on with that unit and says so among the asides, writing should ask first.
    """

    tables: tuple[Table, ...]
    asides: tuple[str, ...]
    unproved: tuple[str, ...] = ()


def tables(
    sheets: Sequence[Sheet],
    unit: Unit | None = None,
    period: Period | None = None,
    organisation: Organisation | None = None,
) -> Reading:
    """Return the tables of the sheets; none where no heading of ours stands over figures.

    A unit and a period that the document states go before those handed in.
    """
    found: list[Draft] = []
    asides: list[str] = []
    for sheet in sheets:
        own, said = drafts(sheet, period)
        found.extend(own)
        asides.extend(said)
    found, said = _without_pivots(found)
    asides.extend(said)
    units = _units(found, unit)
    built = structures(found, organisation, period)
    asides.extend(chain.from_iterable(done.asides for done in built))
    bodies = [
        lines.lines(draft, done.nodes, units[at][0]) for at, (draft, done) in enumerate(zip(found, built, strict=True))
    ]
    sorts = table_kinds.settled(
        [table_kinds.kind(draft, body) for draft, body in zip(found, bodies, strict=True)], bodies
    )
    made = [
        Table(
            kind=sort,
            name=name,
            columns=tuple(draft.columns.values()),
            lines=body,
            relations=_relations(draft),
            unit=units[at][0],
            costs=conventions.costs(draft.rows, draft.block.columns),
        )
        for at, (draft, body, sort, name) in enumerate(zip(found, bodies, sorts, _names(found), strict=True))
    ]
    made = belonging(agreed(made), [_words(draft) for draft in found])
    asides.extend(_ignored(found))
    asides.extend(chain.from_iterable(untested_deviations(table) for table in made))
    unproved = dict.fromkeys(said for _, said in units if said)
    return Reading(tuple(made), tuple(dict.fromkeys([*asides, *unproved])), tuple(unproved))


def _words(draft: Draft) -> tuple[str, ...]:
    """Return the texts that may name what a table is about, the surest first."""
    return draft.sheet.name, *draft.block.band.others.values(), *draft.above


def _without_pivots(found: Sequence[Draft]) -> tuple[list[Draft], tuple[str, ...]]:
    """Leave out pivot tables beside tables of the same figures: they repeat them, faults and all."""
    kept = [draft for draft in found if not all(_PIVOT.match(said.text) for said in draft.block.columns.values())]
    if not kept or len(kept) == len(found):
        return list(found), ()
    return kept, (f"{found[0].sheet.document}: pivottabeller upprepar andra tabeller och lämnas utanför.",)


def _units(found: Sequence[Draft], unit: Unit | None) -> list[tuple[Unit, str]]:
    """Return each table's unit, and a sentence where its amounts alone speak for it."""
    told: dict[str, set[Unit]] = {}
    for draft in found:
        if draft.unit:
            told.setdefault(draft.sheet.document, set()).add(draft.unit)
    answers = []
    for draft in found:
        beside = told.get(draft.sheet.document, set())
        known = draft.unit or unit or (next(iter(beside)) if len(beside) == 1 else None)
        answers.append((known, "") if known else _guessed(draft.sheet.document, found))
    return answers


def _guessed(document: str, found: Iterable[Draft]) -> tuple[Unit, str]:
    amounts = [
        cell.value
        for draft in found
        if draft.sheet.document == document and draft.unit is None
        for row in draft.rows
        for cell in row.cells.values()
        if cell.value is not None
    ]
    guess = likely(amounts)
    if guess is Unit.TKR:
        return guess, ""
    if guess:
        return guess, f"{document}: enheten står ingenstans; beloppens storlek talar för {guess.value}."
    return Unit.TKR, f"{document}: enheten står ingenstans och beloppen avgör den inte; ange kr, tkr eller mkr."


def _relations(draft: Draft) -> tuple[Relation, ...]:
    held = draft.columns
    return tuple(
        Relation(held[claim.result], ((1, held[claim.plus]), (-1, held[claim.minus]))) for claim in draft.claims
    )


def _names(found: Sequence[Draft]) -> list[str]:
    """Return the tables' names: the sheet's, with title or first codes where a sheet holds several."""
    count: Mapping[str, int] = {
        draft.sheet.name: sum(other.sheet.name == draft.sheet.name for other in found) for draft in found
    }
    names: list[str] = []
    for draft in found:
        name = draft.sheet.name
        if count[name] > 1:
            name = f"{name}: {_own_name(draft)}"
        names.append(name)
    return names


def _own_name(draft: Draft) -> str:
    lead = next((text for text in draft.block.band.others.values() if _TITLE.search(text)), "")
    if lead:
        return lead
    shortest = min((len(row.code) for row in draft.rows if row.code), default=0)
    codes = [row.code for row in draft.rows if row.code and len(row.code) == shortest]
    return "+".join(codes[:4]) + ("+…" if len(codes) > 4 else "") if codes else draft.title


def _ignored(found: Iterable[Draft]) -> list[str]:
    columns = [
        f"{draft.sheet.name}: kolumnen ”{text}” är inte förstådd och lämnas utanför."
        for draft in found
        for text in draft.left_out
    ]
    rows = [
        f"{draft.sheet.name}, rad {row}: intäktens avvikelse är räknad åt andra hållet än kostnadernas."
        for draft in found
        for row in sorted(set().union(*draft.turned.values()))
    ]
    return columns + rows
