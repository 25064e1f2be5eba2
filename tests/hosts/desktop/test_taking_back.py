"""Återställ senaste in LibreOffice after what people do between two clicks: save, insert, rename, protect, edit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sn_excel.hosts.desktop.macros import press
from sn_excel.hosts.desktop.open_books import OpenBook
from sn_excel.hosts.desktop.xlwings_grid import cells as live_cells
from sn_excel.hosts.desktop.xlwings_grid.grid import LiveGrid
from sn_excel.model.edits import Cell, Edit, Formula, Write
from sn_excel.model.sheets import Sheet
from tests.hosts.desktop.grids import refused, said

FILLED: tuple[Edit, ...] = (
    Write("771", (4, 2), ((Cell(100), Cell(100)),)),
    Write("771", (5, 2), ((Cell(100), Cell(100)),)),
    Write("Anteckningar", (1, 1), ((Cell("nytt"),),)),
)


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


def test_it_works_after_saving_and_opening_again(small: Any) -> None:
    import xlwings as xw

    before = filled(small)
    path = Path(small.fullname)
    small.save()
    small.close()
    again = xw.Book(path)
    again.set_mock_caller()
    assert said(press("undo")) == "Läs in utfall är återställt. 5 celler har fått tillbaka sitt innehåll."
    assert amounts(again) == before
    assert held(again, "Anteckningar").cells == {(1, 1): "behålls"}


def test_closed_without_saving_there_is_nothing_left_to_take_back(small: Any) -> None:
    import xlwings as xw

    before, path = filled(small), Path(small.fullname)
    small.close()
    again = xw.Book(path)
    again.set_mock_caller()
    assert said(press("undo")) == "Läs in utfall: det fanns inget kvar att återställa."
    assert amounts(again) == before


def test_rows_inserted_since_are_followed(small: Any) -> None:
    before = filled(small)
    small.sheets["771"].range("5:5").insert("down")
    assert amounts(small, (4, 6)) == [100] * 4
    assert "5 celler" in said(press("undo"))
    assert amounts(small, (4, 6)) == before
    assert amounts(small, (5,)) == [None, None]


def test_a_row_taken_away_since_is_told_and_the_others_are_given_back(small: Any) -> None:
    before = filled(small)
    small.sheets["771"].range("4:4").delete("up")
    told = said(press("undo"))
    assert "3 celler" in told
    assert "Ändrat efteråt och därför orört: 771 B4, 771 C4." in told
    assert amounts(small, (4,)) == before[2:]


def test_a_renamed_sheet_is_told_and_the_others_are_given_back(small: Any) -> None:
    filled(small)
    small.sheets["771"].name = "771 gammal"
    told = said(press("undo"))
    assert "orört: bladet 771 (borttaget eller omdöpt)." in told
    assert held(small, "771 gammal").cells[4, 2] == 100
    assert held(small, "Anteckningar").cells == {(1, 1): "behålls"}


def test_a_deleted_sheet_is_told_and_the_others_are_given_back(small: Any) -> None:
    filled(small)
    small.sheets["Anteckningar"].delete()
    told = said(press("undo"))
    assert "4 celler" in told
    assert "orört: bladet Anteckningar (borttaget eller omdöpt)." in told


def test_a_protected_sheet_is_said_and_the_change_can_still_be_taken_back_later(small: Any) -> None:
    before = filled(small)
    small.sheets["Anteckningar"].impl.xl.protect("")
    told = refused(press("undo"))
    assert told.startswith("Programmet tog inte emot ändringen; boken är som den var.")
    assert amounts(small) == [100] * 4
    small.sheets["Anteckningar"].impl.xl.unprotect("")
    assert "5 celler" in said(press("undo"))
    assert amounts(small) == before


def test_a_cell_under_edit_is_said_and_the_change_can_still_be_taken_back_later(
    small: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = filled(small)
    with monkeypatch.context() as editing:
        editing.setattr(live_cells, "_put", lambda block, matrix: 1 / 0)
        assert "en cell öppen för redigering" in refused(press("undo"))
    assert amounts(small) == [100] * 4
    assert "5 celler" in said(press("undo"))
    assert amounts(small) == before


def test_cells_merged_since_are_told_and_the_others_are_given_back(small: Any) -> None:
    before = filled(small)
    small.sheets["771"].range("B5:C5").merge()
    small.sheets["771"].range("C5").value = None
    told = said(press("undo"))
    assert "771 C5" in told
    assert amounts(small)[:3] == before[:3]


def test_a_formula_over_written_comes_back_and_is_computed(small: Any) -> None:
    edits = (Write("771", (3, 2), ((Cell(7),),)), Write("771", (3, 4), ((Cell(Formula("B3*2", 14)),),)))
    before = held(small)
    assert OpenBook.of(small).apply(edits, "fill") == ""
    assert held(small).cells[3, 4] == 14
    assert "2 celler" in said(press("undo"))
    assert (held(small).formulas, held(small).cells) == (before.formulas, before.cells)
