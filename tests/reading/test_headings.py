"""Headings as Swedish controllers write them, and those that only look like ours."""

from __future__ import annotations

import pytest

from sn_excel.model.amounts import Unit
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet, Value
from sn_excel.reading.places.headings import Role, heading
from sn_excel.reading.places.spans import span
from sn_excel.reading.places.units import likely, named
from sn_excel.reading.printed.wrapped_headings import columns
from sn_excel.reading.tables import tables


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Utfall Maj 2024", Role.ACTUAL),
        ("Ack utfall jan-maj", Role.ACTUAL),
        ("Utfall 2024-04", Role.ACTUAL),
        ("Bokslut 2023", Role.ACTUAL),
        ("utfall_2024_04", Role.ACTUAL),
        ("Budget Maj 2024", Role.PERIOD_BUDGET),
        ("Periodbudget", Role.PERIOD_BUDGET),
        ("Budget ack", Role.PERIOD_BUDGET),
        ("Budget 2024", Role.BUDGET),
        ("Årsbudget", Role.ANNUAL_BUDGET),
        ("arsbudget", Role.ANNUAL_BUDGET),
        ("Helårsbudget 2024", Role.ANNUAL_BUDGET),
        ("Budget helår", Role.ANNUAL_BUDGET),
        ("Justerad budget 2024", Role.BUDGET),
        ("Helårsprognos", Role.FORECAST),
        ("Prognos 2024, tkr", Role.FORECAST),
        ("Avvikelse", Role.DEVIATION),
        ("Budget-\navvikelse\n2024-04", Role.DEVIATION),
        ("Avvikelse mot budget", Role.DEVIATION),
        ("Avvikelse budget - prognos", Role.FORECAST_DEVIATION),
        ("Prognosavvikelse", Role.FORECAST_DEVIATION),
        ("Budget - Utfall", Role.DEVIATION),
    ],
)
def test_a_heading_says_what_its_column_holds(text: str, role: Role) -> None:
    assert heading(text).role is role


@pytest.mark.parametrize(
    "text",
    [
        "Kommentar till avvikelse", "Förbrukat %", "Avvikelse %", "Utfall i procent av budget", "Budgettakt",
        "Utfall + återstående budget", "Återstår av budget", "Tilläggsbudget", "Verksamhet program", "Socialnämnd 2024",
        "Budgetuppföljning 2024-04", "Avvikelsen beror på fler placeringar än vad som rymdes i årets budget", "",
        "Utfall och prognos", "Kostnader", "2024", "Utfall intäkter",
    ],
)  # fmt: skip
def test_what_only_looks_like_ours_is_none_of_ours(text: str) -> None:
    assert heading(text).role is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Utfall Maj 2024", Period(2024, 1, 5)),
        ("Utfall jan–maj 2024", Period(2024, 1, 5)),
        ("Utfall 2024-04", Period(2024, 1, 4)),
        ("utfall 202404", Period(2024, 1, 4)),
        ("Utfall månad maj 2024", Period(2024, 5, 5)),
        ("Utfall apr-maj 2024", Period(2024, 4, 5)),
        ("Tertial 1 2024", Period(2024, 1, 4)),
        ("Bokslut 2023", Period(2023)),
        ("T.o.m. augusti 2023", Period(2023, 1, 8)),
        ("per 2024-05-31", Period(2024, 1, 5)),
    ],
)
def test_a_text_says_which_months_it_means(text: str, period: Period) -> None:
    assert span(text).period() == period


@pytest.mark.parametrize("text", ["Utfall", "Majoren 2024", "Budget 2024", "Utfall maj", "Marskalken 2023"])
def test_a_text_without_month_or_year_means_no_period(text: str) -> None:
    assert span(text).period() is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Belopp i tkr", Unit.TKR), ("RESULTATRÄKNING, TKR", Unit.TKR), ("(mnkr)", Unit.MKR), ("maj kr", Unit.KR),
        ("Tusental kronor", Unit.TKR), ("miljoner kronor", Unit.MKR), ("kkr", Unit.TKR), ("Krav", None),
        ("kr eller tkr", None), ("", None),
    ],
)  # fmt: skip
def test_a_text_names_one_unit_or_none(text: str, unit: Unit | None) -> None:
    assert named(text) is unit


def test_whole_thousands_leave_the_unit_open() -> None:
    assert likely([120_000, 4_000_000, 9_000_000]) is None


@pytest.mark.parametrize(
    "text",
    [
        "Utfall Maj 2024 Budget Maj 2024 Avvikelse Maj 2024 Årsbudget",
        "Utfall Budget Avvikelse Årsbudget Maj 2024 Maj 2024 Maj 2024",
        "utfall maj 2024\nbudget maj 2024\navvikelse maj\n2024 årsbudget",
    ],
)
def test_a_heading_broken_over_lines_has_four_columns(text: str) -> None:
    assert columns(text) == ("utfall maj 2024", "budget maj 2024", "avvikelse maj 2024", "årsbudget")


def test_a_note_of_figures_is_no_heading() -> None:

    cells: dict[tuple[int, int], Value] = {(1, 1): "Utfall", (1, 2): 525, (2, 1): "Budget", (2, 2): 543}
    assert tables([Sheet("a.xlsx", "Blad1", cells)]).tables == ()
