"""Small loaders of the real documents, so that reading is tested without the rooms that open files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from sn_excel.model.amounts import Amount
from sn_excel.model.sheets import Sheet, Value
from sn_excel.model.tables import Table

Figures = list[tuple[str, tuple[Amount | None, ...]]]


def text_sheet(path: Path) -> Sheet:
    lines = path.read_text("utf-8-sig").split("\n")
    return Sheet(path.name, "text", {(row, 1): line for row, line in enumerate(lines, 1) if line.strip()}, lines=True)


def csv_sheet(path: Path) -> Sheet:
    raw = path.read_bytes()
    text = raw.decode("utf-16") if raw[:2] == b"\xff\xfe" else _decoded(raw, "cp437" in path.name)
    separator = next(mark for mark in ";\t," if mark in text.split("\n")[0])
    cells: dict[tuple[int, int], Value] = {}
    for row, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
        cells |= {(row, column): value for column, value in enumerate(values, 1) if value}
    return Sheet(path.name, "blad", cells)


def _decoded(raw: bytes, dos: bool) -> str:
    if dos:
        return raw.decode("cp437")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


@pytest.fixture(scope="session")
def load() -> Callable[[Path], Sheet]:
    """Return a document as one sheet: of lines where no line has a separator, else of cells."""

    def loaded(path: Path) -> Sheet:
        lines = path.suffix == ".txt" and any(word in path.name for word in ("000_", "003_", "pdf_like", "endash"))
        return text_sheet(path) if lines else csv_sheet(path)

    return loaded


@pytest.fixture(scope="session")
def may(seeds: Path) -> list[dict[str, str]]:
    """The 93 rows of the May table as transcribed."""
    with (seeds / "maj_2024.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def may_figures(may: list[dict[str, str]]) -> Figures:
    """Codes and amounts of the May table in printed order."""
    names = ("utfall", "budget", "avvikelse", "arsbudget")
    return [(row["code"], tuple(int(row[name]) for name in names)) for row in may]


@pytest.fixture(scope="session")
def stated() -> Callable[[Iterable[Table]], Figures]:
    """Return codes and amounts of tables in the order of their places."""

    def figures(tables: Iterable[Table]) -> Figures:
        lines = [line for table in tables for line in table.walk()]
        lines.sort(key=lambda line: (line.place.sheet, line.place.row))
        return [(line.code, tuple(figure.value for figure in line.figures.values())) for line in lines]

    return figures
