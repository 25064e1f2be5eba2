"""Driftredovisning: a sheet of ours that follows Prognos, or the accountants' own with its forecasts filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sn_excel.calculations.forecasting.year_ends import YearEnd
from sn_excel.jobs.typed import mine
from sn_excel.model.amounts import spoken
from sn_excel.model.edits import Write
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Dossier, Figure, Table
from sn_excel.schema.month import FORECAST, OPERATING
from sn_excel.writing.theirs.statements import filled, own_statements


@dataclass(frozen=True, slots=True)
class Statements:
    """Edits that fill the accountants' own tables, whether a sheet of ours is wanted, and what people should know."""

    edits: tuple[Write, ...] = ()
    ours: bool = True
    told: tuple[str, ...] = ()


def statements(sheets: Sequence[Sheet], dossier: Dossier, ends: Sequence[YearEnd], period: Period) -> Statements:
    """Return what becomes of Driftredovisning: theirs is filled where they have one, else there is one of ours."""
    found, ours = own_statements(dossier, period), mine(sheets, OPERATING)
    locked = {sheet.name for sheet in sheets if sheet.protected}
    made = [filled(table, ends) for table in found if _place(table) not in locked]
    writes = [edit for one in made for edit in one.edits]
    told = [_differing(figure, ends) for one in made for figure in one.differing]
    told += [
        f"Bladet {name} är skyddat, så dess prognoser är inte ifyllda." for name in map(_place, found) if name in locked
    ]
    taken = not ours and any(sheet.name.casefold() == OPERATING.casefold() for sheet in sheets)
    if taken and not found:
        told.append(f"Bladet {OPERATING} är ert eget och lämnas som det är: det har ingen prognos för {period.spoken}.")
    return Statements(tuple(writes), bool(ours) or not (found or taken), tuple(told))


def _place(table: Table) -> str:
    return table.lines[0].place.sheet


def _differing(figure: Figure, ends: Sequence[YearEnd]) -> str:
    code = figure.label.split(" ")[0]
    shown = next(spoken(end.shown) for end in ends if end.row.code == code)
    return (
        f"{figure.place.sheet} {figure.place.cell}, {figure.label}: {spoken(figure.value or 0)} tkr står kvar, "
        f"bladet {FORECAST} har {shown}."
    )
