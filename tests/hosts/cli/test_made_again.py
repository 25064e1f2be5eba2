"""A month made again keeps what people wrote in the book that was there, and tells what has no place any more."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from sn_excel.schema.comments import FIRST_WRITTEN, HEADING_ROW
from sn_excel.schema.reconciliation import HEADING_ROW as LISTED
from sn_excel.schema.reconciliation import HEADINGS
from tests.hosts.cli.conftest import Run

STATUS, COMMENT = HEADINGS.index("Status") + 1, HEADINGS.index("Kommentar") + 1


@pytest.fixture
def typed(maj: Path) -> Path:
    """May's book with a comment, a status, a note beside a table and a sheet of somebody's own."""
    book = load_workbook(maj)
    book["Kommentarer"].cell(HEADING_ROW + 1, FIRST_WRITTEN, "Fler utbildningar än väntat")
    book["Avstämning"].cell(LISTED + 1, STATUS, "Förklarad")
    book["Avstämning"].cell(LISTED + 1, COMMENT, "Beslut i nämnden")
    book["771"]["H5"] = "ring enheten"
    book.create_sheet("Egna anteckningar")["A1"] = "till sammanträdet"
    book.save(maj)
    return maj


def test_comments_statuses_and_their_comments_are_there_again(run: Run, samples: Path, typed: Path) -> None:
    answer = run("regenerate", samples / "export_2024-05.csv", "--period", "2024-05", "--out", typed)
    assert answer.code == 0, answer.err
    book = load_workbook(typed)
    assert book["Kommentarer"].cell(HEADING_ROW + 1, FIRST_WRITTEN).value == "Fler utbildningar än väntat"
    listed = book["Avstämning"]
    assert [listed.cell(LISTED + 1, column).value for column in (STATUS, COMMENT)] == ["Förklarad", "Beslut i nämnden"]
    assert "771: det som stod i H5 finns kvar i den förra boken." in answer.err
    assert "Bladet Egna anteckningar finns inte i den nya boken" in answer.err


def test_a_comment_whose_programme_is_gone_is_told(run: Run, samples: Path, typed: Path) -> None:
    book = load_workbook(typed)
    book["Kommentarer"].cell(HEADING_ROW + 1, 1, "999 Nedlagt program")
    book.save(typed)
    answer = run("regenerate", samples / "export_2024-05.csv", "--period", "2024-05", "--out", typed)
    assert "Kommentarer: 999 Nedlagt program har ingen rad längre; där stod: Fler utbildningar än väntat." in answer.err


def test_comments_on_another_month_do_not_go_on_but_are_told(run: Run, samples: Path, typed: Path) -> None:
    book = load_workbook(typed)
    book["Kommentarer"]["A2"] = "Tkr, ackumulerat januari–april 2024"
    book.save(typed)
    answer = run("regenerate", samples / "export_2024-05.csv", "--period", "2024-05", "--out", typed)
    assert load_workbook(typed)["Kommentarer"].cell(HEADING_ROW + 1, FIRST_WRITTEN).value is None
    assert "hade en text om en annan månad" in answer.err


def test_other_limits_than_the_settings_are_told(run: Run, samples: Path, typed: Path) -> None:
    book = load_workbook(typed)
    book["Kommentarer"]["B3"] = 500
    book.save(typed)
    answer = run("regenerate", samples / "export_2024-05.csv", "--period", "2024-05", "--out", typed)
    assert "den förra boken hade gränserna 500 tkr" in answer.err


def test_what_a_person_has_explained_counts_no_more_until_its_figures_change(run: Run, typed: Path) -> None:
    answer = run("check", typed)
    assert answer.code == 0
    assert "Inga fel" in answer.out
    assert "1 förklarad" in answer.out
    assert "(förklarad)" in answer.out
    assert run("check", typed, "--json").json["summary"]["error"] == 0
    book = load_workbook(typed)
    book["Sammanställning"]["E11"] = 134115
    book.save(typed)
    assert run("check", typed).code == 1
