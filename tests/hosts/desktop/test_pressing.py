"""Buttons that fill, roll, recompute and take back, pressed in LibreOffice: the cells of the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sn_excel.hosts.cli.runs import run
from sn_excel.hosts.commands import Told
from sn_excel.hosts.desktop import takebacks
from sn_excel.hosts.desktop.macros import press, undo_offered
from sn_excel.hosts.desktop.xlwings_grid import cells as live_cells
from sn_excel.model.places import address
from sn_excel.model.sheets import Sheet
from sn_excel.schema.month import RECONCILIATION
from tests.hosts.desktop.grids import pressing, refused, said
from tests.hosts.desktop.months import file_marks, live, live_marks, sheets, unlike

Books = dict[str, Sheet]


@pytest.fixture
def twin(month: Path) -> Path:
    """The same workbook for the command line, in a folder of its own so that the names are the same."""
    folder = month.parent / "tvilling"
    folder.mkdir()
    path = folder / month.name
    path.write_bytes(month.read_bytes())
    return path


@pytest.fixture
def june(made: Path, tmp_path: Path) -> Path:
    """The export of the next month: every amount of May grown by a tenth, and a code that the book lacks."""
    lines = (made.parent / "export_2024-05.csv").read_text("utf-8-sig").replace("jan-maj", "jan-jun").splitlines()
    rows = [line.split(";") for line in lines]
    for row in rows[1:]:
        row[2] = str(round(float(row[2].replace(",", ".").replace(" ", "")) * 1.1)) if len(row) > 2 else ""
    path = tmp_path / "juni.csv"
    path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    return path


def same_cells(pressed: Books, written: Books) -> None:
    assert list(pressed) == list(written)
    for name in written:
        assert unlike(pressed[name], written[name]) == [], name
        assert pressed[name].formulas.keys() == written[name].formulas.keys(), name
        assert pressed[name].noted == written[name].noted, name


def test_las_in_utfall_fills_the_same_cells_as_the_command_line(book: Any, twin: Path, june: Path) -> None:
    told = said(press("fill", f"{june}\n2024-06"))
    assert run(["fill", str(june), str(twin), "--period", "2024-06"]) == 0
    same_cells(live(book), sheets(twin))
    assert "har fått nya belopp" in told
    assert live(book)["771"].cells != sheets(twin.parent.parent / "maj.xlsx")["771"].cells


def test_the_paths_quotes_and_a_unit_behind_the_month_are_understood(book: Any, june: Path) -> None:
    assert "nya belopp" in said(press("fill", f'"{june}"\n2024-06 tkr'))


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ("saknas.csv\n2024-06", "finns inte"),
        ("{june}\njuni", "ingen månad"),
        ("{june}", "behöver svar"),
        ("", "behöver svar"),
    ],
)
def test_an_answer_that_cannot_be_used_changes_nothing(small: Any, june: Path, answers: str, why: str) -> None:
    before = live(small)
    told = refused(press("fill", answers.format(june=june)))
    assert why in told
    assert live(small) == before


def test_an_export_that_hides_its_unit_asks_for_it_in_the_buttons_words(book: Any, tmp_path: Path) -> None:
    path = tmp_path / "utan.csv"
    path.write_text("Kod;Benämning;Utfall;Budget;Årsbudget\n7779;Avgifter;-1085;-1085;-2605\n", encoding="utf-8")
    told = refused(press("fill", f"{path}\n2024-06"))
    assert "skriv kr, tkr eller mkr efter månaden" in told
    assert "--unit" not in told


def test_ny_manad_is_saved_beside_and_opened_as_the_command_line_makes_it(book: Any, twin: Path) -> None:
    import xlwings as xw

    told = said(press("roll", "2024-06"))
    opened = next(one for one in xw.books if one.name == "maj_2024-06.xlsx")
    try:
        assert run(["roll", str(twin), "--period", "2024-06"]) == 0
        same_cells(sheets(Path(opened.fullname)), sheets(twin.with_name("maj_2024-06.xlsx")))
        same_cells(live(opened), sheets(twin.with_name("maj_2024-06.xlsx")))
        assert "juni 2024" in told
        assert "inte är sparade" not in told
        assert refused(press("roll", "2024-06")).startswith("maj_2024-06.xlsx finns redan")
    finally:
        opened.close()


def test_ny_manad_says_when_the_open_book_was_not_saved(book: Any) -> None:
    import xlwings as xw

    book.sheets["771"].range("A40").value = "en egen rad"
    told = said(press("roll", "2024-07"))
    opened = next(one for one in xw.books if one.name == "maj_2024-07.xlsx")
    try:
        assert "inte är sparade" in told
        assert "A40" not in opened.sheets["771"].used_range.address
    finally:
        opened.close()


def test_a_book_that_was_never_saved_gets_no_next_month(calc: None) -> None:
    import xlwings as xw

    from sn_excel.engine.engines import activate

    activate()
    opened = xw.Book()
    opened.set_mock_caller()
    try:
        assert refused(press("roll", "2024-06")).startswith("Spara boken")
    finally:
        opened.close()
        delattr(xw.Book, "_mock_caller")


def changed(path: Path) -> None:
    """Type figures in a saved workbook, formulas not computed anew: as another program may leave it."""
    from sn_excel.model.edits import Cell, Write
    from sn_excel.ooxml.file_grid import FileGrid

    grid = FileGrid.open(path)
    page = grid.read("771")
    row = next(at[0] for at, value in page.cells.items() if str(value).startswith("7779"))
    grid.apply([Write("771", (row, 2), ((Cell(-999), None, None, Cell(-2605)),))])
    grid.save(path, backup=False)


@pytest.mark.parametrize("lazy", [False, True])
def test_uppdatera_berakningar_equals_the_command_lines_cell_by_cell(
    month: Path, twin: Path, calc: None, monkeypatch: pytest.MonkeyPatch, lazy: bool
) -> None:
    """Marked, then changed without being computed; also in a program that computes only what it thinks is needed."""
    import xlwings as xw

    from sn_excel.engine.apps import App
    from sn_excel.engine.engines import activate

    activate()
    assert run(["check", str(twin), "--mark", "--no-backup"]) == 1
    changed(twin)
    month.write_bytes(twin.read_bytes())
    if lazy:
        monkeypatch.setattr(App, "calculate", lambda self: None)
    opened = xw.Book(month)
    opened.set_mock_caller()
    try:
        told = said(press("recompute"))
        assert run(["recompute", str(twin), "--no-backup"]) == 0
        same_cells(live(opened), sheets(twin))
        assert live_marks(opened) == file_marks(twin)
        assert RECONCILIATION in live(opened)
        assert "maj.xlsx:" in told
    finally:
        opened.close()
        delattr(xw.Book, "_mock_caller")


def test_stam_av_colours_the_same_cells_as_the_command_line(book: Any, twin: Path) -> None:
    press("check")
    assert run(["check", str(twin), "--mark"]) == 1
    assert live_marks(book) == file_marks(twin) != set()


@dataclass(frozen=True)
class Seen:
    """All that can be seen of an open book: sheets, the texts of notes, coloured cells."""

    sheets: Books
    notes: dict[tuple[str, str], str]
    marks: set[tuple[str, str, str]]

    @classmethod
    def of(cls, book: Any) -> Seen:
        notes = {(sheet.name, note.location.address): note.text for sheet in book.sheets for note in sheet.notes}
        return cls(live(book), notes, live_marks(book))

    def is_again(self, after: Seen) -> None:
        assert list(after.sheets) == list(self.sheets)
        for name, sheet in self.sheets.items():
            assert unlike(after.sheets[name], sheet) == [], name
            assert after.sheets[name].formulas == sheet.formulas, name
            assert shown(after.sheets[name]) == shown(sheet), name
        assert after.notes == self.notes
        assert after.marks == self.marks


def shown(sheet: Sheet) -> dict[object, str]:
    """Number formats; xlwings' Calc engine spells one that it has written itself as it was written."""
    return {at: code.upper().replace("\\", "") for at, code in sheet.formats.items()}


