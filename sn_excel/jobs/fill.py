"""Fyll: the export's month into a workbook that is the accountants' own; formulas, texts and looks stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median
from typing import TypeAlias

from sn_excel.calculations.formulas.evaluation import Spot, computed
from sn_excel.jobs.check import Known, read_to_write
from sn_excel.jobs.recompute import changed, recached
from sn_excel.model.amounts import Amount
from sn_excel.model.edits import Edit, Formula, Write
from sn_excel.model.errors import SnError
from sn_excel.model.ledgers import Ledger
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.places import At
from sn_excel.model.sheets import Sheet, Value
from sn_excel.model.tables import Dossier
from sn_excel.writing.own.prognos_months import booked
from sn_excel.writing.theirs.filling import Filling, budgets, filling, unreadable, written
from sn_excel.writing.theirs.rolling import headings
from sn_excel.writing.theirs.unfilled_rows import leftovers

LEAST, OPPOSITE, FARTHEST = 6, 0.9, 200
"""From so many amounts on: the share that has another sign, and how many times larger, before they are refused."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The edits that fill a workbook, what they change, and formulas whose values we cannot compute (stale).

    `cautions` are Swedish sentences on what a person should look at.
    """

    edits: tuple[Edit, ...]
    filling: Filling
    period: Period | None
    stale: tuple[Spot, ...]
    cautions: tuple[str, ...] = ()


Export: TypeAlias = Callable[[Mapping[str, Amount]], Ledger]
"""Reads the export, given what proves its unit and its sign: the workbook's Årsbudget by code, in tkr."""


def fill(sheets: Sequence[Sheet], export: Export, known: Known) -> Filled:
    """Return the workbook filled with an export's month.

    SnError when the workbook holds no table or no code of the export's, or amounts that are plainly of another kind.
    """
    dossier = read_to_write(sheets, known)
    period = book_period(dossier)
    ledger = export(budgets(dossier))
    for figure in unreadable(dossier, period):
        raise SnError(
            f"{figure.place.sheet} {figure.place.cell} kan inte läsas: {figure.doubt} Rätta cellen och kör om."
        )
    placed = filling(dossier, ledger, period)
    if not set(ledger.entries) - set(placed.codes):
        raise SnError(f"Ingen kod i {ledger.document} finns i arbetsboken. Kontrollera att det är rätt export.")
    _alike(placed, ledger)
    moves = headings(sheets, dossier, period, ledger.period) if period else ()
    edits = (*moves, *booked(sheets, ledger.period), *written(placed.changes))
    after = applied(sheets, edits)
    values = computed({sheet.name: sheet for sheet in after})
    stale = tuple((sheet.name, at) for sheet in after for at in sheet.formulas if (sheet.name, at) not in values)
    cautions = (*ledger.cautions, *leftovers(dossier, ledger, period, values))
    return Filled((*edits, *recached(tuple(changed(after, values)))), placed, period, stale, cautions)


def _alike(placed: Filling, ledger: Ledger) -> None:
    """Refuse amounts with another sign or unit than those they replace, all over the workbook."""
    pairs = [
        (one.before, one.after)
        for one in placed.changes
        if isinstance(one.before, int | Decimal) and isinstance(one.after, int | Decimal) and one.before and one.after
    ]
    if len(pairs) < LEAST:
        return
    middle = median(Decimal(after) / Decimal(before) for before, after in pairs)
    turned = sum((before < 0) != (after < 0) for before, after in pairs)
    if turned > OPPOSITE * len(pairs):
        raise SnError(
            f"{ledger.document} har motsatt tecken mot arbetsboken på nästan alla rader. Exportera kostnader med samma "
            "tecken som i boken."
        )
    if not 1 / FARTHEST < abs(middle) < FARTHEST:
        raise SnError(
            f"{ledger.document} har belopp i en annan enhet än arbetsboken. Ange exportens enhet med --unit och "
            "kontrollera enheten i bladets rubrik."
        )


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
            for at, cell in edit.cells().items():
                if not isinstance(cell.content, Formula):
                    cells[edit.sheet][at] = cell.content
    return tuple(replace(sheet, cells=cells[sheet.name]) for sheet in sheets)
