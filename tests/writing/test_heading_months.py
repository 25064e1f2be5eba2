"""Only a heading's own month moves; dates, case numbers, amounts and names in people's texts stay as written."""

from __future__ import annotations

import pytest

from sn_excel.model.periods import Period
from sn_excel.writing.theirs.heading_months import moved

MAY, JUNE = Period(2024, 1, 5), Period(2024, 1, 6)
OCTOBER, NOVEMBER = Period(2024, 1, 10), Period(2024, 1, 11)
DECEMBER, JANUARY = Period(2024, 1, 12), Period(2025, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Beslut om budget 2024 1000 tkr i nämnden, gäller t.o.m. 2024-05-31",
        "Upprättad 2024-05-14, dnr SN 20240123",
        "SN 2024-05-17 § 42",
        "Dnr 2024/05",
        "SN 2024/05",
        "2024-05-31",
        "20240514",
        "5/31/2024",
        "14.05.2024",
        "14 maj 2024",
        "Möte den 14 maj",
        "Beslutad budget SN 2024-05-14 § 45",
        "Ekonom: Maj Berg",
        "Maj Lindgren, 08-123 45",
        "Maj-Britt Ek",
        "Siffror av Maj",
        "Fakturan avser maj",
        "Budget 2024 0510",
        "Projekt 2024-0512",
        "ID20240501",
        "Utfall maj 2023",
    ],
)
def test_a_text_that_is_no_heading_stays(text: str) -> None:
    assert moved(text, MAY, JUNE) == text


@pytest.mark.parametrize(
    "text", ["2024 1000 tkr", "Budget 2024 10 000", "2024 10 tkr", "Utfall 20241005", "2024-10-31"]
)
def test_an_amount_after_the_year_is_no_month(text: str) -> None:
    assert moved(text, OCTOBER, NOVEMBER) == text


@pytest.mark.parametrize(
    "text", ["2024-12-31", "Upprättad 2024-12-10", "dnr SN 2024-123", "Beslut 2024 1000 tkr", "31/12/2024"]
)
def test_dates_and_numbers_stay_at_the_turn_of_the_year(text: str) -> None:
    assert moved(text, DECEMBER, JANUARY) == text


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Utfall Maj 2024", "Utfall Juni 2024"),
        ("Utfall ack maj", "Utfall ack juni"),
        ("UTFALL MAJ", "UTFALL JUNI"),
        ("jan-maj", "jan-juni"),
        ("Jan-Maj 2024", "Jan-Juni 2024"),
        ("t.o.m. maj", "t.o.m. juni"),
        ("Utfall 2024-05", "Utfall 2024-06"),
        ("Utfall 202405", "Utfall 202406"),
        ("Utfall 202401-202405", "Utfall 202401-202406"),
        ("Utfall 05.2024", "Utfall 06.2024"),
        ("Per 2024-05-31", "Per 2024-06-30"),
        ("Utfall 31.05.2024", "Utfall 30.06.2024"),
        ("Ack. utfall t.o.m. 31 maj 2024", "Ack. utfall t.o.m. 30 juni 2024"),
        ("Beslutad budget maj 2024", "Beslutad budget juni 2024"),
        ("Uppföljning maj 2024, belopp i 1000 kr", "Uppföljning juni 2024, belopp i 1000 kr"),
        ("Maj Utfall", "Juni Utfall"),
    ],
)
def test_the_month_of_a_heading_moves(text: str, right: str) -> None:
    assert moved(text, MAY, JUNE) == right


def test_month_and_year_move_together_at_the_turn_of_the_year() -> None:
    heads = ("Utfall december 2024", "Årsbudget 2024", "Utfall 2024-12", "Per 2024-12-31")
    assert [moved(head, DECEMBER, JANUARY) for head in heads] == [
        "Utfall januari 2025",
        "Årsbudget 2025",
        "Utfall 2025-01",
        "Per 2025-01-31",
    ]
