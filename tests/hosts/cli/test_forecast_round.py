"""The forecast's whole round: archive, forecast, managers out and in, an adjustment, and everything follows.

The months January to April are the sample ledger's, whose division by unit and month is our own making (marked so in
its README); what the managers answer is made up here.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sn_excel.calculations.forecasting.outlooks import Rule
from sn_excel.hosts.calc.recalculation import recalculated
from sn_excel.hosts.cli.runs import run as run_command
from sn_excel.model.edits import Cell, Write
from sn_excel.model.sheets import Value
from sn_excel.ooxml.file_grid import FileGrid
from tests.conftest import ROOT
from tests.hosts.cli.conftest import Run

JUST = """Verksamhet;Belopp (tkr);Från månad;Till månad;Slag;Sätt;Orsak;Text till nämnden
7542;900;2024-06;2024-12;löpande;läggs till;fler placeringar än budgeterat;Fler placeringar
7400;2 000;2024-07;2024-12;löpande;ersätter resten;ledningen delas om;
754;500;2024-08;2024-12;åtgärd;;sparkrav som inte är fördelat;
"""


def column(sheet: Worksheet, heading: str) -> int:
    """The column of a heading on the sheet Prognos."""
    return next(int(cell.column or 0) for cell in sheet[4] if cell.value == heading)


def row_of(sheet: Worksheet, code: str) -> int:
    return next(int(cell.row or 0) for cell in sheet["A"] if str(cell.value).split(" ")[0] == code)


def amount(path: Path, code: str, heading: str) -> object:
    sheet = load_workbook(path, data_only=True)["Prognos"]
    return sheet.cell(row_of(sheet, code), column(sheet, heading)).value


def typed(path: Path, sheet: str, at: tuple[int, int], value: Value) -> None:
    """Type a value in a cell as a person would, and save; formulas are left as they were."""
    grid = FileGrid.open(path)
    grid.apply((Write(sheet, at, ((Cell(value),),)),))
    grid.save(path, backup=False)


def submitted(path: Path, code: str, value: int, date: str = "2024-06-04") -> None:
    """Fill a manager's row."""
    sheet = load_workbook(path).worksheets[0]
    row = row_of(sheet, code)
    for at, content in ((11, value), (13, date)):
        typed(path, sheet.title, (row, at), content)


def done(*arguments: object, code: int = 0) -> None:
    """Run a command for a fixture of the module."""
    assert run_command([str(argument) for argument in arguments]) == code, arguments


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with four archived months, the forecast after April among them, and May's two workbooks."""
    folder = tmp_path_factory.mktemp("rundan") / "underlag"
    shutil.copytree(ROOT / "workbooks" / "exempel", folder)
    home, book, april = folder / "arkiv.db", folder / "huvudbok_2024-05.csv", folder / "april.xlsx"
    for month in range(1, 5):
        done("archive", "add", home, book, "--period", f"2024-0{month}", "--status", "stängd")
    done("regenerate", book, "--period", "2024-04", "--out", april)
    done("forecast", april, "--archive", home, "--no-backup")
    done("archive", "add", home, april, "--status", "levererad")
    may, adjusted = folder / "maj.xlsx", folder / "justerad.xlsx"
    done("regenerate", folder / "export_2024-05.csv", "--period", "2024-05", "--out", may)
    done("forecast", may, "--archive", home, "--no-backup")
    shutil.copyfile(may, adjusted)
    (folder / "justeringar.csv").write_text(JUST, encoding="utf-8")
    done("forecast", adjusted, "--adjustments", folder / "justeringar.csv", "--no-backup")
    return folder


@pytest.fixture
def samples(made: Path, tmp_path: Path) -> Path:
    """A copy of the folder for one test."""
    return Path(shutil.copytree(made, tmp_path / "underlag"))


@pytest.fixture
def may(samples: Path) -> Path:
    """May's workbook with its forecast, made beside the archive."""
    return samples / "maj.xlsx"


@pytest.fixture
def adjusted(samples: Path) -> Path:
    """May's workbook with three adjustments."""
    return samples / "justerad.xlsx"


def test_last_months_forecast_stands_beside_the_new(may: Path, samples: Path) -> None:
    before = amount(samples / "april.xlsx", "771", "Prognos")
    assert isinstance(before, int | float)
    assert amount(may, "771", "Förra månadens prognos") == before
    now = amount(may, "771", "Prognos")
    assert isinstance(now, int | float)
    assert amount(may, "771", "Ändring") == now - before


