"""Calc on a screen of its own: the menu clicked with the mouse, a formula typed on the keyboard, pictures kept.

The pictures are for a person to look at; with SN_PICTURES they are put in that folder, else with the test's files.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from sn_excel.engine import bridge
from sn_excel.engine.office import Office
from sn_excel.hosts.calc.oxt_installations import places
from sn_excel.hosts.cli.runs import run
from sn_excel.hosts.commands import TAB
from sn_excel.schema.month import RECONCILIATION
from tests.conftest import REQUIRE
from tests.hosts.calc.calc_months import cell, marks
from tests.hosts.calc.calc_sessions import SWEDISH, opened, started
from tests.hosts.calc.pictures import colours, screen

NEEDED = ("Xvfb", "openbox", "xdotool")
WIDTH, HEIGHT = 1280, 800
PATIENCE = 150
MENUS = (34, 35, 36, 44)
"""UNO's roles of a menu, a menu bar, an entry of a menu and a menu that has come up."""


@dataclass
class Desk:
    """A screen with a mouse and a keyboard, out of sight."""

    display: str
    memory: Path

    def hand(self, *does: str | int) -> None:
        subprocess.run(["xdotool", *map(str, does)], check=True, env={**os.environ, "DISPLAY": self.display})

    def click(self, at: tuple[int, int]) -> None:
        self.hand("mousemove", *at)
        sleep(0.2)
        self.hand("click", 1)

    def picture(self, folder: Path, name: str) -> Path:
        sleep(0.7)
        path = folder / f"{name}.png"
        screen(self.memory, path)
        return path


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A virtual screen with a window manager; ended by their process ids."""
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        reason = f"no screen to press on: {', '.join(missing)} not here"
        pytest.fail(reason) if REQUIRE else pytest.skip(reason)
    memory = tmp_path / "skärm"
    memory.mkdir()
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", str(memory)]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            display = f":{os.read(reading, 20).decode().strip()}"
            monkeypatch.setenv("DISPLAY", display)
            with subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL) as manager:
                try:
                    yield Desk(display, memory / "Xvfb_screen0")
                finally:
                    manager.terminate()
        finally:
            os.close(reading)
            server.terminate()


@pytest.fixture
def office(desk: Desk, soffice: Path, tmp_path: Path) -> Iterator[Office]:
    """A Swedish office with windows on that screen and the add-in in it."""
    with started(tmp_path, places(), visible=True, settings=SWEDISH) as running:
        yield running


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "maj"
    assert run(["demo", "--folder", str(folder)]) == 0
    path = folder / "socialnamnd_2024-05.xlsx"
    assert run(["clear", str(path), "--no-backup"]) == 0
    return path


def wait(told: Callable[[], Any]) -> Any:
    """Return what the program shows as soon as it shows it; what is just changing cannot be asked."""
    for _ in range(PATIENCE):
        with suppress(*bridge.uno_errors()):
            if found := told():
                return found
        sleep(0.1)
    raise AssertionError("nothing came up on the screen")


def spot(window: Any, name: str) -> tuple[int, int] | None:
    """Where on the screen a menu's word stands, as the program tells people who cannot see it."""
    context = window.getAccessibleContext()
    if context is None:
        return None
    if context.getAccessibleName() == name and context.getAccessibleRole() in MENUS:
        at, size = context.getLocationOnScreen(), context.getSize()
        if size.Width > 0:
            return at.X + size.Width // 2, at.Y + size.Height // 2
    children = (context.getAccessibleChild(index) for index in range(context.getAccessibleChildCount()))
    inner = (child for child in children if child is not None and _role(child) in MENUS)
    return next((found for child in inner if (found := spot(child, name))), None)


def _role(child: Any) -> int:
    return int(child.getAccessibleContext().getAccessibleRole())


def windows(office: Office) -> list[Any]:
    toolkit = office.service("awt.Toolkit")
    return [toolkit.getTopWindow(index) for index in range(toolkit.getTopWindowCount())]


def shown(office: Office, name: str) -> tuple[int, int] | None:
    return next((found for window in windows(office) if window and (found := spot(window, name))), None)


def test_the_menu_is_clicked_and_a_formula_typed(office: Office, desk: Desk, book: Path, tmp_path: Path) -> None:
    kept = Path(os.environ.get("SN_PICTURES", tmp_path))
    with opened(office, book) as document:
        window = document.CurrentController.Frame.getContainerWindow()
        window.setPosSize(0, 0, WIDTH, HEIGHT, 15)
        _click_check(office, desk, document, kept)
        assert RECONCILIATION in document.Sheets.ElementNames
        _type_formula(desk, document)
        assert (cell(document, "771", "G5").Value, cell(document, "771", "G5").String) == (-851, "-851")
        assert cell(document, "771", "B5").String.split() == ["58", "611"], "thousands parted as in Sweden"
        assert (0xFF, 0xE0, 0x8A) in colours(desk.picture(kept, "calc"))
        _press_undo_twice(office, desk, document, kept)
        assert marks(document) == set()


def _click_check(office: Office, desk: Desk, document: Any, kept: Path) -> None:
    """Open the menu with the mouse, choose Stäm av, read the message and close it."""
    desk.click(wait(lambda: shown(office, TAB)))
    entry = wait(lambda: shown(office, "Stäm av"))
    menu = desk.picture(kept, "meny").read_bytes()
    alone = len(windows(office))
    desk.click(entry)
    wait(lambda: marks(document))
    sleep(2)
    assert desk.picture(kept, "besked").read_bytes() != menu
    desk.hand("key", "Return")
    sleep(1)
    assert len(windows(office)) <= alone


def _type_formula(desk: Desk, document: Any) -> None:
    """Type a formula beside the page's total."""
    sheet = document.Sheets.getByName("771")
    document.CurrentController.setActiveSheet(sheet)
    document.CurrentController.select(sheet.getCellRangeByName("G5"))
    desk.hand("type", "--delay", 40, "=SN_DEVIATION(B5;C5)")
    desk.hand("key", "Return")
    wait(lambda: cell(document, "771", "G5").Formula)


def _press_undo_twice(office: Office, desk: Desk, document: Any, kept: Path) -> None:
    """Take back the typed formula, then the whole command, and read what is told."""
    desk.hand("key", "ctrl+z")
    wait(lambda: not cell(document, "771", "G5").Formula)
    desk.hand("key", "ctrl+z")
    wait(lambda: RECONCILIATION not in document.Sheets.ElementNames)
    sleep(2)
    desk.picture(kept, "angrat")
    desk.hand("key", "Return")
    sleep(1)
