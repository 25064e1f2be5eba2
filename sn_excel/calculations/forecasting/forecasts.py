"""The year's total of a unit: the rules side by side, and the one among them that is the forecast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import Any

from sn_excel.calculations.forecasting.bases import Basis, basis
from sn_excel.calculations.forecasting.doubts import doubts
from sn_excel.calculations.forecasting.histories import History, booked_months, history
from sn_excel.calculations.forecasting.history_rules import history_values
from sn_excel.calculations.forecasting.intervals import interval
from sn_excel.calculations.forecasting.medians import WITH_HISTORY, WITHOUT_HISTORY, amount_of, middle
from sn_excel.calculations.forecasting.outlooks import YEAR, Forecast, Outlook, Rule, RuleValue
from sn_excel.calculations.forecasting.rules import budget_kept, budget_pace, linear, remaining_budget
from sn_excel.model.amounts import Amount, number, rounded, spoken


def forecast(task: Outlook) -> Forecast:
    """Return the forecast of a unit, with every rule's value or the reason why it was refused.

    >>> found = forecast(Outlook(actual=1420, annual_budget=3000, month=5, period_budget=1250))
    >>> found.value, found.rule.swedish
    (3408, 'Linjär framskrivning')
    """
    ground = basis(task)
    known = history(task, ground)
    values = tuple(rule_values(task, ground, known))
    among = WITH_HISTORY if known else WITHOUT_HISTORY
    candidates = [value for value in values if value.rule in among]
    chosen, warnings = _chosen(task, ground, values, candidates)
    pinned = chosen.rule == task.pinned
    return Forecast(
        task=task,
        value=amount_of(chosen),
        rule=chosen.rule,
        values=values,
        chosen_from=() if pinned else tuple(value.rule for value in candidates if value.usable),
        interval=interval(amount_of(chosen), candidates, ground, known, tuple(booked_months(task).values())),
        warnings=(*warnings, *doubts(task, ground)),
        pinned=pinned,
    )


def answer(task: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answer to one task of the year-end benchmark (benchmarks/yearend.py tells the fields).

    KeyError, TypeError or ValueError where the task is not one. The budget's months may be left out.

    >>> answer({"key": "a", "m": 6, "actual": [5] * 6, "prior": [], "budget_annual": 72, "budget_months": [6] * 12})
    {'key': 'a', 'forecast': 60.0, 'lo': 56.1486, 'hi': 63.8514, 'rule': 'Linjär framskrivning'}
    """
    months, budget = _numbers(task["actual"]), _numbers(task.get("budget_months", ()))
    found = forecast(
        Outlook(
            actual=sum(months),
            annual_budget=_numbers([task["budget_annual"]])[0],
            month=int(task["m"]),
            period_budget=sum(budget[: int(task["m"])]) if budget else None,
            months=months,
            budget_months=budget,
            prior=tuple(map(_numbers, task.get("prior", ()))),
        )
    )
    low, high = float(found.interval.low), float(found.interval.high)
    return {"key": task["key"], "forecast": float(found.value), "lo": low, "hi": high, "rule": found.rule.swedish}


def _numbers(values: Iterable[float]) -> tuple[Amount, ...]:
    """Return numbers of a task as exact amounts; ValueError for what is no finite number."""
    found = tuple(values)
    if not all(map(isfinite, found)):
        raise ValueError("a number of the task is not finite")
    return tuple(map(number, found))


def rule_values(task: Outlook, ground: Basis, known: History | None) -> Iterator[RuleValue]:
    """Yield what each rule says of the unit, in the order of `Rule`, one-off items added back."""
    once = sum(task.one_offs.values())
    without = (linear(ground), remaining_budget(ground), budget_pace(ground))
    for value in (*without, *history_values(known)):
        yield replace(value, value=value.value + once) if once and value.value is not None else value
    yield budget_kept(ground)


def _chosen(
    task: Outlook, ground: Basis, values: Sequence[RuleValue], candidates: Sequence[RuleValue]
) -> tuple[RuleValue, list[str]]:
    """Return the forecast's rule and what a person should know of the choice."""
    pinned = next((value for value in values if value.rule == task.pinned), None)
    if pinned and pinned.value is not None:
        reason = pinned.refusal.lower()
        return pinned, [f"{pinned.rule.swedish} är vald trots att regeln avråds: {reason}."] if reason else []
    warnings = []
    if pinned:
        warnings.append(f"{pinned.rule.swedish} är vald men kan inte räknas: {pinned.refusal.lower()}.")
    if _cost_without_budget(ground):
        chosen = _going_on(candidates)
        return chosen, [*warnings, *_question(values, chosen)]
    return middle(candidates), warnings


def _cost_without_budget(ground: Basis) -> bool:
    return not ground.annual and not ground.budgeted and ground.spent > 0 and ground.booked < YEAR


def _going_on(candidates: Sequence[RuleValue]) -> RuleValue:
    """Return the cost as going on where no history tells: a cost is not hidden (försiktighetsprincipen)."""
    linear_value = next((value for value in candidates if value.rule == Rule.LINEAR and value.usable), None)
    return linear_value or middle(candidates)


def _question(values: Sequence[RuleValue], chosen: RuleValue) -> Iterator[str]:
    """Yield the question that only a person can answer: does the cost without budget go on?"""
    of = {value.rule: amount_of(value) for value in values if value.usable}
    if Rule.LINEAR in of and of[Rule.LINEAR] != of[Rule.REMAINING_BUDGET]:
        yield (
            f"Kostnad utan budget: fortsätter den ({Rule.LINEAR.swedish}, {_spoken(of[Rule.LINEAR])} tkr) "
            f"eller är den avslutad ({Rule.REMAINING_BUDGET.swedish}, {_spoken(of[Rule.REMAINING_BUDGET])} tkr)? "
            f"Prognosen bygger på {chosen.rule.swedish}; välj regel om det inte stämmer."
        )


def _spoken(amount: Amount) -> str:
    return spoken(rounded(amount))
