"""Fyll: the export's month into a workbook that is the accountants' own; formulas, texts and looks stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sn_excel.calculations.formulas import Spot, computed
from sn_excel.jobs.check import Known, read_to_write
from sn_excel.jobs.recompute import changed, recached
from sn_excel.model.edits import Edit, Formula, Write
from sn_excel.model.errors import SnError
from sn_excel.model.ledgers import Ledger
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.places import At
from sn_excel.model.sheets import Sheet, Value
from sn_excel.model.tables import Dossier
from sn_excel.writing.filling import Filling, filling, unreadable, written
from sn_excel.writing.forecast_turns import booked
from sn_excel.writing.rolling import headings


@dataclass(frozen=True, slots=True)
class Filled:
    """The edits that fill a workbook, what they change, and formulas whose values we cannot compute (stale)."""

    edits: tuple[Edit, ...]
    filling: Filling
    period: Period | None
    stale: tuple[Spot, ...]


def fill(sheets: Sequence[Sheet], ledger: Ledger, known: Known) -> Filled:
    """Return the workbook filled with a ledger's month. SnError when it holds no table, or no code of the export's."""
    dossier = read_to_write(sheets, known)
    period = book_period(dossier)
    for figure in unreadable(dossier, period):
        raise SnError(
            f"{figure.place.sheet} {figure.place.cell} kan inte läsas: {figure.doubt} Rätta cellen och kör om."
        )
    placed = filling(dossier, ledger, period)
    if not set(ledger.entries) - set(placed.codes):
        raise SnError(f"Ingen kod i {ledger.document} finns i arbetsboken. Kontrollera att det är rätt export.")
    moves = headings(sheets, dossier, period, ledger.period) if period else ()
    edits = (*moves, *booked(sheets, ledger.period), *written(placed.changes))
    after = applied(sheets, edits)
    values = computed({sheet.name: sheet for sheet in after})
    stale = tuple((sheet.name, at) for sheet in after for at in sheet.formulas if (sheet.name, at) not in values)
    return Filled((*edits, *recached(tuple(changed(after, values)))), placed, period, stale)


def book_period(dossier: Dossier) -> Period | None:
    """Return the period that the workbook's accumulated Utfall is for; None when no heading says it."""
    spans = Counter(
        column.period
        for table in dossier.tables
        for column in table.columns
        if column.measure is Measure.ACTUAL and column.period and column.period.accumulated
    )
    return max(spans, key=lambda period: (period.year, spans[period])) if spans else None


def applied(sheets: Sequence[Sheet], edits: Sequence[Edit]) -> tuple[Sheet, ...]:
    """Return the sheets as they are once the edits' values stand in them."""
    cells: dict[str, dict[At, Value]] = {sheet.name: dict(sheet.cells) for sheet in sheets}
    for edit in edits:
        if isinstance(edit, Write):
            for down, row in enumerate(edit.rows):
                for right, cell in enumerate(row):
                    if cell is not None and not isinstance(cell.content, Formula):
                        cells[edit.sheet][edit.at[0] + down, edit.at[1] + right] = cell.content
    return tuple(replace(sheet, cells=cells[sheet.name]) for sheet in sheets)
