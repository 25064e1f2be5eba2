"""Beräkna prognos and Ny justering pressed in LibreOffice: the command line's cells, a row begun where one stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from sn_excel.hosts.cli.runs import run
from sn_excel.hosts.desktop import answers, forecasts, messages, settings
from sn_excel.hosts.desktop.macros import press, undo_offered
from sn_excel.hosts.files import TEMPLATE, data, sheets_of
from sn_excel.jobs.adjust import Author, Begun, Spot, adjust
from sn_excel.jobs.carried import Beside
from sn_excel.jobs.forecast import forecast
from sn_excel.model.edits import AddSheet, Cell, Write
from sn_excel.model.errors import SnError
from sn_excel.ooxml.file_grid import FileGrid
from sn_excel.schema.month import ADJUSTMENTS, CHART, FORECAST
from sn_excel.schema.prognos import FIELDS, FIRST_ITEM, HEADING_ROW, LEAST_ROWS, Field
from tests.hosts.desktop.grids import aldreomsorg, refused, said
from tests.hosts.desktop.months import live, sheets, unlike

FEES, HEAD, PROGRAMME = Spot("771", 5), Spot("771", 4), Spot("771", 3)
AUTHOR = Author("ekonom", "2024-06-03")


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's settings are here, not in the home of whoever runs the tests."""
    path = tmp_path / "hem" / "sn_excel.conf"
    monkeypatch.setattr(settings, "settings_file", lambda: path)
    return path


@pytest.fixture
def page(tmp_path: Path) -> FileGrid:
    """A page as an accountant keeps it, in a file."""
    return FileGrid.open(aldreomsorg(tmp_path / "aldreomsorg.xlsx"), data(TEMPLATE))


@pytest.fixture
def small(calc: None, tmp_path: Path) -> Iterator[Any]:
    """The same page open in Calc."""
    import xlwings as xw

    from sn_excel.engine.engines import activate

    activate()
    opened = xw.Book(aldreomsorg(tmp_path / "aldreomsorg.xlsx"))
    opened.set_mock_caller()
    yield opened
    opened.close()
    delattr(xw.Book, "_mock_caller")


class Asked:
    """A book that is only asked for its sheets."""

    def __init__(self, grid: FileGrid) -> None:
        self.sheets = sheets_of(grid)


def begin(grid: FileGrid, spot: Spot | None) -> Begun:
    done = adjust(sheets_of(grid), Beside(), spot, AUTHOR)
    grid.apply(done.edits)
    return done


def row(grid: FileGrid, number: int) -> list[object]:
    cells = grid.read(ADJUSTMENTS).cells
    return [cells.get((number, field)) for field in Field if field <= Field.STATUS]


def typed(grid: FileGrid, number: int, values: Mapping[Field, object]) -> None:
    grid.apply([Write(ADJUSTMENTS, (number, field), ((Cell(value),),)) for field, value in values.items()])  # type: ignore[arg-type]  # texts and numbers


def test_a_row_is_begun_for_the_unit_one_stands_on_with_the_rest_of_the_year(page: FileGrid) -> None:
    done = begin(page, FEES)
    assert row(page, FIRST_ITEM) == [
        "7779 Avgifter", None, "2024-06", "2024-12", None, "läggs till", None, None,
        "ekonom", "2024-06-03", None, None, None, "godkänd",
    ]  # fmt: skip
    assert done.missing == (Field.AMOUNT, Field.KIND, Field.REASON)
    assert done.first == (FIRST_ITEM, Field.AMOUNT)
    assert done.forecasted
    assert {FORECAST, ADJUSTMENTS, CHART} <= set(page.sheets())


def test_the_next_row_comes_below_and_one_that_was_left_is_gone_to_again(page: FileGrid) -> None:
    begin(page, FEES)
    again, other, third = begin(page, FEES), begin(page, PROGRAMME), begin(page, None)
    assert (again.row, again.again, again.edits) == (FIRST_ITEM, True, ())
    assert (other.row, other.label, other.forecasted) == (FIRST_ITEM + 1, "771 Äldreomsorg", False)
    assert (third.row, third.label, third.first) == (FIRST_ITEM + 2, "", (FIRST_ITEM + 2, Field.CODE))
    typed(page, FIRST_ITEM, {Field.AMOUNT: 120})
    assert begin(page, FEES).row == FIRST_ITEM + 3


@pytest.mark.parametrize(
    ("sheet", "label"),
    [(FORECAST, "7400 Ledning"), (ADJUSTMENTS, "7779 Avgifter"), (CHART, ""), ("Anteckningar", "")],
)
def test_the_unit_is_known_on_the_forecasts_own_sheets_too(page: FileGrid, sheet: str, label: str) -> None:
    begin(page, FEES)
    typed(page, FIRST_ITEM, {Field.AMOUNT: 120})
    found = page.read(sheet)
    at = next((at for at, value in found.cells.items() if label and value == label), (1, 1))
    assert begin(page, Spot(sheet, at[0])).label == label