@pytest.fixture
def returned(run: Run, may: Path, tmp_path: Path) -> Path:
    """What came back: two good books, a twin that says otherwise, one changed, one of another kind; one is missing."""
    out = tmp_path / "ut"
    assert run("forecast", may, "--export-per", "ansvar", "--to", out).code == 0
    books = {path.stem.removeprefix("prognos_2024-05_"): path for path in out.iterdir()}
    assert len(books) == 5
    submitted(books["forvaltningschef"], "100", 1290)
    submitted(books["verksamhetschef_ifo"], "7540", 1500)
    twin = out / "kopia.xlsx"
    shutil.copyfile(books["verksamhetschef_ifo"], twin)
    submitted(twin, "7540", 1700)
    submitted(twin, "7557", 2800)
    sheet = load_workbook(twin).worksheets[0]
    typed(twin, sheet.title, (row_of(sheet, "7557"), 14), "tjänsten tillsätts i höst")
    unlocked = load_workbook(books["verksamhetschef_stod"])
    unlocked["Lämnad prognos"]["B6"] = 1
    unlocked.save(books["verksamhetschef_stod"])
    books["verksamhetschef_aldreomsorg"].unlink()
    shutil.copyfile(may, out / "annat.xlsx")
    return out


def test_what_managers_submit_is_taken_in_and_all_else_is_told(run: Run, may: Path, returned: Path) -> None:
    answer = run("forecast", may, "--collect", returned, "--no-backup", "--json")
    assert answer.code == 1
    taken = answer.json["collected"]
    assert [(one["code"], one["value"], one["file"]) for one in taken["merged"]] == [
        ("100", 1290.0, "prognos_2024-05_forvaltningschef.xlsx"),
        ("7557", 2800.0, "kopia.xlsx"),
    ]
    (comment,) = taken["comments"]
    assert comment.startswith("7557 ")
    assert comment.endswith(": tjänsten tillsätts i höst (kopia.xlsx)")
    assert len(taken["conflicting"]) == 1
    assert "7540" in taken["conflicting"][0]
    assert [one.split(":")[0] for one in taken["changed"]] == ["prognos_2024-05_verksamhetschef_stod.xlsx"]
    assert [one.split(":")[0] for one in taken["unreadable"]] == ["annat.xlsx"]
    assert any(one.startswith("verksamhetschef äldreomsorg: ingen bok") for one in taken["missing"])
    assert amount(may, "7540", "Lämnad prognos") is None


def test_a_submitted_forecast_wins_over_the_rule(run: Run, may: Path, returned: Path) -> None:
    run("forecast", may, "--collect", returned, "--no-backup")
    assert [amount(may, "100", heading) for heading in ("Lämnad prognos", "Lämnad av (roll)", "Lämnad datum")] == [
        1290,
        "förvaltningschef",
        "2024-06-04",
    ]
    assert [amount(may, "100", heading) for heading in ("Prognos, oavrundad", "Prognos")] == [1290, 1302]
    assert amount(may, "7557", "Prognos, oavrundad") == 2800


def test_a_book_that_answers_otherwise_than_the_workbook_is_a_conflict(run: Run, may: Path, returned: Path) -> None:
    run("forecast", may, "--collect", returned, "--no-backup")
    again = returned / "prognos_2024-05_forvaltningschef.xlsx"
    submitted(again, "100", 1400)
    answer = run("forecast", may, "--collect", returned, "--no-backup", "--json")
    assert any("bokens behålls" in one for one in answer.json["collected"]["conflicting"])
    assert amount(may, "100", "Lämnad prognos") == 1290
    submitted(again, "100", 1400, "2024-06-11")
    run("forecast", may, "--collect", returned, "--no-backup")
    assert amount(may, "100", "Lämnad prognos") == 1400


