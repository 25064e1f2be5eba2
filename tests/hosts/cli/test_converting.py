"""A printed document becomes a workbook whose stated sums are constants, and its faults are still found there."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests import may
from tests.hosts.cli.conftest import Run
from tests.hosts.cli.test_bad_input import one_sentence


def test_may_as_printed_keeps_all_its_figures_as_constants(run: Run, seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "maj.xlsx"
    assert run("import", seeds / "000_4dc4796e382a3134.txt", "--out", out).code == 0
    book = load_workbook(out)
    for row in may.printed(seeds):
        cells = next(cells for cells in book[row.sheet].iter_rows(min_row=5) if cells[0].value == row.label)
        assert tuple(cell.value for cell in cells[1:5]) == row.amounts, row


@pytest.mark.parametrize(
    ("name", "difference", "sheet"),
    [
        ("000_4dc4796e382a3134.txt", -5210, "Sammanställning"),
        ("003_37b11e039177ece9.txt", -1322, "Driftredovisning"),
    ],
)
def test_the_documents_one_fault_is_found_in_the_workbook(
    run: Run, seeds: Path, tmp_path: Path, name: str, difference: int, sheet: str
) -> None:
    out = tmp_path / "bok.xlsx"
    assert run("import", seeds / name, "--out", out).code == 0
    answer = run("check", out, "--json")
    assert answer.json["summary"]["error"] == 1
    assert answer.json["findings"][0]["difference"] == difference
    assert answer.json["findings"][0]["sheet"] == sheet
    assert answer.json["findings"][0]["causes"][0]["kind"] == "sign_flip"


def test_an_existing_workbook_is_not_written_over(run: Run, seeds: Path, maj: Path) -> None:
    before = maj.read_bytes()
    assert "finns redan" in one_sentence(run("import", seeds / "000_4dc4796e382a3134.txt", "--out", maj))
    assert maj.read_bytes() == before
