"""The month's work done in a real spreadsheet program: every button of the menu, figures typed, saved and printed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from sn_excel.engine import bridge, documents
from sn_excel.engine.office import Office
from sn_excel.hosts.cli.runs import run
from sn_excel.hosts.commands import COMMANDS, EXPORT, FILLED, ROLLED, Command
from sn_excel.ooxml.file_grid import FileGrid
from sn_excel.schema.month import RECONCILIATION
from tests.hosts.calc.calc_months import (
    APART,
    BOOKS,
    MADE,
    amounts_at,
    cell,
    cells,
    chosen_cell,
    column_of,
    label_of,
    made,
    marks,
    notes,
    plain,
    row_of,
)
from tests.hosts.calc.calc_sessions import calc, chosen, opened, refused, saved
from tests.hosts.calc.pictures import colours
from tests.hosts.desktop.months import file_marks
from tests.may import printed

__all__ = ["calc"]

BUILT = [command for command in COMMANDS if command.built]


@dataclass
class Seen:
    """What a person sees: cells, our colours, notes, the selected cell, the open books."""

    cells: dict[Any, Any]
    marks: set[tuple[str, str, str]]
    notes: dict[Any, str]
    at: tuple[str, str]
    books: set[str]

    @classmethod
    def of(cls, office: Office, document: Any) -> Seen:
        return cls(cells(document), marks(document), notes(document), chosen_cell(document), titles(office))

    def changed(self, other: Seen) -> set[str]:
        return {
            name for name in ("cells", "marks", "notes", "at", "books") if getattr(self, name) != getattr(other, name)
        }


def wait(until: Callable[[], bool]) -> None:
    """Wait for what the program does when it comes to it; what is just changing cannot be asked."""
    for _ in range(100):
        with suppress(*bridge.uno_errors()):
            if until():
                return
        sleep(0.1)
    raise AssertionError("it never happened")


def titles(office: Office) -> set[str]:
    held = office.desktop.getComponents().createEnumeration()
    found = set()
    while held.hasMoreElements():
        found.add(str(held.nextElement().Title))
    return found


@pytest.fixture(scope="session")
def shelf(seeds: Path, soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The May workbook in each style, made once."""
    from sn_excel.engine.documents import exported
    from tests.hosts.calc.calc_sessions import running

    def computed(source: Path, target: Path) -> None:
        with opened(running(), source) as document:
            document.calculateAll()
            exported(running(), document, target)

    @cache
    def taken(name: str) -> Path:
        return made(name, tmp_path_factory.mktemp("bok"), seeds, computed)

    return taken


@pytest.fixture
def may(shelf: Callable[[str], Path], tmp_path: Path) -> Callable[[str], Path]:
    """A fresh copy of a book for one test."""

    def copied(name: str, folder: str = "") -> Path:
        path = tmp_path / folder / "maj.xlsx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(shelf(name).read_bytes())
        return path

    return copied


@pytest.fixture
def june(shelf: Callable[[str], Path], tmp_path: Path) -> Path:
    """The next month's export: May's, every outcome grown by a tenth."""
    text = (shelf(MADE).parent / "export_2024-05.csv").read_text("utf-8-sig").replace("jan-maj", "jan-jun")
    rows = [line.split(";") for line in text.splitlines()]
    for row in rows[1:]:
        row[2] = str(round(float(row[2].replace(",", ".").replace(" ", "")) * 1.1)) if len(row) > 2 else ""
    path = tmp_path / "juni.csv"
    path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    return path


def in_file(path: Path) -> dict[Any, Any]:
    """The filled cells of a file as Calc counts them: truth values are numbers, blank texts nothing."""
    grid = FileGrid.open(path)
    return {
        (name, at): float(value) if isinstance(value, bool) else value
        for name in grid.sheets()
        for at, value in grid.read(name).cells.items()
        if value not in ("", None)
    }


