"""What an edit of a workbook costs in CPU time, beside openpyxl doing the same in the same run.

    python benchmarks/patch.py [WORKBOOK]

Prints a line a case: ours, openpyxl's, the ratio and its goal; exit 1 when a goal is missed. Without a workbook, one of
the month workbook's shape is made.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.styles import Font, PatternFill

from sn_excel.model.edits import Cell, Write
from sn_excel.ooxml.file_grid import FileGrid


def month(path: Path) -> Path:
    """A workbook of the month workbook's shape: seven sheets, 595 cells, 119 formulas, styles, formats, panes."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number in range(7):
        sheet = book.create_sheet(f"77{number}")
        for row in range(1, 18):
            sheet.append([f"77{row:02} Enhet", row * 17, row * 34, f"=C{row}-B{row}", row * 51])
            if row % 5 == 0:
                for cell in sheet[row]:
                    cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="D9E2EC")
            for cell in sheet[row]:
                cell.number_format = "#,##0"
        sheet.freeze_panes = "B2"
    book.save(path)
    return path


def large(path: Path) -> Path:
    """A workbook with one sheet of some 8 MB: 20 000 rows, 200 000 cells, 20 000 formulas."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("770")
    for row in range(1, 20_001):
        sheet.append([f"77{row % 90} Enhet", *(row * column * 7 for column in range(1, 9)), f"=B{row}-C{row}"])
    book.save(path)
    return path


def edits(path: Path, count: int) -> list[Write]:
    """So many numbers written to constants spread over the second sheet, or the only one."""
    grid = FileGrid.open(path)
    name = grid.sheets()[min(1, len(grid.sheets()) - 1)]
    rows = grid.read(name).last[0]
    return [Write(name, (3 + n * (rows - 4) // count, 2), ((Cell(n + 1),),)) for n in range(count)]


def patched(path: Path, wanted: list[Write]) -> int:
    """Open, edit and pack with the file grid; the size of the result."""
    grid = FileGrid.open(path)
    grid.apply(wanted)
    return len(grid.packed())


def rewritten(path: Path, wanted: list[Write]) -> int:
    """Load, edit and save with openpyxl; the size of the result."""
    book = openpyxl.load_workbook(path)
    for edit in wanted:
        for cells in edit.rows:
            for cell in cells:
                book[edit.sheet].cell(*edit.at).value = cell.content if cell else None  # type: ignore[union-attr,index]
    out = io.BytesIO()
    book.save(out)
    return len(out.getvalue())


def read(path: Path, _: list[Write]) -> int:
    """Read every sheet with values and formulas; the number of cells."""
    grid = FileGrid.open(path)
    return sum(len(grid.read(name).cells) for name in grid.sheets())


def loaded(path: Path, _: list[Write]) -> int:
    """Load twice with openpyxl, for formulas and for values; the number of cells."""
    count = 0
    for values in (False, True):
        for sheet in openpyxl.load_workbook(path, data_only=values).worksheets:
            count += sum(cell.value is not None for row in sheet.iter_rows() for cell in row)
    return count


def side_by_side(ours: Callable[[], int], theirs: Callable[[], int], rounds: int) -> tuple[float, float]:
    """The least CPU seconds of each, taken in turns."""
    least = [float("inf"), float("inf")]
    for _ in range(rounds):
        for index, job in enumerate((ours, theirs)):
            start = time.process_time()
            job()
            least[index] = min(least[index], time.process_time() - start)
    return least[0], least[1]


def main() -> int:
    """Run the cases and say which goals are met."""
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        small = Path(sys.argv[1]) if len(sys.argv) > 1 else month(Path(folder) / "month.xlsx")
        big = large(Path(folder) / "large.xlsx")
        cases = (
            ("one edit, month workbook", small, 1, patched, rewritten, 15, 0.10),
            ("50 edits, sheet of 8 MB", big, 50, patched, rewritten, 3, 0.15),
            ("read all, month workbook", small, 1, read, loaded, 15, 0.20),
            ("read all, sheet of 8 MB", big, 1, read, loaded, 2, 0.20),
        )
        for name, path, count, ours, theirs, rounds, goal in cases:
            wanted = edits(path, count)
            a, b = side_by_side(lambda: ours(path, wanted), lambda: theirs(path, wanted), rounds)  # noqa: B023 - run at once
            missed += a / b > goal
            print(f"{name:28} {a * 1000:9.2f} ms  openpyxl {b * 1000:9.2f} ms  ratio {a / b:.3f}  goal {goal:.2f}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
