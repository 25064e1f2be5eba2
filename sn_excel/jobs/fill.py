"""Fyll: the export's month into a workbook that is the accountants' own; formulas, texts and looks stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import TypeAlias

from sn_excel.calculations.document_periods import accumulated_period
from sn_excel.calculations.formulas.evaluation import Spot
from sn_excel.calculations.formulas.recalculation import recalculated
from sn_excel.jobs.refresh import refreshed
from sn_excel.jobs.understand import Known, read_to_write
from sn_excel.model.amounts import Amount
from sn_excel.model.cell_values import is_amount
from sn_excel.model.edits import Edit
from sn_excel.model.errors import Missing, SnError
from sn_excel.model.ledgers import Ledger
from sn_excel.model.periods import Period
from sn_excel.model.previews import preview
from sn_excel.model.sheets import Sheet
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
    """Return the workbook filled with an export's month, and its forecast made anew where somebody works on one.

    SnError when the workbook holds no table or no code of the export's, or amounts that are plainly of another kind.
    """
    dossier = read_to_write(sheets, known)
    period = accumulated_period(dossier.tables)
    ledger = export(budgets(dossier))
    for figure in unreadable(dossier, period):
        raise SnError(
            f"{figure.place.sheet} {figure.place.cell} kan inte läsas: {figure.doubt}. Rätta cellen och kör om."
        )
    placed = filling(dossier, ledger, period)
    if not set(ledger.entries) - set(placed.codes):
        raise SnError(f"Ingen kod i {ledger.document} finns i arbetsboken. Kontrollera att det är rätt export.")
    _alike(placed, ledger)
    moves = headings(sheets, dossier, period, ledger.period) if period else ()
    edits = (*moves, *booked(sheets, ledger.period), *written(placed.changes))
    after = recalculated(preview(sheets, edits))
    again = refreshed(sheets, after.sheets, ledger.period)
    cautions = (*ledger.cautions, *leftovers(dossier, ledger, period, after.values), *again.lost)
    return Filled((*edits, *after.edits, *again.edits), placed, period, after.unknown, cautions)


def _alike(placed: Filling, ledger: Ledger) -> None:
    """Refuse amounts with another sign or unit than those they replace, all over the workbook."""
    pairs = [
        (one.before, one.after)
        for one in placed.changes
        if is_amount(one.before) and is_amount(one.after) and one.before and one.after
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
            f"{ledger.document} har belopp i en annan enhet än arbetsboken. Kontrollera enheten i bladets rubrik.",
            Missing.UNIT,
        )
