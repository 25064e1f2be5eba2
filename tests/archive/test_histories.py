"""Months out of accumulated deliveries, as the forecast rules need them."""

from __future__ import annotations

from sqlite3 import Connection

from sn_excel.archive.deliveries import Delivery, Status, add, add_all
from sn_excel.archive.histories import Past, past
from sn_excel.model.amounts import Amount
from sn_excel.model.ledgers import Entry
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period

MAY = Period(2024, 1, 5)


def stand(year: int, month: int, **actuals: Amount) -> Delivery:
    entries = {code: Entry(code, "Enhet", {Measure.ACTUAL: amount}) for code, amount in actuals.items()}
    return Delivery(Period(year, 1, month), Status.CLOSED, "", f"{year}-{month}", "export", entries)


def year(number: int, months: int = 12, each: int = 100) -> list[Delivery]:
    return [stand(number, month, e7500=each * month) for month in range(1, months + 1)]


def test_months_are_the_differences_of_accumulated_amounts(archive: Connection) -> None:
    stands = [100, 180, 300, 290, 400]
    add_all(archive, [stand(2024, month, e7500=amount) for month, amount in enumerate(stands, 1)])
    assert past(archive, MAY) == {"e7500": Past(months=(100, 80, 120, -10, 110))}


def test_the_newest_version_of_a_month_counts(archive: Connection) -> None:
    add_all(archive, year(2024, 5))
    add(archive, stand(2024, 2, e7500=150))
    assert past(archive, MAY)["e7500"].months == (100, 50, 150, 100, 100)


def test_a_missing_month_leaves_this_years_months_unknown(archive: Connection) -> None:
    add_all(archive, [one for one in year(2024, 5) if one.period.last != 3])
    assert past(archive, MAY)["e7500"].months == ()


def test_later_months_than_the_period_are_not_known_yet(archive: Connection) -> None:
    add_all(archive, year(2024, 9))
    assert len(past(archive, MAY)["e7500"].months) == 5


def test_whole_earlier_years_come_oldest_first_at_most_three(archive: Connection) -> None:
    for number in range(2019, 2024):
        add_all(archive, year(number, each=number))
    assert past(archive, MAY)["e7500"].prior == tuple((number,) * 12 for number in (2021, 2022, 2023))


def test_a_year_with_a_gap_ends_the_history(archive: Connection) -> None:
    add_all(archive, [one for one in year(2022) if one.period.last != 6])
    add_all(archive, year(2021))
    add_all(archive, year(2023))
    assert len(past(archive, MAY)["e7500"].prior) == 1


def test_a_code_not_named_in_a_month_had_nothing_booked(archive: Connection) -> None:
    add_all(archive, [stand(2024, 1, e7500=100), stand(2024, 2, e7500=200, e7542=50)])
    assert past(archive, Period(2024, 1, 2))["e7542"].months == (0, 50)


def test_years_before_a_codes_first_booking_are_left_out(archive: Connection) -> None:
    add_all(archive, year(2022))
    add_all(archive, [stand(2023, month, e7500=100 * month, e7542=10 * month) for month in range(1, 13)])
    found = past(archive, MAY)
    assert found["e7542"].prior == ((10,) * 12,)
    assert len(found["e7500"].prior) == 2


def test_an_empty_archive_has_no_past(archive: Connection) -> None:
    assert past(archive, MAY) == {}
