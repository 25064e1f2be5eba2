"""Stäm av: find the tables in sheets of cells, hold every claim against its parts, and say what does not tie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sn_excel import checks
from sn_excel.calculations.formulas.evaluation import completed
from sn_excel.jobs.typed import mine
from sn_excel.jobs.understand import NOTHING, Known, read
from sn_excel.model.amounts import Unit
from sn_excel.model.findings import Finding
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Dossier, Kind, Table
from sn_excel.model.verdicts import with_verdicts
from sn_excel.reading.own.reconciliation import verdicts
from sn_excel.reading.tables import tables
from sn_excel.schema.month import OPERATING, RECONCILIATION


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that was understood, and what was found in it."""

    dossier: Dossier
    findings: tuple[Finding, ...]


def check(sheets: Sequence[Sheet], known: Known = NOTHING, earlier: Dossier | None = None) -> Checked:
    """Return what does not tie in the sheets of a document. SnError when no table is found.

    What a person has explained in our sheet Avstämning is settled, until its figures change.
    """
    dossier = read(sheets, known, earlier)
    listed = mine(sheets, RECONCILIATION)
    said = verdicts(listed) if listed else {}
    found = checks.check(_with_statement(dossier, sheets, known))
    return Checked(dossier, with_verdicts(found, said))


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
