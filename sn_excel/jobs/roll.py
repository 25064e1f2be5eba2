"""Ny månad: next month's workbook out of this one, layout kept, the month's own figures and texts taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sn_excel.calculations.document_periods import accumulated_period
from sn_excel.calculations.formulas.recalculation import recalculated
from sn_excel.jobs.mark import unmark
from sn_excel.jobs.understand import Known, read_to_write
from sn_excel.model.edits import Cell, Edit, Write
from sn_excel.model.errors import Missing, SnError
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.previews import preview
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Dossier
from sn_excel.writing.own.comments import cleared
from sn_excel.writing.own.prognos_months import booked, unsubmitted
from sn_excel.writing.theirs.rolling import headings

EMPTIED = (Measure.ACTUAL, Measure.PERIOD_BUDGET)
"""What is another amount next month; Årsbudget stays until it is decided anew."""


@dataclass(frozen=True, slots=True)
class Rolled:
    """The edits that make the next month's workbook, and the period it was."""

    edits: tuple[Edit, ...]
    was: Period


def roll(sheets: Sequence[Sheet], new: Period, known: Known, keep_comments: bool = False) -> Rolled:
    """Return the workbook of another period. SnError when it does not say its own, or already is of that period."""
    dossier = read_to_write(sheets, known)
    was = accumulated_period(dossier.tables)
    if was is None:
        raise SnError(
            "Arbetsboken säger inte vilken månad den gäller. Skriv månaden i rubriken, till exempel Utfall maj 2024."
        )
    if was == new:
        raise SnError(f"Arbetsboken gäller redan {new.spoken}.", Missing.OTHER_PERIOD)
    texts = () if keep_comments else cleared(sheets)
    edits = (
        *headings(sheets, dossier, was, new),
        *booked(sheets, new),
        *unsubmitted(sheets),
        *_emptied(dossier, was),
        *texts,
    )
    after = recalculated(preview(sheets, edits))
    return Rolled((*edits, *after.edits, *unmark(sheets)), was)


def _emptied(dossier: Dossier, was: Period) -> Iterator[Edit]:
    for table in dossier.tables:
        for line in table.walk():
            for column, figure in line.figures.items():
                typed = figure.value is not None and not figure.formula
                if typed and column.measure in EMPTIED and column.period == was:
                    yield Write(figure.place.sheet, figure.place.at, ((Cell(None),),))
