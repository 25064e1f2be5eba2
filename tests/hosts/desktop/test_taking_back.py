"""Återställ senaste in LibreOffice after what people do between two clicks: save, insert, rename, protect, edit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sn_excel.hosts.desktop import live_cells
from sn_excel.hosts.desktop.live_grid import LiveGrid
from sn_excel.hosts.desktop.macros import press
from sn_excel.hosts.desktop.open_books import OpenBook
from sn_excel.model.edits import Cell, Edit, Formula, Write
from sn_excel.model.sheets import Sheet
from tests.hosts.desktop.grids import aldreomsorg

FILLED: tuple[Edit, ...] = (
    Write("771", (4, 2), ((Cell(100), Cell(100)),)),
    Write("771", (5, 2), ((Cell(100), Cell(100)),)),
    Write("Anteckningar", (1, 1), ((Cell("nytt"),),)),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return aldreomsorg(tmp_path / "aldreomsorg.xlsx")


@pytest.fixture
def page(path: Path, calc: None) -> Any:
    """A small book, filled as by a button."""
    import xlwings as xw

    from sn_excel.hosts.libreoffice.engines import activate

    activate()
    book = xw.Book(path)
    book.set_mock_caller()
    yield book
    for one in [one for one in xw.books if one.name == path.name]:
        one.close()
    delattr(xw.Book, "_mock_caller")


def held(book: Any, name: str = "771") -> Sheet:
    return LiveGrid(book).read(name)


def amounts(book: Any, rows: tuple[int, ...] = (4, 5)) -> list[object]:
    sheet = held(book)
    return [sheet.cells.get((row, column)) for row in rows for column in (2, 3)]


def filled(book: Any) -> list[object]:
    before = amounts(book)
    assert OpenBook.of(book).apply(FILLED, "fill") == ""
    assert amounts(book) == [100] * 4
    return before


def test_it_works_after_saving_and_opening_again(page: Any, path: Path) -> None:
    import xlwings as xw

    before = filled(page)
    page.save()
    page.close()
    again = xw.Book(path)
    again.set_mock_caller()
    assert press("undo") == "Läs in utfall är återställt. 5 celler har fått tillbaka sitt innehåll."
    assert amounts(again) == before
    assert held(again, "Anteckningar").cells == {(1, 1): "behålls"}


def test_closed_without_saving_there_is_nothing_left_to_take_back(page: Any, path: Path) -> None:
    import xlwings as xw

    before = filled(page)
    page.close()
    again = xw.Book(path)
    again.set_mock_caller()
    assert press("undo") == "Läs in utfall: det fanns inget kvar att återställa."
    assert amounts(again) == before


def test_rows_inserted_since_are_followed(page: Any) -> None:
    before = filled(page)
    page.sheets["771"].range("5:5").insert("down")
    assert amounts(page, (4, 6)) == [100] * 4
    assert "5 celler" in press("undo")
    assert amounts(page, (4, 6)) == before
    assert amounts(page, (5,)) == [None, None]


def test_a_row_taken_away_since_is_told_and_the_others_are_given_back(page: Any) -> None:
    before = filled(page)
    page.sheets["771"].range("4:4").delete("up")
    told = press("undo")
    assert "3 celler" in told
    assert "Ändrat efteråt och därför orört: 771 B4, 771 C4." in told
    assert amounts(page, (4,)) == before[2:]


def test_a_renamed_sheet_is_told_and_the_others_are_given_back(page: Any) -> None:
    filled(page)
    page.sheets["771"].name = "771 gammal"
    told = press("undo")
    assert "orört: bladet 771 (borttaget eller omdöpt)." in told
    assert held(page, "771 gammal").cells[4, 2] == 100
    assert held(page, "Anteckningar").cells == {(1, 1): "behålls"}


def test_a_deleted_sheet_is_told_and_the_others_are_given_back(page: Any) -> None:
    filled(page)
    page.sheets["Anteckningar"].delete()
    told = press("undo")
    assert "4 celler" in told
    assert "orört: bladet Anteckningar (borttaget eller omdöpt)." in told


def test_a_protected_sheet_is_said_and_the_change_can_still_be_taken_back_later(page: Any) -> None:
    before = filled(page)
    page.sheets["Anteckningar"].impl.xl.protect("")
    told = press("undo")
    assert told.startswith("!Programmet tog inte emot ändringen; boken är som den var.")
    assert amounts(page) == [100] * 4
    page.sheets["Anteckningar"].impl.xl.unprotect("")
    assert "5 celler" in press("undo")
    assert amounts(page) == before


def test_a_cell_under_edit_is_said_and_the_change_can_still_be_taken_back_later(
    page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = filled(page)
    with monkeypatch.context() as editing:
        editing.setattr(live_cells, "_put", lambda block, matrix: 1 / 0)
        assert "en cell öppen för redigering" in press("undo")
    assert amounts(page) == [100] * 4
    assert "5 celler" in press("undo")
    assert amounts(page) == before


def test_cells_merged_since_are_told_and_the_others_are_given_back(page: Any) -> None:
    before = filled(page)
    page.sheets["771"].range("B5:C5").merge()
    page.sheets["771"].range("C5").value = None
    told = press("undo")
    assert "771 C5" in told
    assert amounts(page)[:3] == before[:3]


def test_a_formula_over_written_comes_back_and_is_computed(page: Any) -> None:
    edits = (Write("771", (3, 2), ((Cell(7),),)), Write("771", (3, 4), ((Cell(Formula("B3*2", 14)),),)))
    before = held(page)
    assert OpenBook.of(page).apply(edits, "fill") == ""
    assert held(page).cells[3, 4] == 14
    assert "2 celler" in press("undo")
    assert (held(page).formulas, held(page).cells) == (before.formulas, before.cells)
