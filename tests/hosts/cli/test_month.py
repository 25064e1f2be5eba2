"""The month end to end on the real figures: regenerated, recomputed, checked and explained."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests import may
from tests.hosts.cli.conftest import Run


def shown(path: Path) -> dict[tuple[str, str], object]:
    """Every cell's value as saved, by sheet and address."""
    book = load_workbook(path, data_only=True)
    return {(sheet.title, cell.coordinate): cell.value for sheet in book for row in sheet.iter_rows() for cell in row}


def test_all_printed_figures_stand_in_the_workbook(maj: Path, seeds: Path) -> None:
    book = load_workbook(maj, data_only=True)
    found = 0
    for row in may.printed(seeds):
        cells = next(cells for cells in book[row.sheet].iter_rows() if cells[0].value == row.label)
        assert tuple(cell.value for cell in cells[1:5]) == row.amounts, row
        found += len(row.amounts)
    assert found == 372


def test_the_sheets_are_the_familiar_ones(maj: Path) -> None:
    names = ["Sammanställning", "100+285+750", "754", "756+770", "771", "774", "781", "Prognos", "Kommentarer"]
    assert load_workbook(maj).sheetnames == [*names, "Avstämning"]


def test_sums_are_ordinary_formulas_and_the_summary_is_linked_except_the_decided_budget(maj: Path) -> None:
    book = load_workbook(maj)
    assert book["771"]["B5"].value == "=SUM(B6:B20)"
    assert book["771"]["D5"].value == "=C5-B5"
    assert book["Sammanställning"]["C11"].value == "='771'!C5"
    assert book["Sammanställning"]["E11"].value == 134114


