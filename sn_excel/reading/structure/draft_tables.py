"""Drafts: tables half understood, with what stands around them, before the whole document has had its say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sn_excel.model.amounts import Unit
from sn_excel.model.doubts import Doubt
from sn_excel.model.periods import Period, sole_month
from sn_excel.model.places import At
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Column
from sn_excel.reading.places import columns, headings
from sn_excel.reading.places.conventions import Claim, claims, turned
from sn_excel.reading.places.heading_rows import grid
from sn_excel.reading.places.labels import Role, code_and_name
from sn_excel.reading.places.spans import Span, span
from sn_excel.reading.places.table_areas import Block, blocks
from sn_excel.reading.places.table_rows import Row, rows
from sn_excel.reading.places.units import first_named, named
from sn_excel.reading.printed.digit_splits import run, tokens
from sn_excel.reading.structure.continuations import whole
from sn_excel.reading.structure.levels import split_by_code

HIGHEST = 12
"""Rows above a heading whose texts may speak of the table below."""

HEADLESS = 3
"""Lines with a code and several amounts that make a sheet without headings worth a word."""

_INCOME = re.compile(r"resultat(?:räkning|redovisning)|verksamhetens (?:intäkter|kostnader)", re.IGNORECASE)
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b|\b\d{6,8}\b")
_MEETING = re.compile(r"\b(?:till sn|sammanträd\w*|utskriv\w*|utskrift\w*|skapad|datum|protokoll)\b", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?:t\.?o\.?m\.?|till och med|per|-)\s*(?:den )?\d{4}-\d\d-\d\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """One table: its place, its rows and what its columns hold; `unit` None where nothing near it names one.

    `above` are the short texts over its heading, the nearest first. `turned` are the rows, by deviation column, that
    count their deviation the other way: they are left out of it.
    """

    sheet: Sheet
    block: Block
    rows: tuple[Row, ...]
    extras: tuple[Row, ...]
    columns: Mapping[int, Column]
    claims: tuple[Claim, ...]
    unit: Unit | None
    title: str
    above: tuple[str, ...]
    income: bool
    left_out: tuple[str, ...]
    turned: Mapping[int, frozenset[int]]


def drafts(sheet: Sheet, period: Period | None) -> tuple[tuple[Draft, ...], tuple[str, ...]]:
    """Return the tables of a sheet as far as they can be understood alone, and what was left out, in Swedish."""
    doubts: Mapping[At, Doubt] = {}
    asides: list[str] = []
    if sheet.lines:
        from sn_excel.reading.printed.digits import (
            parted,
        )  # a printed text is read by much that a workbook does not need

        done = parted(sheet)
        sheet, doubts = done.sheet, done.doubts
        asides += [f"{sheet.name}, rad {row}: beloppen är inte lika många som rubrikerna." for row in done.misfits]
    found: list[Draft] = []
    above = 0
    for block, stated in whole([(block, rows(block, doubts)) for block in blocks(grid(sheet))]):
        texts = _texts_above(block, above)
        own = tuple(_drafts(sheet, block, stated, texts, period))
        if not own:
            asides.append(_unchecked(sheet, block))
        found.extend(own)
        above = block.rows[-1]
    if not found and _headless(sheet):
        asides.append(
            f"{sheet.name}: rader med kod och belopp men utan rubriker som Utfall eller Budget lämnas utanför."
        )
    return tuple(found), tuple(asides)


def _unchecked(sheet: Sheet, block: Block) -> str:
    """Return the sentence on a table that holds too little to be checked."""
    words = ", ".join(f"”{said.text}”" for said in block.columns.values())
    return (
        f"{sheet.name}, rad {block.rows[0]}–{block.rows[-1]}: en tabell med bara {words} och utan koder ger inget att "
        "stämma av."
    )


def _headless(sheet: Sheet) -> bool:
    """Say whether lines of text look like a table's though no heading of ours stands over them."""
    texts = [value for value in sheet.cells.values() if isinstance(value, str) and code_and_name(value)[0]]
    split = [tokens(text) for text in texts if code_and_name(text)[1]]
    return sum(len(pieces) - run(pieces) >= 2 for pieces in split) >= HEADLESS


