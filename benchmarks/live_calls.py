"""How many calls to the open program a button takes: each costs a round trip (about a millisecond in Excel).

Run `python benchmarks/live_calls.py`; needs LibreOffice. The sample month's workbook is opened in Calc through xlwings,
the buttons are pressed, and the calls that xlwings makes to its engine are counted: no clock, so the figures do not
depend on the machine. Beside them stands the plain way: each cell that the button reads is asked for its value, formula
and number format, and each that it writes is given its content, one by one. Fails when a button takes more calls than
the plain way divided by RATIO.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from sn_excel.hosts.cli.runs import run
from sn_excel.hosts.desktop import takebacks
from sn_excel.hosts.desktop.macros import press
from sn_excel.hosts.desktop.xlwings_grid.grid import LiveGrid
from sn_excel.model.edits import Edit, Write

RATIO = 8
ENGINE, XLWINGS = "/sn_excel/engine/", "/xlwings/"
LOCAL = {"prepare_xl_data_element", "clean_value_data", "__init__", "_wrap"}
"""Functions of an engine that call no program."""


def counted(work: Callable[[], object]) -> Counter[str]:
    """Do some work and return how often xlwings called each function of the engine."""
    calls: Counter[str] = Counter()

    def seen(frame: FrameType, event: str, _: Any) -> None:
        caller = frame.f_back
        if event == "call" and ENGINE in frame.f_code.co_filename and caller is not None:
            told = frame.f_locals.get("function")
            name = str(getattr(told, "__qualname__", frame.f_code.co_qualname))
            if XLWINGS in caller.f_code.co_filename and name.rpartition(".")[2] not in LOCAL:
                calls[name] += 1

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


class Written:
    """The cells that the live grid has been asked to write, while it is watched."""

    def __init__(self) -> None:
        self.cells = 0
        self._real = LiveGrid.made

    def __enter__(self) -> Written:
        def watched(grid: LiveGrid, edits: Any) -> Any:
            self.cells += sum(_cells(edit) for edit in edits)
            return self._real(grid, edits)

        LiveGrid.made = watched  # type: ignore[method-assign]  # given back when it has been counted
        return self

    def __exit__(self, *_: object) -> None:
        LiveGrid.made = self._real  # type: ignore[method-assign]


def _cells(edit: Edit) -> int:
    return sum(cell is not None for row in edit.rows for cell in row) if isinstance(edit, Write) else 0


def plainly(book: Any, written: int) -> int:
    """Return the calls of the plain way: some cells are asked in fact, the rest are as many times the same."""
    spots = [sheet.range((row, column)) for sheet in book.sheets for row in (4, 5) for column in (2, 3)]
    asked = counted(lambda: [(cell.value, cell.formula, cell.number_format) for cell in spots])
    copied = [(cell, cell.formula) for cell in spots]

    def put() -> None:
        for cell, formula in copied:
            cell.formula = formula

    cells = sum(len(LiveGrid(book).read(str(sheet.name)).cells) for sheet in book.sheets)
    return round((asked.total() * cells + counted(put).total() * written) / len(spots))


def grown(export: Path) -> Path:
    """Return the next month's export: every amount of this month's grown by a tenth."""
    lines = export.read_text("utf-8-sig").replace("jan-maj", "jan-jun").splitlines()
    rows = [line.split(";") for line in lines]
    for row in rows[1:]:
        row[2] = str(round(float(row[2].replace(",", ".").replace(" ", "")) * 1.1))
    path = export.with_name("juni.csv")
    path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    return path


def pressed(book: Any, export: Path) -> float:
    """Press one button after the other, print what each takes, and return the lowest ratio."""
    lowest = float("inf")
    given = {"fill": f"{export}\n2024-06"}
    for macro in ("check", "recompute", "undo", "clear", "undo", "fill", "undo"):
        with Written() as writing:
            calls = counted(lambda macro=macro: press(macro, given.get(macro, ""))).total()
        plain = plainly(book, writing.cells)
        lowest = min(lowest, plain / calls)
        print(f"{macro:12}{calls:8}{plain:12}{plain / calls:8.1f}{writing.cells:16}")
    return lowest


def main() -> None:
    import xlwings as xw

    from sn_excel.engine import office
    from sn_excel.engine.engines import activate

    folder = Path(tempfile.mkdtemp())
    takebacks.folder = lambda: folder / "senaste"
    run(["demo", "--folder", str(folder)])
    month = folder / "socialnamnd_2024-05.xlsx"
    run(["clear", str(month), "--no-backup"])
    office.shared()
    activate()
    book = xw.Book(month)
    book.set_mock_caller()
    print(f"{'button':12}{'calls':>8}{'plain way':>12}{'ratio':>8}{'cells written':>16}")
    try:
        lowest = pressed(book, grown(folder / "export_2024-05.csv"))
    finally:
        book.close()
        office.end_shared()
    if lowest < RATIO:
        sys.exit(f"{lowest:.1f} times fewer calls than the plain way; {RATIO} times is promised")


if __name__ == "__main__":
    main()
