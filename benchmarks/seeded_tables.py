"""The search for causes on tables that are not ours: one fault put into each annotated table of the shared benchmark.

    python benchmarks/seeded_tables.py --bench ../shared/bench/aggregations [--split dev] [--max 100]

The sums are those annotated (finding them is another matter); what is measured is whether the wrong sum is told first,
and whether the first cause names the right cell and the right kind of slip.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sn_excel.calculations.causes.diagnosis import Diagnosis, diagnose
from sn_excel.calculations.causes.equations import Equation, Role
from sn_excel.calculations.causes.systems import System
from sn_excel.model.amounts import Amount, tidy
from sn_excel.model.measures import Measure
from sn_excel.model.places import Place
from sn_excel.model.tables import Column, Figure

Cell = tuple[int, int]


def system(bench: Any, table: list[list[str]], written: str, sums: list[tuple[Cell, tuple[Cell, ...]]]) -> System:
    """Return the annotated sums as equations over the table's cells."""
    figures: dict[Cell, Figure] = {}

    def figure(cell: Cell) -> Figure:
        if cell not in figures:
            figures[cell] = _figure(bench, table, written, cell)
        return figures[cell]

    equations = [
        Equation("SN202", Role.SUM, figure(total), tuple((1, figure(part)) for part in parts), "")
        for total, parts in sums
    ]
    return System.of(equations)


def _figure(bench: Any, table: list[list[str]], written: str, cell: Cell) -> Figure:
    row, column = cell
    parsed = bench.parse(table[row][column], written)
    place = Place("tabell", "Blad1", row + 1, column + 1)
    amount: Amount | None = None
    step: Amount = 1
    if parsed:
        value, decimals = parsed
        amount, step = tidy(Decimal(f"{value:.{min(decimals, 9)}f}")), tidy(Decimal(1).scaleb(-min(decimals, 9)))
    return Figure(amount, place, f"{row}:{column}", Column(Measure.ACTUAL), step)


def cell_of(place: Place) -> Cell:
    return place.row - 1, place.column - 1


def said(found: list[Diagnosis], fault: dict[str, Any]) -> list[int]:
    """Return 1 for each: a fault, told, told first, cell right, kind too, among the first three; and alarms beside."""
    touched = {tuple(cell) for cell in fault["touched"]}
    hits = [one for one in found if any(cell_of(equation.stated.place) in touched for equation in one.equations)]
    causes = hits[0].causes if hits else ()
    right = [cell_of(cause.place) == tuple(fault["cell"]) for cause in causes]
    kinds = [hit and cause.kind.value == fault["kind"] for hit, cause in zip(right, causes, strict=True)]
    first = bool(found) and bool(hits) and found[0] is hits[0]
    return [1, bool(hits), first, any(right[:1]), any(kinds[:1]), any(kinds[:3]), len(found) - len(hits)]


def tally(folder: Path, split: str = "dev", most: int = 1000) -> tuple[int, int, dict[str, list[int]]]:
    """Return tables without a fault, those with an alarm all the same, and by kind of fault what was said."""
    sys.path.insert(0, str(folder))
    bench, seeder = importlib.import_module("aggrlib"), importlib.import_module("seed_faults")
    sys.path.remove(str(folder))
    rows: dict[str, list[int]] = defaultdict(lambda: [0] * 7)
    clean = alarmed = 0
    for document in [one for one in bench.load("all", split) if seeder.prepare(one)][:most]:
        written = document["number_format"]
        sums = [(total, parts) for operator, total, parts in dict.fromkeys(document["truth"]) if operator == "sum"]
        clean += 1
        alarmed += any(diagnose(system(bench, document["table"], written, sums), (), {}))
        for kind in seeder.KINDS:
            fault = seeder.seed(document, kind)
            if fault:
                found = list(diagnose(system(bench, fault["table"], written, sums), (), {}))
                for key in (kind, "all"):
                    rows[key] = [a + int(b) for a, b in zip(rows[key], said(found, fault), strict=True)]
    return clean, alarmed, rows


def main() -> None:
    """Print shares by kind of fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--max", type=int, default=1000)
    options = parser.parse_args()
    began = time.process_time()
    clean, alarmed, rows = tally(options.bench, options.split, options.max)
    print(f"{clean} tables without a fault, {alarmed} with an alarm; {time.process_time() - began:.0f} s CPU")
    print(
        f"{'fault':17}{'n':>5}" + "".join(f"{word:>9}" for word in ("told", "first", "cell", "kind", "top 3", "beside"))
    )
    for kind, (n, *counts) in rows.items():
        print(f"{kind:17}{n:5}" + "".join(f"{count / n:9.3f}" for count in counts))


if __name__ == "__main__":
    main()
