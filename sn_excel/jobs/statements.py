"""Driftredovisning: a sheet of ours that follows Prognos, or the accountants' own with its forecasts filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sn_excel.calculations.forecasting.year_ends import YearEnd
from sn_excel.calculations.formulas.evaluation import computed
from sn_excel.jobs.recompute import changed, recached
from sn_excel.jobs.typed import mine
from sn_excel.model.amounts import spoken
from sn_excel.model.edits import Edit, Formula, Write
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Dossier, Figure, Table
from sn_excel.schema.month import FORECAST, OPERATING
from sn_excel.writing.theirs.statements import filled, own_statements


@dataclass(frozen=True, slots=True)
class Statements:
    """Edits that fill the accountants' own tables, whether a sheet of ours is wanted, and what people should know."""

    edits: tuple[Edit, ...] = ()
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
    return Statements((*writes, *_followed(sheets, writes)), bool(ours) or not (found or taken), tuple(told))


def _place(table: Table) -> str:
    return table.lines[0].place.sheet


def _differing(figure: Figure, ends: Sequence[YearEnd]) -> str:
    code = figure.label.split(" ")[0]
    shown = next(spoken(end.shown) for end in ends if end.row.code == code)
    return (
        f"{figure.place.sheet} {figure.place.cell}, {figure.label}: {spoken(figure.value or 0)} tkr står kvar, "
        f"bladet {FORECAST} har {shown}."
    )


def _followed(sheets: Sequence[Sheet], writes: Sequence[Write]) -> Iterator[Edit]:
    """Yield new values of the formulas that read what is filled."""
    touched = {edit.sheet for edit in writes}
    after = [_with(sheet, [edit for edit in writes if edit.sheet == sheet.name]) for sheet in sheets]
    values = computed({sheet.name: sheet for sheet in after})
    yield from recached(tuple(changed([sheet for sheet in after if sheet.name in touched], values)))


def _with(sheet: Sheet, writes: Sequence[Write]) -> Sheet:
    """Return a sheet with the filled cells as plain amounts: what they refer to is not there yet."""
    cells, formulas = dict(sheet.cells), dict(sheet.formulas)
    for edit in writes:
        cell = edit.rows[0][0]
        if cell and isinstance(cell.content, Formula):
            cells[edit.at] = cell.content.cached
            formulas.pop(edit.at, None)
    return replace(sheet, cells=cells, formulas=formulas)