def test_a_begun_row_counts_when_it_is_filled_and_a_new_one_is_found_when_all_are(page: FileGrid) -> None:
    begin(page, FEES)
    wanted = {Field.CODE: "7779 Avgifter", Field.FIRST: "2024-06", Field.LAST: "2024-12"}
    filled = wanted | {Field.AMOUNT: 70, Field.KIND: "löpande", Field.REASON: "färre betalande"}
    for number in range(FIRST_ITEM, FIRST_ITEM + LEAST_ROWS):
        typed(page, number, filled)
    done = begin(page, FEES)
    assert (done.row, done.forecasted) == (FIRST_ITEM + LEAST_ROWS, True)
    sums = page.read(FORECAST)
    assert next(v for (r, c), v in sums.cells.items() if c == 7 and sums.cells[r, 1] == "7779 Avgifter") == 70 * 60


def test_a_sheet_whose_columns_were_moved_is_written_anew_and_nothing_typed_is_lost(page: FileGrid) -> None:
    begin(page, FEES)
    typed(page, FIRST_ITEM, {Field.AMOUNT: 70, Field.KIND: "löpande", Field.REASON: "färre betalande"})
    swapped = {Field.KIND: "läggs till", Field.MODE: "löpande"}
    typed(page, FIRST_ITEM, swapped)
    typed(page, HEADING_ROW, {Field.KIND: FIELDS[Field.MODE], Field.MODE: FIELDS[Field.KIND]})
    done = begin(page, HEAD)
    assert (done.row, done.forecasted) == (FIRST_ITEM + 1, True)
    assert row(page, FIRST_ITEM)[:7] == [
        "7779 Avgifter", 70, "2024-06", "2024-12", "löpande", "läggs till", "färre betalande",
    ]  # fmt: skip


def test_after_december_the_row_is_decembers(page: FileGrid) -> None:
    heads = {(2, column): f"{word} Dec 2024" for column, word in ((2, "Utfall"), (3, "Budget"), (4, "Avvikelse"))}
    page.apply([Write("771", at, ((Cell(word),),)) for at, word in heads.items()])
    assert begin(page, FEES).months == ("2024-12", "2024-12")


def test_new_sheets_are_made_before_anything_refers_to_them() -> None:
    added, wrote = AddSheet("Prognosjusteringar", "Prognosjusteringar"), Write("Prognos", (1, 1), ((Cell(1),),))
    assert forecasts.sheets_first((wrote, added)) == (added, wrote)


def test_berakna_prognos_writes_the_cells_of_the_command_line(month: Path, book: Any) -> None:
    folder = month.parent / "tvilling"
    folder.mkdir()
    twin = folder / month.name
    twin.write_bytes(month.read_bytes())
    told = said(press("forecast"))
    assert run(["forecast", str(twin), "--no-backup"]) == 0
    same(live(book), sheets(twin))
    assert told.startswith("maj.xlsx: prognosen efter januari–maj 2024 är ")
    assert "inga justeringar" in told
    assert "Saknar lämnad prognos: alla." in told
    assert "Saknar årsbudget: 753 Ensamkommande barn, 7542 Vård för barn, institution" in told
    assert book.selection.sheet.name == FORECAST
    assert undo_offered("forecast") == "Ångra Beräkna prognos"


def same(pressed: dict[str, Any], written: dict[str, Any]) -> None:
    assert list(pressed) == list(written)
    for name, sheet in written.items():
        assert unlike(pressed[name], sheet) == [], name
        assert pressed[name].formulas.keys() == sheet.formulas.keys(), name


def test_an_adjustment_is_begun_filled_counted_and_what_was_typed_stays_when_it_is_taken_back(small: Any) -> None:
    small.sheets["771"].activate()
    small.sheets["771"].range("C5").select()
    told = said(press("adjustment"))
    table = small.sheets[ADJUSTMENTS]
    assert "Rad 5 på Prognosjusteringar är påbörjad för 7779 Avgifter, 2024-06 till 2024-12." in told
    assert "Fyll i Belopp, Slag och Orsak (intern)." in told
    assert (small.selection.sheet.name, small.selection.address) == (ADJUSTMENTS, "$B$5")
    assert table.range("C5:D5").value == ["2024-06", "2024-12"]
    table.range("B5").value, table.range("E5").value, table.range("G5").value = 70, "löpande", "färre betalande"
    small.app.calculate()
    assert table.range("Q5").value == 70
    assert "1 av 1 justering räknas" in said(press("forecast"))
    assert "Ändrat efteråt och därför orört: Prognosjusteringar B5" in said(press("undo"))
    assert table.range("G5").value == "färre betalande"


