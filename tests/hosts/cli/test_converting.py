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


def test_a_table_that_holds_too_little_is_named_with_its_rows(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "nyckeltal.csv"
    path.write_text("Område;Utfall 2024\nBarn och unga;100\nVuxna;200\n", encoding="utf-8")
    answer = run("check", path)
    assert answer.code == 2
    assert "rad 2–3: en tabell med bara ”Utfall 2024” och utan koder" in answer.err
    path.write_text(
        "Område;Utfall 2024\nBarn och unga;100\nVuxna;200\n\nKod;Utfall maj 2024;Budget maj 2024;Avvikelse\n"
        "111 Stab;5;7;2\n112 Kost;5;7;2\n",
        encoding="utf-8",
    )
    answer = run("check", path)
    assert answer.code == 0
    assert "Ej kontrollerat: nyckeltal, rad 2–3: en tabell med bara ”Utfall 2024”" in answer.out


def test_decided_changes_are_handed_in_for_the_comparison(run: Run, samples: Path, tmp_path: Path) -> None:
    head = "Kod;Benämning;Utfall {0} 2024;Budget {0} 2024;Avvikelse;Årsbudget 2024\n"
    then, now, decided = (tmp_path / name for name in ("april.csv", "maj.csv", "beslut.csv"))
    then.write_text(
        head.format("april") + "111;Stab;40;40;0;120\n112;Kost;80;80;0;240\n;Totalt;120;120;0;360\n", encoding="utf-8"
    )
    now.write_text(
        head.format("maj") + "111;Stab;50;50;0;150\n112;Kost;100;100;0;240\n;Totalt;150;150;0;390\n", encoding="utf-8"
    )
    decided.write_text("Kod;Belopp;Från;Slag;Beslut\n111;30;2024-05;tilläggsbudget;§ 7\n", encoding="utf-8")
    alone = run("check", now, "--against", then, "--json")
    assert [(one["code"], one["severity"]) for one in alone.json["findings"]] == [("SN304", "warning")]
    assert run("check", now, "--against", then, "--changes", decided, "--json").json["findings"] == []
    decided.write_text("Kod;Belopp;Från;Slag;Beslut\n111;20;2024-05;tilläggsbudget;§ 7\n", encoding="utf-8")
    short = run("check", now, "--against", then, "--changes", decided, "--json")
    assert [(one["code"], one["severity"]) for one in short.json["findings"]] == [("SN304", "error")]
    assert short.code == 1
    assert run("check", now, "--changes", tmp_path / "saknas.csv").code == 2


def test_names_that_look_like_formulas_land_as_texts(run: Run, tmp_path: Path) -> None:
    path, out = tmp_path / "export.csv", tmp_path / "export.xlsx"
    names = ["=1+1", '=HYPERLINK("http://127.0.0.1/";"klicka")', "@SUM(A1:A9)", '"+46 70 123"', "-stöd"]
    rows = [f"{code};{name};5;7;2" for code, name in enumerate(names, 7541)]
    path.write_text(
        "Kod;Benämning;Utfall maj 2024 (tkr);Budget maj 2024;Avvikelse\n" + "\n".join(rows), encoding="utf-8"
    )
    answer = run("import", path, "--out", out)
    assert answer.code == 0, answer.err
    cells = [cell for sheet in load_workbook(out) for row in sheet.iter_rows() for cell in row if cell.value]
    told = [str(cell.value) for cell in cells if cell.data_type == "s"]
    for name in names:
        assert any(name.strip('"') in text for text in told), name
    assert not [cell.value for cell in cells if cell.data_type == "f"]
