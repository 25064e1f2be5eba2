"""The cells of a row of the sheet Prognos that is booked on, and the remark that any row may have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sn_excel.calculations.forecasting.bases import basis
from sn_excel.calculations.forecasting.outlooks import Rule, RuleValue
from sn_excel.calculations.forecasting.year_ends import YearEnd, with_history
from sn_excel.model.amounts import Amount, tidy
from sn_excel.model.edits import Cell, Formula, Look
from sn_excel.schema import looks
from sn_excel.schema.prognos import BOOKED, HISTORY, RULES, Adjusting, Column, Field
from sn_excel.writing.own.prognos_formulas import LeafFormulas

UNBUDGETED = (
    "Kostnad utan budget: fortsätter den (Linjär framskrivning) eller är den avslutad (Utfall + återstående budget)? "
    "Prognosen bygger på att den fortsätter."
)
TURNED = "Periodens budget och Årsbudget har olika tecken; rätta budgeten innan prognosen används."
_LIVING = ("Kostnad utan budget: fortsätter den", "Periodens budget ")


def leaf_cells(row: int, end: YearEnd, adjusting: Adjusting, look: Look) -> Mapping[Column, Cell | None]:
    """Return the computed cells of a row that is booked on."""
    texts = LeafFormulas(row, end, adjusting)
    task, ground = end.found.task, basis(end.found.task)
    typed = Column.SUBMITTED.at(row)
    once: Amount = tidy(sum(task.one_offs.values()))

    def cell(text: str, value: Amount | str, looked: Look = look) -> Cell:
        return Cell(Formula(text, value), looked)

    gap: Amount | str = tidy(end.value - end.rule_value) if end.submitted else ""
    parts = f"{Column.ACTUAL.at(row)}+{Column.REST.at(row)}+{Column.ADJUSTMENTS.at(row)}"
    found = {
        Column.REST: cell(texts.rest(), end.rest),
        Column.RULE: cell(texts.name(), end.found.rule.swedish, looks.NAME),
        Column.ADJUSTMENTS: _counted(texts, Field.COUNTED, end.adjustments, look),
        Column.RULE_FORECAST: cell(parts, end.rule_value),
        Column.GAP: cell(f'IF(ISNUMBER({typed}),{typed}-{Column.RULE_FORECAST.at(row)},"")', gap, looks.UNIT_AMOUNT),
        Column.UNROUNDED: cell(f"IF(ISNUMBER({typed}),{typed},{Column.RULE_FORECAST.at(row)})", end.value),
        Column.ONCE: _counted(texts, Field.ONCE, once, looks.UNIT_AMOUNT),
        Column.BOOKED: cell(f"{BOOKED}-N({Column.LAG.at(row)})", ground.booked, replace(look, number_format="0.0")),
        Column.BOOKED_BUDGET: cell(texts.booked_budget(), ground.budgeted),
        Column.RULE_VALUE: cell(texts.value(), end.found.value),
    }
    return {**found, **_rules(texts, end, look)}


def _counted(texts: LeafFormulas, field: Field, value: Amount, look: Look) -> Cell:
    return Cell(Formula(texts.summed(field), value) if texts.adjusting.last else value, look)


def _rules(texts: LeafFormulas, end: YearEnd, look: Look) -> Mapping[Column, Cell | None]:
    looked = replace(look, wrap=True, align="right")
    return {
        RULES[value.rule]: Cell(Formula(texts.rule(value), told(value)), looked)
        for value in end.found.values
        if shows(end, value.rule)
    }


def shows(end: YearEnd, rule: Rule) -> bool:
    """Say whether the row has a cell for a rule: those with earlier years only where there are any."""
    return not end.units and rule in RULES and (rule not in HISTORY or with_history(end.found))


def told(value: RuleValue) -> Amount | str | None:
    """Return what a rule's cell shows: its value, or why it is refused."""
    return value.refusal or value.value


def remark(row: int, end: YearEnd) -> Cell | None:
    """Return what a person should know of the row.

    The questions that the budget raises are a formula, so that they go when the budget is mended; all else is told as
    it was when the forecast was made.
    """
    if end.units or end.row.budget is None:
        return Cell(" ".join(end.warnings) or None, looks.TEXT)
    others = [warning for warning in end.warnings if not warning.startswith(_LIVING)]
    if others:
        return Cell(" ".join(end.warnings), looks.TEXT)
    actual, budget, annual = (column.at(row) for column in (Column.ACTUAL, Column.BUDGET, Column.ANNUAL))
    unbudgeted = f"AND({budget}=0,{annual}=0,{actual}>0,{BOOKED}<12)"
    text = f'IF({unbudgeted},"{UNBUDGETED}",IF({budget}*{annual}<0,"{TURNED}",""))'
    return Cell(Formula(text, _living(end)), looks.TEXT)


def _living(end: YearEnd) -> str:
    actual, annual = end.row.actual.value, end.row.annual.value
    budget = end.row.budget.value if end.row.budget else 0
    if budget * annual < 0:
        return TURNED
    return UNBUDGETED if not budget and not annual and actual > 0 and end.found.task.month < 12 else ""
