"""Long work tells how far it has come in the status bar, and gives the bar back whatever happens."""

from __future__ import annotations

from typing import Any

import pytest

from sn_excel.hosts.desktop.macros import press
from sn_excel.hosts.desktop.open_books import OpenBook
from sn_excel.hosts.desktop.xlwings_grid import cells as live_cells
from sn_excel.model.edits import Cell, Write
from tests.hosts.desktop.grids import refused, said


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What has been set in the status bar; Calc's engine only keeps it."""
    from sn_excel.engine.apps import App

    shown: list[Any] = []
    monkeypatch.setattr(App, "status_bar", property(lambda app: shown[-1], lambda app, text: shown.append(text)))
    return shown


def test_every_sheet_that_is_read_is_told_and_the_bar_is_given_back(small: Any, told: list[Any]) -> None:
    said(press("check"))
    assert told == [
        "Socialnämnd: läser blad 1 av 2, 771 ...",
        "Socialnämnd: läser blad 2 av 2, Anteckningar ...",
        "Socialnämnd: arbetar ...",
        "Socialnämnd: skriver ...",
        False,
    ]


@pytest.mark.parametrize("macro", ["check", "undo"])
def test_the_bar_is_given_back_after_a_failure_too(
    small: Any, told: list[Any], macro: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    OpenBook.of(small).apply([Write("771", (4, 2), ((Cell(1),),))], "fill")
    monkeypatch.setattr(live_cells, "_put", lambda block, matrix: 1 / 0)
    assert refused(press(macro)).startswith("Programmet tog inte emot")
    working = "skriver" if macro == "check" else "läser det som ändrades"
    assert told[-2:] == [f"Socialnämnd: {working} ...", False]


def test_a_program_without_a_status_bar_does_the_work_all_the_same(small: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from sn_excel.engine.apps import App

    def lacking(app: App, text: object = None) -> None:
        raise NotImplementedError

    monkeypatch.setattr(App, "status_bar", property(lacking, lacking))
    said(press("check"))
    assert "Avstämning" in [sheet.name for sheet in small.sheets]
