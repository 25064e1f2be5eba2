"""`fill` and `roll`: the export's month into the accountants' own workbook, and next month's book out of this one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sn_excel.calculations.formulas.evaluation import Spot
from sn_excel.hosts import files
from sn_excel.hosts.cli import reports
from sn_excel.hosts.cli.options import period_of
from sn_excel.hosts.cli.saving import Saving, saved, shown, workbook
from sn_excel.jobs.fill import Filled
from sn_excel.jobs.fill import fill as job
from sn_excel.jobs.roll import roll as rolled
from sn_excel.jobs.understand import Known
from sn_excel.model.amounts import Unit
from sn_excel.model.errors import SnError
from sn_excel.model.periods import Period
from sn_excel.model.places import address
from sn_excel.sources.leaves import Wanted


def fill(export: Path, book: Path, period: str, unit: Unit | None, saving: Saving) -> None:
    """Fill a workbook with the export's month, and tell what changed and what could not be placed."""
    grid = workbook(book)
    wanted = Wanted(_period(period), unit=unit, source="arbetsbokens årsbudget")
    sheets = files.sheets_of(grid)
    done = job(sheets, lambda decided: files.read_ledger(export, replace(wanted, decided=decided)), Known())
    for sentence in done.cautions:
        print(sentence, file=sys.stderr)
    if not saving.dry_run:
        grid.apply(done.edits)
        saved(grid.save(book, datetime.now().astimezone(), saving.backup))
    if saving.json:
        print(_as_json(done, book))
    else:
        _told(done, book)


def roll(book: Path, period: str, out: Path | None, keep_comments: bool) -> None:
    """Write another month's workbook beside this one, which stays as it is."""
    new = _period(period)
    target = out or files.month_file(book, new)
    if target.exists():
        raise SnError(f"{target.name} finns redan. Ange ett annat namn med --out eller ta bort filen.")
    grid = workbook(book)
    done = rolled(files.sheets_of(grid), new, Known(), keep_comments)
    grid.apply(done.edits)
    saved(grid.save(target, datetime.now().astimezone(), backup=False))
    print(f"{target} är skriven för {new.spoken} (från {done.was.spoken}).")
    print("Inskrivna Utfall och Budget är tömda; fyll dem med sn-excel fill.")


def _period(text: str) -> Period:
    period = period_of(text)
    if period is None:
        raise SnError("Perioden saknas. Skriv till exempel --period 2024-06.")
    return period


def _told(done: Filled, book: Path) -> None:
    for change in done.filling.changes:
        place = f"{change.sheet} {address(change.at)}"
        print(f"  {place}  {change.label}: {shown(change.before)} → {shown(change.after)}")
    print(f"{book.name}: {len(done.filling.changes)} celler får nya belopp.")
    _listed("Rader i boken som exporten saknar (orörda)", done.filling.rows)
    _listed("Koder i exporten som boken saknar", done.filling.codes)
    _listed("Formler som inte räknas om här; räkna om i Excel", [_spot(spot) for spot in done.stale])


def _listed(what: str, items: Sequence[str]) -> None:
    if items:
        print(f"  {what}: {', '.join(items)}.")


def _spot(spot: Spot) -> str:
    return f"{spot[0]} {address(spot[1])}"


def _as_json(done: Filled, book: Path) -> str:
    changes = [
        {
            "sheet": change.sheet,
            "cell": address(change.at),
            "label": change.label,
            "before": reports.plain(change.before),
            "after": reports.plain(change.after),
        }
        for change in done.filling.changes
    ]
    answer = {
        "file": str(book),
        "changes": changes,
        "rows_without_export": list(done.filling.rows),
        "codes_without_row": list(done.filling.codes),
        "stale": [_spot(spot) for spot in done.stale],
    }
    from sn_excel.hosts.cli.answers import Fill, dumped

    return dumped(Fill, answer)