def unlike(live: dict[Any, Any], written: dict[Any, Any]) -> list[tuple[Any, Any, Any]]:
    """The cells that differ, but for the file's name in a text."""
    pairs = [(at, live.get(at), written.get(at)) for at in sorted(live.keys() | written.keys())]
    return [(at, one, other) for at, one, other in pairs if not near(one, other)]


def near(one: Any, other: Any) -> bool:
    """Binary fractions may differ in their fifteenth digit; a text may tell another file's name."""
    if isinstance(one, str) or isinstance(other, str):
        return isinstance(one, str) and isinstance(other, str) and plain(one) == plain(other)
    return one is not None and other is not None and abs(float(one) - float(other)) <= 1e-12 * max(1, abs(float(one)))


@pytest.mark.parametrize("name", BOOKS)
def test_every_printed_figure_stands_in_its_cell(
    calc: Office, seeds: Path, may: Callable[[str], Path], name: str
) -> None:
    rows = printed(seeds)
    with opened(calc, may(name)) as document:
        held = cells(document)
        where = {(sheet, value): at[0] for (sheet, at), value in held.items() if isinstance(value, str)}
        for row in rows:
            at = where[row.sheet, label_of(name, row)]
            for column, amount in amounts_at(name, row):
                assert held[row.sheet, (at, column)] == amount, (row, column)
    assert len(rows) == 93


@pytest.mark.parametrize("name", BOOKS)
def test_stam_av_in_the_menu_marks_the_same_cells_as_the_command_line(
    calc: Office, seeds: Path, may: Callable[..., Path], name: str
) -> None:
    twin = may(name, "tvilling")
    with opened(calc, may(name)) as document:
        told = chosen(calc, document, "check")
        pressed, coloured = cells(document), marks(document)
        wrong = next(
            row
            for row in printed(seeds)
            if row.sheet == "Sammanställning" and row.code == "771" and row.kind == "program"
        )
        row = row_of(document, "Sammanställning", label_of(name, wrong), 3 if name == APART else 1)
        (spot,) = [at for sheet, at, severity in coloured if (sheet, severity) == ("Sammanställning", "error")]
        assert abs(cell(document, "Sammanställning", spot).Value) == wrong.amounts[3] == 134114
        assert spot.endswith(str(row))
    assert run(["check", str(twin), "--mark", "--no-backup"]) == 1
    assert unlike(pressed, in_file(twin)) == []
    assert coloured == file_marks(twin)
    assert "771 Äldreomsorg" in told
    assert "5 210" in told


@dataclass(frozen=True)
class Case:
    """How a command is tried: what is pressed and typed before, and what it must change."""

    changes: set[str]
    before: tuple[str, ...] = ()
    types: bool = False
    says: str = ""


CASES = {
    "fill": Case({"cells"}, says="nya belopp"),
    "recompute": Case({"cells", "marks", "notes"}, ("check",), types=True, says="inga fel"),
    "roll": Case({"books"}, says="juni 2024"),
    "check": Case({"cells", "marks", "notes"}, says="1 fel"),
    "next_finding": Case({"at"}, ("check",)),
    "clear": Case({"cells", "marks", "notes"}, ("check",), says="borttagna"),
    "undo": Case({"cells", "marks", "notes"}, ("check",), says="Stäm av är återställt"),
    "settings": Case(set(), says="Inställningarna står i"),
    "self_test": Case(set(), says="räknar rätt"),
    "handbook": Case(set(), says="Handboken"),
    "about": Case(set(), says="libreoffice 7"),
}
ANSWERS = {EXPORT: "{june}", FILLED: "2024-06", ROLLED: "2024-06"}
OTHER = Case({"cells"})
"""A command that has come since: it changes cells, or has a case of its own above."""


