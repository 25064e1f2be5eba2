"""The year-end forecast against real monthly series: median and mean error, coverage of the interval, CPU.

Run `python benchmarks/yearend.py [--split dev]`. Tasks and scoring are those of bench/yearend/yearend_bench.py in the
shared folder (SN_SHARED, default ../shared), which holds the series; the answers are `calculations.forecasts.answer`.
Errors are shares of the mean annual total, in per cent: median/mean, and how often the outcome lay in the interval.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
import time
from pathlib import Path
from typing import Any

from sn_excel.calculations.forecasting.forecasts import answer

ROOT = Path(__file__).resolve().parent.parent
MONTHS = (3, 4, 5, 8, 10)
YEARS = (0, 1, 2, 3)


def scorer() -> Any:
    """The benchmark's own module, loaded from where it lies."""
    shared = Path(os.environ.get("SN_SHARED", ROOT.parent / "shared"))
    source = shared / "bench" / "yearend" / "yearend_bench.py"
    spec = importlib.util.spec_from_file_location("yearend_bench", source)
    if not source.is_file() or spec is None or spec.loader is None:
        sys.exit(f"{source} finns inte; ange mappen med SN_SHARED.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--split", default="dev")
    chosen = options.parse_args()
    bench = scorer()
    tasks = list(bench.tasks(chosen.split))
    started = time.process_time()
    answers = {task["key"]: answer(task) for task, _, _ in tasks}
    spent = time.process_time() - started
    cells, missing = bench.score(tasks, answers)
    print(f"{len(tasks)} tasks, {missing} without an answer, {spent / len(tasks) * 1000:.3f} CPU-s per 1 000 units")
    print(f"{'':8}" + "".join(f"{f'h = {years}':>22}" for years in YEARS))
    for month in MONTHS:
        row = [cells[month, years] for years in YEARS]
        told = (f"{c['median'] * 100:.2f}/{c['mean'] * 100:.2f}  {c['cov80'] * 100:.1f} %" for c in row)
        print(f"m = {month:<4}" + "".join(f"{text:>22}" for text in told))


if __name__ == "__main__":
    main()