def filled(june: Path) -> Told:
    return press("fill", f"{june}\n2024-06")


JOBS: dict[str, tuple[Callable[[Path], Told], str]] = {
    "fill": (filled, "Läs in utfall"),
    "check": (lambda _: press("check"), "Stäm av"),
    "clear": (lambda _: press("clear"), "Rensa markeringar"),
    "recompute": (lambda _: press("recompute"), "Uppdatera beräkningar"),
}


@dataclass
class Restored:
    """Books in Calc, unmarked and marked, that one test after the other changes and gives back; a spoilt one goes."""

    folder: Path
    made: Path
    open: ExitStack
    whole: dict[bool, tuple[Any, Seen]]

    @contextmanager
    def book(self, marked: bool) -> Iterator[tuple[Any, Seen]]:
        found = self.whole.pop(marked, None) or self._opened(marked)
        found[0].set_mock_caller()
        yield found
        self.whole[marked] = found

    def _opened(self, marked: bool) -> tuple[Any, Seen]:
        path = self.folder / f"{'markerad' if marked else 'omarkerad'}_{len(list(self.folder.glob('*.xlsx')))}.xlsx"
        path.write_bytes(self.made.read_bytes())
        book = self.open.enter_context(pressing(path))
        if marked:
            press("check")
            book.sheets[RECONCILIATION].range("N5").value = "utreds av ekonomen"
        return book, Seen.of(book)


