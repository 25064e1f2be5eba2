"""Stäm av: find the tables in sheets of cells, hold every claim against its parts, and say what does not tie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sn_excel import checks
from sn_excel.calculations.formulas.evaluation import completed
from sn_excel.jobs.typed import mine, typed
from sn_excel.model.amounts import Unit
from sn_excel.model.errors import SnError
from sn_excel.model.findings import Finding
from sn_excel.model.measures import Measure
from sn_excel.model.organisation import BudgetChange, Organisation
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Dossier, Kind, Table
from sn_excel.reading.layouts import describe
from sn_excel.reading.tables import Reading, tables
from sn_excel.schema.month import OPERATING, own


@dataclass(frozen=True, slots=True)
class Known:
    """What a person tells us beside the documents."""

    unit: Unit | None = None
    period: Period | None = None
    organisation: Organisation | None = None
    changes: tuple[BudgetChange, ...] = ()


NOTHING = Known()


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that was understood, and what was found in it."""

    dossier: Dossier
    findings: tuple[Finding, ...]


def check(sheets: Sequence[Sheet], known: Known = NOTHING, earlier: Dossier | None = None) -> Checked:
    """Return what does not tie in the sheets of a document. SnError when no table is found."""
    dossier = read(sheets, known, earlier)
    return Checked(dossier, checks.check(_with_statement(dossier, sheets, known)))


def _with_statement(dossier: Dossier, sheets: Sequence[Sheet], known: Known) -> Dossier:
    """Return the dossier with our Driftredovisning, where a Resultaträkning of its month is there to agree with it."""
    ours = mine(sheets, OPERATING)
    months = {period for table in dossier.tables if table.kind is Kind.INCOME for period in _outcomes(table)}
    if ours is None or not months:
        return dossier
    made = tables(completed([ours]), Unit.TKR, known.period, known.organisation).tables
    return replace(dossier, tables=(*dossier.tables, *(one for one in made if months & set(_outcomes(one)))))


def _outcomes(table: Table) -> tuple[Period | None, ...]:
    return tuple(column.period for column in table.columns if column.measure is Measure.ACTUAL)


def read(sheets: Sequence[Sheet], known: Known = NOTHING, earlier: Dossier | None = None) -> Dossier:
    """Return the tables of a document. SnError when there are none; sheets of our own are left out."""
    whole = completed(sheets)
    return _dossier(whole, understood(whole, known), known, earlier)


def read_to_write(sheets: Sequence[Sheet], known: Known = NOTHING) -> Dossier:
    """Return the tables of a document that is to be written in. SnError also when its unit cannot be told."""
    whole = completed(sheets)
    reading = understood(whole, known)
    for sentence in reading.unproved:
        raise SnError(f"{sentence} Skriv enheten i bladets rubrik, till exempel: Belopp i tkr.")
    return _dossier(whole, reading, known, None)


def _dossier(sheets: Sequence[Sheet], reading: Reading, known: Known, earlier: Dossier | None) -> Dossier:
    if not reading.tables:
        document = sheets[0].document if sheets else "filen"
        if reading.asides:
            raise SnError(f"Ingen tabell i {document} kan stämmas av: {reading.asides[0]}")
        raise SnError(
            f"Ingen tabell hittades i {document}. En tabell behöver rubriker som Utfall, Budget, Avvikelse, Årsbudget "
            "eller Prognos över sina belopp."
        )
    by_place = {(sheet.document, sheet.name): sheet for sheet in sheets}
    return Dossier(
        reading.tables, by_place, known.organisation, earlier, reading.asides, known.changes, entries=typed(sheets)
    )


def understood(sheets: Sequence[Sheet], known: Known = NOTHING) -> Reading:
    """Return how the sheets of a document are read; sheets of our own are left out."""
    theirs = [sheet for sheet in sheets if not own(sheet)]
    return tables(theirs, known.unit, known.period, known.organisation)


def layouts(sheets: Sequence[Sheet], known: Known = NOTHING) -> tuple[str, ...]:
    """Return in Swedish how the tables of a document are understood."""
    return describe(understood(completed(sheets), known))
