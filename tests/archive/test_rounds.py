"""Forecasts kept, and held against how the year turned out."""

from __future__ import annotations

from decimal import Decimal
from sqlite3 import Connection

import pytest

from sn_excel.archive.deliveries import Delivery, Status, add
from sn_excel.archive.rounds import Round, StoredForecast, add_round, fetched_round, listed_rounds, pairs
from sn_excel.calculations.forecasting.accuracy import Pair, following
from sn_excel.model.errors import SnError
from sn_excel.model.ledgers import Entry
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period

APRIL = Period(2023, 1, 4)
ONE = StoredForecast("754", "Myndighet", Decimal("34058.4"), 32986, "Budgettakt", 29124, 32124, 31000, Decimal("35.5"))
OTHER = StoredForecast("771", "Äldreomsorg", 139214, 139214, "Årsbudget hålls", 134114)


def outcome(**amounts: int) -> Delivery:
    entries = {code[1:]: Entry(code[1:], "", {Measure.ACTUAL: amount}) for code, amount in amounts.items()}
    return Delivery(Period(2023), Status.DELIVERED, "2024-01-20", "2024-01-21", "bokslut", entries)


def test_a_round_comes_back_exactly(archive: Connection) -> None:
    stored = add_round(archive, Round(APRIL, "2023-05-10", "prognos.xlsx", (ONE, OTHER)))
    assert fetched_round(archive, APRIL) == stored
    assert stored.version == 1


def test_a_new_round_of_the_same_month_is_a_new_version(archive: Connection) -> None:
    add_round(archive, Round(APRIL, "2023-05-10", "a", (ONE,)))
    add_round(archive, Round(APRIL, "2023-05-11", "b", (OTHER,)))
    assert [(one.version, one.document) for one in listed_rounds(archive)] == [(1, "a"), (2, "b")]
    assert fetched_round(archive, APRIL, version=1).forecasts == (ONE,)


def test_a_round_the_archive_lacks_is_told(archive: Connection) -> None:
    with pytest.raises(SnError, match="ingen prognos för 2023-04"):
        fetched_round(archive, APRIL)


def test_an_empty_round_is_refused(archive: Connection) -> None:
    with pytest.raises(SnError, match="inga prognoser"):
        add_round(archive, Round(APRIL, "", "a", ()))


def test_forecasts_are_held_against_the_years_outcome(archive: Connection) -> None:
    add_round(archive, Round(APRIL, "2023-05-10", "a", (ONE, OTHER)))
    assert pairs(archive) == ()
    add(archive, outcome(c754=33000, c771=1))
    add(archive, outcome(c754=33000))
    assert pairs(archive) == (
        Pair("754", 2023, 4, outcome=33000, forecast=Decimal("34058.4"), unadjusted=32986, submitted=32124),
        Pair("771", 2023, 4, outcome=0, forecast=139214, unadjusted=139214),
    )
    assert following(pairs(archive)[:1]).adjusted.bias == Decimal("1058.4")


def test_only_the_newest_round_of_a_month_is_judged(archive: Connection) -> None:
    add_round(archive, Round(APRIL, "2023-05-10", "a", (ONE,)))
    add_round(archive, Round(APRIL, "2023-05-11", "b", (OTHER,)))
    add(archive, outcome(c754=33000))
    assert [pair.code for pair in pairs(archive)] == ["771"]
