"""What the cell functions cost: one cell, a thousand cells, beside a plain loop that does the same, in one run.

    python benchmarks/functions.py

Prints CPU time, the best of several rounds, and ends with 1 where a goal is missed: a cell 5 µs, a thousand cells
1.5 ms, three times the plain loop; importing the functions must not import pandas.
"""

from __future__ import annotations

import subprocess
import sys
import timeit
from collections.abc import Callable
from functools import partial
from random import Random
from time import process_time
from typing import Any

from sn_excel.hosts.desktop.functions import SN_DEVIATION, SN_DEVIATION_PCT, SN_TKR

CELL, THOUSAND, LOOP = 5.0, 1500.0, 3.0
Rows = list[list[float | None]]


def plain_loop(actual: Rows, budget: Rows, decimals: int) -> list[list[float | str]]:
    """The same answers as SN_DEVIATION for numbers and blanks, as one would write it by hand."""
    answers: list[list[float | str]] = []
    for row, other in zip(actual, budget, strict=True):
        line: list[float | str] = []
        for spent, given in zip(row, other, strict=True):
            if spent is None and given is None:
                line.append("")
            elif decimals:
                line.append(round((given or 0.0) - (spent or 0.0), 10))
            else:
                line.append((given or 0.0) - (spent or 0.0))
        answers.append(line)
    return answers


def microseconds(work: Callable[[], Any], number: int) -> float:
    return min(timeit.repeat(work, timer=process_time, number=number, repeat=15)) / number * 1e6


def rows(random: Random, shape: tuple[int, int], decimals: int, blanks: float) -> Rows:
    down, across = shape
    return [
        [None if random.random() < blanks else float(round(random.uniform(-1e5, 1e5), decimals)) for _ in range(across)]
        for _ in range(down)
    ]


def main() -> int:
    random = Random(771)  # noqa: S311  figures to add, no secrets
    failed = []

    def told(what: str, found: float, goal: float, unit: str) -> None:
        print(f"{what:58} {found:9.2f} {unit}  (goal {goal:g})")
        if found > goal:
            failed.append(what)

    told("SN_DEVIATION(14191;12470)", microseconds(lambda: SN_DEVIATION(14191.0, 12470.0), 20_000), CELL, "µs")
    lone = microseconds(lambda: SN_DEVIATION([[14191.0]], [[12470.0]]), 20_000)
    told("one cell as Excel hands it over", lone, CELL, "µs")
    for shape in ((1000, 1), (1, 1000), (100, 10)):
        for decimals, blanks in ((0, 0.0), (0, 0.1), (2, 0.0), (2, 0.1)):
            actual, budget = rows(random, shape, decimals, blanks), rows(random, shape, decimals, blanks)
            assert SN_DEVIATION(actual, budget) == plain_loop(actual, budget, decimals)
            ours = microseconds(partial(SN_DEVIATION, actual, budget), 100)
            theirs = microseconds(partial(plain_loop, actual, budget, decimals), 100)
            what = f"{shape[0]} x {shape[1]}, {decimals} decimals, {blanks:.0%} blank"
            told(what, ours, THOUSAND, "µs")
            told(f"  times a plain loop ({theirs:.0f} µs)", ours / theirs, LOOP, "x ")
    column, other = rows(random, (1000, 1), 2, 0.0), rows(random, (1000, 1), 2, 0.0)
    told("SN_DEVIATION_PCT, 1000 cells", microseconds(lambda: SN_DEVIATION_PCT(column, other), 100), THOUSAND, "µs")
    told("SN_TKR, 1000 cells", microseconds(lambda: SN_TKR(column), 100), THOUSAND, "µs")
    code = "import sn_excel.hosts.desktop.functions, sys; print('pandas' in sys.modules)"
    imports = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    told("importing the functions imports pandas (1 = yes)", float(imports == "True"), 0.0, "  ")
    print(f"{len(failed)} goals missed" + "".join(f": {what}" for what in failed))
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
