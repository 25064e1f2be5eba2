"""The archive as CSV, out and in: nothing is lost on the way, and what cannot be read is told by its row."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from sqlite3 import Connection

import pytest

from sn_excel.archive.connections import connected
from sn_excel.archive.deliveries import Delivery, Status, add, add_all, fetched, listed, unknown
from sn_excel.archive.exchanges import deliveries_csv, deliveries_from, history_from
from sn_excel.archive.histories import past
from sn_excel.archive.round_exchanges import rounds_csv, rounds_from, unknown_rounds
from sn_excel.archive.rounds import Round, StoredForecast, add_round, add_rounds, fetched_round
from sn_excel.model.amounts import Unit
from sn_excel.model.errors import UnreadableFileError
from sn_excel.model.ledgers import Entry
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period

APRIL = Period(2024, 1, 4)


def april(amount: Decimal | int, stored: str = "2024-05-03") -> Delivery:
    amounts = {Measure.ACTUAL: amount, Measure.PERIOD_BUDGET: 367, Measure.ANNUAL_BUDGET: 1100}
    entries = {"285": Entry("285", "Bidrag; ”särskilda”", amounts)}
    return Delivery(APRIL, Status.PRELIMINARY, "2024-05-02", stored, "april.csv", entries)


def test_an_exported_archive_can_be_rebuilt(archive: Connection, tmp_path: Path) -> None:
    add_all(archive, [april(Decimal("-466.125")), april(26, "2024-06-03")])
    text = deliveries_csv(archive)
    assert "2024-04;1;preliminär;2024-05-02;2024-05-03;april.csv;285;" in text
    assert ";Utfall;-466,125\r\n" in text
    with connected(tmp_path / "nytt.db", create=True) as rebuilt:
        add_all(rebuilt, deliveries_from("\ufeff" + text))
        assert deliveries_csv(rebuilt) == text
        assert fetched(rebuilt, APRIL, 1) == fetched(archive, APRIL, 1)


def test_reading_an_export_into_its_own_archive_adds_nothing(archive: Connection) -> None:
    add(archive, april(1))
    assert unknown(archive, deliveries_from(deliveries_csv(archive))) == ()


def test_exported_rounds_can_be_rebuilt(archive: Connection, tmp_path: Path) -> None:
    third = Decimal(100) / 3
    one = StoredForecast("754", "Myndighet", third, 32986, "Budgettakt", 29124, None, -5, Decimal("0.5"))
    add_round(archive, Round(APRIL, "2024-05-10", "prognos.xlsx", (one,)))
    with connected(tmp_path / "nytt.db", create=True) as rebuilt:
        add_rounds(rebuilt, rounds_from(rounds_csv(archive)))
        assert fetched_round(rebuilt, APRIL) == fetched_round(archive, APRIL)
        assert unknown_rounds(rebuilt, rounds_from(rounds_csv(archive))) == ()


HISTORY = (
    "kod;namn;period;utfall;årsbudget\n7542;Vård;2023-01;100,50;1200\n7542;Vård;2023-02;−20;1200\n7543;Hem;2023-02;7;\n"
)


def test_history_by_month_is_added_up_from_january(archive: Connection) -> None:
    add_all(archive, history_from(HISTORY, True, "historik.csv", "2024-01-01"))
    february = fetched(archive, Period(2023, 1, 2)).entries
    assert february["7542"].amounts == {Measure.ACTUAL: Decimal("80.5"), Measure.ANNUAL_BUDGET: 1200}
    assert february["7543"].amounts == {Measure.ACTUAL: 7}
    assert past(archive, Period(2023, 1, 2))["7542"].months == (Decimal("100.5"), -20)
    assert {one.status for one in listed(archive)} == {Status.CLOSED}


def test_accumulated_history_is_taken_as_it_stands() -> None:
    january, february = history_from(HISTORY, False, "historik.csv", "2024-01-01")
    assert february.entries["7542"].amounts[Measure.ACTUAL] == -20
    assert january.period == Period(2023, 1, 1)


def test_history_in_kronor_is_kept_in_tkr() -> None:
    found = history_from("kod;period;utfall\n7542;2023-01;1 234 567,89\n", False, "h", "", Unit.KR)
    assert found[0].entries["7542"].amounts[Measure.ACTUAL] == Decimal("1234.56789")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kod;utfall\n1;2\n", "saknar kolumnen period"),
        ("kod,period,utfall\n1,2023-01,2\n", "skiljs med semikolon"),
        ("", "saknar kolumnen"),
        ("kod;period;utfall\n1;januari;2\n", "Rad 2: ”januari” är ingen period"),
        ("kod;period;utfall\n1;2023-01;många\n", "Rad 2: ”många” är inget belopp"),
        ("kod;period;utfall\n;2023-01;2\n", "Rad 2: kod saknas"),
        ("kod;period;utfall\n1;2023-01;2\n\n1;2023-01;3\n", "Rad 4: 1 har Utfall två gånger"),
        ("kod;period;utfall\n1;2023-01\n", "Rad 2 har 2 kolumner men rubriken 3"),
        ("kod;period;utfall\n1;2023-01;2\n1;2023-03;2\n", "har 2023-03 men inte 2023-02"),
    ],
)
def test_history_that_cannot_be_used_is_told_by_its_row(text: str, told: str) -> None:
    with pytest.raises(UnreadableFileError, match=told):
        history_from(text, True, "historik.csv", "")


@pytest.mark.parametrize(
    ("column", "text", "told"),
    [(1, "ett", "versionsnummer"), (2, "klar", "ingen status"), (8, "Kostnad", "inget mått"), (9, "", "inget belopp")],
)
def test_an_export_that_was_changed_by_hand_is_told_by_its_row(
    archive: Connection, column: int, text: str, told: str
) -> None:
    entry = Entry("285", "Bidrag", {Measure.ACTUAL: 1})
    add(archive, Delivery(APRIL, Status.CLOSED, "", "", "april.csv", {"285": entry}))
    heading, first = deliveries_csv(archive).splitlines()
    cells = first.split(";")
    cells[column] = text
    with pytest.raises(UnreadableFileError, match=f"Rad 2: .*{told}"):
        deliveries_from("\n".join([heading, ";".join(cells)]))


def test_a_file_that_is_no_table_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="ingen CSV-fil"):
        history_from("kod;period;utfall\n" + "x" * 200_000, True, "bild.png", "")


def test_a_code_without_an_amount_in_a_month_keeps_what_it_had() -> None:
    text = "kod;period;utfall\n1;2023-01;5\n2;2023-01;7\n1;2023-02;5\n"
    february = history_from(text, True, "h", "")[1].entries
    assert {code: entry.amounts[Measure.ACTUAL] for code, entry in february.items()} == {"1": 10, "2": 7}
