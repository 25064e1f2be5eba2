"""The forecast in workbooks of another make: their signs and units are read, nothing of theirs is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from sn_excel.hosts.calc.recalculation import recalculated
from tests.hosts.cli.conftest import Run
from tests.hosts.cli.test_bad_input import one_sentence
from tests.hosts.cli.test_forecast_round import amount


def number(value: object) -> int | float:
    assert isinstance(value, int | float)
    return value


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
    assert book.sheetnames == ["IFO", "Prognos", "Driftredovisning", "Prognosjusteringar", "Prognosdiagram"]
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


REPORT = (
    ("Driftredovisning, tkr", "Prognos 2024", "Budget 2024", "Avvikelse", "Utfall 2024-04", "Budgetavvikelse 2024-04"),
    ("100 Politisk verksamhet", 1302, 1302, "=C2-B2", 456, -22),
    ("750 Verkställighet IFO", None, 14506, "=C3-B3", 4881, 126),
    ("756 Sociala omsorg", None, 10429, "=C4-B4", 3637, -68),
    ("TOTALT", None, "=SUM(C2:C4)", "=C5-B5", "=SUM(E2:E4)", "=SUM(F2:F4)"),
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The accountants' own Driftredovisning: three programmes of April's, one forecast typed, the others to come."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Driftredovisning"
    for row in REPORT:
        sheet.append(row)
    path = tmp_path / "delår.xlsx"
    book.save(path)
    return path


def test_an_own_driftredovisning_gets_its_empty_forecasts_and_keeps_the_typed_one(
    run: Run, report: Path, soffice: Path, tmp_path: Path
) -> None:
    for _ in range(2):
        answer = run("forecast", report, "--no-backup")
        assert answer.code == 0, answer.err
        assert "B2, 100 Politisk verksamhet: 1 302 tkr står kvar" in answer.err
    book, copy = load_workbook(report), tmp_path / "omräknad.xlsx"
    assert book.sheetnames == ["Driftredovisning", "Prognos", "Prognosjusteringar", "Prognosdiagram"]
    sheet = book["Driftredovisning"]
    assert [sheet.cell(row, 2).value for row in range(2, 6)] == [1302, "=Prognos!N6", "=Prognos!N7", "=B2+B3+B4"]
    recalculated(report, copy)
    for path in (report, copy):
        values = load_workbook(path, data_only=True)["Driftredovisning"]
        found = [values.cell(row, 2).value for row in range(2, 6)]
        assert found == [
            1302,
            amount(path, "750", "Prognos"),
            amount(path, "756", "Prognos"),
            sum(map(number, found[:3])),
        ]
        assert values["D4"].value == -200
        assert values["D5"].value == number(values["C5"].value) - number(values["B5"].value)


def test_a_protected_driftredovisning_is_left_alone_and_told(run: Run, report: Path) -> None:
    book = load_workbook(report)
    book.worksheets[0].protection.sheet = True
    book.save(report)
    answer = run("forecast", report, "--no-backup")
    assert (answer.code, "är skyddat" in answer.err) == (0, True)
    assert load_workbook(report)["Driftredovisning"]["B3"].value is None


def test_a_sheet_called_driftredovisning_that_is_something_else_stays(run: Run, own: Path) -> None:
    book = load_workbook(own)
    book.create_sheet("Driftredovisning")["A1"] = "mina anteckningar"
    book.save(own)
    answer = run("forecast", own, "--no-backup")
    assert (answer.code, "är ert eget" in answer.err) == (0, True)
    assert load_workbook(own)["Driftredovisning"]["A1"].value == "mina anteckningar"


def test_the_income_statement_is_held_against_the_filled_forecasts(run: Run, report: Path) -> None:
    assert run("forecast", report, "--no-backup").code == 0
    total = number(load_workbook(report, data_only=True)["Driftredovisning"]["B5"].value)
    book = load_workbook(report)
    income = book.create_sheet("Resultaträkning")
    income.append(("Resultaträkning, tkr", "Prognos 2024", "Budget 2024", "Avvikelse", "Utfall 2024-04"))
    income.append(("Verksamhetens intäkter", 100, 90, 10, 40))
    income.append(("Verksamhetens kostnader", -100 - total, -90 - 26237, 26237 - total - 10, -40 - 8974))
    income.append(("Verksamhetens nettokostnader", -total, -26237, 26237 - total, -8974))
    book.save(report)
    assert run("recompute", report, "--no-backup").code == 0
    assert [one["code"] for one in run("check", report, "--json").json["findings"]] == []
    book = load_workbook(report)
    book["Resultaträkning"]["B3"], book["Resultaträkning"]["B4"] = -1100 - total, -1000 - total
    book["Resultaträkning"]["D3"], book["Resultaträkning"]["D4"] = 26237 - total - 1010, 25237 - total
    book.save(report)
    run("recompute", report, "--no-backup")
    assert [one["code"] for one in run("check", report, "--json").json["findings"]] == ["SN302"]


@pytest.mark.parametrize(("off", "codes"), [(0, []), (5000, ["SN302"])])
def test_an_income_statement_of_the_month_is_held_against_the_driftredovisning_that_is_made(
    run: Run, own: Path, off: int, codes: list[str]
) -> None:
    assert run("forecast", own, "--no-backup").code == 0
    sheet = load_workbook(own, data_only=True)["Driftredovisning"]
    forecast, annual, _, actual = (number(sheet.cell(7, column).value) for column in range(2, 6))
    book = load_workbook(own)
    income = book.create_sheet("Resultaträkning")
    income.append(("Resultaträkning, tkr", "Prognos 2024", "Budget 2024", "Avvikelse", "Utfall maj 2024"))
    income.append(("Verksamhetens intäkter", 100 + off, 90, 10 + off, 40))
    income.append(("Verksamhetens kostnader", -100 - forecast, -90 - annual, annual - forecast - 10, -40 - actual))
    income.append(("Verksamhetens nettokostnader", off - forecast, -annual, annual - forecast + off, -actual))
    book.save(own)
    run("recompute", own, "--no-backup")
    assert [one["code"] for one in run("check", own, "--json").json["findings"]] == codes


def blanked(path: Path, cells: dict[str, str | None]) -> None:
    book = load_workbook(path)
    for at, value in cells.items():
        book["IFO"][at] = value
    book.save(path)


def test_a_row_without_budget_or_outcome_is_forecast_too(run: Run, own: Path, soffice: Path, tmp_path: Path) -> None:
    blanked(own, {"C4": None, "F4": None, "D5": None})
    answer = run("forecast", own, "--no-backup", "--json")
    found = {one["code"]: one for one in answer.json["programmes"]}
    assert [found[code]["actual"] for code in ("8110", "8112", "8114")] == [358, 1414, 0]
    assert (found["8112"]["annual_budget"], found["8112"]["rule"]) == (0, "Linjär framskrivning")
    assert found["8112"]["rule_forecast"] == pytest.approx(1414 * 12 / 5)
    assert "Kostnad utan budget" in found["8112"]["warnings"][0]
    copy = tmp_path / "omräknad.xlsx"
    recalculated(own, copy)
    for path in (own, copy):
        assert amount(path, "8112", "Regelprognos") == pytest.approx(1414 * 12 / 5)


@pytest.mark.parametrize("value", ["ca 500", "#REF!"])
def test_an_amount_that_cannot_be_read_stops_the_forecast(run: Run, own: Path, value: str) -> None:
    blanked(own, {"D4": value})
    before = own.read_bytes()
    assert "IFO D4" in one_sentence(run("forecast", own))
    assert own.read_bytes() == before


def test_a_book_whose_outcome_is_still_to_come_has_no_forecast(run: Run, own: Path) -> None:
    blanked(own, {"D3": None, "D4": None, "D5": None})
    assert "ingen prognos kan göras" in one_sentence(run("forecast", own))


def test_what_an_adjustment_of_a_file_may_cause_is_told_when_it_is_taken_in(
    run: Run, own: Path, tmp_path: Path
) -> None:
    path = tmp_path / "just.csv"
    head = "Kod;Belopp;Från;Till;Slag;Orsak"
    path.write_text(f"{head}\n8112;-50;2024-06;2024-12;statsbidrag;placering 850101-1234\n", encoding="utf-8")
    answer = run("forecast", own, "--adjustments", path, "--json")
    assert answer.code == 0, answer.err
    (found,) = answer.json["findings"]
    assert (found["code"], found["sheet"]) == ("SN501", "Prognosjusteringar")


def test_an_adjustment_that_cannot_be_counted_is_told(run: Run, maj: Path, tmp_path: Path) -> None:
    path = tmp_path / "just.csv"
    head = "Kod;Belopp;Från;Till;Slag;Sätt;Orsak"
    path.write_text(f"{head}\n771;90;2024-06;2024-12;löpande;ersätter resten;nytt avtal\n", encoding="utf-8")
    answer = run("forecast", maj, "--adjustments", path, "--json")
    assert answer.code == 1
    (ignored,) = answer.json["ignored"]
    assert "ersätter resten gäller bara en verksamhet" in ignored
