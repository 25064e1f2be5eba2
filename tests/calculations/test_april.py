"""April 2024, ten programmes: the rules side by side beside the printed Prognos.

Utfall, Årsbudget, Prognos and Budgetavvikelse are as printed; the period budget is Utfall + Budgetavvikelse. 753 stands
as printed (661) and mended (−661). Which rule gives what, and the distances from it, were worked out by hand.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks.april import lines, reason, rows
from sn_excel.calculations.forecasting.comparisons import comparison
from sn_excel.calculations.forecasting.forecasts import forecast
from sn_excel.calculations.forecasting.outlooks import Forecast, Outlook, Rule

Programmes = dict[str, tuple[Outlook, int]]


@pytest.fixture(scope="module")
def april(seeds: Path) -> Programmes:
    found = {}
    with (seeds / "driftredovisning_2024-04.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            mended = -1 if row["code"] == "753" else 1
            actual, gap = mended * int(row["utfall"]), int(row["budgetavvikelse"])
            task = Outlook(actual, int(row["budget"]), 4, period_budget=actual + gap)
            found[row["code"]] = (task, int(row["prognos"]))
    return found


def rules_of(april: Programmes, code: str) -> Forecast:
    return forecast(april[code][0])


def test_the_rules_stand_side_by_side_for_every_programme(april: Programmes) -> None:
    by_hand = {
        "100": (1368, 1324, 1368), "285": (-1398, 267, None), "750": (14643, 14380, 14141), "753": (-1983, -661, None),
        "754": (33795, 30443, 32986), "756": (10911, 10497, 10628), "770": (26619, 26647, 25766),
        "771": (139728, 134650, 135675), "774": (41136, 39395, 39884), "781": (67674, 66812, 66252),
    }  # fmt: skip
    for code, expected in by_hand.items():
        found = rules_of(april, code)
        three = [found.of(rule).value for rule in (Rule.LINEAR, Rule.REMAINING_BUDGET, Rule.BUDGET_PACE)]
        assert [None if value is None else round(value) for value in three] == list(expected), code


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("100", Rule.BUDGET_KEPT),
        ("750", Rule.BUDGET_KEPT),
        ("756", Rule.BUDGET_PACE),
        ("770", Rule.BUDGET_PACE),
        ("753", Rule.REMAINING_BUDGET),
    ],
)
def test_a_pinned_rule_gives_the_printed_forecast(april: Programmes, code: str, rule: Rule) -> None:
    task, printed = april[code]
    pinned = forecast(Outlook(task.actual, task.annual_budget, 4, task.period_budget, pinned=rule))
    assert pinned.shown() == printed
    assert comparison(pinned, printed).agreeing[0] == rule
    assert comparison(pinned, printed).unexplained == 0


@pytest.mark.parametrize(
    ("code", "rule", "beyond"),
    [
        ("771", Rule.BUDGET_PACE, 3539),
        ("774", Rule.BUDGET_PACE, 1455),
        ("781", Rule.BUDGET_PACE, 2649),
        ("754", Rule.BUDGET_PACE, -862),
        ("285", Rule.REMAINING_BUDGET, 1033),
    ],
)
def test_where_no_rule_gives_the_printed_forecast_the_remainder_stays_unexplained(
    april: Programmes, code: str, rule: Rule, beyond: int
) -> None:
    task, printed = april[code]
    pinned = forecast(Outlook(task.actual, task.annual_budget, 4, task.period_budget, pinned=rule))
    found = comparison(pinned, printed)
    assert found.agreeing == ()
    assert round(found.unexplained) == beyond


def test_two_rules_give_the_printed_forecast_of_the_politicians_one_exactly(april: Programmes) -> None:
    found = comparison(rules_of(april, "100"), 1302)
    assert found.agreeing == (Rule.BUDGET_KEPT, Rule.REMAINING_BUDGET)


def test_as_printed_the_unaccompanied_children_are_a_cost_without_budget_and_nothing_gives_the_printed_forecast() -> (
    None
):
    found = forecast(Outlook(661, 0, 4, period_budget=0))
    assert (found.value, found.rule, found.of(Rule.REMAINING_BUDGET).value) == (1983, Rule.LINEAR, 661)
    assert "Kostnad utan budget" in found.warnings[0]
    assert comparison(found, -700).agreeing == ()
    assert comparison(found, -700).unexplained == -2683


def test_every_programme_has_a_forecast_and_refusals_have_reasons(april: Programmes) -> None:
    for task, _ in april.values():
        found = forecast(task)
        assert found.of(found.rule).usable
        assert all(value.usable or value.refusal for value in found.values)
    assert rules_of(april, "285").of(Rule.LINEAR).refusal == "Omvänt tecken mot Årsbudget"
    assert rules_of(april, "753").of(Rule.BUDGET_PACE).refusal == "Årsbudget är 0"


def test_every_printed_deviation_is_a_multiple_of_a_hundred_as_ours_are(april: Programmes) -> None:
    for task, printed in april.values():
        assert (task.annual_budget - printed) % 100 == 0
        assert (task.annual_budget - forecast(task).shown()) % 100 == 0


def test_the_table_that_anyone_can_print_says_what_is_explained_and_what_is_not(seeds: Path) -> None:
    found = {(row.code, row.name.endswith(", rättad")): row for row in rows(seeds)}
    assert len(found) == 11
    named = {key: row.pinned for key, row in found.items() if row.pinned}
    assert named == {
        ("100", False): Rule.BUDGET_KEPT, ("750", False): Rule.BUDGET_KEPT, ("753", False): Rule.REMAINING_BUDGET,
        ("753", True): Rule.REMAINING_BUDGET, ("756", False): Rule.BUDGET_PACE, ("770", False): Rule.BUDGET_PACE,
    }  # fmt: skip
    left = {code: round(row.found.unexplained) for (code, _), row in found.items() if row.found.unexplained}
    assert left == {"285": 1033, "754": -862, "771": 3539, "774": 1455, "781": 2089}
    assert [code for (code, _), row in found.items() if row.reason] == ["285", "771", "774", "781"]
    told = list(lines(rows(seeds)))
    assert len(told) <= 40
    assert "kontrollera utfallets tecken" in told[5]


def test_a_reason_is_quoted_only_when_the_report_gives_it_and_it_agrees_in_sign() -> None:
    words = "dyra men nödvändiga externa placeringar inom Funktionshinderomsorgen."
    assert reason("781", 2089, words) == words[:-1]
    assert (reason("781", -1, words), reason("781", 2089, "inget"), reason("100", 5, words)) == ("", "", "")
