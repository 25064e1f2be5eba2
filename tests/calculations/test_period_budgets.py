"""Which way an implied budget goes is proved from the rows, or follows the sign of costs where they do not tell."""

from __future__ import annotations

import pytest

from sn_excel.calculations.period_budgets import PeriodBudgets
from sn_excel.model.tables import Kind
from tests.checks.specimens import table

ROWS = (
    "| Utfall | Avvikelse | Årsbudget\n111 Stab | 90 | {} | 400\n112 Hem | 160 | {} | 800\n113 Kost | 330 | {} | 1 200"
)


@pytest.mark.parametrize(("gaps", "way"), [((10, 40, -30), 1), ((-10, -40, 30), -1)])
def test_the_way_that_makes_shares_alike_is_taken(gaps: tuple[int, int, int], way: int) -> None:
    one = table(Kind.OPERATING, ROWS.format(*gaps))
    budgets = PeriodBudgets(one)
    assert budgets.way == way
    assert [pair.period for line in one.walk() for pair, _ in budgets.of(line)] == [100, 200, 300]


@pytest.mark.parametrize("costs", [1, -1])
def test_too_few_rows_follow_the_sign_of_costs(costs: int) -> None:
    one = table(Kind.OPERATING, "| Utfall | Avvikelse | Årsbudget\n111 Stab | 90 | 10 | 400", costs=costs)
    assert PeriodBudgets(one).way == costs
