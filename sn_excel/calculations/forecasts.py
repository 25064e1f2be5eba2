"""The year's total of a unit: the rules side by side, and the one among them that is the forecast.

An odd median is one of the named rules, so that the figure can be traced and said in one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sn_excel.calculations.bases import Basis, basis, size
from sn_excel.calculations.outlooks import YEAR, Forecast, Outlook, Rule, RuleValue
from sn_excel.calculations.rules import budget_kept, budget_pace, linear, remaining_budget
from sn_excel.model.amounts import Amount, rounded, spoken

WITHOUT_HISTORY = (Rule.LINEAR, Rule.REMAINING_BUDGET, Rule.BUDGET_PACE)
"""The three whose median is the forecast of a unit without earlier years."""


def forecast(task: Outlook) -> Forecast:
    """Return the forecast of a unit, with every rule's value or the reason why it was refused.

    >>> found = forecast(Outlook(actual=1420, annual_budget=3000, month=5, period_budget=1250))
    >>> found.value, found.rule.swedish
    (3408, 'Linjär framskrivning')
    """
    ground = basis(task)
    values = tuple(rule_values(task, ground))
    candidates = [value for value in values if value.rule in WITHOUT_HISTORY and value.usable]
    chosen, warnings = _chosen(task, ground, values, candidates)
    return Forecast(
        task=task,
        value=_amount(chosen),
        rule=chosen.rule,
        values=values,
        chosen_from=() if chosen.rule == task.pinned else tuple(value.rule for value in candidates),
        warnings=(*warnings, *_doubts(task, ground)),
        pinned=chosen.rule == task.pinned,
    )


def rule_values(task: Outlook, ground: Basis) -> Iterator[RuleValue]:
    """Yield what each rule says of the unit, one-off items added back."""
    once = sum(task.one_offs.values())
    for value in (linear(ground), remaining_budget(ground), budget_pace(ground)):
        yield value if value.value is None else RuleValue(value.rule, value.value + once, value.refusal, value.remark)
    yield budget_kept(ground)


def middle(candidates: Sequence[RuleValue]) -> RuleValue:
    """Return the candidate in the middle; of two middle ones the one nearest Utfall + återstående budget.

    Where rules agree, the first of them gives its name.

    >>> low, high = RuleValue(Rule.LINEAR, 900), RuleValue(Rule.REMAINING_BUDGET, 1000)
    >>> middle([high, RuleValue(Rule.BUDGET_PACE, 950), low]).rule.swedish, middle([low, high]).value
    ('Budgettakt', 1000)
    """
    ordered = sorted(candidates, key=_amount)
    half, odd = divmod(len(ordered), 2)
    chosen = ordered[half]
    if not odd:
        careful = next(value for value in candidates if value.rule == Rule.REMAINING_BUDGET)
        chosen = min(ordered[half - 1 : half + 1], key=lambda value: size(_amount(value) - _amount(careful)))
    return next(value for value in candidates if value.value == chosen.value)


def _chosen(
    task: Outlook, ground: Basis, values: Sequence[RuleValue], candidates: Sequence[RuleValue]
) -> tuple[RuleValue, list[str]]:
    """Return the forecast's rule and what a person should know of the choice."""
    pinned = next((value for value in values if value.rule == task.pinned), None)
    if pinned and pinned.value is not None:
        told = (
            [f"{pinned.rule.swedish} är vald trots att regeln avråds: {pinned.refusal.lower()}."]
            if pinned.refusal
            else []
        )
        return pinned, told
    warnings = []
    if task.pinned:
        reason = pinned.refusal if pinned else "tidigare år saknas"
        warnings.append(f"{task.pinned.swedish} är vald men kan inte räknas: {reason.lower()}.")
    if _cost_without_budget(ground):
        return _unbudgeted(candidates, warnings)
    return middle(candidates), warnings


def _unbudgeted(candidates: Sequence[RuleValue], warnings: list[str]) -> tuple[RuleValue, list[str]]:
    """Return the cost without budget as going on (no cost is hidden), and the question for a person."""
    going_on = next((value for value in candidates if value.rule == Rule.LINEAR), candidates[0])
    ends = next(value for value in candidates if value.rule == Rule.REMAINING_BUDGET)
    if going_on.rule != ends.rule and going_on.value != ends.value:
        warnings.append(
            f"Kostnad utan budget: fortsätter den ({going_on.rule.swedish}, {_told(going_on)} tkr) "
            f"eller är den avslutad ({ends.rule.swedish}, {_told(ends)} tkr)? "
            f"Prognosen räknar med att den fortsätter; välj regel om den inte gör det."
        )
    return going_on, warnings


def _cost_without_budget(ground: Basis) -> bool:
    return not ground.annual and not ground.budgeted and ground.spent > 0 and ground.booked < YEAR


def _doubts(task: Outlook, ground: Basis) -> Iterator[str]:
    """Yield what makes the budget itself doubtful."""
    if not ground.budgeted_known:
        yield "Periodens budget saknas; Årsbudget antas jämnt fördelad över månaderna."
    if ground.budgeted * ground.annual < 0:
        yield (
            f"Periodens budget {_spoken(ground.budgeted)} och Årsbudget {_spoken(ground.annual)} har olika tecken; "
            f"rätta budgeten innan prognosen används."
        )
    if task.missing:
        months = sum(task.missing.values())
        word = "månad" if months == 1 else "månader"
        yield f"Utfallet saknar {spoken(months)} {word} (eftersläpning); reglerna tar hänsyn till det."


def _amount(value: RuleValue) -> Amount:
    if value.value is None:
        raise ValueError(f"{value.rule} has no value")
    return value.value


def _told(value: RuleValue) -> str:
    return _spoken(_amount(value))


def _spoken(amount: Amount) -> str:
    return spoken(rounded(amount))
