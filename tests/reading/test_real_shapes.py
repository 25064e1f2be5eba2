"""Shapes met in other municipalities' reports, told again with made-up names and figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sn_excel.model.measures import Measure
from sn_excel.model.number_texts import parse
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


def page(text: str) -> Reading:
    lines = {(row, 1): line for row, line in enumerate(text.strip("\n").split("\n"), 1) if line.strip()}
    return tables([Sheet("rapport.txt", "text", lines, lines=True)])


def amounts(table: Table, name: str) -> list[object]:
    line = next(line for line in table.walk() if line.name == name)
    return [line.figures[column].value for column in table.columns]


def test_a_word_that_is_none_of_ours_may_be_a_column_of_its_own() -> None:
    (table,) = page(
        """Riktpunkt 33,3%
Budget Periodutfall Utfall_proc Prognos apr Avvikelse
Netto 62 700 21 810 35 70 543 -7 843
Ledning 2 500 796 32 2 412 88
Hemtjänst 19 578 9 657 49 31 053 -11 475
Boende 40 622 11 357 28 37 078 3 544"""
    ).tables
    assert [column.measure for column in table.columns] == [ANNUAL, ACTUAL, FORECAST, Measure.FORECAST_DEVIATION]
    assert amounts(table, "Hemtjänst") == [19_578, 9_657, 31_053, -11_475]
    assert [line.name for line in table.lines[0].parts] == ["Ledning", "Hemtjänst", "Boende"]


def test_a_share_left_out_of_the_amounts_takes_its_heading_along() -> None:
    (table,) = page(
        """(tkr) Utfall2023 Förändring 2022/2023 Förändring 2022/2023 Budget 2023 Budget-avvikelse
Hemtjänst – 37 264 – 1 578 4,4 % – 37 500 236
Stab – 4 614 191 – 4,0 % – 4 257 – 357
Boende – 4 823 – 563 13,2 % – 4 799 – 24
Mark 141 50 55,4 % – 14 155"""
    ).tables
    assert [column.measure for column in table.columns] == [ACTUAL, ANNUAL, Measure.PERIOD_DEVIATION]
    assert amounts(table, "Stab") == [-4_614, -4_257, -357]
    assert amounts(table, "Mark") == [141, -14, 155]


def test_references_to_notes_are_no_amounts() -> None:
    (table,) = page(
        """Resultaträkning
Belopp i mnkr Not Utfall
2023
Utfall
2022
Budget
2023
Avvikelse Koncern
2023
Verksamhetens intäkter 1 269 522 300 − 31 475
Verksamhetens kostnader 2 − 1 116 − 1 344 − 1 149 33 − 1 303
Avskrivningar 3 − 25 − 31 − 35 10 − 47
Verksamhetens nettokostnader − 872 − 853 − 884 12 − 875
Skatteintäkter 4 705 683 700 5 705
Statsbidrag 5, 6 212 203 204 8 212
Verksamhetens resultat 45 33 20 25 42"""
    ).tables
    assert amounts(table, "Verksamhetens intäkter") == [269_000, 522_000, 300_000, -31_000]
    assert amounts(table, "Skatteintäkter") == [705_000, 683_000, 700_000, 5_000]
    assert amounts(table, "Statsbidrag") == [212_000, 203_000, 204_000, 8_000]
    assert table.relations


def test_deviations_rounded_one_by_one_still_tell_where_digits_part() -> None:
    (table,) = page(
        """Mkr Utfall Budget Avvikelse Prognos Budget Avvikelse Avvikelse
2023 2023 2023 2023 procent
Intäkter 16 047 15 593 454 25 450 23 890 1 559 6,5 %
Kostnader -62 202 -62 228 26 -98 344 -96 390 -1 954 -2,0 %
Avskrivningar -3 987 -4 163 176 -6 338 -6 445 108 -1,7 %
Nettokostnader -50 141 -50 798 656 -79 232 -78 945 -287 -0,4 %
Skatteintäkter 50 592 50 400 192 75 888 75 600 289 0,4 %
Resultat 451 -398 849 -3 344 -3 345 1"""
    ).tables
    assert amounts(table, "Skatteintäkter") == [50_592_000, 50_400_000, 192_000, 75_888_000, 75_600_000, 289_000]


def test_a_name_above_its_figures_is_theirs() -> None:
    (table,) = page(
        """mnkr Bokslut
2022
Budget
2023
Plan
2024
Verksamhetens intäkter
270,6 279,0 295,6
Verksamhetens kostnader
– 1 329,0 – 1 385,4 – 1 464,6
Verksamhetens nettokostnader
– 1 058,4 – 1 106,4 – 1 169,0"""
    ).tables
    assert [line.name for line in table.walk()] == [
        "Verksamhetens nettokostnader",
        "Verksamhetens intäkter",
        "Verksamhetens kostnader",
    ]


def test_a_table_whose_lines_mostly_do_not_fit_its_heading_is_left_alone() -> None:
    found = page(
        """Utfall Budget Avvikelse
Stab 1 2 3 4,5
Hemtjänst 3,5 4,5 5,5 6,5
Boende 3,5 4,5 5,5 7,5
Kost 1,5 2,5 1,0"""
    )
    assert not found.tables


def test_a_row_whose_name_only_holds_a_measures_word_is_a_row() -> None:
    table = only(
        """ | Utfall 2023 | Budget 2023 | Avvikelse
Stab | 1 100 | 1 120 | 20
Hemtjänst | 2 100 | 2 000 | -100
Diff/felkonteringar | 40 | 0 | -40
Summa | 3 240 | 3 120 | -120"""
    )
    assert [line.name for line in table.lines[-1].parts] == ["Stab", "Hemtjänst", "Diff/felkonteringar"]
