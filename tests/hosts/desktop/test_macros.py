"""The buttons pressed in LibreOffice: the same cells as the command line writes, and one Swedish answer each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sn_excel.hosts.cli.runs import run
from sn_excel.schema.month import RECONCILIATION
from tests.hosts.desktop.grids import refused, said
from tests.hosts.desktop.months import alike, live, sheets


def test_stam_av_writes_the_same_cells_and_notes_as_the_command_line(month: Path, book: Any) -> None:
    from sn_excel.hosts.desktop.macros import press

    twin = month.with_name("tvilling.xlsx")
    twin.write_bytes(month.read_bytes())
    told = said(press("check"))
    assert run(["check", str(twin), "--mark"]) == 1
    pressed, written = live(book), sheets(twin)
    assert list(pressed) == list(written)
    for name in written:
        if name != RECONCILIATION:
            assert alike(pressed[name], written[name]), name
        assert pressed[name].noted == written[name].noted, name
    renamed = {
        at: value.replace("tvilling", "maj") if isinstance(value, str) else value
        for at, value in written[RECONCILIATION].cells.items()
    }
    assert pressed[RECONCILIATION].cells == renamed
    assert "771 Äldreomsorg, Årsbudget" in told
    assert "−5 210" in told


def test_rensa_markeringar_gives_the_cells_back(month: Path, book: Any) -> None:
    from sn_excel.hosts.desktop.macros import press

    before = live(book)
    press("check")
    press("clear")
    after = live(book)
    assert list(after) == list(before)
    for name, sheet in before.items():
        assert alike(after[name], sheet), name
        assert after[name].formulas == sheet.formulas, name
        assert after[name].noted == sheet.noted, name
    assert not list(book.sheets["771"].cells.conditional_formats)


def test_nasta_anmarkning_goes_through_the_list_and_begins_again(book: Any) -> None:
    from sn_excel.hosts.desktop.macros import press

    press("check")
    listed = live(book)[RECONCILIATION]
    rows = range(5, listed.last[0] + 1)
    wanted = [(listed.cells[row, 4], listed.cells[row, 5]) for row in rows]
    seen = []
    for _ in (*rows, None):
        assert said(press("next_finding")) == ""
        chosen = book.selection
        seen.append((chosen.sheet.name, chosen.address.replace("$", "")))
    assert seen == [*wanted, wanted[0]]


def test_nasta_anmarkning_without_a_check_says_what_to_press(book: Any) -> None:
    from sn_excel.hosts.desktop.macros import press

    assert "Stäm av" in refused(press("next_finding"))


def test_a_typed_figure_is_seen_by_uppdatera_berakningar(book: Any) -> None:
    from sn_excel.hosts.desktop.macros import press

    press("check")
    page = book.sheets["771"]
    row = next(row for row in range(5, 40) if str(page.range((row, 1)).value).startswith("7779"))
    page.range((row, 5)).value = -2605
    told = said(press("recompute"))
    assert "771" not in told
    assert "inga fel" in told


def test_a_book_without_tables_gets_one_sentence(calc: None, tmp_path: Path) -> None:
    import xlwings as xw
    from openpyxl import Workbook

    from sn_excel.engine.engines import activate
    from sn_excel.hosts.desktop.macros import press

    Workbook().save(tmp_path / "tom.xlsx")
    activate()
    opened = xw.Book(tmp_path / "tom.xlsx")
    opened.set_mock_caller()
    try:
        assert refused(press("check")).startswith("Ingen tabell hittades i tom.xlsx")
        assert [sheet.name for sheet in opened.sheets] == ["Sheet"]
    finally:
        opened.close()
        delattr(xw.Book, "_mock_caller")


def test_a_button_that_is_not_built_does_nothing_and_says_so(book: Any) -> None:
    from sn_excel.hosts.desktop.macros import press

    before = live(book)
    assert refused(press("tertial")) == "Knappen gör inget än."
    assert refused(press("self_test")) == "Knappen gör inget än."
    assert refused(press("__import__")) == "Knappen gör inget än."
    assert live(book) == before


@pytest.mark.parametrize("macro", ["about", "handbook", "settings"])
def test_the_tools_answer_in_swedish(book: Any, macro: str) -> None:
    from sn_excel.hosts.desktop.macros import press

    assert len(said(press(macro)).splitlines()) > 2
