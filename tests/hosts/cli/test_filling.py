"""The export's month into the accountants' own workbook, and next month's book out of this one."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.hosts.cli.conftest import Run
from tests.hosts.cli.test_bad_input import one_sentence


@pytest.fixture
def june(samples: Path) -> Path:
    """An export of June: every amount of May and a fifth more; one code is gone, one is new."""
    lines = (samples / "export_2024-05.csv").read_text(encoding="utf-8-sig").replace("jan-maj", "jan-jun").splitlines()
    rows = [line.split(";") for line in lines]
    for row in rows[1:]:
        row[2:4] = [str(int(amount.replace(" ", "")) * 6 // 5) for amount in row[2:4]]
    kept = [";".join(row) for row in rows if row[0] != "7401"]
    path = samples / "juni.csv"
    path.write_text("\n".join([*kept, "7999;Ny;5;5;5"]), encoding="utf-8")
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A controller's own book: another order of columns, typed sums, costs negative, last year beside."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "IFO"
    sheet.append(["Belopp i tkr, kostnader med minus"])
    sheet.append(
        ["Kod", "Verksamhet", "Utfall 2023-05", "Budget maj 2024", "Utfall maj 2024", "Avvikelse", "Årsbudget"]
    )
    sheet.append([7560, "Ledning", -300, -370, -358, "=E3-D3", -848])
    sheet.append([7562, "Boendestöd", -1200, -1464, -1414, "=E4-D4", -3400])
    sheet.append([7564, "Tellus", -2100, -2414, -2460, "=E5-D5", -5632])
    sheet.append([None, "Summa", -3600, -4248, -4232, "=E6-D6", -9880])
    path = tmp_path / "egen.xlsx"
    book.save(path)
    return path


def test_amounts_go_to_their_rows_and_formulas_stay(run: Run, maj: Path, june: Path) -> None:
    answer = run("fill", june, maj, "--period", "2024-06")
    assert answer.code == 0, answer.err
    book, shown = load_workbook(maj), load_workbook(maj, data_only=True)
    assert shown["771"]["B20"].value == -1288 * 6 // 5
    assert book["771"]["B5"].value == "=SUM(B6:B20)"
    units = [shown["771"].cell(row, 2).value for row in range(6, 21)]
    assert shown["771"]["B5"].value == sum(int(str(amount)) for amount in units)
    assert shown["Sammanställning"]["B3"].value == "Utfall Juni 2024"
    assert shown["Sammanställning"]["E11"].value == 134114
    assert shown["Prognos"]["B3"].value == 6


def test_what_could_not_be_placed_is_listed(run: Run, maj: Path, june: Path) -> None:
    answer = run("fill", june, maj, "--period", "2024-06", "--json", "--dry-run")
    assert answer.json["rows_without_export"] == ["7401 Arbetstidsdirektiv ÄO"]
    assert answer.json["codes_without_row"] == ["7999"]


def test_a_dry_run_tells_before_and_after_and_writes_nothing(run: Run, maj: Path, june: Path) -> None:
    before = maj.read_bytes()
    answer = run("fill", june, maj, "--period", "2024-06", "--dry-run")
    assert "771 B6  7400 ÄO Ledning: 3 590 → 4 308" in answer.out
    assert maj.read_bytes() == before


def test_a_book_of_another_make_is_filled_with_its_own_signs_and_sums(run: Run, own: Path, june: Path) -> None:
    answer = run("fill", june, own, "--period", "2024-06")
    assert answer.code == 0, answer.err
    sheet, shown = load_workbook(own).worksheets[0], load_workbook(own, data_only=True).worksheets[0]
    assert [sheet.cell(row, 5).value for row in range(3, 7)] == [-429, -1696, -2952, -5077]
    assert [sheet.cell(row, 3).value for row in range(3, 7)] == [-300, -1200, -2100, -3600]
    assert [cell.value for cell in sheet[2]][3:5] == ["Budget juni 2024", "Utfall juni 2024"]
    assert sheet["C2"].value == "Utfall 2023-05"
    assert sheet["F3"].value == "=E3-D3"
    assert shown["F3"].value == -429 + 444


def test_the_next_month_keeps_the_layout_and_empties_the_month(run: Run, maj: Path, tmp_path: Path) -> None:
    out = tmp_path / "juni.xlsx"
    before = maj.read_bytes()
    assert run("roll", maj, "--period", "2024-06", "--out", out).code == 0
    assert maj.read_bytes() == before
    sheet = load_workbook(out)["771"]
    assert sheet["B4"].value == "Utfall Juni 2024"
    assert [sheet["B6"].value, sheet["C6"].value, sheet["E6"].value] == [None, None, 7813]
    assert sheet["B5"].value == "=SUM(B6:B20)"
    assert "Avstämning" not in load_workbook(out).sheetnames


def test_comments_are_kept_only_when_asked(run: Run, maj: Path, tmp_path: Path) -> None:
    book = load_workbook(maj)
    book["Kommentarer"]["G6"] = "Utbildningar"
    book.save(maj)
    for flags, expected in (([], None), (["--keep-comments"], "Utbildningar")):
        out = tmp_path / f"juni{len(flags)}.xlsx"
        assert run("roll", maj, "--period", "2024-06", "--out", out, *flags).code == 0
        assert load_workbook(out)["Kommentarer"]["G6"].value == expected


def test_an_export_of_other_codes_is_refused(run: Run, maj: Path, tmp_path: Path) -> None:
    path = tmp_path / "annan.csv"
    path.write_text("Kod;Benämning;Utfall jan-jun 2024 (tkr)\n9001;Annan;5\n9002;Annan;7\n", encoding="utf-8")
    before = maj.read_bytes()
    assert "Ingen kod" in one_sentence(run("fill", path, maj, "--period", "2024-06"))
    assert maj.read_bytes() == before


def test_a_target_that_exists_is_not_written_over(run: Run, maj: Path) -> None:
    assert "finns redan" in one_sentence(run("roll", maj, "--period", "2024-06", "--out", maj))


def test_the_same_month_is_refused(run: Run, maj: Path, tmp_path: Path) -> None:
    answer = run("roll", maj, "--period", "2024-05", "--out", tmp_path / "ny.xlsx")
    assert "redan" in one_sentence(answer)


HABITS = (
    ("Kod;Namn;Utfall;Budget;Årsbudget", 1),
    ("Kod;Namn;Utfall;Budget;Årsbudget", -1),
    ("Kod;Namn;Utfall;Budget;Årsbudget", 1000),
    ("Kod;Namn;Utfall (tkr);Budget (tkr);Årsbudget (tkr)", -1),
)


@pytest.mark.parametrize(("head", "factor"), HABITS)
def test_the_books_own_budget_proves_unit_and_sign_of_an_export(
    run: Run, maj: Path, samples: Path, head: str, factor: int
) -> None:
    lines = (samples / "export_2024-05.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    rows = [line.split(";") for line in lines]
    told = [[*row[:2], *(str(int(amount.replace(" ", "")) * factor) for amount in row[2:])] for row in rows]
    path = samples / "annan.csv"
    path.write_text("\n".join([head, *(";".join(row) for row in told)]), encoding="utf-8")
    answer = run("fill", path, maj, "--period", "2024-05", "--dry-run", "--json")
    assert answer.code == 0, answer.err
    assert answer.json["changes"] == []


@pytest.fixture
def without_budget(tmp_path: Path) -> Path:
    """A book with Utfall alone: nothing in it proves an export's unit or sign but the amounts it replaces."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Belopp i tkr"])
    sheet.append(["Kod", "Verksamhet", "Utfall maj 2024", "Utfall maj 2023"])
    for code in range(7560, 7568):
        sheet.append([code, f"Enhet {code}", 100 + code, 90 + code])
    path = tmp_path / "utfall.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(("factor", "said"), [(-1, "motsatt tecken"), (1000, "annan enhet")])