def test_the_same_input_gives_the_same_bytes(run: Run, samples: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "maj.xlsx", tmp_path / "b" / "maj.xlsx"
    for out in (first, second):
        out.parent.mkdir()
        assert run("regenerate", samples / "export_2024-05.csv", "--period", "2024-05", "--out", out).code == 0
    assert first.read_bytes() == second.read_bytes()


def test_a_ledger_by_month_in_kronor_gives_the_same_figures(run: Run, samples: Path, tmp_path: Path, maj: Path) -> None:
    out = tmp_path / "huvudbok.xlsx"
    answer = run("regenerate", samples / "huvudbok_2024-05.csv", "--period", "2024-05", "--out", out)
    assert answer.code == 0, answer.err
    summary, expected = load_workbook(out, data_only=True)["Sammanställning"], load_workbook(maj, data_only=True)
    for row in range(4, 15):
        for column in (2, 3, 4):
            assert summary.cell(row, column).value == expected["Sammanställning"].cell(row, column).value


def test_the_workbook_has_the_one_true_error_and_six_notes(run: Run, maj: Path) -> None:
    answer = run("check", maj, "--json")
    assert answer.code == 1
    assert answer.json["summary"] == {"error": 1, "warning": 0, "note": 6}
    error = answer.json["findings"][0]
    assert (error["sheet"], error["cell"], error["label"]) == ("Sammanställning", "E11", "771 Äldreomsorg")
    assert (error["stated"], error["computed"], error["difference"]) == (134114, 139324, -5210)
    assert error["against"] == {"sheet": "771", "cell": "E5"}
    cause = error["causes"][0]
    assert (cause["kind"], cause["sheet"], cause["cell"]) == ("sign_flip", "771", "E20")
    assert (cause["value"], cause["suggested"]) == (2605, -2605)
    assert len(cause["evidence"]) >= 2


def test_with_the_april_report_there_are_nine_notes(run: Run, maj: Path, samples: Path) -> None:
    answer = run("check", maj, "--json", "--against", samples / "april_2024.txt")
    assert answer.json["summary"] == {"error": 1, "warning": 0, "note": 9}
    labels = sorted(found["label"][:4] for found in answer.json["findings"][1:])
    assert labels == ["285 ", "7401", "7542", "7550", "756 ", "7601", "774 ", "7773", "7801"]


def test_april_has_the_one_true_error(run: Run, samples: Path) -> None:
    answer = run("check", samples / "april_2024.txt", "--json")
    assert answer.code == 1
    assert answer.json["summary"]["error"] == 1
    error = answer.json["findings"][0]
    assert (error["stated"], error["computed"], error["difference"]) == (110831, 112153, -1322)
    cause = error["causes"][0]
    assert (cause["kind"], cause["value"], cause["suggested"]) == ("sign_flip", 661, -661)


@pytest.mark.parametrize("name", ["000_4dc4796e382a3134.txt", "003_37b11e039177ece9.txt"])
def test_the_source_documents_themselves_have_one_error_each(run: Run, seeds: Path, name: str) -> None:
    answer = run("check", seeds / name, "--json")
    assert answer.json["summary"]["error"] == 1
    assert answer.json["summary"]["warning"] == 0


def test_mended_figures_leave_no_error(run: Run, samples: Path, tmp_path: Path) -> None:
    export = samples / "export_2024-05.csv"
    text = export.read_text(encoding="utf-8-sig")
    mended = text.replace(";2 605", ";-2 605")
    assert mended != text
    export.write_text(mended, encoding="utf-8-sig")
    out = tmp_path / "rättad.xlsx"
    assert run("regenerate", export, "--period", "2024-05", "--out", out).code == 0
    answer = run("check", out, "--json", "--against", samples / "april_2024.txt")
    assert (answer.code, answer.json["summary"]["error"]) == (0, 0)


def test_cached_values_are_what_libreoffice_computes(maj: Path, tmp_path: Path, soffice: Path) -> None:
    from sn_excel.hosts.calc.recalculation import recalculated

    copy = tmp_path / "omräknad.xlsx"
    recalculated(maj, copy)
    ours, theirs, formulas = shown(maj), shown(copy), load_workbook(maj)
    compared = 0
    for (sheet, cell), value in ours.items():
        if not str(formulas[sheet][cell].value).startswith("="):
            continue
        other = theirs[sheet, cell]
        compared += 1
        if isinstance(value, float):
            assert isinstance(other, int | float)
            assert abs(value - other) <= 1e-12 * max(abs(value), abs(other)), (sheet, cell)
        else:
            assert value == other, (sheet, cell)
    assert compared > 700


def test_recomputing_mends_a_stale_value_and_keeps_the_rest(run: Run, maj: Path) -> None:
    import zipfile

    stale = maj.with_name("gammal.xlsx")
    with zipfile.ZipFile(maj) as old, zipfile.ZipFile(stale, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"<v>58611</v>", b"<v>58000</v>") if b"SUM(B6:B20)" in data else data)
    before = shown(stale)
    assert before["771", "B5"] == 58000
    answer = run("recompute", stale, "--no-backup")
    assert answer.code == 0, answer.err
    after = shown(stale)
    assert after["771", "B5"] == 58611
    assert "58 000 → 58 611" in answer.out


def test_a_dry_run_writes_nothing(run: Run, maj: Path) -> None:
    before = maj.read_bytes()
    assert run("recompute", maj, "--dry-run").code == 0
    assert maj.read_bytes() == before


def test_marks_can_be_laid_and_taken_away(run: Run, maj: Path) -> None:
    assert run("check", maj, "--mark").code == 1
    marked = load_workbook(maj)
    note = marked["Sammanställning"]["E11"].comment
    assert note is not None
    assert "134 114" in note.text
    assert run("clear", maj, "--no-backup").code == 0
    cleared = load_workbook(maj)
    assert "Avstämning" not in cleared.sheetnames
    assert cleared["Sammanställning"]["E11"].comment is None


def test_explaining_a_code_tells_why(run: Run) -> None:
    answer = run("explain", "sn301")
    assert answer.code == 0
    assert answer.out.startswith("SN301")
    assert "Varför" in answer.out


def test_the_demo_fills_an_empty_folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run("demo")
    assert answer.code == 0
    assert (tmp_path / "demo" / "socialnamnd_2024-05.xlsx").exists()
    assert "−5 210" in answer.out


def test_many_files_are_checked_in_one_go(run: Run, maj: Path, tmp_path: Path) -> None:
    other = tmp_path / "två.xlsx"
    shutil.copyfile(maj, other)
    answer = run("check", maj, other, "--json")
    assert [found["summary"]["error"] for found in answer.json] == [1, 1]
    assert Decimal(answer.json[1]["findings"][0]["difference"]) == -5210
