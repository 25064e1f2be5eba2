"""Forecasts with earlier years out of the archive, and how stored forecasts followed the outcome.

The earlier years are our own making: each code's May figures spread over the year with a wave, and growing.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sn_excel.calculations.forecasting.forecasts import forecast
from sn_excel.calculations.forecasting.outlooks import Outlook, Rule
from sn_excel.hosts.calc.recalculation import recalculated
from sn_excel.hosts.cli.runs import run as run_command
from sn_excel.model.edits import Cell, Write
from sn_excel.ooxml.file_grid import FileGrid
from tests.conftest import ROOT
from tests.hosts.cli.conftest import Run
from tests.hosts.cli.test_forecast_round import amount

WAVE = (96, 104, 99, 101, 100, 97, 80, 92, 105, 108, 103, 115)
HISTORY = {Rule.LAST_YEARS_REST, Rule.SEASONAL_SHARE, Rule.LAST_YEARS_PACE, Rule.DAMPED_TREND}


def leaves(folder: Path) -> Iterator[tuple[str, int]]:
    with (folder / "export_2024-05.csv").open(encoding="utf-8-sig") as file:
        for row in csv.reader(file, delimiter=";"):
            if row[0].isdigit():
                yield row[0], int(row[2].replace(" ", ""))


def month(code: str, actual: int, year: int, number: int) -> int:
    """A month of an earlier year in tkr."""
    return actual * WAVE[(number + int(code)) % 12 - 1] * (90 + 3 * (year - 2021)) // 50_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("historik") / "underlag"
    shutil.copytree(ROOT / "workbooks" / "exempel", folder)
    lines = ["kod;namn;period;utfall"]
    lines += [
        f"{code};;{year}-{number:02};{month(code, actual, year, number)}"
        for year in (2021, 2022, 2023)
        for number in range(1, 13)
        for code, actual in leaves(folder)
    ]
    (folder / "historik.csv").write_text("\n".join(lines), encoding="utf-8")
    home, out = folder / "arkiv.db", folder / "maj.xlsx"
    for command in (
        ("archive", "add", home, folder / "historik.csv", "--monthly"),
        ("regenerate", folder / "export_2024-05.csv", "--period", "2024-05", "--out", out),
        ("forecast", out, "--archive", home, "--no-backup"),
    ):
        assert run_command([str(word) for word in command]) == 0, command
    return folder


@pytest.fixture
def maj(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(made / "maj.xlsx", tmp_path / "maj.xlsx"))


def test_the_sheet_shows_what_the_rules_with_history_say(maj: Path) -> None:
    months = [[month("7546", 2163, year, number) for number in range(1, 13)] for year in (2021, 2022, 2023)]
    task = Outlook(2163, 5297, 5, 2294, prior=tuple(map(tuple, months)))
    found = forecast(task)
    for rule in (*HISTORY, Rule.REMAINING_BUDGET):
        value = found.of(rule)
        assert amount(maj, "7546", rule.swedish) == pytest.approx(float(value.value or 0), abs=0.001), rule
    assert amount(maj, "7546", "Regel") == found.rule.swedish
    assert amount(maj, "7546", "Regelprognos") == pytest.approx(float(found.value), abs=0.001)


def test_formulas_with_history_are_what_libreoffice_computes(maj: Path, tmp_path: Path, soffice: Path) -> None:
    copy = tmp_path / "omräknad.xlsx"
    recalculated(maj, copy)
    ours, theirs = (load_workbook(path, data_only=True)["Prognos"] for path in (maj, copy))
    names = {cell.value for cell in ours["F"]}
    assert len(names & {rule.swedish for rule in HISTORY}) >= 2
    for row in ours.iter_rows(min_row=5):
        for cell in row:
            other = theirs[cell.coordinate].value
            number = isinstance(cell.value, int | float)
            assert other == (pytest.approx(cell.value, rel=1e-9, abs=1e-9) if number else cell.value), cell.coordinate


def test_rules_with_history_say_so_when_the_outcome_has_changed(run: Run, maj: Path) -> None:
    grid = FileGrid.open(maj)
    grid.apply((Write("100+285+750", (12, 2), ((Cell(2400),),)),))
    grid.save(maj, backup=False)
    assert str(load_workbook(maj)["100+285+750"]["A12"].value).startswith("7546 ")
    assert run("recompute", maj, "--no-backup").code in (0, 1)
    assert amount(maj, "7546", Rule.SEASONAL_SHARE.swedish) == "Räkna om prognosen"
    three = sorted(
        float(str(amount(maj, "7546", rule.swedish))) for rule in (Rule.LINEAR, Rule.REMAINING_BUDGET, Rule.BUDGET_PACE)
    )
    assert amount(maj, "7546", "Regelprognos") == pytest.approx(three[1])


@pytest.fixture
def followed(run: Run, made: Path, tmp_path: Path) -> Path:
    """An archive with May's forecast and the year's end, where every programme ended 10 tkr above its May forecast."""
    home = tmp_path / "arkiv.db"
    book = load_workbook(made / "maj.xlsx", data_only=True)["Prognos"]
    rows = [
        (str(row[0]), row[12]) for row in book.iter_rows(min_row=5, values_only=True) if row[13] and row[0] != "Totalt"
    ]
    lines = [
        "kod;namn;period;utfall",
        *(f"{label.split()[0]};;2024-12;{round(float(str(value))) + 10}" for label, value in rows),
    ]
    (tmp_path / "december.csv").write_text("\n".join(lines), encoding="utf-8")
    assert run("archive", "add", home, made / "maj.xlsx").code == 0
    assert run("archive", "add", home, tmp_path / "december.csv", "--history").code == 0
    return home


def test_following_tells_bias_and_absolute_error_per_programme(run: Run, followed: Path) -> None:
    told = run("archive", "accuracy", followed, "--json").json
    assert len(told["programmes"]) == 10
    one = next(one for one in told["programmes"] if one["code"] == "754")
    assert one["with_adjustments"]["count"] == 1
    assert one["with_adjustments"]["bias"] == pytest.approx(-10, abs=0.5)
    assert one["with_adjustments"]["absolute"] == pytest.approx(10, abs=0.5)
    assert told["board"]["with_adjustments"]["bias"] == pytest.approx(-100, abs=5)


def test_following_stands_in_a_workbook_with_its_chart(run: Run, followed: Path, tmp_path: Path, soffice: Path) -> None:
    out = tmp_path / "följsamhet.xlsx"
    assert run("archive", "accuracy", followed, "--out", out).code == 0
    assert load_workbook(out).sheetnames == ["Prognosföljsamhet"]
    sheet = load_workbook(out, data_only=True)["Prognosföljsamhet"]
    assert sheet["A16"].value == "Nämnden"
    assert sheet["C16"].value == pytest.approx(-100, abs=5)
    assert sheet["O10"].value == "maj"
    assert isinstance(sheet["P10"].value, int | float)
    (chart,) = load_workbook(out)["Prognosföljsamhet"]._charts  # type: ignore[attr-defined]  # the only door to charts
    assert [series.val.numRef.f for series in chart.series] == [
        f"'Prognosföljsamhet'!${letter}$6:${letter}$17" for letter in "PQR"
    ]
    copy = tmp_path / "omräknad.xlsx"
    recalculated(out, copy)
    theirs = load_workbook(copy, data_only=True)["Prognosföljsamhet"]
    for row in sheet.iter_rows():
        for cell in row:
            number = isinstance(cell.value, int | float)
            expected = pytest.approx(cell.value, rel=1e-9, abs=1e-9) if number else cell.value
            assert theirs[cell.coordinate].value == expected, cell.coordinate


def test_a_year_without_december_has_no_following_yet(run: Run, made: Path, tmp_path: Path) -> None:
    home = tmp_path / "arkiv.db"
    assert run("archive", "add", home, made / "maj.xlsx").code == 0
    assert "december" in run("archive", "accuracy", home).out
    assert run("archive", "accuracy", home, "--json").json["board"] is None
    assert run("archive", "accuracy", home, "--out", tmp_path / "x.xlsx").code == 2
