"""`forecast`: the year's end in a workbook, to and from the managers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sn_excel.calculations.document_periods import accumulated_period
from sn_excel.calculations.forecasting.year_ends import YearEnd
from sn_excel.checks import check, sn404_forecast_entries
from sn_excel.hosts import files, lists
from sn_excel.hosts.cli import list_files, managers_books, reports
from sn_excel.hosts.cli.archiving import board_beside, opened
from sn_excel.hosts.cli.options import period_of
from sn_excel.hosts.cli.saving import Saving, saved, workbook
from sn_excel.jobs.archive import remembered
from sn_excel.jobs.carried import Beside
from sn_excel.jobs.forecast import Forecasted
from sn_excel.jobs.forecast import forecast as job
from sn_excel.jobs.understand import Known, read
from sn_excel.model.amounts import Amount, spoken
from sn_excel.model.entries import EntryFault
from sn_excel.model.errors import SnError
from sn_excel.model.findings import Severity
from sn_excel.model.organisation import Organisation
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Dossier

PER = ("ansvar", "ansvarig", "roll")
"""Words for the only way that workbooks are divided: by the role that answers for the budget."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The workbook and the files that a person names beside it."""

    book: Path
    period: str | None = None
    archive: Path | None = None
    adjustments: Path | None = None
    organisation: Path | None = None


def named(book: Path | None) -> Path:
    """Return the workbook that was named; SnError when none was."""
    if book is None:
        raise SnError("Arbetsboken saknas. Skriv till exempel sn-excel forecast socialnamnd_2024-05.xlsx.")
    return book


def forecast(sources: Sources, collect: Path | None, saving: Saving, to: Path | None = None) -> bool:
    """Bring the forecast into a workbook and tell what it says; return whether something could not be used."""
    list_files.free(to)
    grid = workbook(sources.book)
    sheets = files.sheets_of(grid)
    known, faults = beside(sources, sheets)
    done = job(sheets, known)
    taken = managers_books.collected(done, collect, board(sources)) if collect else None
    if taken:
        done = job(sheets, replace(known, submissions=taken.submissions))
    grid.apply(done.edits)
    findings = (*check(Dossier((), entries=done.after)), *sn404_forecast_entries.unusable(faults))
    if not saving.dry_run:
        saved(grid.save(sources.book, datetime.now().astimezone(), saving.backup))
    if to:
        list_files.write(lists.forecasts(done.ends, done.period), to)
    if saving.json:
        told_json = as_json(sources.book, done) | ({"collected": managers_books.as_json(taken)} if taken else {})
        from sn_excel.hosts.cli.answers import Forecast, dumped

        print(dumped(Forecast, told_json | {"findings": reports.plain_findings(findings)}))
    else:
        told(done, sources.book)
        managers_books.told(taken)
        if findings:
            reports.show(str(sources.book), findings)
    wrong = any(one.severity is Severity.ERROR for one in findings)
    return bool(wrong or done.lost or done.ignored or (taken and taken.refused))


def export(sources: Sources, per: str, to: Path | None) -> None:
    """Write a small workbook for each role that answers for a budget. SnError where a file already lies there."""
    if per.strip().lower() not in PER:
        raise SnError(f"{per} går inte att dela upp efter. Skriv --export-per ansvar.")
    if to is None:
        raise SnError("Mappen saknas. Skriv till exempel --to prognoser.")
    sheets = files.read(sources.book)
    done = job(sheets, beside(sources, sheets)[0])
    known = board(sources)
    if known is None:
        raise SnError("Organisationen saknas: ange filen med --organisation eller lägg organisation.csv bredvid boken.")
    managers_books.export(done, known, sources.book.name, to)


def board(sources: Sources) -> Organisation | None:
    """Return the organisation that was named or lies beside the workbook; None where there is none."""
    return board_beside(sources.organisation, sources.book)


def beside(sources: Sources, sheets: Sequence[Sheet]) -> tuple[Beside, tuple[EntryFault, ...]]:
    """Return what is known beside the workbook, and the cells of the adjustments' file that cannot be used."""
    period = period_of(sources.period)
    found = Beside(period=period)
    if sources.archive:
        now = period or accumulated_period(read(sheets, Known()).tables)
        with opened(sources.archive) as connection:
            found = replace(remembered(connection, now), period=period) if now else found
    if sources.adjustments is None:
        return found, ()
    from sn_excel.sources.adjustments import adjustments

    rows = adjustments(files.read(files.present(sources.adjustments)))
    return replace(found, items=rows.items), rows.faults


def told(done: Forecasted, book: Path) -> None:
    """Print each programme's forecast, and what a person should know."""
    print(f"{book}: prognos efter {done.period.spoken}, tkr.")
    for end in done.ends:
        rule = "" if end.units else f", {end.found.rule.swedish}"
        submitted = " (lämnad)" if end.submitted else ""
        deviation = spoken(end.row.annual.value - end.shown, signed=True)
        print(f"  {end.row.label}: {spoken(end.shown)}{submitted}, avvikelse {deviation}{rule}")
    for sentence in (*done.lost, *done.ignored, *done.told):
        print(f"  {sentence}", file=sys.stderr)


def as_json(book: Path, done: Forecasted) -> dict[str, object]:
    """Return the forecast for other programs; amounts in tkr."""
    return {
        "file": str(book),
        "period": done.period.code,
        "programmes": [_end(end) for end in done.ends],
        "lost": list(done.lost),
        "ignored": list(done.ignored),
        "told": list(done.told),
    }


def _end(end: YearEnd) -> dict[str, object]:
    found: dict[str, object] = {
        "code": end.row.code,
        "label": end.row.label,
        "rule": None if end.units else end.found.rule.swedish,
        **{name: _plain(amount) for name, amount in lists.year_end(end).items()},
        "warnings": list(end.warnings),
    }
    if not end.units:
        found["rules"] = {
            one.rule.swedish: {"value": _plain(one.value), "refused": one.refusal or None} for one in end.found.values
        }
    return found | ({"units": [_end(unit) for unit in end.units]} if end.units else {})


def _plain(amount: Amount | None) -> int | float | None:
    value = reports.plain(amount)
    return value if isinstance(value, int | float) else None