def test_amounts_of_another_kind_than_those_they_replace_are_refused(
    run: Run, without_budget: Path, tmp_path: Path, factor: int, said: str
) -> None:
    rows = [f"{code};{(110 + code) * factor}" for code in range(7560, 7568)]
    path = tmp_path / "export.csv"
    path.write_text("Kod;Utfall jan-maj (tkr)\n" + "\n".join(rows), encoding="utf-8")
    before = without_budget.read_bytes()
    answer = run("fill", path, without_budget, "--period", "2024-05")
    assert answer.code == 2
    assert said in one_sentence(answer)
    assert without_budget.read_bytes() == before


def test_columns_that_the_export_does_not_reach_are_told(run: Run, own: Path, june: Path) -> None:
    book = load_workbook(own)
    book["IFO"]["E4"] = "=-700-714"
    book.save(own)
    answer = run("fill", june, own, "--period", "2024-06", "--dry-run")
    assert answer.code == 0, answer.err
    assert "IFO kolumn C: Utfall 2023 finns inte i exporten och är orört." in answer.err
    assert "IFO kolumn E: Utfall räknas av formler som ger annat än exporten på 1 rad" in answer.err


def test_nothing_is_told_where_every_amount_is_reached(run: Run, maj: Path, june: Path) -> None:
    assert not run("fill", june, maj, "--period", "2024-06", "--dry-run").err
