"""May 2024 as printed: the organisation, the ledger's leaves and the decided budget, read from the transcription."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sn_excel.model.ledgers import Entry, Ledger
from sn_excel.model.measures import Measure
from sn_excel.model.organisation import Code, Organisation
from sn_excel.model.periods import Period

MAY = Period(2024, 1, 5)
PAGES = {"2": "100+285+750", "3": "754", "4": "756+770", "5": "771", "6": "774", "7": "781"}
COLUMNS = ("utfall", "budget", "avvikelse", "arsbudget")


@dataclass(frozen=True)
class Printed:
    """One printed row: its sheet (empty page for the summary), label and four amounts."""

    sheet: str
    kind: str
    code: str
    name: str
    amounts: tuple[int, ...]

    @property
    def label(self) -> str:
        return f"{self.code} {self.name}".strip()


def printed(seeds: Path) -> tuple[Printed, ...]:
    """Return the 93 printed rows in order."""
    with (seeds / "maj_2024.csv").open(encoding="utf-8") as file:
        return tuple(
            Printed(
                PAGES.get(row["page"], "Sammanställning"),
                row["kind"],
                row["code"],
                row["name"],
                tuple(int(row[column]) for column in COLUMNS),
            )
            for row in csv.DictReader(file)
        )


def organisation(seeds: Path) -> Organisation:
    """Return the board as its printed pages show it."""
    rows = printed(seeds)
    home = {row.code: row.sheet for row in rows if row.kind == "program" and row.sheet != "Sammanställning"}
    units = list(_units(rows))
    codes: list[Code] = []
    for row in rows:
        if row.sheet == "Sammanställning" and row.kind == "program":
            codes.append(Code(row.code, row.name, page=home.get(row.code, "")))
            codes += [unit for unit in units if unit.parent == row.code]
    return Organisation("Socialnämnd", tuple(codes))


def _units(rows: tuple[Printed, ...]) -> Iterator[Code]:
    programme = ""
    for row in rows:
        if row.kind == "program":
            programme = row.code
        elif row.kind == "enhet":
            yield Code(row.code, row.name, parent=programme)


def ledger(seeds: Path) -> Ledger:
    """Return the 76 leaves as the ledger would export them."""
    rows = {row.code: row for row in printed(seeds)}
    entries = {}
    for code in organisation(seeds).leaves(MAY):
        actual, budget, _, annual = rows[code.code].amounts
        amounts = {Measure.ACTUAL: actual, Measure.PERIOD_BUDGET: budget, Measure.ANNUAL_BUDGET: annual}
        entries[code.code] = Entry(code.code, code.name, amounts)
    return Ledger("maj.csv", MAY, entries)


def decided(seeds: Path) -> dict[str, int]:
    """Return Årsbudget per programme as the summary prints it."""
    return {row.code: row.amounts[3] for row in printed(seeds) if row.sheet == "Sammanställning" and row.code}