@pytest.mark.parametrize("command", BUILT, ids=lambda command: command.macro)
def test_every_command_of_the_menu_changes_what_it_says(
    calc: Office, may: Callable[[str], Path], june: Path, command: Command
) -> None:
    case = CASES.get(command.macro, OTHER)
    with opened(calc, may(MADE)) as document:
        for macro in case.before:
            chosen(calc, document, macro)
        if case.types:
            cell(document, "771", (row_of(document, "771", "7779 Avgifter hemtjänst"), 5)).setValue(-2605)
        before = Seen.of(calc, document)
        given = "\n".join(ANSWERS[ask].format(june=june) for ask in command.asks)
        told = chosen(calc, document, command.macro, given)
        after = Seen.of(calc, document)
        for other in _others(calc, before):
            documents.closed(other)
        assert case.says in told
        assert before.changed(after) >= case.changes, told
        assert before.changed(after) - {"at"} <= case.changes
        assert before.changed(after) or told


def _others(office: Office, before: Seen) -> Iterator[Any]:
    held = office.desktop.getComponents().createEnumeration()
    while held.hasMoreElements():
        component = held.nextElement()
        if str(component.Title) not in before.books:
            yield component


def test_a_command_that_is_not_built_is_grey_and_says_so(calc: Office, may: Callable[[str], Path]) -> None:
    with opened(calc, may(MADE)) as document:
        for command in COMMANDS:
            assert _pressable(calc, document, command.macro) is command.built
            if not command.built:
                assert refused(calc, document, command.macro) == "Knappen gör inget än."


def _pressable(office: Office, document: Any, macro: str) -> bool:
    url = office.service("util.URLTransformer").parseStrict(bridge.struct("util.URL", Complete=f"snexcel:{macro}"))[1]
    heard: list[bool] = []
    document.CurrentController.Frame.queryDispatch(url, "", 0).addStatusListener(
        bridge.listener(lambda event: heard.append(event.IsEnabled)), url
    )
    return heard[0]


@pytest.mark.parametrize("name", BOOKS)
def test_las_in_utfall_in_the_menu_fills_the_same_cells_as_the_command_line(
    calc: Office, may: Callable[..., Path], june: Path, name: str
) -> None:
    if name == APART:
        pytest.skip("the heading's words name no month that could be moved; the command line says the same")
    twin = may(name, "tvilling")
    with opened(calc, may(name)) as document:
        told = chosen(calc, document, "fill", f"{june}\n2024-06")
        pressed = cells(document)
    assert run(["fill", str(june), str(twin), "--period", "2024-06", "--no-backup"]) == 0, told
    assert unlike(pressed, in_file(twin)) == []


def test_berakna_prognos_in_the_menu_writes_the_same_cells_as_the_command_line(
    calc: Office, may: Callable[..., Path]
) -> None:
    twin = may(MADE, "tvilling")
    with opened(calc, may(MADE)) as document:
        chosen(calc, document, "forecast")
        pressed = cells(document)
    assert run(["forecast", str(twin), "--no-backup"]) == 0
    assert unlike(pressed, in_file(twin)) == []


def test_a_typed_figure_is_followed_by_sums_deviation_and_forecast(calc: Office, may: Callable[[str], Path]) -> None:
    with opened(calc, may(MADE)) as document:
        unit, programme = row_of(document, "771", "7711 Särskilt boende Furugården"), 5
        mine, parts = cell(document, "771", (unit, 8)), cell(document, "771", (unit, 9))
        mine.setFormula(f"=SN_DEVIATION(B{unit};C{unit})")
        parts.setFormula("=SN_SUBTOTAL_CHECK(B5;B6:B20;A6:A20)")
        ours = cell(document, "771", (unit, 10))
        ours.setFormula(f'=SN_FORECAST(B{unit};E{unit};5;C{unit};;"Linjär framskrivning")')
        forecast = row_of(document, "Prognos", "7711 Särskilt boende Furugården")
        linear = cell(document, "Prognos", (forecast, column_of(document, "Prognos", "Linjär framskrivning")))
        rest = cell(document, "Prognos", (forecast, column_of(document, "Prognos", "Utfall + återstående budget")))
        total = cell(document, "Sammanställning", (row_of(document, "Sammanställning", "771 Äldreomsorg"), 2))
        assert (mine.Value, parts.String, total.Value) == (8561 - 8286, "Stämmer", 58611)
        assert linear.Value == ours.Value == pytest.approx(8286 * 12 / 5)
        cell(document, "771", (unit, 2)).setValue(9286)
        assert (mine.Value, parts.String, total.Value) == (8561 - 9286, "Stämmer", 59611)
        assert linear.Value == ours.Value == pytest.approx(9286 * 12 / 5)
        assert rest.Value == pytest.approx(9286 + 19991 - 8561)
        assert cell(document, "771", (programme, 4)).Value == 57760 - 59611
        cell(document, "771", (programme, 2)).setValue(58611)
        assert parts.String.startswith("Stämmer ej, differens −1 000")


