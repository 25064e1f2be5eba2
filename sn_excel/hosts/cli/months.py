"""`regenerate` and `demo`: the month's workbook made and shown."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sn_excel.hosts import files
from sn_excel.hosts.cli import reports
from sn_excel.hosts.cli.inputs import Beside, inputs
from sn_excel.hosts.cli.options import period_of
from sn_excel.hosts.cli.saving import saved
from sn_excel.jobs.regenerate import Inputs, Regenerated
from sn_excel.jobs.regenerate import regenerate as job
from sn_excel.model.amounts import Unit
from sn_excel.model.errors import SnError
from sn_excel.ooxml.file_grid import FileGrid

SAMPLES = (
    "export_2024-05.csv",
    "arsbudget.csv",
    "budgetandringar.csv",
    "organisation.csv",
    "installningar.toml",
    "april_2024.txt",
)
SAMPLE_PERIOD = "2024-05"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which month a person wants, where to, and compared with what."""

    period: str
    out: Path | None = None
    against: Path | None = None
    unit: Unit | None = None


def regenerate(beside: Beside, wanted: Wanted, json: bool, backup: bool = True) -> None:
    """Make the month's workbook and tell what does not tie in it."""
    period = period_of(wanted.period)
    if period is None:
        raise SnError("Perioden saknas. Skriv till exempel --period 2024-05.")
    out = wanted.out or Path(f"socialnamnd_{period.code}.xlsx")
    if out.suffix.lower() != ".xlsx":
        raise SnError(f"{out.name} måste sluta på .xlsx.")
    made = _made(inputs(beside, period, wanted.unit, wanted.against), out, backup)
    if json:
        print(reports.as_json([(str(out), made.findings)]))
        return
    _told(made, out)
    reports.show(str(out), made.findings)


def _made(given: Inputs, out: Path, backup: bool) -> Regenerated:
    grid = FileGrid.open(files.data(files.TEMPLATE), templates=files.data(files.TEMPLATE) if out.exists() else None)
    over = out.exists()
    made = job(given, out.name, files.sheets_of(grid) if over else (), files.read(out) if over else ())
    grid.apply(made.edits)
    for sentence in made.lost:
        print(sentence, file=sys.stderr)
    saved(grid.save(out, datetime.now().astimezone(), backup))
    return made


def _told(made: Regenerated, out: Path) -> None:
    month = made.month
    print(f"{out} är skriven: {month.period.heading.lower()}, {len(month.leaves)} verksamheter som bokförs.")
    for code in month.absent:
        print(f"  Exporten saknar {code.code} {code.name}; beloppen är satta till 0.")


def demo(folder: Path) -> None:
    """Make the sample month in a folder, from the sample inputs, and tell what it shows."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SAMPLES:
        shutil.copyfile(files.data(f"exempel/{name}"), folder / name)
    print(f"Exempelfilerna ligger i {folder}. Samma sak gör du själv så här:")
    out = folder / f"socialnamnd_{SAMPLE_PERIOD}.xlsx"
    against = folder / "april_2024.txt"
    export = folder / SAMPLES[0]
    print(f"  sn-excel regenerate {export} --period {SAMPLE_PERIOD} --against {against} --out {out}\n")
    regenerate(Beside(export), Wanted(SAMPLE_PERIOD, out, against), json=False, backup=False)
    print(f"\nÖppna {out}: felet är markerat på sin plats, och bladet Avstämning visar orsaken.")