def test_books_sent_before_the_outcome_changed_are_stale(run: Run, may: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut"
    assert run("forecast", may, "--export-per", "ansvar", "--to", out).code == 0
    for path in out.iterdir():
        if "forvaltningschef" not in path.name:
            path.unlink()
    submitted(out / "prognos_2024-05_forvaltningschef.xlsx", "100", 1290)
    typed(may, "100+285+750", (5, 2), 600)
    assert run("recompute", may, "--no-backup").code in (0, 1)
    answer = run("forecast", may, "--collect", out, "--no-backup", "--json")
    assert answer.json["collected"]["merged"] == []
    assert "har ändrats sedan boken skickades" in answer.json["collected"]["stale"][0]


def test_a_book_is_never_written_over_another(run: Run, may: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut"
    assert run("forecast", may, "--export-per", "ansvar", "--to", out).code == 0
    answer = run("forecast", may, "--export-per", "ansvar", "--to", out)
    assert answer.code == 2
    assert "finns redan" in answer.err


def test_a_managers_book_is_locked_but_for_the_cells_to_fill(run: Run, may: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut"
    assert run("forecast", may, "--export-per", "ansvar", "--to", out).code == 0
    sheet = load_workbook(out / "prognos_2024-05_forvaltningschef.xlsx").worksheets[0]
    assert sheet.protection.sheet
    unlocked = {cell.column for row in sheet.iter_rows(min_row=6) for cell in row if not cell.protection.locked}
    assert unlocked == {11, 12, 13, 14}
    kinds = {str(area): rule.type for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges}
    assert kinds == {"K6:K2000": "decimal", "M6:M2000": "textLength"}


def chart_end(path: Path) -> object:
    """December's forecast in the rows that the chart shows."""
    return load_workbook(path, data_only=True)["Prognosdiagram"]["D16"].value


def stated(path: Path, words: str) -> list[object]:
    """A row of the sheet Driftredovisning."""
    sheet = load_workbook(path, data_only=True)["Driftredovisning"]
    return next(
        [cell.value for cell in row] for row in sheet.iter_rows(min_row=4) if str(row[0].value).startswith(words)
    )


def followers(path: Path) -> list[object]:
    """What follows an adjustment of 7542: its row and its programme on Prognos, Driftredovisning twice, the chart."""
    own, total = stated(path, "754 "), stated(path, "TOTALT")
    return [amount(path, "7542", "Regelprognos"), amount(path, "754", "Prognos"), own[1], total[1], chart_end(path)]


def test_a_changed_adjustment_is_followed_by_prognos_driftredovisning_and_chart(run: Run, adjusted: Path) -> None:
    before, deviation = followers(adjusted), stated(adjusted, "754 ")[3]
    typed(adjusted, "Prognosjusteringar", (5, 2), 1900)
    assert run("recompute", adjusted, "--no-backup").code in (0, 1)
    moved = [Decimal(str(now)) - Decimal(str(then)) for now, then in zip(followers(adjusted), before, strict=True)]
    assert moved == [1000] * 5
    assert Decimal(str(deviation)) - Decimal(str(stated(adjusted, "754 ")[3])) == 1000


def test_driftredovisning_has_the_columns_and_rows_of_the_tertial_report(samples: Path) -> None:
    sheet = load_workbook(samples / "april.xlsx", data_only=True)["Driftredovisning"]
    with (samples / "april_2024_driftredovisning.csv").open(encoding="utf-8-sig") as file:
        head, *printed = list(csv.reader(file, delimiter=";"))
    rows = [[str(cell.value) for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0] == head[1:]
    assert [row[0].split(" ")[0] for row in rows[1:]] == [code or name for code, name, *_ in printed]
    mended = {"753": "-661"}
    for row, (code, _, _, annual, _, actual, gap) in zip(rows[1:], printed, strict=True):
        assert [row[2], row[4], row[5]] == [annual, mended.get(code, actual), gap]
        assert int(row[3]) == int(row[2]) - int(row[1])
        assert int(row[3]) % 100 == 0


def test_driftredovisning_moves_to_the_next_month_with_the_book(run: Run, adjusted: Path, tmp_path: Path) -> None:
    june = tmp_path / "juni.xlsx"
    assert run("roll", adjusted, "--period", "2024-06", "--out", june).code == 0
    book = load_workbook(june)
    assert [book["Driftredovisning"].cell(3, at).value for at in (2, 5, 6)] == [
        "Prognos 2024", "Utfall 2024-06", "Budgetavvikelse 2024-06",
    ]  # fmt: skip
    assert "Månader skrivs 2024-05." in str(book["Prognosjusteringar"]["A2"].value)
    assert charts(june) == charts(adjusted)


def test_a_replacing_adjustment_takes_the_place_of_the_rules_rest(adjusted: Path) -> None:
    rest, rule = amount(adjusted, "7400", "Förväntad rest"), amount(adjusted, "7400", "Regelns prognos")
    so_far = amount(adjusted, "7400", "Utfall ack")
    assert isinstance(rest, int | float)
    assert isinstance(rule, int | float)
    assert isinstance(so_far, int | float)
    assert rest == pytest.approx((rule - so_far) / 7)
    assert amount(adjusted, "7400", "Justeringar") == 2000


@pytest.mark.parametrize("recomputed", [False, True], ids=["as forecast", "as recomputed"])
def test_every_value_of_the_round_is_what_libreoffice_computes(
    run: Run, adjusted: Path, tmp_path: Path, soffice: Path, recomputed: bool
) -> None:
    if recomputed:
        typed(adjusted, "Prognosjusteringar", (5, 2), 1900)
        assert run("recompute", adjusted, "--no-backup").code in (0, 1)
    copy = tmp_path / "omräknad.xlsx"
    recalculated(adjusted, copy)
    ours, theirs = load_workbook(adjusted, data_only=True), load_workbook(copy, data_only=True)
    formulas = load_workbook(adjusted)
    compared = 0
    for sheet in formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if str(cell.value).startswith("="):
                mine, other = ours[sheet.title][cell.coordinate].value, theirs[sheet.title][cell.coordinate].value
                expected = pytest.approx(mine, rel=1e-9, abs=1e-9) if isinstance(mine, int | float) else mine
                assert other == expected, (sheet.title, cell.coordinate)
                compared += 1
    assert compared > 2300


def test_a_person_in_calc_sees_prognos_driftredovisning_and_chart_follow(adjusted: Path, soffice: Path) -> None:
    import xlwings as xw

    from sn_excel.engine import engines

    before_engine = xw.engines.active
    engines.activate()
    book = xw.Book(adjusted)
    try:
        prognos, chart = book.sheets["Prognos"], book.sheets["Prognosdiagram"]
        sheet = load_workbook(adjusted)["Prognos"]
        cell = (row_of(sheet, "7542"), column(sheet, "Regelprognos"))
        before, end = prognos.range(cell).value, chart["D16"].value
        statement = book.sheets["Driftredovisning"]
        shown = [statement.range(at).value for at in ("B8", "B14")]
        assert [statement.range(at).value for at in ("A8", "A14")] == ["754 Myndighet", "TOTALT"]
        book.sheets["Prognosjusteringar"]["B5"].value = 1900
        assert prognos.range(cell).value - before == pytest.approx(1000)
        assert chart["D16"].value - end == pytest.approx(1000)
        assert [statement.range(at).value - was for at, was in zip(("B8", "B14"), shown, strict=True)] == [1000, 1000]
        chart["B3"].value = next(str(c.value) for c in sheet["A"] if str(c.value).startswith("100 "))
        assert chart["D16"].value == amount(adjusted, "100", "Prognos")
    finally:
        book.close()
        xw.engines.active = before_engine


def charts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {
            name: package.read(name) for name in package.namelist() if "/charts/" in name or "/drawings/drawing" in name
        }


def test_the_chart_shows_the_cells_that_are_written_and_survives_our_edits(
    run: Run, adjusted: Path, shared: Path, tmp_path: Path
) -> None:
    book = load_workbook(adjusted)
    (chart,) = book["Prognosdiagram"]._charts  # type: ignore[attr-defined]  # the only door to a sheet's charts
    shown = [(series.val.numRef.f, series.cat.numRef.f) for series in chart.series]
    assert shown == [(f"'Prognosdiagram'!${letter}$5:${letter}$16", "'Prognosdiagram'!$A$5:$A$16") for letter in "BCD"]
    sheet = load_workbook(adjusted, data_only=True)["Prognosdiagram"]
    actual = [sheet.cell(row, 2).value for row in range(5, 17)]
    assert [value is not None for value in actual] == [True] * 5 + [False] * 7
    assert actual[4] == 141388
    before, drawn = tmp_path / "före.xlsx", charts(adjusted)
    shutil.copyfile(adjusted, before)
    typed(adjusted, "Prognosjusteringar", (5, 2), 1900)
    assert charts(adjusted) == drawn
    edits = tmp_path / "ändringar.json"
    edits.write_text(json.dumps([{"sheet": "Prognosjusteringar", "cell": "B5", "value": 1900}]), encoding="utf-8")
    script = shared / "bench" / "fidelity" / "fidelity.py"
    told = subprocess.run([sys.executable, script, before, adjusted, edits, "--json"], capture_output=True, check=False)
    assert told.returncode == 0, told.stdout.decode()
    for command in (("forecast",), ("check", "--mark"), ("recompute",), ("clear",)):
        assert run(command[0], adjusted, *command[1:], "--no-backup").code in (0, 1)
        assert charts(adjusted) == drawn, command


@pytest.mark.slow
def test_what_people_typed_is_kept_when_the_book_is_made_anew(run: Run, adjusted: Path, samples: Path) -> None:
    sheet = load_workbook(adjusted)["Prognos"]
    row = row_of(sheet, "7557")
    for heading, value in (
        ("Lämnad prognos", 2900), ("Lämnad av (roll)", "enhetschef"), ("Lämnad datum", "2024-06-03"),
        ("Vald regel", "Årsbudget hålls"), ("Skäl till vald regel", "tjänsten är tillsatt"),
        ("Eftersläpning, månader", 1),
    ):  # fmt: skip
        typed(adjusted, "Prognos", (row, column(sheet, heading)), value)
    typed(adjusted, "Prognosjusteringar", (9, 1), "en rad som inte kan läsas")
    for command in (
        ("forecast", adjusted),
        ("recompute", adjusted),
        ("fill", samples / "export_2024-05.csv", adjusted, "--period", "2024-05"),
        ("regenerate", samples / "export_2024-05.csv", "--period", "2024-05", "--out", adjusted),
    ):
        assert run(*command).code in (0, 1), command
        kept = [amount(adjusted, "7557", heading) for heading in ("Lämnad prognos", "Lämnad av (roll)", "Lämnad datum")]
        assert kept == [2900, "enhetschef", "2024-06-03"], command
        assert amount(adjusted, "7557", "Vald regel") == "Årsbudget hålls"
        assert amount(adjusted, "7557", "Regel") == "Årsbudget hålls"
        assert amount(adjusted, "7557", "Bokförda månader") == 4
        rows = load_workbook(adjusted)["Prognosjusteringar"]
        assert [rows.cell(at, 2).value for at in (5, 6, 7)] == [900, 2000, 500], command
        words = [str(rows.cell(at, 1).value) for at in range(5, 12)]
        assert words.count("en rad som inte kan läsas") == 1, command


def test_a_row_that_cannot_be_read_is_a_finding_at_its_cell(run: Run, adjusted: Path) -> None:
    typed(adjusted, "Prognosjusteringar", (5, 3), "i maj")
    answer = run("check", adjusted, "--json")
    found = [(one["code"], one["sheet"], one["cell"]) for one in answer.json["findings"] if one["code"] == "SN404"]
    assert found == [("SN404", "Prognosjusteringar", "C5")]


def test_intervals_and_rules_stay_off_the_boards_pages(adjusted: Path) -> None:
    book = load_workbook(adjusted)
    pages = [name for name in book.sheetnames if not name.startswith("Prognos")]
    assert {"Sammanställning", "100+285+750", "771", "Driftredovisning", "Kommentarer", "Avstämning"} <= set(pages)
    allowed = re.compile(r"Prognos![BCDN]\d+")
    for name in pages:
        texts = [str(cell.value) for row in book[name].iter_rows() for cell in row if cell.value is not None]
        assert not [text for text in texts if "Intervall" in text or any(rule.swedish in text for rule in Rule)]
        assert not [text for text in texts if "Prognos!" in allowed.sub("", text)]


def test_a_new_month_has_last_months_forecasts_and_no_submissions(run: Run, adjusted: Path, tmp_path: Path) -> None:
    sheet = load_workbook(adjusted)["Prognos"]
    typed(adjusted, "Prognos", (row_of(sheet, "100"), column(sheet, "Lämnad prognos")), 1500)
    assert run("recompute", adjusted, "--no-backup").code in (0, 1)
    before = amount(adjusted, "100", "Prognos")
    june = tmp_path / "juni.xlsx"
    assert run("roll", adjusted, "--period", "2024-06", "--out", june).code == 0
    assert amount(june, "100", "Förra månadens prognos") == before
    assert amount(june, "100", "Lämnad prognos") is None
    assert load_workbook(june)["Prognosjusteringar"]["B5"].value == 900
