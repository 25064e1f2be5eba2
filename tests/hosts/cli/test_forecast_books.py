"""The forecast in workbooks of another make: their signs and units are read, nothing of theirs is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from sn_excel.hosts.libreoffice.recalculation import recalculated
from tests.hosts.cli.conftest import Run
from tests.hosts.cli.test_bad_input import one_sentence
from tests.hosts.cli.test_forecast_round import amount


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A controller's own book in kronor, costs negative, another order of columns, a sum at the foot."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "IFO"
    sheet.append(["Belopp i kronor, kostnader med minus"])
    sheet.append(["Kod", "Verksamhet", "Budget maj 2024", "Utfall maj 2024", "Avvikelse", "Årsbudget 2024"])
    sheet.append([8110, "Ledning", -370_000, -358_000, "=D3-C3", -848_000])
    sheet.append([8112, "Boendestöd", -1_464_000, -1_414_000, "=D4-C4", -3_400_000])
    sheet.append([8114, "Servicebostad", -2_414_000, -2_460_000, "=D5-C5", -5_632_000])
    sheet.append([None, "Summa", "=SUM(C3:C5)", "=SUM(D3:D5)", "=D6-C6", "=SUM(F3:F5)"])
    sheet["H1"] = "min egen anteckning"
    path = tmp_path / "egen.xlsx"
    book.save(path)
    return path


def test_a_book_in_kronor_with_negative_costs_is_forecast_in_tkr(
    run: Run, own: Path, tmp_path: Path, soffice: Path
) -> None:
    answer = run("forecast", own, "--json")
    assert answer.code == 0, answer.err
    assert [one["actual"] for one in answer.json["programmes"]] == [358, 1414, 2460]
    book = load_workbook(own)
    assert book.sheetnames == ["IFO", "Prognos", "Prognosjusteringar", "Prognosdiagram"]
    assert book["IFO"]["H1"].value == "min egen anteckning"
    assert book["IFO"]["D3"].value == -358_000
    assert book["Prognos"]["B5"].value == "=-IFO!D3/1000"
    copy = tmp_path / "omräknad.xlsx"
    recalculated(own, copy)
    linear = 358 * 12 / 5
    for path in (own, copy):
        assert amount(path, "8110", "Linjär framskrivning") == pytest.approx(linear)
        assert amount(path, "8110", "Budgettakt") == pytest.approx(358 * 848 / 370)
        assert amount(path, "8110", "Regelprognos") == pytest.approx(358 + 848 - 370)


def test_a_sheet_called_prognos_that_is_the_users_is_left_alone(run: Run, own: Path) -> None:
    book = load_workbook(own)
    book.create_sheet("Prognos")["A1"] = "min egen prognos"
    book.save(own)
    before = own.read_bytes()
    assert "Prognos" in one_sentence(run("forecast", own))
    assert own.read_bytes() == before


def test_a_book_that_says_no_month_is_asked_about(run: Run, own: Path) -> None:
    book = load_workbook(own)
    sheet = book["IFO"]
    for at, words in enumerate(("Budget", "Utfall", "Avvikelse", "Årsbudget"), 3):
        sheet.cell(2, at).value = words
    book.save(own)
    assert "--period" in one_sentence(run("forecast", own))
    assert run("forecast", own, "--period", "2024-05", "--dry-run").code == 0


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        ("8110;abc;2024-06;2024-12;löpande;orsak", "B2", "inget belopp"),
        ("8110;100;juni i år;2024-12;löpande;orsak", "C2", "ingen månad"),
        ("8110;100;2024-06;2024-12;annat;orsak", "E2", "engångs"),
        ("8110;100;2024-06;2024-12;löpande;", "F2", "Orsak saknas"),
        ("Ledning;100;2024-06;2024-12;löpande;orsak", "A2", "ingen kod"),
    ],
)
def test_a_bad_row_of_a_csv_is_a_finding_at_its_cell_and_the_others_are_taken_in(
    run: Run, own: Path, tmp_path: Path, row: str, cell: str, words: str
) -> None:
    path = tmp_path / "just.csv"
    head = "Kod;Belopp;Från;Till;Slag;Orsak"
    path.write_text(f"{head}\n{row}\n8112;-50;2024-06;2024-12;statsbidrag;nytt bidrag\n", encoding="utf-8")
    answer = run("forecast", own, "--adjustments", path, "--json")
    assert answer.code == 1
    (found,) = answer.json["findings"]
    assert (found["code"], found["cell"]) == ("SN404", cell)
    assert words in found["message"]
    assert amount(own, "8112", "Justeringar") == -50


def test_an_adjustment_of_a_code_the_book_lacks_counts_nothing_and_says_so(run: Run, own: Path, tmp_path: Path) -> None:
    path = tmp_path / "just.csv"
    path.write_text("Kod;Belopp;Från;Till;Slag;Orsak\n9999;70;2024-06;2024-12;löpande;okänd\n", encoding="utf-8")
    answer = run("forecast", own, "--adjustments", path, "--json")
    assert answer.code == 1
    assert "9999" in answer.json["findings"][0]["message"]
    assert load_workbook(own)["Prognosjusteringar"]["A5"].value == "9999"
