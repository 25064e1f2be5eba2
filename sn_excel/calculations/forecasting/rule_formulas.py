"""The rules without history as ordinary Excel formulas, so that the Prognos sheet lives without the add-in.

English names, commas, no leading `=`. Each gives exactly what calculations/rules.py gives, refusals included.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sn_excel.calculations.forecasting import rules
from sn_excel.calculations.forecasting.outlooks import YEAR, Rule


@dataclass(frozen=True, slots=True)
class BasisCells:
    """Addresses of a unit's basis: outcome, budget of the booked months, Årsbudget, and the number of booked months.

    They hold what `bases.Basis` holds: one-off items and months not booked are already taken out. `once` is the cell of
    the one-off items, which are added back to what a rule gives; empty where there is none.
    """

    spent: str
    budgeted: str
    annual: str
    booked: str
    once: str = ""

    @property
    def back(self) -> str:
        """Return the end of a rule's formula that adds the one-off items back.

        >>> BasisCells("(B5-E5)", "C5", "D5", "$B$2", "E5").back
        '+E5'
        """
        return f"+{self.once}" if self.once else ""


@dataclass(frozen=True, slots=True)
class RuleCells:
    """Addresses of the cells that hold the three rules' values; `others` give those of rules that are plain values."""

    linear: str
    remaining: str
    pace: str
    others: Mapping[Rule, str] = field(default_factory=dict)


def linear(at: BasisCells) -> str:
    """Return Linjär framskrivning, or the refusal as text.

    >>> linear(BasisCells("B5", "C5", "D5", "$B$2")).endswith("B5*12/$B$2)))")
    True
    """
    return (
        f'IF({at.booked}=0,"{rules.NOTHING_BOOKED}",IF({at.spent}*{at.annual}<0,"{rules.TURNED}",'
        f'IF(AND({at.annual}=0,{at.spent}<0),"{rules.UNBUDGETED_INCOME}",{at.spent}*12/{at.booked}{at.back})))'
    )


def remaining_budget(at: BasisCells) -> str:
    """Return Utfall + återstående budget.

    >>> remaining_budget(BasisCells("B5", "C5", "D5", "$B$2"))
    'B5+IF($B$2>=12,0,D5-C5)'
    """
    return f"{at.spent}+IF({at.booked}>={YEAR},0,{at.annual}-{at.budgeted}){at.back}"


def budget_pace(at: BasisCells) -> str:
    """Return Budgettakt with its limits, or the refusal as text."""
    spent, budgeted, annual, booked = at.spent, at.budgeted, at.annual, at.booked
    guards = (
        (f"{annual}=0", rules.NO_ANNUAL_BUDGET),
        (f"{budgeted}*{annual}<0", rules.BUDGETS_DIFFER),
        (f"ABS({budgeted})*{rules.SAFE_PART * YEAR}<=ABS({annual})*{booked}", rules.SMALL_PERIOD_BUDGET),
        (f"{spent}*{budgeted}<0", rules.ACTUAL_DIFFERS),
    )
    limit = rules.LIMIT
    text = (
        f"IF(ABS({spent})*{limit}<ABS({budgeted}),({spent}*{limit}+{annual}-{budgeted})/{limit}{at.back},"
        f"IF(ABS({spent})>ABS({budgeted})*{limit},{spent}+{limit}*({annual}-{budgeted}){at.back},"
        f"{spent}*{annual}/{budgeted}{at.back}))"
    )
    for condition, refusal in reversed(guards):
        text = f'IF({condition},"{refusal}",{text})'
    return f"IF({booked}>={YEAR},{spent}{at.back},{text})"


def median(at: BasisCells, of: RuleCells) -> str:
    """Return the forecast without history: the median of the three, else Utfall + återstående budget.

    A cost without budget goes on until a person says otherwise.

    >>> median(BasisCells("B5", "C5", "D5", "$B$2"), RuleCells("F5", "G5", "H5"))
    'IF(AND(D5=0,C5=0,B5>0,$B$2<12,ISNUMBER(F5)),F5,IF(COUNT(F5,G5,H5)=3,MEDIAN(F5,G5,H5),G5))'
    """
    unbudgeted = f"{at.annual}=0,{at.budgeted}=0,{at.spent}>0,{at.booked}<{YEAR},ISNUMBER({of.linear})"
    three = f"{of.linear},{of.remaining},{of.pace}"
    return f"IF(AND({unbudgeted}),{of.linear},IF(COUNT({three})=3,MEDIAN({three}),{of.remaining}))"


def median_name(value: str, of: RuleCells) -> str:
    """Return the name of the first rule whose value is that of the cell `value`.

    >>> median_name("I5", RuleCells("F5", "G5", "H5"))[:46]
    'IF(AND(ISNUMBER(F5),ABS(I5-N(F5))<0.000001),"L'
    """
    text = f'"{Rule.BUDGET_PACE.swedish}"'
    for rule, cell in ((Rule.REMAINING_BUDGET, of.remaining), (Rule.LINEAR, of.linear)):
        text = f'IF(AND(ISNUMBER({cell}),ABS({value}-N({cell}))<0.000001),"{rule.swedish}",{text})'
    return text


def chosen(pin: str, at: BasisCells, of: RuleCells, otherwise: str) -> str:
    """Return the pinned rule's value (the cell `pin` holds its name), else that of the cell `otherwise`.

    A pinned rule counts even where it is refused, as long as it has a value: the person has a reason.
    """
    text = otherwise
    cells = {Rule.BUDGET_KEPT: at.annual, Rule.BUDGET_PACE: of.pace, Rule.REMAINING_BUDGET: of.remaining}
    for rule, cell in (*of.others.items(), *cells.items()):
        text = f'IF(AND({pin}="{rule.swedish}",ISNUMBER({cell})),{cell},{text})'
    return f'IF(AND({pin}="{Rule.LINEAR.swedish}",{at.booked}>0),{at.spent}*12/{at.booked}{at.back},{text})'


def shown(annual: str, value: str, step: int = 100) -> str:
    """Return the printed forecast: Årsbudget less the deviation rounded to `step` tkr.

    >>> shown("D5", "I5")
    'D5-ROUND((D5-I5)/100,0)*100'
    """
    return f"{annual}-ROUND(({annual}-{value})/{step},0)*{step}"
