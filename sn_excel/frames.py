"""What the product knows, as pandas tables for your own analysis: paths in, DataFrames out; nothing is written.

Every table has the same columns and types whatever it holds:

- an amount is a `Decimal` in tkr (dtype object; None where the document has none), so that nothing is rounded and öre
  are kept. `frame["actual"].astype("float64")` gives binary numbers where those are wanted, `* 1000` gives kronor;
- a count, a version, a year or a month is `Int64`, a text is `string`; both say `<NA>` where there is none;
- a period is `YYYY-MM`, accumulated from January unless said otherwise.

What cannot be used raises `sn_excel.model.errors.SnError`, whose text is one Swedish sentence.
"""

from __future__ import annotations

import os
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from sn_excel.archive.connections import connected
from sn_excel.archive.deliveries import fetched, listed
from sn_excel.hosts import files, lists
from sn_excel.hosts.cli import checking, forecasting
from sn_excel.jobs.archive import outcomes
from sn_excel.jobs.check import check
from sn_excel.jobs.forecast import forecast
from sn_excel.jobs.understand import Known, read
from sn_excel.model.amounts import Unit
from sn_excel.model.errors import SnError
from sn_excel.writing.own.accuracy import BOARD

File: TypeAlias = str | os.PathLike[str]


def figures(book: File, period: str | None = None, unit: str | None = None) -> pd.DataFrame:
    """Return every amount in the tables of a workbook, a CSV or a text file.

    sheet, cell, table (`summary`, `page`, …), code, name, measure (`actual`, `annual_budget`, …) · year, first_month,
    last_month (what the amount covers) · value, step (printed precision), both tkr · formula, doubt (why it is unread).
    """
    return _frame(lists.figures(read(files.read(Path(book)), _known(period, unit, None)).tables))


def findings(
    book: File,
    against: File | None = None,
    period: str | None = None,
    unit: str | None = None,
    organisation: File | None = None,
) -> pd.DataFrame:
    """Return what `sn-excel check` finds, a row a finding; `against` is an earlier document to compare with.

    file, code (SN301 …), severity (`error`, `warning`, `note`), sheet, cell, label, measure · stated, computed,
    difference (tkr) · message · cause, cause_sheet, cause_cell · cause_value, cause_suggested (tkr).
    """
    told = _known(period, unit, organisation)
    earlier = read(files.read(Path(against)), _known(None, unit, organisation)) if against else None
    return _frame(lists.findings([(str(book), check(files.read(Path(book)), told, earlier).findings)]))


def forecasts(
    book: File, period: str | None = None, archive: File | None = None, adjustments: File | None = None
) -> pd.DataFrame:
    """Return what `sn-excel forecast` brings into a workbook, a row a programme or unit; the workbook stays as it is.

    period, programme (of a unit), code, label, rule · actual, annual_budget, expected_rest, adjustments, rule_forecast,
    submitted_forecast, forecast (as shown), forecast_unrounded, deviation, low, high, last_forecast (tkr).
    """
    sources = forecasting.Sources(Path(book), period, _path(archive), _path(adjustments))
    sheets = files.read(sources.book)
    known, faults = forecasting.beside(sources, sheets)
    for fault in faults:
        raise SnError(fault.message)
    done = forecast(sheets, known)
    return _frame(lists.forecasts(done.ends, done.period))


def archive_months(archive: File) -> pd.DataFrame:
    """Return every version of every month in an archive, a row a code; amounts accumulated from January.

    period, version, status, extracted, stored, document, code, name · actual, period_budget, annual_budget (tkr).
    """
    with connected(Path(archive), create=False) as connection:
        held = [fetched(connection, one.period, one.version) for one in listed(connection)]
    return _frame(lists.months(held))


def accuracy(archive: File) -> pd.DataFrame:
    """Return Prognosföljsamhet: stored forecasts against the year's outcome, a row a programme, the board last.

    code, label · count, bias (mean of forecast − outcome), absolute (mean of its size) in tkr, bias_percent and
    absolute_percent of the outcome; the same with `unadjusted_` and `submitted_` before · adjustments_gain (tkr).
    """
    with connected(Path(archive), create=False) as connection:
        return _frame(lists.followings(outcomes(connection), BOARD))


def _frame(listing: lists.Listing) -> pd.DataFrame:
    columns = {
        heading.name: pd.Series([_entry(row[at], heading.kind) for row in listing.rows], dtype=_DTYPES[heading.kind])
        for at, heading in enumerate(listing.headings)
    }
    return pd.DataFrame(columns)


_DTYPES = {lists.Kind.TEXT: "string", lists.Kind.WHOLE: "Int64", lists.Kind.AMOUNT: "object"}


def _entry(entry: lists.Entry, kind: lists.Kind) -> str | int | Decimal | None:
    if kind is lists.Kind.AMOUNT and isinstance(entry, int):
        return Decimal(entry)
    return entry.value if isinstance(entry, StrEnum) else entry


def _known(period: str | None, unit: str | None, organisation: File | None) -> Known:
    if unit is not None and unit not in list(Unit):
        raise SnError(f"{unit} är ingen enhet. Skriv kr, tkr eller mkr.")
    return checking.known(period, Unit(unit) if unit else None, _path(organisation))


def _path(file: File | None) -> Path | None:
    return None if file is None else Path(file)