def test_marked_saved_and_opened_again_cleared_and_saved_nothing_is_left(
    calc: Office, may: Callable[[str], Path], tmp_path: Path
) -> None:
    source = may(MADE)
    with opened(calc, source) as document:
        before = Seen.of(calc, document)
        chosen(calc, document, "check")
        marked = Seen.of(calc, document)
        path = saved(calc, document, tmp_path / "stämd.xlsx")
    assert file_marks(path) == marked.marks != set()
    with opened(calc, path) as document:
        again = Seen.of(calc, document)
        assert (unlike(again.cells, marked.cells), again.marks, again.notes) == ([], marked.marks, marked.notes)
        chosen(calc, document, "clear")
        document.store()
    with opened(calc, path) as document:
        after = Seen.of(calc, document)
    assert (unlike(after.cells, before.cells), after.marks, after.notes) == ([], set(), before.notes)
    assert run(["check", str(path)]) == 1


def test_calcs_own_undo_takes_a_whole_command_back_in_one_step(calc: Office, may: Callable[[str], Path]) -> None:
    with opened(calc, may(MADE)) as document:
        before = Seen.of(calc, document)
        chosen(calc, document, "check")
        assert document.UndoManager.getAllUndoActionTitles() == ("Stäm av",)
        document.UndoManager.undo()
        wait(lambda: RECONCILIATION not in document.Sheets.ElementNames and not marks(document))
        after = Seen.of(calc, document)
        assert (unlike(after.cells, before.cells), after.marks, after.notes) == ([], set(), before.notes)
        wait(lambda: not document.UndoManager.isUndoPossible() and not document.UndoManager.isRedoPossible())


def test_steps_from_before_a_button_are_not_offered_when_they_may_not_fit(
    calc: Office, may: Callable[[str], Path]
) -> None:
    with opened(calc, may(MADE)) as document:
        cell(document, "771", (40, 1)).setString("en egen rad")
        assert document.UndoManager.isUndoPossible()
        chosen(calc, document, "about")
        assert document.UndoManager.isUndoPossible()
        chosen(calc, document, "clear")
        assert not document.UndoManager.isUndoPossible()
        cell(document, "771", (40, 1)).setString("en annan rad")
        document.UndoManager.undo()
        assert cell(document, "771", (40, 1)).String == "en egen rad"


def test_the_pages_print_with_what_was_marked_in_its_colour(
    calc: Office, may: Callable[[str], Path], tmp_path: Path
) -> None:
    with opened(calc, may(MADE)) as document:
        chosen(calc, document, "check")
        documents.exported(calc, document, tmp_path / "maj.pdf")
        pages = len(document.Sheets.ElementNames)
    told = subprocess.run(["pdfinfo", tmp_path / "maj.pdf"], check=True, capture_output=True, text=True).stdout
    assert int(re.findall(r"Pages:\s+(\d+)", told)[0]) >= pages
    subprocess.run(["pdftoppm", "-r", "40", "-l", "7", "-png", tmp_path / "maj.pdf", tmp_path / "sida"], check=True)
    seen = [colours(path) for path in sorted(tmp_path.glob("sida*.png"))]
    assert all(len(page) > 1 for page in seen)
    assert [(0xFF, 0xB3, 0xB3) in page for page in seen] == [True, *[False] * 6]
    assert [(0xFF, 0xE0, 0x8A) in page for page in seen] == [False, False, False, False, True, False, False]
    assert [(0xCF, 0xE2, 0xF3) in page for page in seen] == [False, False, True, False, True, True, True]