def test_ny_justering_makes_the_sheets_with_their_lists_and_is_taken_back_whole(small: Any, tmp_path: Path) -> None:
    """A setting that lies beside the book, where anybody may have put it, is not read."""
    settings.write(tmp_path / "sn_excel.conf", {"ARCHIVE": str(tmp_path / "annans.db"), "ROLE": "någon annan"})
    before = live(small)
    told = said(press("adjustment"))
    assert told.startswith("Prognosen är beräknad först")
    assert "diagrammet" in told
    table, chart = small.sheets[ADJUSTMENTS], small.sheets[CHART]
    assert table.range("I5").value is None
    sources = [str(table.range(cell).data_validation.source) for cell in ("A5", "E5", "F64", "N5")]
    assert sources[0].replace("$", "").endswith("V5:V400")
    assert [source.split(",")[0] for source in sources[1:]] == ["engångs", "läggs till", "föreslagen"]
    assert [row for row in table.range("V5:V8").value if row] == ["771 Äldreomsorg", "7400 Ledning", "7779 Avgifter"]
    assert chart.range("B3").data_validation.type == "list"
    assert undo_offered("adjustment") == "Ångra Ny justering"
    press("undo")
    same(live(small), before)


def test_a_typed_thing_that_cannot_be_used_is_told_with_its_cell(page: FileGrid) -> None:
    begin(page, FEES)
    typed(page, FIRST_ITEM, {Field.AMOUNT: "sjuttio", Field.KIND: "löpande", Field.REASON: "färre betalande"})
    done = forecast(sheets_of(page), Beside())
    page.apply(done.edits)
    told = messages.forecasted("maj.xlsx", done)
    assert "0 av 1 justering räknas" in told
    assert "Räknas inte, rätta: Prognosjusteringar B5." in told
    assert "Saknar lämnad prognos: alla." in told


def test_the_chart_is_drawn_once_of_its_sheets_own_cells() -> None:
    """Excel played by a small book: LibreOffice's engine draws no charts."""
    asked: list[dict[str, Any]] = []

    class Drawn:
        charts = property(lambda self: self)

        def range(self, cells: str) -> str:
            return cells

        def add(self, **how: Any) -> None:
            asked.append(how)

    class Opened:
        book = type("Book", (), {"sheets": {CHART: Drawn()}})

    fresh = [AddSheet(CHART, CHART), Write(CHART, (1, 1), ((Cell("Diagram"),),))]
    assert forecasts.drawn(Opened(), fresh) == ""  # type: ignore[arg-type]  # a small stand-in
    assert (asked[0]["source"], asked[0]["anchor"], asked[0]["chart_type"]) == ("A4:D16", "F3", "line")
    assert forecasts.drawn(Opened(), fresh[1:]) == ""  # type: ignore[arg-type]  # as above
    assert len(asked) == 1


def test_the_chart_shows_the_cells_that_the_templates_chart_shows() -> None:
    from openpyxl import load_workbook

    sheet: Any = load_workbook(data(TEMPLATE))[CHART]
    (chart,) = sheet._charts
    shown = [one.val.numRef.f.split("!")[1].replace("$", "") for one in chart.series]
    assert shown == ["B5:B16", "C5:C16", "D5:D16"]
    assert forecasts.DRAWN == "A4:D16"
    assert f"{'ABCDEFGH'[chart.anchor._from.col]}{chart.anchor._from.row + 1}" == forecasts.CORNER


def test_the_users_archive_and_role_are_used(small: Any, tmp_path: Path, own_settings: Path) -> None:
    history = tmp_path / "historik.csv"
    months = [f"{year}-{month:02};{100 * month}" for year in (2022, 2023) for month in range(1, 13)]
    lines = (f"{code};{line}" for code in ("7400", "7779") for line in months)
    history.write_text("\n".join(("kod;period;utfall", *lines)), encoding="utf-8")
    archive = tmp_path / "arkiv.db"
    assert run(["archive", "add", str(archive), str(history), "--history"]) == 0
    settings.write(own_settings, {"ARCHIVE": str(archive), "ROLE": "ekonom"})
    assert "Saknar tidigare år" not in said(press("forecast"))
    press("adjustment")
    assert small.sheets[ADJUSTMENTS].range("I5").value == "ekonom"
    settings.write(own_settings, {"ARCHIVE": str(tmp_path / "borta.db")})
    assert refused(press("forecast")).startswith("Arkivet borta.db finns inte")


def test_an_archive_is_named_by_its_whole_path(page: FileGrid, own_settings: Path) -> None:
    settings.write(own_settings, {"ARCHIVE": "arkiv.db"})
    with pytest.raises(SnError, match="hela sökvägen"):
        forecasts.made(Asked(page))  # type: ignore[arg-type]  # only its sheets are asked for


def test_a_book_that_hides_its_month_asks_for_it_in_the_buttons_words(page: FileGrid) -> None:
    page.apply([Write("771", (2, 2), ((Cell("Utfall"), Cell("Budget"), Cell("Avvikelse")),))])
    page.apply([Write("771", (1, 1), ((Cell("Socialnämnd"),),))])
    with pytest.raises(SnError) as told:
        forecasts.made(Asked(page))  # type: ignore[arg-type]  # only its sheets are asked for
    assert "Skriv månaden i rubriken" in answers.worded(told.value)
    assert "--period" not in answers.worded(told.value)
