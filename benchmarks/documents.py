"""The two printed documents as dossiers, built from their transcriptions: May's month table and April's statements."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.places import Place
from sn_excel.model.tables import Column, Dossier, Figure, Kind, Line, Relation, Table

MAY, APRIL, LAST_APRIL, YEAR = Period(2024, 1, 5), Period(2024, 1, 4), Period(2023, 1, 4), Period(2024)
MONTH = (
    Column(Measure.ACTUAL, MAY),
    Column(Measure.PERIOD_BUDGET, MAY),
    Column(Measure.PERIOD_DEVIATION, MAY),
    Column(Measure.ANNUAL_BUDGET, YEAR),
)
PRINTED = ("utfall", "budget", "avvikelse", "arsbudget")
MONTH_ROWS = (Relation(MONTH[2], ((1, MONTH[1]), (-1, MONTH[0]))),)
PAGES = {"2": "100+285+750", "3": "754", "4": "756+770", "5": "771", "6": "774", "7": "781"}


@dataclass
class Rows:
    """Writes lines down a sheet."""

    document: str
    sheet: str
    row: int
    columns: tuple[Column, ...]

    def line(self, code: str, name: str, values: Iterable[str], parts: tuple[Line, ...] = (), row: int = 0) -> Line:
        if not row:
            row, self.row = self.row, self.row + 1
        label = f"{code} {name}".strip()
        figures = {
            column: Figure(int(value) if value else None, Place(self.document, self.sheet, row, at), label, column)
            for at, (column, value) in enumerate(zip(self.columns, values, strict=True), 2)
        }
        return Line(code, name, Place(self.document, self.sheet, row, 1), figures, parts)


def may(folder: Path, changes: Mapping[tuple[str, str, str], int] | None = None) -> Dossier:
    """The month table as printed; `changes` replaces amounts by page, code and printed column."""
    rows = [dict(row) for row in csv.DictReader((folder / "maj_2024.csv").open(encoding="utf-8"))]
    for (page, code, column), value in (changes or {}).items():
        (row,) = [row for row in rows if (row["page"], row["code"]) == (page, code)]
        row[column] = str(value)
    summary = Rows("maj.xlsx", "Sammanställning", 4, MONTH)
    printed = [row for row in rows if row["page"] == "1"]
    parts = tuple(summary.line(row["code"], row["name"], _amounts(row)) for row in printed if row["code"])
    total = summary.line("", printed[-1]["name"], _amounts(printed[-1]), parts)
    tables = [Table(Kind.SUMMARY, "Sammanställning", MONTH, (total,), MONTH_ROWS)]
    for page, sheet in PAGES.items():
        lines = _page(Rows("maj.xlsx", sheet, 5, MONTH), [row for row in rows if row["page"] == page])
        tables.append(Table(Kind.PAGE, sheet, MONTH, lines, MONTH_ROWS))
    return Dossier(tuple(tables))


def _amounts(row: Mapping[str, str]) -> list[str]:
    return [row[name] for name in PRINTED]


def _page(writer: Rows, rows: list[dict[str, str]]) -> tuple[Line, ...]:
    lines: list[Line] = []
    starts = [at for at, row in enumerate(rows) if row["kind"] == "program"]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        head, own = rows[start], writer.row
        writer.row += 1
        units = tuple(writer.line(row["code"], row["name"], _amounts(row)) for row in rows[start + 1 : end])
        lines.append(writer.line(head["code"], head["name"], _amounts(head), units, own))
    return tuple(lines)


def april(folder: Path, changes: Mapping[tuple[str, str], int] | None = None) -> Dossier:
    """Driftredovisning and Resultaträkning as printed; `changes` replaces amounts of the former by code and column."""
    return Dossier((_operating(folder, changes or {}), _income(folder)))


def _operating(folder: Path, changes: Mapping[tuple[str, str], int]) -> Table:
    columns = (
        Column(Measure.FORECAST, YEAR), Column(Measure.ANNUAL_BUDGET, YEAR), Column(Measure.FORECAST_DEVIATION, YEAR),
        Column(Measure.ACTUAL, APRIL), Column(Measure.PERIOD_DEVIATION, APRIL),
    )  # fmt: skip
    names = ("prognos", "budget", "avvikelse", "utfall", "budgetavvikelse")
    writer = Rows("april.xlsx", "Driftredovisning", 4, columns)
    rows = [dict(row) for row in csv.DictReader((folder / "driftredovisning_2024-04.csv").open(encoding="utf-8"))]
    for row in rows:
        row |= {name: str(changes[row["code"], name]) for name in names if (row["code"], name) in changes}
    lines = [writer.line(row["code"], row["name"], [row[name] for name in names]) for row in rows[:-1]]
    total = writer.line("", rows[-1]["name"], [rows[-1][name] for name in names], tuple(lines))
    relation = Relation(columns[2], ((1, columns[1]), (-1, columns[0])))
    return Table(Kind.OPERATING, "Driftredovisning", columns, (total,), (relation,))


def _income(folder: Path) -> Table:
    columns = (
        Column(Measure.FORECAST, YEAR), Column(Measure.ANNUAL_BUDGET, YEAR), Column(Measure.RESULT_DEVIATION, YEAR),
        Column(Measure.ACTUAL, APRIL), Column(Measure.ACTUAL, LAST_APRIL),
    )  # fmt: skip
    names = ("prognos_2024", "budget_2024", "avvikelse", "utfall_2024_04", "utfall_2023_04")
    writer = Rows("april.xlsx", "Resultaträkning", 4, columns)
    rows = list(csv.DictReader((folder / "resultatrakning_2024-04.csv").open(encoding="utf-8")))
    *parts, _ = (writer.line("", row["rad"], [row[name] for name in names]) for row in rows[:3])
    writer.row -= 1
    net = writer.line("", rows[2]["rad"], [rows[2][name] for name in names], tuple(parts))
    writer.columns = (
        *columns[:3],
        Column(Measure.PERIOD_DEVIATION, APRIL),
        Column(Measure.PERIOD_DEVIATION, LAST_APRIL),
    )
    aside = writer.line("", rows[3]["rad"], [rows[3][name] for name in names])
    relation = Relation(columns[2], ((1, columns[0]), (-1, columns[1])))
    return Table(Kind.INCOME, "Resultaträkning", columns, (net, aside), (relation,), costs=-1)