def _drafts(
    sheet: Sheet, block: Block, stated: Sequence[Row], texts: Sequence[str], period: Period | None
) -> Iterator[Draft]:
    income = _is_income(stated, [*block.band.others.values(), *texts[:2], sheet.name])
    told = claims(block.columns, stated)
    setting = _setting(block, stated, columns.Setting(_title_span(sheet, block, texts), period, income))
    held = columns.named(block.columns, told, setting)
    if len(held) < 2 and not any(row.code for row in stated):
        return
    used = tuple(claim for claim in told if {claim.result, claim.plus, claim.minus} <= held.keys())
    other_way = {claim.result: turned(claim, stated) for claim in used}
    left_out = tuple(said.text for at, said in block.columns.items() if at not in held)
    for part in split_by_code(stated):
        ordinary = tuple(row for row in part if not _names_a_measure(row))
        extras = tuple(row for row in part if _names_a_measure(row))
        if ordinary:
            title = next((text for text in texts if len(text) <= 60), "")
            unit = _unit(sheet, block, texts)
            yield Draft(
                sheet, block, ordinary, extras, held, used, unit, title, tuple(texts), income, left_out, other_way
            )


def _setting(block: Block, stated: Sequence[Row], setting: columns.Setting) -> columns.Setting:
    """Return the setting with what the budgets say of months that stand alone."""
    months = [said.span.last for said in block.columns.values() if said.span.last]
    to_date = setting.to_date
    last = max(months) if months else to_date.last if to_date else None
    return replace(setting, alone=columns.month_alone(block.columns, stated, last))


def _names_a_measure(row: Row) -> bool:
    """Say whether a row is named as a column would be (Budgetavvikelse): it is no part of a sum."""
    if row.code or row.role is Role.TOTAL:
        return False
    return headings.heading(row.name).role is not None and headings.speaks_of_time_or_unit(row.name)


def _is_income(stated: Sequence[Row], texts: Sequence[str]) -> bool:
    if any(row.code for row in stated):
        return False
    return any(_INCOME.search(text) for text in [*texts, *(row.name for row in stated)])


def _texts_above(block: Block, above: int) -> tuple[str, ...]:
    """Return the short texts above a heading, the nearest first."""
    top = max(above, block.band.first - HIGHEST - 1)
    rows_above = [row for row in block.grid.rows if top < row < block.band.first]
    found: list[str] = []
    for row in reversed(rows_above):
        values = block.grid.rows[row].values()
        found.extend(" ".join(value.split()) for value in values if isinstance(value, str) and value.strip())
    return tuple(text for text in found if len(text.split()) <= 12 and len(text) <= 120)


def _title_span(sheet: Sheet, block: Block, texts: Sequence[str]) -> Span:
    """Return the time that the nearest text with a month speaks of; a day is taken only as the end of a span.

    Columns that are a month each say together how far the year has come: to the last one that holds an amount.
    """
    months = {at: sole_month(text) for at, text in block.band.others.items() if sole_month(text)}
    others = [text for at, text in block.band.others.items() if at not in months or len(set(months.values())) < 2]
    said = [*others, *texts, sheet.name]
    spans = [
        span(text) for text in said if not _MEETING.search(text) and (not _DAY.search(text) or _UP_TO.search(text))
    ]
    with_month = [found for found in spans if found.last is not None]
    with_year = [found for found in spans if found.year is not None]
    best = (with_month or with_year or [Span()])[0]
    if best.last is None and len(set(months.values())) > 1:
        held = [month for at, month in months.items() if any(block.grid.rows[row].get(at) for row in block.rows)]
        best = replace(best, last=max(held, default=None), so_far=True)
    if best.year is None and with_year:
        return Span(with_year[0].year, best.first, best.last, best.so_far, best.single, best.whole)
    return best


def _unit(sheet: Sheet, block: Block, texts: Sequence[str]) -> Unit | None:
    """Return the unit that headings, the texts above, a format, the sheet's name or a note on the sheet names."""
    own = {said.unit for said in block.columns.values() if said.unit}
    if len(own) == 1:
        return own.pop()
    near = first_named([*block.band.others.values(), *texts, sheet.name])
    if near:
        return near
    formats = (text for at, text in sheet.formats.items() if at[1] in block.columns and at[0] in block.rows)
    literal = ("".join(re.findall(r'"([^"]*)"', text)) for text in formats)
    notes = (value for value in sheet.cells.values() if isinstance(value, str) and len(value) <= 60)
    return first_named(literal) or first_named(text for text in notes if _speaks_of_unit(text))


def _speaks_of_unit(text: str) -> bool:
    """Say whether a note is about the unit: `Belopp i tkr`, `(tkr)`, `tkr`."""
    alone = re.fullmatch(r"\W*\w+(?: kronor| kr)?\W*", text)
    return named(text) is not None and bool(alone or re.search(r"\b(?:belopp|anges|alla tal|i)\b", text, re.IGNORECASE))