@pytest.fixture(scope="module")
def restored(calc: None, made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Restored]:
    with ExitStack() as stack:
        yield Restored(tmp_path_factory.mktemp("tillbaka"), made, stack, {})


@pytest.mark.parametrize(
    ("job", "marked"), [(job, marked) for job in JOBS for marked in (False, True) if marked or job != "clear"]
)
def test_aterstall_senaste_gives_the_book_back(
    restored: Restored, june: Path, job: str, marked: bool, kept_apart: Path
) -> None:
    done, label = JOBS[job]
    with restored.book(marked) as (book, before):
        said(done(june))
        told = said(press("undo"))
        assert told.startswith(f"{label} är återställt")
        before.is_again(Seen.of(book))
        assert list(kept_apart.glob("*")) == []
        assert refused(press("undo")).startswith("Det finns ingen ändring")


def test_aterstall_senaste_leaves_what_was_changed_since_and_says_where(book: Any, june: Path) -> None:
    before, formulas = live(book)["771"].cells, live(book)["771"].formulas.keys()
    filled(june)
    page = book.sheets["771"]
    spot = next(at for at, value in live(book)["771"].cells.items() if at[0] > 5 and value != before.get(at))
    page.range(spot).value = 4711
    told = said(press("undo"))
    after = live(book)["771"].cells
    assert f"orört: 771 {address(spot)}." in told
    assert after[spot] == 4711
    typed = before.keys() - formulas - {spot}
    assert {at: after.get(at) for at in typed} == {at: before[at] for at in typed}


def test_a_comment_written_after_the_check_stays(book: Any) -> None:
    press("check")
    book.sheets[RECONCILIATION].range("N5").value = "utreds"
    told = said(press("undo"))
    assert f"{RECONCILIATION} N5" in told
    assert book.sheets[RECONCILIATION].range("N5").value == "utreds"
    assert live_marks(book) == set()


def test_only_the_last_job_is_kept_with_no_name_of_the_book_in_sight(small: Any, kept_apart: Path) -> None:
    press("check")
    press("clear")
    (kept,) = kept_apart.glob("*")
    assert "aldreomsorg" not in kept.name
    assert json.loads(kept.read_text("utf-8"))["macro"] == "clear"
    assert kept.stat().st_mode & 0o077 == 0


def test_ctrl_z_is_offered_for_what_the_button_changed_and_for_nothing_else(small: Any) -> None:
    assert undo_offered("check") == ""
    press("check")
    assert undo_offered("check") == "Ångra Stäm av"
    assert undo_offered("next_finding") == ""
    press("undo")
    assert undo_offered("undo") == ""


def test_where_nothing_can_be_kept_the_work_is_done_and_it_is_said(
    small: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    taken = tmp_path / "fil"
    taken.write_text("")
    monkeypatch.setattr(takebacks, "folder", lambda: taken / "under")
    told = said(press("check"))
    assert "Återställ senaste fungerar inte" in told
    assert RECONCILIATION in live(small)


def test_a_damaged_or_foreign_record_is_none(small: Any, kept_apart: Path) -> None:
    press("check")
    (kept,) = kept_apart.glob("*")
    for text in ("{", "[]", '{"version": 99}', kept.read_text("utf-8").replace('"added"', '"andra"')):
        kept.write_text(text, encoding="utf-8")
        assert refused(press("undo")).startswith("Det finns ingen ändring")


def test_an_old_record_goes_when_the_next_is_kept(small: Any, kept_apart: Path) -> None:
    import os

    kept_apart.mkdir()
    old = kept_apart / "gammal.json"
    old.write_text("{}")
    os.utime(old, (0, 0))
    press("check")
    assert not old.exists()


def test_a_job_that_fails_midway_leaves_the_book_and_the_record_as_they_were(
    book: Any, june: Path, kept_apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press("check")
    before, (kept,) = Seen.of(book), [path.read_text("utf-8") for path in kept_apart.glob("*")]
    real, left = live_cells._put, [0]

    def failing(block: Any, matrix: Any) -> None:
        real(block, matrix)
        left[0] -= 1
        if left[0] == 0:
            raise RuntimeError("en cell är öppen för redigering")

    monkeypatch.setattr(live_cells, "_put", failing)
    for blocks, told in ((1, ("check", "")), (4, ("fill", f"{june}\n2024-06"))):
        left[0] = blocks
        assert refused(press(*told)).startswith("Programmet tog inte emot")
        before.is_again(Seen.of(book))
    assert [path.read_text("utf-8") for path in kept_apart.glob("*")] == [kept]
