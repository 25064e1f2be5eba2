"""Apps, books, sheets, names and notes in Calc through xlwings."""

from __future__ import annotations

import getpass
import os
import signal
import socket
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

from sn_excel.engine import engines
from sn_excel.engine.errors import DocumentError, OfficeGoneError

MOCK = "_mock_caller"
"""Where xlwings keeps the mock caller; it has no other way to forget it."""


@pytest.fixture
def month(tmp_path: Path) -> Path:
    """A saved book with a name, a note and two sheets."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sammanställning"
    sheet.append(["Verksamhet", "Utfall", "Budget", "Avvikelse"])
    sheet.append(["771 Äldreomsorg", 14191, 12470, "=C2-B2"])
    sheet.freeze_panes = "B2"
    book.create_sheet("771")["A1"] = "='Sammanställning'!B2"
    book.save(tmp_path / "maj 2024.xlsx")
    return tmp_path / "maj 2024.xlsx"


def test_a_file_opens_by_path_and_is_the_active_book(app: xw.App, month: Path) -> None:
    book = xw.Book(month)
    assert (book.name, book.fullname, book.sheet_names) == (month.name, str(month), ["Sammanställning", "771"])
    assert xw.books.active == book == xw.Book(month) == app.books[month.name]
    assert book.sheets["Sammanställning"]["D2"].value == -1721
    assert book.sheets["771"]["A1"].formula == "=Sammanställning!B2"


def test_a_changed_figure_is_followed_by_the_formulas_and_saved(app: xw.App, month: Path, tmp_path: Path) -> None:
    book = xw.Book(month)
    book.sheets[0]["B2"].value = 12000
    assert book.sheets[0]["D2"].value == 470
    before = month.read_bytes()
    book.save(tmp_path / "ny.xlsx")
    assert (book.name, month.read_bytes()) == ("ny.xlsx", before)
    saved = openpyxl.load_workbook(tmp_path / "ny.xlsx", data_only=True)
    assert saved["Sammanställning"]["D2"].value == 470
    assert saved["Sammanställning"].freeze_panes == "B2"


def test_manual_calculation_waits(app: xw.App, sheet: xw.Sheet) -> None:
    sheet["A1"].value = [[2, "=A1*2"]]
    app.calculation = "manual"
    sheet["A1"].value = 4
    assert sheet["B1"].value == 4
    app.calculate()
    assert sheet["B1"].value == 8
    sheet["C1"].formula = "=A1*3"
    assert sheet["C1"].value == 12


def test_the_book_that_calls_is_known(app: xw.App, month: Path) -> None:
    xw.Book(month).set_mock_caller()
    try:
        assert xw.Book.caller().name == month.name
    finally:
        delattr(xw.Book, MOCK)


def test_a_missing_book_and_a_broken_one_are_told(app: xw.App, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        xw.Book(tmp_path / "saknas.xlsx")
    (tmp_path / "trasig.xlsx").write_bytes(b"PK\x03\x04" + b"x" * 99)
    with pytest.raises(DocumentError, match="kan inte öppnas"):
        xw.Book(tmp_path / "trasig.xlsx")
    with pytest.raises(KeyError):
        app.books["finns inte"]


def test_the_lock_of_a_crashed_office_does_not_stop_us(app: xw.App, month: Path) -> None:
    lock = month.with_name(f".~lock.{month.name}#")
    owner = f",{getpass.getuser()},{socket.gethostname()},31.05.2024 08:20"
    lock.write_text(f"{owner},file:///tmp/sn_excel_office_borta;", encoding="utf-8")
    assert xw.Book(month).sheets[0]["B2"].value == 14191
    xw.Book(month).close()
    lock.write_text(f"{owner},file:///tmp/en_annans_office;", encoding="utf-8")
    with pytest.raises(DocumentError, match="öppen i ett annat program"):
        xw.Book(month)
    lock.unlink()


def test_sheets_are_added_copied_moved_and_taken_away(book: xw.Book, sheet: xw.Sheet) -> None:
    sheet["A1"].value = "mall"
    book.sheets.add("Prognos", after=sheet)
    assert book.sheets.active.name == "Prognos"
    copy = sheet.copy(name="Maj")
    assert (copy["A1"].value, book.sheet_names) == ("mall", ["Sheet1", "Prognos", "Maj"])
    copy.move(before=sheet)
    book.sheets["Prognos"].delete()
    assert book.sheet_names == ["Maj", "Sheet1"]
    other = book.app.books.add()
    sheet.copy(before=other.sheets[0])
    assert (other.sheet_names, other.sheets[0]["A1"].value) == (["Sheet1 (2)", "Sheet1"], "mall")


def test_panes_grid_lines_and_print_area_are_saved(book: xw.Book, sheet: xw.Sheet, tmp_path: Path) -> None:
    other = book.sheets.add("Maj", after=sheet)
    sheet.freeze_panes.freeze_at("A1:B3")
    sheet.show_gridlines = False
    sheet.page_setup.print_area = "A1:D9"
    assert (sheet.page_setup.print_area, book.sheets.active.name) == ("$A$1:$D$9", other.name)
    assert (sheet.show_gridlines, other.show_gridlines) == (False, True)
    book.save(tmp_path / "bok.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "bok.xlsx").worksheets[0]
    assert (saved.freeze_panes, saved.sheet_view.showGridLines) == ("C4", False)
    assert saved.print_area == "'Sheet1'!$A$1:$D$9"


def test_names_belong_to_the_book_or_to_a_sheet(book: xw.Book, sheet: xw.Sheet) -> None:
    other = book.sheets.add("Blad 2", after=sheet)
    book.names.add("utfall", "=Sheet1!$B$2:$B$9")
    other["A1"].name = "'Blad 2'!lokal"
    assert [name.name for name in book.names] == ["utfall", "'Blad 2'!lokal"]
    assert [name.name for name in other.names] == ["'Blad 2'!lokal"]
    assert book.names["utfall"].refers_to == "=Sheet1!$B$2:$B$9"
    assert book.names["utfall"].refers_to_range == sheet["B2:B9"] == other.range("utfall")
    assert getattr(other["A1"].name, "refers_to", "") == "='Blad 2'!$A$1"
    with pytest.raises(KeyError):
        sheet.range("lokal")
    book.names["utfall"].delete()
    assert "utfall" not in book.names


def test_notes_are_written_read_and_taken_away(sheet: xw.Sheet) -> None:
    note = sheet["B2"].add_note("Differens −5 210")
    assert (note.text, sheet["A1"].note) == ("Differens −5 210", None)
    assert [note.location.address for note in sheet.notes] == ["$B$2"]
    with pytest.raises(ValueError, match="already"):
        sheet["B2"].add_note("en till")
    note.delete()
    assert sheet["B2"].note is None


def test_a_table_has_headings_and_rows(sheet: xw.Sheet) -> None:
    sheet["B2"].value = [["Kod", "Utfall"], [771, 14191]]
    table = sheet.tables.add(sheet["B2"].expand(), name="Utfall")
    assert (table.header_row_range, table.data_body_range) == (sheet["B2:C2"], sheet["B3:C3"])
    assert (table.name, sheet["C3"].table is None, sheet["A1"].table) == ("Utfall", False, None)
    with pytest.raises(NotImplementedError):
        table.table_style = "TableStyleMedium1"


def test_pages_are_printed_for_a_book_and_for_some_cells(sheet: xw.Sheet, tmp_path: Path) -> None:
    sheet["A1"].value = "Socialnämnd"
    for thing, name in ((sheet.book, "bok.pdf"), (sheet["A1:B2"], "celler.pdf")):
        thing.to_pdf(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(b"%PDF-")


def test_a_message_out_of_sight_is_kept_and_answered(app: xw.App) -> None:
    assert app.alert("Vill du fortsätta?", "Stäm av", buttons="yes_no") == "yes"
    assert app.impl.alerts[-1] == ("Stäm av", "Vill du fortsätta?")


def test_a_crash_in_the_middle_of_the_work_is_told_in_swedish(app: xw.App) -> None:
    doomed = xw.App(visible=False)
    try:
        sheet = doomed.books[0].sheets[0]
        os.killpg(doomed.pid, signal.SIGKILL)
        with pytest.raises(OfficeGoneError, match="avslutats oväntat"):
            sheet["A1"].value = 1
        assert doomed not in list(xw.apps)
    finally:
        doomed.kill()


def test_two_apps_are_two_processes_and_the_last_used_comes_first(app: xw.App) -> None:
    before = set(engines.engine.apps.keys())
    with xw.App(visible=False) as other:
        assert xw.apps.active == other
        assert len({app.pid, other.pid}) == 2
        app.activate()
        assert xw.apps.active == app
    assert app.pid in before
    assert set(engines.engine.apps.keys()) == before
