"""`recompute`: the workbook's computed figures and its reconciliation brought up to date."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sn_excel.hosts import files
from sn_excel.hosts.cli import reports
from sn_excel.hosts.cli.options import period_of
from sn_excel.hosts.cli.saving import Saving, saved, shown, workbook
from sn_excel.jobs.recompute import Recomputed
from sn_excel.jobs.recompute import recompute as recomputed
from sn_excel.jobs.understand import Known
from sn_excel.model.amounts import counted
from sn_excel.model.places import address

_NAMED = 5
"""Places named in one sentence."""


def recompute(book: Path, period: str | None, saving: Saving) -> None:
    """Bring the workbook's computed figures and its reconciliation up to date."""
    grid = workbook(book)
    done = recomputed(files.sheets_of(grid), Known(period=period_of(period)), None, book.name)
    if saving.json:
        print(reports.as_json([(str(book), done.findings)]))
    else:
        _changes(done)
    if not saving.dry_run:
        grid.apply(done.edits)
        saved(grid.save(book, datetime.now().astimezone(), saving.backup))
    if not saving.json:
        reports.show(str(book), done.findings)


def _changes(done: Recomputed) -> None:
    for change in done.changes:
        print(f"  {change.sheet} {address(change.at)}: {shown(change.before)} → {shown(change.after)}")
    print(f"{counted(len(done.changes), 'formel', 'formler')} har fått nytt värde.")
    if done.unknown:
        places = ", ".join(f"{sheet} {address(at)}" for sheet, at in done.unknown[:_NAMED])
        more = " …" if len(done.unknown) > _NAMED else ""
        formulas = counted(len(done.unknown), "formel", "formler")
        print(f"{formulas} räknas inte här och behåller sitt värde: {places}{more}")
