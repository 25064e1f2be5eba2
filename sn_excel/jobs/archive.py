"""Arkivet: months and forecasts put away out of workbooks and exports, and called to mind for the next forecast."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sn_excel.archive.deliveries import Delivery, Status, fetched, listed
from sn_excel.archive.histories import past
from sn_excel.archive.rounds import Round, StoredForecast, fetched_round, listed_rounds, pairs
from sn_excel.calculations.document_periods import accumulated_period
from sn_excel.calculations.forecasting.accuracy import Pair
from sn_excel.calculations.forecasting.comparisons import Stand
from sn_excel.calculations.forecasting.forecast_rows import ForecastRow, forecast_rows
from sn_excel.calculations.forecasting.outlooks import shown
from sn_excel.calculations.forecasting.year_ends import Booked, Past
from sn_excel.jobs.carried import Beside
from sn_excel.jobs.typed import typed
from sn_excel.jobs.understand import Known, read
from sn_excel.model.amounts import Amount, tidy
from sn_excel.model.entries import Standing
from sn_excel.model.errors import Missing, SnError
from sn_excel.model.ledgers import Entry, Ledger
from sn_excel.model.measures import Measure
from sn_excel.model.organisation import Organisation
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a delivery beside its amounts; `stored` is the moment, handed in."""

    document: str
    stored: str
    status: Status = Status.PRELIMINARY
    extracted: str = ""


def of_workbook(sheets: Sequence[Sheet], known: Known, about: About) -> tuple[Delivery, Round | None]:
    """Return the month of a workbook or a printed table, and the forecasts on its sheet Prognos where it has one.

    SnError when it does not say its period, or holds no row with Utfall and Årsbudget.
    """
    dossier = read(sheets, known)
    period = known.period or accumulated_period(dossier.tables)
    if period is None:
        raise SnError(f"{about.document} säger inte vilken månad den gäller.", Missing.PERIOD)
    entries = {entry.code: entry for row in forecast_rows(dossier, period) for entry in _entries(row)}
    if not entries:
        raise SnError(f"{about.document} har inga rader med Utfall och Årsbudget för {period.spoken}.")
    delivery = Delivery(period, about.status, about.extracted, about.stored, about.document, entries)
    return delivery, _round(sheets, period, about)


def of_ledger(ledger: Ledger, organisation: Organisation | None, about: About) -> Delivery:
    """Return the month of an export, its programmes summed where the organisation is known."""
    entries = dict(ledger.entries)
    for programme in organisation.programmes(ledger.period) if organisation else ():
        units = organisation.units(programme.code, ledger.period) if organisation else ()
        parts = [ledger.entries[unit.code] for unit in units if unit.code in ledger.entries]
        if parts:
            measures = {measure for part in parts for measure in part.amounts}
            sums = {measure: tidy(sum(part.amounts.get(measure, 0) for part in parts)) for measure in measures}
            entries[programme.code] = Entry(programme.code, programme.name, sums)
    extracted = about.extracted or ledger.extracted
    return Delivery(ledger.period, about.status, extracted, about.stored, about.document, entries)


def _entries(row: ForecastRow) -> Iterator[Entry]:
    for one in (row, *row.units):
        amounts: dict[Measure, Amount] = {Measure.ACTUAL: one.actual.value, Measure.ANNUAL_BUDGET: one.annual.value}
        if one.budget:
            amounts[Measure.PERIOD_BUDGET] = one.budget.value
        yield Entry(one.code, one.name, amounts)


def _round(sheets: Sequence[Sheet], period: Period, about: About) -> Round | None:
    entered = typed(sheets)
    if entered.period != period or not entered.standings:
        return None
    forecasts = tuple(_stored(one) for one in entered.standings)
    return Round(period, about.stored, about.document, forecasts)


def _stored(one: Standing) -> StoredForecast:
    submitted = one.value if one.value != one.expected or one.submission.value is not None else None
    return StoredForecast(
        code=one.code,
        name=one.label.removeprefix(one.code).strip(),
        value=one.expected,
        unadjusted=tidy(one.expected - one.adjustments),
        rule=one.rule,
        annual_budget=one.annual,
        submitted=submitted,
        low=one.low,
        high=one.high,
        parent=one.parent,
    )


def remembered(connection: sqlite3.Connection, period: Period) -> Beside:
    """Return what the archive knows of a period: earlier months and years, and last month's forecasts."""
    known = {code: Past(one.months, one.prior) for code, one in past(connection, period).items()}
    return Beside(past=known, last=_last(connection, period), months=_months(connection, period))


def _last(connection: sqlite3.Connection, period: Period) -> Mapping[str, Stand]:
    if period.last == 1:
        return {}
    before = Period(period.year, 1, period.last - 1)
    if before not in {one.period for one in listed_rounds(connection)}:
        return {}
    made = fetched_round(connection, before)
    return {one.code: _stand(one) for one in made.forecasts}


def _stand(one: StoredForecast) -> Stand:
    value = one.value if one.submitted is None else one.submitted
    added = tidy(one.value - one.unadjusted)
    return Stand(value if one.parent else shown(value, one.annual_budget), added)


def _months(connection: sqlite3.Connection, period: Period) -> Mapping[int, Mapping[str, Booked]]:
    found: dict[int, Mapping[str, Booked]] = {}
    for head in listed(connection):
        if head.period.year == period.year and head.period.last < period.last:
            entries = fetched(connection, head.period).entries
            found[head.period.last] = {
                code: Booked(entry.amounts.get(Measure.ACTUAL), entry.amounts.get(Measure.PERIOD_BUDGET))
                for code, entry in entries.items()
            }
    return found


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Programmes' forecasts beside their outcomes, labels by code, and codes that a whole year does not name."""

    pairs: tuple[Pair, ...]
    names: Mapping[str, str]
    missing: tuple[str, ...] = ()


def outcomes(connection: sqlite3.Connection) -> Outcomes:
    """Return the programmes' stored forecasts beside outcomes; a code that December does not name has no outcome."""
    names = _programmes(connection)
    found = [pair for pair in pairs(connection) if pair.code in names]
    held = {year: fetched(connection, Period(year)).entries for year in {pair.year for pair in found}}
    missing = dict.fromkeys(pair.code for pair in found if pair.code not in held[pair.year])
    return Outcomes(tuple(pair for pair in found if pair.code in held[pair.year]), names, tuple(missing))


def _programmes(connection: sqlite3.Connection) -> dict[str, str]:
    return {
        one.code: f"{one.code} {one.name}".strip()
        for made in listed_rounds(connection)
        for one in fetched_round(connection, made.period, made.version).forecasts
        if not one.parent
    }
