"""The formulas of a row of the sheet Prognos: ordinary arithmetic, so that the sheet lives without the add-in.

Rules that need earlier years are amounts, shown only as long as the figures they were made from are still there.
"""

from __future__ import annotations

from sn_excel.calculations.forecasting import rule_formulas
from sn_excel.calculations.forecasting.forecast_rows import Cited
from sn_excel.calculations.forecasting.medians import WITH_HISTORY
from sn_excel.calculations.forecasting.outlooks import YEAR, Rule, RuleValue
from sn_excel.calculations.forecasting.rule_formulas import BasisCells, RuleCells
from sn_excel.calculations.forecasting.rules import NO_PERIOD_BUDGET
from sn_excel.calculations.forecasting.year_ends import YearEnd, with_history
from sn_excel.model.amounts import Amount, Unit
from sn_excel.schema.month import reference
from sn_excel.schema.prognos import BOOKED, HISTORY, RULES, Adjusting, Column, Field

STALE = "Räkna om prognosen"
"""What a rule with history shows once the figures it was made from have changed."""


def cited(source: Cited) -> str:
    """Return the reference to an amount's cells, in tkr with costs positive.

    >>> from sn_excel.model.places import Place
    >>> cited(Cited(5, ((1, Place("maj.xlsx", "771", 5, 2)),)))
    "'771'!B5"
    >>> cited(Cited(5, ((-1, Place("egen.xlsx", "IFO", 3, 5)),), Unit.KR))
    '-IFO!E3/1000'
    """
    parts: list[str] = []
    for weight, place in source.terms:
        sign = "-" if weight < 0 else "+" if parts else ""
        parts.append(f"{sign}{reference(place.sheet, place.row, place.column)}")
    text = "".join(parts)
    if source.unit is Unit.TKR:
        return text
    text = text if len(parts) == 1 else f"({text})"
    return f"{text}/1000" if source.unit is Unit.KR else f"{text}*1000"


def number(amount: Amount) -> str:
    """Return an amount as formulas write it.

    >>> from decimal import Decimal
    >>> number(Decimal("-14560.238"))
    '-14560.238'
    """
    return f"{amount:f}" if not isinstance(amount, int) else str(amount)


class LeafFormulas:
    """The formulas of a row that is booked on."""

    def __init__(self, row: int, end: YearEnd, adjusting: Adjusting) -> None:
        self.row, self.end, self.adjusting = row, end, adjusting
        spent = f"({self.at(Column.ACTUAL)}-{self.at(Column.ONCE)})"
        cells = (self.at(column) for column in (Column.BOOKED_BUDGET, Column.ANNUAL, Column.BOOKED, Column.ONCE))
        self.basis = BasisCells(spent, *cells)
        linear, remaining, pace = (self.at(RULES[rule]) for rule in list(RULES)[:3])
        self.three = RuleCells(linear, remaining, pace)

    def at(self, column: Column) -> str:
        """Return the address of a column's cell in the row."""
        return column.at(self.row)

    def summed(self, field: Field) -> str:
        """Return the sum of the row's adjustments."""
        return self.adjusting.summed(field, f"${self.at(Column.LABEL)}")

    def rest(self) -> str:
        """Return the rule's rest, less what replacing adjustments took over of the months ahead."""
        rest = f"{self.at(Column.RULE_VALUE)}-{self.at(Column.ACTUAL)}"
        if not self.adjusting.last:
            return rest
        left = f"({YEAR}-{BOOKED})"
        return f"IF({BOOKED}>={YEAR},{rest},({rest})*MAX(0,{left}-{self.summed(Field.REPLACED)})/{left})"

    def booked_budget(self) -> str:
        """Return the budget of the months that are booked."""
        if self.end.row.budget is None:
            return f"{self.at(Column.ANNUAL)}*{self.at(Column.BOOKED)}/{YEAR}"
        return f"{self.at(Column.BUDGET)}*{self.at(Column.BOOKED)}/{BOOKED}"

    def rule(self, value: RuleValue) -> str:
        """Return a rule's value, or the reason why it is refused."""
        rule = value.rule
        if rule is Rule.BUDGET_PACE and self.end.row.budget is None:
            return f'"{NO_PERIOD_BUDGET}"'
        plain = {
            Rule.LINEAR: rule_formulas.linear,
            Rule.REMAINING_BUDGET: rule_formulas.remaining_budget,
            Rule.BUDGET_PACE: rule_formulas.budget_pace,
        }
        if rule in plain:
            return plain[rule](self.basis)
        shown = f'"{value.refusal}"' if not value.usable or value.value is None else number(value.value)
        return f'IF({self.fresh()},{shown},"{STALE}")'

    def fresh(self) -> str:
        """Return the condition that the figures are those that the rules with history were made from."""
        task = self.end.found.task
        figures = [(Column.ACTUAL, task.actual), (Column.BOOKED, task.month - sum(task.missing.values()))]
        figures += [(Column.ONCE, sum(task.one_offs.values())), (Column.ANNUAL, task.annual_budget)]
        return "AND(" + ",".join(f"ABS({self.at(c)}-{_operand(v)})<0.001" for c, v in figures) + ")"

    def value(self) -> str:
        """Return the chosen rule's forecast: the pinned one, else the median."""
        three = rule_formulas.median(self.basis, self.three)
        others = {rule: self.at(RULES[rule]) for rule in HISTORY}
        of = RuleCells(self.three.linear, self.three.remaining, self.three.pace, others)
        if not with_history(self.end.found):
            return rule_formulas.chosen(self.at(Column.PIN), self.basis, of, three)
        five = ",".join(self.at(RULES[rule]) for rule in WITH_HISTORY)
        found = self.end.found
        rule = found.rule if not found.pinned and found.rule in RULES else Rule.REMAINING_BUDGET
        otherwise = f"IF({self.fresh()},{self.at(RULES[rule])},{three})"
        return rule_formulas.chosen(
            self.at(Column.PIN), self.basis, of, f"IF(COUNT({five})=5,MEDIAN({five}),{otherwise})"
        )

    def name(self) -> str:
        """Return the chosen rule's name."""
        value, pin = self.at(Column.RULE_VALUE), self.at(Column.PIN)
        text = rule_formulas.median_name(value, self.three)
        if with_history(self.end.found):
            for rule in reversed(WITH_HISTORY):
                cell = self.at(RULES[rule])
                text = f'IF(AND(ISNUMBER({cell}),ABS({value}-N({cell}))<0.000001),"{rule.swedish}",{text})'
        usable = [f'{pin}="{Rule.BUDGET_KEPT.swedish}"', f'AND({pin}="{Rule.LINEAR.swedish}",{self.basis.booked}>0)']
        usable += [f'AND({pin}="{rule.swedish}",ISNUMBER({self.at(RULES[rule])}))' for rule in list(RULES)[1:]]
        return f"IF(OR({','.join(usable)}),{pin},{text})"


def _operand(amount: Amount) -> str:
    return f"({number(amount)})" if amount < 0 else number(amount)
