"""`--to`: lists that Swedish Excel opens, texts that stay texts, and no file written over."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sn_excel.hosts.cli.list_files import write
from sn_excel.hosts.lists import Heading, Kind, Listing
from tests.hosts.cli.conftest import Run
from tests.hosts.cli.test_bad_input import one_sentence

RUNNING = ("=1+1", "+46", "-x", "@SUM(A1)", " =cmd|' /C calc'!A0", "\t=1")
ODD = Listing(
    "Prov",
    (Heading("label", "Rad"), Heading("value", "Belopp", Kind.AMOUNT)),
    (
        *((text, None) for text in RUNNING),
        ('semi;kolon\noch "citat"', Decimal("-1234567.89")),
        ("\x00klart\x1b", 10**15),
    ),
)


def table(path: Path) -> list[list[str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    return list(csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True), delimiter=";"))


def test_texts_that_look_like_formulas_stay_texts_in_csv(tmp_path: Path) -> None:
    write(ODD, tmp_path / "prov.csv")
    rows = table(tmp_path / "prov.csv")
    assert rows[0] == ["Rad", "Belopp"]
    assert [row[0] for row in rows[1 : 1 + len(RUNNING)]] == [f"'{text}" for text in RUNNING]
    assert rows[-2] == ['semi;kolon\noch "citat"', "-1234567,89"]
    assert rows[-1] == ["klart", "1000000000000000"]


def test_texts_that_look_like_formulas_stay_texts_in_a_workbook(tmp_path: Path) -> None:
    write(ODD, tmp_path / "prov.xlsx")
    sheet = load_workbook(tmp_path / "prov.xlsx")["Prov"]
    for row, text in enumerate(RUNNING, 2):
        cell = sheet.cell(row, 1)
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    last = sheet.max_row
    assert [sheet.cell(last - 1, 2).value, sheet.cell(last, 2).value] == [-1234567.89, 10**15]
    assert sheet.freeze_panes == "A2"


def test_what_check_finds_is_also_a_list(run: Run, samples: Path, tmp_path: Path) -> None:
    answer = run("check", samples / "april_2024.txt", "--to", tmp_path / "fel.csv", "--json")
    head, *rows = table(tmp_path / "fel.csv")
    found = answer.json["findings"]
    assert [(row[head.index("Kod")], row[head.index("Cell")]) for row in rows] == [
        (one["code"], one["cell"]) for one in found
    ]
    words = {"error": "Fel", "warning": "Varning", "note": "Upplysning"}
    assert [row[head.index("Grad")] for row in rows] == [words[one["severity"]] for one in found]


def test_the_forecast_is_also_a_list(run: Run, maj: Path, tmp_path: Path) -> None:
    told = run("forecast", maj, "--dry-run", "--json", "--to", tmp_path / "prognos.xlsx").json
    sheet = load_workbook(tmp_path / "prognos.xlsx")["Prognos"]
    head, *rows = sheet.iter_rows(values_only=True)
    ends = [end for programme in told["programmes"] for end in (programme, *programme.get("units", []))]
    at = head.index("Prognos")
    assert [row[at] for row in rows] == [pytest.approx(end["forecast"]) for end in ends]


def test_the_archive_is_also_lists(run: Run, maj: Path, tmp_path: Path) -> None:
    home = tmp_path / "arkiv.db"
    run("archive", "add", home, maj)
    assert run("archive", "list", home, "--to", tmp_path / "lista.csv").code == 0
    assert [row[:3] for row in table(tmp_path / "lista.csv")[1:]] == [
        ["Månad", "2024-05", "1"],
        ["Prognos", "2024-05", "1"],
    ]
    show = run("archive", "show", home, "--period", "2024-05", "--to", tmp_path / "maj.csv", "--json").json
    head, *rows = table(tmp_path / "maj.csv")
    amounts = {row[head.index("Kod")]: row[head.index("Utfall")] for row in rows}
    assert {code: float(text.replace(",", ".")) for code, text in amounts.items()} == {
        one["code"]: one["actual"] for one in show["codes"]
    }


@pytest.mark.parametrize("name", ["finns.csv", "fel.txt", "ingen/mapp.csv"])
def test_a_list_that_cannot_be_written_is_refused_before_anything_is_done(
    run: Run, maj: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "finns.csv").write_text("kvar", encoding="utf-8")
    before = maj.read_bytes()
    one_sentence(run("forecast", maj, "--to", tmp_path / name))
    one_sentence(run("check", maj, "--to", tmp_path / name))
    one_sentence(run("archive", "list", tmp_path / "saknas.db", "--to", tmp_path / name))
    assert (tmp_path / "finns.csv").read_text(encoding="utf-8") == "kvar"
    assert maj.read_bytes() == before
