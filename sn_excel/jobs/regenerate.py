"""Läs in utfall: from the ledger's export to the month's whole workbook, forecast and checked before it is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sn_excel.calculations.forecasting.forecast_rows import forecast_rows
from sn_excel.calculations.forecasting.year_ends import Given, year_ends
from sn_excel.calculations.months import Month, month
from sn_excel.checks import check
from sn_excel.jobs.refresh import kept
from sn_excel.jobs.written import other_limits, without_a_row, written
from sn_excel.model.amounts import Amount
from sn_excel.model.edits import Edit
from sn_excel.model.findings import Finding
from sn_excel.model.ledgers import Ledger
from sn_excel.model.organisation import BudgetChange, Organisation
from sn_excel.model.previews import preview
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Dossier
from sn_excel.model.verdicts import Key, Verdict, with_verdicts
from sn_excel.schema.month import plan
from sn_excel.writing.marks import marks
from sn_excel.writing.own.comments import Limits, comments
from sn_excel.writing.own.month_pages import pages, unit_words
from sn_excel.writing.own.month_tables import month_tables
from sn_excel.writing.own.prognos import forecast_sheet
from sn_excel.writing.own.reconciliation import reconciliation


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a month is made from: the export, and what the board has decided."""

    ledger: Ledger
    organisation: Organisation
    decided: Mapping[str, Amount]
    changes: tuple[BudgetChange, ...] = ()
    limits: Limits = field(default_factory=Limits)
    earlier: Dossier | None = None


@dataclass(frozen=True, slots=True)
class Regenerated:
    """The edits that turn the template into the month's workbook, and what does not tie in it.

    `lost` are Swedish sentences on what was typed in the workbook that is written over and has no row any more.
    """

    month: Month
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    lost: tuple[str, ...] = ()


def regenerate(
    inputs: Inputs, document: str, template: Sequence[Sheet] = (), before: Sequence[Sheet] = ()
) -> Regenerated:
    """Return the workbook `document` of the ledger's period as edits of the template.

    `before` are the sheets of the workbook that is written over: what people typed in it is kept.
    """
    figures = month(inputs.ledger, inputs.organisation, inputs.decided, inputs.changes)
    layout = plan(inputs.organisation, figures.period)
    paged = tuple(pages(figures, layout))
    dossier = Dossier(
        tables=month_tables(layout, paged, document),
        organisation=inputs.organisation,
        earlier=inputs.earlier,
        budget_changes=inputs.changes,
    )
    said = written(before, unit_words(figures.period))
    findings = with_verdicts(check(dossier), said.verdicts)
    ends = year_ends(forecast_rows(dossier, figures.period), Given(figures.period))
    own = (
        *forecast_sheet(ends, figures.period, inputs.organisation.board),
        *comments(figures, layout, inputs.limits, said.texts),
    )
    edits = (*paged, *own, *told(findings, document, figures.period.heading, said.verdicts))
    after = preview(template, edits)
    again = kept(before, after, figures.period, inputs.organisation.board)
    lost = (*again.lost, *without_a_row(before, after, said, findings), *other_limits(said, inputs.limits))
    return Regenerated(figures, (*edits, *again.edits), findings, lost)


def told(
    findings: Iterable[Finding], document: str, about: str, verdicts: Mapping[Key, Verdict] | None = None
) -> tuple[Edit, ...]:
    """Return the edits that show findings in the workbook: marks over the cells and the sheet Avstämning.

    What a person has explained is listed but not marked, until its figures change.
    """
    found = tuple(findings)
    return (*reconciliation(found, about, verdicts), *marks([one for one in found if not one.settled], document))
