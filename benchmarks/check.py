"""What a check of the regenerated month costs in CPU time, read by us and read by openpyxl, in the same run.

    python benchmarks/check.py [WORKBOOK] [ROUNDS]

Prints medians: our reading and openpyxl's two loads (formulas and values, every cell visited), the check itself, and
the whole of each with the ratio between them. Without a workbook the sample month is regenerated.
"""

from __future__ import annotations

import functools
import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

from sn_excel.jobs.check import check
from sn_excel.model.sheets import Sheet
from sn_excel.ooxml.file_grid import FileGrid

SAMPLES = Path(__file__).resolve().parents[1] / "workbooks" / "exempel"


def month(path: Path) -> Path:
    """The sample month, regenerated."""
    command = [sys.executable, "-m", "sn_excel", "regenerate", str(SAMPLES / "export_2024-05.csv")]
    subprocess.run([*command, "--period", "2024-05", "--out", str(path)], check=True, capture_output=True)
    return path


def read(path: Path) -> list[Sheet]:
    """Read every sheet with values and formulas."""
    grid = FileGrid.open(path)
    return [grid.read(name) for name in grid.sheets()]


def loaded(path: Path) -> int:
    """Load twice with openpyxl, for formulas and for values; the number of cells."""
    count = 0
    for values in (False, True):
        for sheet in openpyxl.load_workbook(path, data_only=values).worksheets:
            count += sum(cell.value is not None for row in sheet.iter_rows() for cell in row)
    return count


def milliseconds(job: Callable[[], object]) -> float:
    """The CPU time of a job that remembers nothing from the one before, as in a process of its own."""
    for kept in gc.get_objects():
        if isinstance(kept, functools._lru_cache_wrapper) and kept.__module__.startswith("sn_excel"):
            kept.cache_clear()
    start = time.process_time()
    job()
    return (time.process_time() - start) * 1000


def main(path: Path, rounds: int) -> None:
    """Measure turn by turn and print the medians and their ratios."""
    sheets = read(path)
    jobs = (lambda: read(path), lambda: loaded(path), lambda: check(sheets), lambda: check(read(path)))
    times = [[milliseconds(job) for job in jobs] for _ in range(rounds)]
    ours, theirs, checked, whole = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"reading          {ours:7.1f} ms   openpyxl's two loads {theirs:7.1f} ms   {theirs / ours:5.1f} times")
    print(f"check of sheets  {checked:7.1f} ms")
    print(f"reading + check  {whole:7.1f} ms   two loads + check    {theirs + checked:7.1f} ms   ", end="")
    print(f"{(theirs + checked) / whole:5.1f} times (goal 10)")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        named = Path(sys.argv[1]) if len(sys.argv) > 1 else month(Path(folder) / "maj.xlsx")
        main(named, int(sys.argv[2]) if len(sys.argv) > 2 else 15)
