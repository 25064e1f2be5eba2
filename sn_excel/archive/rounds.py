"""Forecast rounds: what was forecast after a month, each round an immutable version, and how it turned out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sn_excel.archive.connections import reading, writing
from sn_excel.archive.deliveries import read, written
from sn_excel.calculations.forecasting.accuracy import Pair
from sn_excel.model.amounts import Amount
from sn_excel.model.errors import SnError
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period


@dataclass(frozen=True, slots=True)
class StoredForecast:
    """One code's forecast in tkr: `value` with adjustments, `unadjusted` without, `submitted` the manager's.

    `parent` is the programme of a unit, empty for a programme.
    """

    code: str
    name: str
    value: Amount
    unadjusted: Amount
    rule: str
    annual_budget: Amount
    submitted: Amount | None = None
    low: Amount | None = None
    high: Amount | None = None
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """The forecasts made after a period; `stored` is the moment, handed in. A listing leaves `forecasts` empty."""

    period: Period
    stored: str
    document: str
    forecasts: tuple[StoredForecast, ...]
    version: int = 0


_COLUMNS = "code, name, value, unadjusted, rule, annual_budget, submitted, low, high, parent"


def add_round(connection: sqlite3.Connection, made: Round) -> Round:
    """Store a round as the month's next version and return it with its number."""
    return add_rounds(connection, [made])[0]


def add_rounds(connection: sqlite3.Connection, made: Iterable[Round]) -> tuple[Round, ...]:
    """Store rounds in order, all or none. SnError where one holds no forecast."""
    wanted = tuple(made)
    if empty := next((one for one in wanted if not one.forecasts), None):
        raise SnError(f"{empty.document} har inga prognoser att arkivera.")
    with writing(connection):
        return tuple(_stored(connection, one) for one in wanted)


def listed_rounds(connection: sqlite3.Connection) -> tuple[Round, ...]:
    """Return every stored round without its forecasts, by month and version."""
    rows = connection.execute("SELECT period, stored, document, version FROM rounds ORDER BY period, version")
    return tuple(Round(Period.parse(row[0]), row[1], row[2], (), row[3]) for row in rows)


def fetched_round(connection: sqlite3.Connection, period: Period, version: int | None = None) -> Round:
    """Return a month's round, the newest version unless one is named. SnError where there is none."""
    with reading(connection):
        row = connection.execute(
            "SELECT period, stored, document, version, id FROM rounds "
            "WHERE period = ? AND (? IS NULL OR version = ?) ORDER BY version DESC LIMIT 1",
            (period.code, version, version),
        ).fetchone()
        if row is None:
            raise SnError(f"Arkivet har ingen prognos för {period.code}{f', version {version}' if version else ''}.")
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM forecasts WHERE round = ? ORDER BY code",  # noqa: S608  # constant
            (row[4],),
        ).fetchall()
    return Round(Period.parse(row[0]), row[1], row[2], tuple(map(_forecast, rows)), row[3])


def pairs(connection: sqlite3.Connection) -> tuple[Pair, ...]:
    """Return each stored forecast beside its year's outcome, from the newest versions, by month and code.

    Years whose December is not archived have no outcome yet. A code without bookings that year had 0.
    """
    rows = connection.execute(
        "WITH latest AS (SELECT id, period FROM deliveries d WHERE version = "
        "(SELECT max(version) FROM deliveries n WHERE n.period = d.period)) "
        "SELECT r.period, f.code, f.value, f.unadjusted, f.submitted, coalesce(a.amount, '0') "
        "FROM rounds r JOIN forecasts f ON f.round = r.id "
        "JOIN latest l ON l.period = substr(r.period, 1, 4) || '-12' "
        "LEFT JOIN amounts a ON a.delivery = l.id AND a.code = f.code AND a.measure = ? "
        "WHERE r.version = (SELECT max(version) FROM rounds n WHERE n.period = r.period) ORDER BY r.period, f.code",
        (Measure.ACTUAL.value,),
    )
    return tuple(
        Pair(
            code=code,
            year=int(period[:4]),
            month=int(period[5:]),
            outcome=read(outcome),
            forecast=read(value),
            unadjusted=read(unadjusted),
            submitted=None if submitted is None else read(submitted),
        )
        for period, code, value, unadjusted, submitted, outcome in rows
    )


def _stored(connection: sqlite3.Connection, made: Round) -> Round:
    code = made.period.code
    newest = connection.execute("SELECT max(version) FROM rounds WHERE period = ?", (code,)).fetchone()[0]
    stored = replace(made, version=(newest or 0) + 1)
    row = connection.execute(
        "INSERT INTO rounds (period, version, stored, document) VALUES (?, ?, ?, ?)",
        (code, stored.version, stored.stored, stored.document),
    )
    connection.executemany(
        f"INSERT INTO forecasts (round, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608  # constant
        [(row.lastrowid, *_row(one)) for one in stored.forecasts],
    )
    return stored


def _row(one: StoredForecast) -> tuple[str | None, ...]:
    return (
        one.code,
        one.name,
        written(one.value),
        written(one.unadjusted),
        one.rule,
        written(one.annual_budget),
        *(None if amount is None else written(amount) for amount in (one.submitted, one.low, one.high)),
        one.parent,
    )


def _forecast(row: tuple[str, str, str, str, str, str, str | None, str | None, str | None, str]) -> StoredForecast:
    code, name, value, unadjusted, rule, annual, *rest, parent = row
    submitted, low, high = (None if text is None else read(text) for text in rest)
    amounts = read(value), read(unadjusted)
    return StoredForecast(code, name, *amounts, rule, read(annual), submitted, low, high, str(parent))
