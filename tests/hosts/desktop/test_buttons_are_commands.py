"""The law of the buttons: what a button leaves in the cells is what its command leaves, cell by cell, in any program.

Every command of the registry has a case; one that has none fails here. A program is played in memory, which shows what
is composed wrongly without any program, and LibreOffice is asked through xlwings.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import xlwings as xw

from sn_excel.hosts import files
from sn_excel.hosts.cli.runs import run
from sn_excel.hosts.commands import COMMANDS, Command
from sn_excel.hosts.desktop import macros, open_books, settings
from sn_excel.jobs.adjust import Author, Spot, adjust
from sn_excel.jobs.carried import Beside
from sn_excel.model.edits import Cell, Write
from sn_excel.model.sheets import Sheet
from sn_excel.ooxml.file_grid import FileGrid
from sn_excel.schema.month import FORECAST
from tests.hosts.desktop.grids import aldreomsorg, pressing, said
from tests.hosts.desktop.memory import MemoryBook
from tests.hosts.desktop.months import live, sheets, unlike

BUILT = [command for command in COMMANDS if command.built and not command.vba]
STOOD = Spot("771", 5)
"""The row that is selected when a button is pressed."""


@dataclass(frozen=True)
class Case:
    """What a person types instead of pressing, and what she presses first; `beside` when another book is made."""

    typed: Callable[[Path, Path], None]
    answers: str = ""
    first: tuple[str, ...] = ()
    beside: str = ""


def command(*words: str) -> Callable[[Path, Path], None]:
    """A command line with the book and the export in place; findings are no failure."""

    def typed(book: Path, export: Path) -> None:
        assert run([word.format(book=book, export=export) for word in words]) in (0, 1)

    return typed


def untouched(_book: Path, _export: Path) -> None:
    """No command line: the cells stay as they are."""


def adjusted(book: Path, _export: Path) -> None:
    """A row is begun at the desk only: the job's own edits, in a file."""
    grid = FileGrid.open(book, files.data(files.TEMPLATE))
    today = f"{datetime.now().astimezone():%Y-%m-%d}"
    grid.apply(adjust(files.sheets_of(grid), Beside(), STOOD, Author("", today)).edits)
    grid.save(book, backup=False)


FILL = Case(command("fill", "{export}", "{book}", "--period", "2024-06", "--no-backup"), "{export}\n2024-06")
CASES: Mapping[str, Case] = {
    "fill": FILL,
    "recompute": Case(command("recompute", "{book}", "--no-backup"), first=("check",)),
    "roll": Case(command("roll", "{book}", "--period", "2024-06"), "2024-06", beside="_2024-06"),
    "check": Case(command("check", "{book}", "--mark", "--no-backup")),
    "next_finding": Case(untouched, first=("check",)),
    "clear": Case(command("clear", "{book}", "--no-backup"), first=("check",)),
    "forecast": Case(command("forecast", "{book}", "--no-backup")),
    "adjustment": Case(adjusted),
    "undo": Case(untouched, first=("fill",)),
    "settings": Case(untouched),
    "handbook": Case(untouched),
    "about": Case(untouched),
}
BOOKS = ("without a forecast", "with a forecast", "with a forecast worked on")


