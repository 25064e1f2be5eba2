"""Marks inside the accountants' workbook: laid, kept, taken away, and never forced."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.hosts.cli.conftest import Run


def rows(path: Path) -> list[tuple[object, ...]]:
    """The findings listed in Avstämning."""
    sheet = load_workbook(path)["Avstämning"]
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=5) if row[0].value]


@pytest.fixture
def plain(run: Run, maj: Path) -> Path:
    """May's workbook without a mark of ours."""
    assert run("clear", maj, "--no-backup").code == 0
    return maj


def test_the_list_says_where_how_much_why_and_what_to_do(run: Run, plain: Path) -> None:
    assert run("check", plain, "--mark").code == 1
    listed = rows(plain)
    assert len(listed) == 7
    assert listed[0][1:10] == (
        "SN301", "Fel", "Sammanställning", "E11", "771 Äldreomsorg", "Årsbudget", 134114, 139324, -5210,
    )  # fmt: skip
    assert "7779" in str(listed[0][10])
    assert listed[0][11] == "771 E20: 2 605 → −2 605"
    assert listed[0][12] == "Öppen"
    link = load_workbook(plain)["Avstämning"]["E5"].hyperlink
    assert link is not None
    assert link.location == "Sammanställning!E11"


def test_status_and_comment_are_kept_and_what_is_explained_is_not_marked_again(run: Run, plain: Path) -> None:
    run("check", plain, "--mark", "--no-backup")
    book = load_workbook(plain)
    book["Avstämning"]["M5"], book["Avstämning"]["N5"] = "Förklarad", "Rättas i juni"
    book.save(plain)
    assert run("check", plain, "--mark", "--no-backup").code == 0
    assert rows(plain)[0][12:14] == ("Förklarad", "Rättas i juni")
    assert load_workbook(plain)["Sammanställning"]["E11"].comment is None


def test_an_explanation_falls_when_the_figures_change(run: Run, plain: Path) -> None:
    run("check", plain, "--mark", "--no-backup")
    book = load_workbook(plain)
    book["Avstämning"]["M5"] = "Förklarad"
    book["Sammanställning"]["E11"] = 134000
    book.save(plain)
    run("recompute", plain, "--no-backup")
    assert load_workbook(plain)["Sammanställning"]["E11"].comment is not None


def test_a_users_note_is_never_touched(run: Run, plain: Path) -> None:
    from openpyxl.comments import Comment

    book = load_workbook(plain)
    book["Sammanställning"]["E11"].comment = Comment("Min egen anteckning", "Ekonom")
    book.save(plain)
    run("check", plain, "--mark", "--no-backup")
    note = load_workbook(plain)["Sammanställning"]["E11"].comment
    assert note is not None
    assert note.text == "Min egen anteckning"
    run("clear", plain, "--no-backup")
    note = load_workbook(plain)["Sammanställning"]["E11"].comment
    assert note is not None
    assert note.text == "Min egen anteckning"


def test_a_protected_workbook_gets_its_list_beside_it(run: Run, plain: Path) -> None:
    book = load_workbook(plain)
    for sheet in book.worksheets:
        sheet.protection.sheet = True
    book.save(plain)
    before = plain.read_bytes()
    answer = run("check", plain, "--mark")
    assert answer.code == 1
    assert plain.read_bytes() == before
    beside = plain.with_name("maj avstämning.xlsx")
    assert "skydd" in answer.err
    assert len(rows(beside)) == 7


def test_an_own_sheet_of_that_name_is_left_alone(run: Run, plain: Path) -> None:
    book = load_workbook(plain)
    book.create_sheet("Avstämning")["A1"] = "Bankkonton"
    book.save(plain)
    run("clear", plain, "--no-backup")
    assert load_workbook(plain)["Avstämning"]["A1"].value == "Bankkonton"


def test_cleared_is_what_it_was(run: Run, plain: Path, shared: Path, tmp_path: Path) -> None:
    before = tmp_path / "före.xlsx"
    before.write_bytes(plain.read_bytes())
    run("check", plain, "--mark", "--no-backup")
    run("clear", plain, "--no-backup")
    meter = shared / "bench" / "fidelity" / "fidelity.py"
    command = [sys.executable, str(meter), str(before), str(plain), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert [found for found in json.loads(done.stdout) if found[0] != "meta"] == []


def test_a_book_without_marks_is_left_alone_when_they_are_cleared(run: Run, maj: Path) -> None:
    run("clear", maj, "--no-backup")
    before = maj.read_bytes()
    answer = run("clear", maj)
    assert (answer.code, "har inga markeringar" in answer.out) == (0, True)
    assert maj.read_bytes() == before
