"""How ledgers really write their exports: titles, totals, dashes and months in every shape, or one sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sn_excel.model.amounts import Unit
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet, Value
from sn_excel.sources.leaves import Wanted
from sn_excel.sources.ledgers import ledger, ledger_file
from tests.sources.test_ledgers import TWO_PROGRAMMES, read, refusal

MARCH = Wanted(Period.parse("2024-03"), TWO_PROGRAMMES, None, {"1": 3600, "2": 1200})
HEAD = "Kod;Namn;Utfall;Budget;Årsbudget\n"
ROWS = "11;A;500;450;1800\n12;B;400;450;1800\n2;C;310;300;1200\n"
RIGHT = {"actual": 500, "period_budget": 450, "annual_budget": 1800}


@pytest.mark.parametrize(
    "title",
    [
        "Budgetuppföljning mars 2024;;;;\n",
        "Rapport;Uppföljning;;;\nPeriod:;202401 - 202403;;;\nUtskriven;2024-04-10;;;\n",
        "Ackumulerat t.o.m. 2024-03-31;;;;\n",
        "Period 2401-2403;;;;\n",
        "Budget beslutad KF 2023-11-20;;;;\n",
        "2024-04-10;Uppföljning;;;\n",
    ],
)
def test_a_title_that_says_the_month_or_nothing_is_in_order(tmp_path: Path, title: str) -> None:
    assert read(tmp_path, title + HEAD + ROWS, MARCH)["11"] == RIGHT


@pytest.mark.parametrize(
    ("title", "held"),
    [
        ("Budgetuppföljning april 2024;;;;\n", "april 2024"),
        ("Period;202402;;;\nUtskrivet;2024-04-10;;;\n", "februari 2024"),
        ("Ack t.o.m. 2024-02-29;;;;\n", "februari 2024"),
        ("Utfall jan-mars 2023;;;;\n", "inget för 2024"),
    ],
)
def test_a_title_of_another_month_is_refused(tmp_path: Path, title: str, held: str) -> None:
    assert held in refusal(tmp_path, title + HEAD + ROWS, MARCH)


def test_the_titles_month_is_the_last_of_columns_that_hold_a_month(tmp_path: Path) -> None:
    text = "Period jan-mars 2024;;;;;\nKod;Utfall månad;Utfall ack;Budget månad;Budget ack;Årsbudget\n"
    rows = "11;9;500;9;450;1800\n12;9;400;9;450;1800\n2;9;310;9;300;1200\n"
    assert read(tmp_path, text + rows, MARCH)["11"] == RIGHT


def test_last_years_column_is_told_by_its_short_month(tmp_path: Path) -> None:
    text = "Kod;Utfall ack 2303;Utfall ack 2403;Budget ack 2403;Årsbudget\n"
    rows = "11;1;500;450;1800\n12;1;400;450;1800\n2;1;310;300;1200\n"
    assert read(tmp_path, text + rows, MARCH)["11"] == RIGHT


@pytest.mark.parametrize(
    "shape", ["P{:02}", "Period {}", "{:02}/2024", "2024P{:02}", "2024.{:02}", "24{:02}", "2024-{:02}-15"]
)
def test_a_period_is_read_in_every_shape(tmp_path: Path, shape: str) -> None:
    rows = [f"{shape.format(month)};{code};100;100;1200" for month in (1, 2, 3) for code in ("11", "12", "2")]
    text = "Period;Kod;Utfall (tkr);Budget (tkr);Årsbudget (tkr)\n" + "\n".join(rows)
    assert read(tmp_path, text, Wanted(MARCH.period, TWO_PROGRAMMES))["11"]["actual"] == 300


def test_a_workbooks_days_are_months(tmp_path: Path) -> None:
    days = [(date(2024, month, 15) - date(1899, 12, 30)).days for month in (1, 2, 3)]
    cells: dict[tuple[int, int], Value] = {(1, 1): "Datum", (1, 2): "Kod", (1, 3): "Utfall (tkr)"}
    for row, day in enumerate(days, 2):
        cells |= {(row, 1): day, (row, 2): "11", (row, 3): 100}
    sheet = Sheet("export.xlsx", "Blad1", cells, formats={(row, 1): "yyyy\\-mm\\-dd" for row in (2, 3, 4)})
    found = ledger((sheet,), Wanted(MARCH.period, TWO_PROGRAMMES))
    assert found.entries["11"].amounts[Measure.ACTUAL] == 300


@pytest.mark.parametrize("total", ["Delsumma", "Slutsumma", "S:a", "Resultat", "Nettokostnad", "Summa: Ett"])
def test_totals_without_a_code_are_no_rows(tmp_path: Path, total: str) -> None:
    assert read(tmp_path, HEAD + ROWS + f";{total};1210;1200;4800\n", MARCH)["11"] == RIGHT


@pytest.mark.parametrize("code", ["'11", '="11"', "11: A", "11 - A", "11 A"])
def test_a_code_is_a_code_however_excel_wrote_it(tmp_path: Path, code: str) -> None:
    assert read(tmp_path, HEAD + ROWS.replace("11;A", f"{code};A"), MARCH)["11"] == RIGHT


def test_a_dash_is_nothing_booked_and_kr_behind_an_amount_is_no_part_of_it(tmp_path: Path) -> None:
    rows = "11;A;500 000 kr;450 000 kr;1 800 000 kr\n12;B;–;450 000 kr;1 800 000 kr\n"
    rows += "2;C;310 000 kr;300 000 kr;1 200 000 kr\n"
    found = read(tmp_path, HEAD + rows, MARCH)
    assert found["11"] == RIGHT
    assert found["12"]["actual"] == 0


@pytest.mark.parametrize("turned", [(1,), (2, 3), (3,)])
def test_measures_that_count_costs_the_other_way_round_are_refused(tmp_path: Path, turned: tuple[int, ...]) -> None:
    rows = [line.split(";") for line in ROWS.splitlines()]
    for row in rows:
        for place in turned:
            row[place + 1] = "-" + row[place + 1]
    said = refusal(tmp_path, HEAD + "\n".join(";".join(row) for row in rows), MARCH)
    assert "motsatt tecken" in said


def test_one_row_alone_does_not_turn_the_signs(tmp_path: Path) -> None:
    text = "Kod;Utfall;Budget;Årsbudget\n11;-500;-450;-1800\n"
    wanted = Wanted(MARCH.period, None, Unit.TKR, {"11": 1800}, "arbetsbokens årsbudget")
    assert read(tmp_path, text, wanted)["11"]["actual"] == -500


def test_a_budget_that_speaks_for_another_month_is_told(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(HEAD + "11;A;400;380;1800\n12;B;300;370;1800\n2;C;210;250;1200\n", encoding="utf-8")
    (sentence,) = ledger_file(path, MARCH).cautions
    assert "motsvarar 2,5 månader" in sentence
    path.write_text(HEAD.replace("Utfall", "Utfall jan-mars") + ROWS, encoding="utf-8")
    assert ledger_file(path, MARCH).cautions == ()


def test_rows_per_responsibility_or_account_are_known_by_it_where_no_unit_is_named(tmp_path: Path) -> None:
    text = "Konto;Text;Belopp (tkr)\n4010;=1+1;5\n4011;@SUM(A1);7\n"
    found = read(tmp_path, text, Wanted(MARCH.period))
    assert (found["4010"]["actual"], found["4011"]["actual"]) == (5, 7)


def test_a_budget_repeated_on_every_account_is_told(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    rows = [f"{code};{konto};250;225;1800" for code in ("11", "12", "2") for konto in ("3010", "5010")]
    path.write_text("Kod;Konto;Utfall (tkr) jan-mars;Budget jan-mars;Årsbudget\n" + "\n".join(rows), encoding="utf-8")
    (sentence,) = ledger_file(path, MARCH).cautions
    assert "2,50 gånger beslutad årsbudget" in sentence


@pytest.mark.parametrize(
    "words", ["Källa: ekonomisystemet;;;;", "Antal rader: 3;;;;", "Individ- och familjeomsorg;;;;"]
)
def test_a_row_of_words_alone_is_no_row(tmp_path: Path, words: str) -> None:
    assert read(tmp_path, HEAD + ROWS + words + "\n", MARCH)["11"] == RIGHT