@pytest.fixture(scope="module")
def export(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of June: May's amounts and a tenth, so that unit and sign are those of May."""
    lines = (made.parent / "export_2024-05.csv").read_text("utf-8-sig").replace("jan-maj", "jan-jun").splitlines()
    rows = [line.split(";") for line in lines]
    for row in rows[1:]:
        row[2] = str(round(float(row[2].replace(",", ".").replace(" ", "")) * 1.1))
    path = tmp_path_factory.mktemp("juni") / "juni.csv"
    path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def books(made: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An accountant's page, the sample month, and that month with a forecast that somebody works on: as programs save
    them, every formula computed."""
    folder = tmp_path_factory.mktemp("böcker")
    found = {name: folder / f"{at}.xlsx" for at, name in enumerate(BOOKS)}
    page = FileGrid.open(aldreomsorg(found[BOOKS[0]]))
    page.apply([Write("771", (7, 2), ((Cell(None),) * 4,))])  # NA() is not ours to compute; Calc's truths are formulas
    page.apply([Write("771", (5, 4), ((Cell(1),),))])  # a deviation that does not tie
    page.save(found[BOOKS[0]], backup=False)
    shutil.copyfile(made, found[BOOKS[1]])
    worked = shutil.copyfile(made, found[BOOKS[2]])
    assert run(["forecast", str(worked), "--no-backup"]) == 0
    grid = FileGrid.open(worked)
    row = next(at[0] for at, value in grid.read(FORECAST).cells.items() if str(value).startswith("7400"))
    column = next(at[1] for at, value in grid.read(FORECAST).cells.items() if value == "Lämnad prognos")
    grid.apply([Write(FORECAST, (row, column), ((Cell(9000),),))])
    grid.save(worked, backup=False)
    assert {run(["recompute", str(path), "--no-backup"]) for path in found.values()} <= {0, 1}
    return found


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's settings are here, not in the home of whoever runs the tests."""
    monkeypatch.setattr(settings, "settings_file", lambda: tmp_path / "hem" / "sn_excel.conf")


Open = Callable[[Path], AbstractContextManager[Callable[[], dict[str, Sheet]]]]


@pytest.fixture(params=["memory", "calc"])
def program(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Open:
    """A program that opens a book, where buttons are then pressed; what is opened gives the sheets of the book."""
    if request.param == "calc":
        request.getfixturevalue("calc")
        return _in_calc

    @contextmanager
    def in_memory(path: Path) -> Iterator[Callable[[], dict[str, Sheet]]]:
        book = MemoryBook(path, (STOOD.sheet, STOOD.row))
        monkeypatch.setattr(open_books, "LiveGrid", lambda book, _templates=None: book.grid)
        monkeypatch.setattr(xw.Book, "caller", lambda: book)
        yield lambda: dict(book.grid.held)

    return in_memory


@contextmanager
def _in_calc(path: Path) -> Iterator[Callable[[], dict[str, Sheet]]]:
    with pressing(path) as book:
        if STOOD.sheet in [sheet.name for sheet in book.sheets]:
            book.sheets[STOOD.sheet].activate()
            book.sheets[STOOD.sheet].range((STOOD.row, 1)).select()
        yield lambda: live(book)
        for other in [one for one in xw.books if one.name.startswith(f"{path.stem}_")]:
            other.close()


def test_every_command_of_the_registry_has_a_case() -> None:
    assert {one.macro for one in BUILT} == set(CASES)


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("button", BUILT, ids=lambda one: one.macro)
def test_a_button_leaves_the_cells_that_its_command_leaves(
    program: Open, books: dict[str, Path], export: Path, tmp_path: Path, button: Command, name: str
) -> None:
    case = CASES[button.macro]
    if program is _in_calc and ((case.typed is untouched and not case.first) or name == BOOKS[1]):
        pytest.skip("memory shows it; a program is asked for what changes cells, in the books that differ most")
    pressed, typed = tmp_path / "knapp" / "bok.xlsx", tmp_path / "kommando" / "bok.xlsx"
    for path in (pressed, typed):
        path.parent.mkdir()
        shutil.copyfile(books[name], path)
    with program(pressed) as shown:
        before = shown()
        for macro in case.first:
            said(macros.press(macro, CASES[macro].answers.format(export=export)))
            if button.macro != "undo":
                CASES[macro].typed(typed, export)
        told = said(macros.press(button.macro, case.answers.format(export=export)))
        after = shown()
    case.typed(typed, export)
    wanted = typed.with_name(f"bok{case.beside}.xlsx")
    found = sheets(pressed.with_name(f"bok{case.beside}.xlsx")) if case.beside else after
    same_cells(found, sheets(wanted))
    if case.beside:
        same_cells(after, before)
    assert told or button.macro == "next_finding"


def same_cells(found: Mapping[str, Sheet], wanted: Mapping[str, Sheet]) -> None:
    assert list(found) == list(wanted)
    for name, sheet in wanted.items():
        assert unlike(found[name], sheet) == [], name
        assert found[name].formulas.keys() == sheet.formulas.keys(), name
