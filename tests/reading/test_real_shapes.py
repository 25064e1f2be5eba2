"""Shapes met in other municipalities' reports, told again with made-up names and figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sn_excel.model.figures import parse
from sn_excel.model.measures import Measure
from sn_excel.model.sheets import Sheet, Value
from sn_excel.model.tables import Table
from sn_excel.reading.tables import Reading, tables

ACTUAL, BUDGET, ANNUAL, FORECAST = Measure.ACTUAL, Measure.PERIOD_BUDGET, Measure.ANNUAL_BUDGET, Measure.FORECAST


def read(text: str) -> Reading:
    cells: dict[tuple[int, int], Value] = {}
    for row, line in enumerate(text.strip().split("\n"), 1):
        for column, part in enumerate(line.split("|"), 1):
            stated = part.strip()
            amount = parse(stated, ",") if column > 1 else None
            if stated:
                cells[row, column] = stated if amount is None else amount
    return tables([Sheet("rapport.xlsx", "Blad", cells)])


def only(text: str) -> Table:
    (found,) = read(text).tables
    return found


ROWS = """
Stab | 100 | 120 | 20
Hemtjänst | 2 100 | 2 000 | -100
Boende | 900 | 1 000 | 100
Summa | 3 100 | 3 120 | 20"""


@pytest.mark.parametrize(
    "head",
    [
        "Nämndens budget\n | Utfall maj 2024 | Budget maj 2024 | Avvikelse",
        "Budgetavvikelse, tkr | Utfall maj 2024 | Budget maj 2024 | Avvikelse",
        "Utfall\n\nEnhet | Utfall maj 2024 | Budget maj 2024 | Avvikelse",
    ],
)
def test_a_title_over_the_names_is_no_measure(head: str) -> None:
    table = only(head + ROWS)
    assert [column.measure for column in table.columns] == [ACTUAL, BUDGET, Measure.PERIOD_DEVIATION]
    assert [line.name for line in table.lines[-1].parts] == ["Stab", "Hemtjänst", "Boende"]


def test_a_percentage_inside_a_name_is_money_all_the_same() -> None:
    table = only(
        """ | Utfall 2023 | Budget 2023 | Avvikelse
Stab | 100 | 120 | 20
Tillfälligt boende (75 %) | 2 100 | 2 000 | -100
Summa | 2 200 | 2 120 | -80
Sjukfrånvaro % | 8 | 7 | -1"""
    )
    assert [line.name for line in table.lines] == ["Summa"]
    assert len(table.lines[0].parts) == 2


def test_years_and_a_share_below_the_measures_belong_to_the_heading() -> None:
    table = only(
        """Resultat | Utfall | Budget | Avvikelse | Utfall | Prognos | Budget | Avvikelse | Avvikelse
Mkr | 2023 | 2023 | | 2022 | 2023 | 2023 | | procent
 | jan-aug | jan-aug | | jan-aug | | | |
Verksamhetens intäkter | 147 | 133 | 14 | 123 | 250 | 230 | 20 | 8,7 %
Verksamhetens kostnader | -802 | -818 | 16 | -765 | -1 244 | -1 290 | 46 | -3,6 %
Avskrivningar | -87 | -63 | -24 | -57 | -138 | -145 | 7 | -4,8 %
Verksamhetens nettokostnader | -742 | -748 | 6 | -699 | -1 132 | -1 205 | 73 | -6,1 %"""
    )
    spoken = [(column.measure, column.period and column.period.spoken) for column in table.columns]
    assert spoken == [
        (ACTUAL, "januari–augusti 2023"),
        (BUDGET, "januari–augusti 2023"),
        (Measure.PERIOD_DEVIATION, "januari–augusti 2023"),
        (ACTUAL, "januari–augusti 2022"),
        (FORECAST, "helår 2023"),
        (ANNUAL, "helår 2023"),
        (Measure.RESULT_DEVIATION, "helår 2023"),
    ]
    assert len(list(table.walk())) == 4
    assert len(table.relations) == 2


def test_a_net_cost_beside_its_budget_is_the_outcome() -> None:
    table = only(
        """mnkr | Intäkter 2023 | Kostnader 2022 | Kostnader 2023 | Nettokostnad 2023 | Budget 2023 | Avvikelse
Ledning | 18,3 | -84,4 | -79,4 | -61,1 | -64,5 | 3,4
Hemtjänst | 48,3 | -165,3 | -173,1 | -124,8 | -111,6 | -13,2
Boende | 6,6 | -59,3 | -60,1 | -53,5 | -55,1 | 1,6"""
    )
    assert [column.measure for column in table.columns] == [ACTUAL, ANNUAL, Measure.PERIOD_DEVIATION]
    assert table.relations
    assert table.lines[0].figures[table.columns[0]].value == Decimal("-61100.0")
