"""Deliveries: the accumulated amounts of a month as they were extracted, each an immutable version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from sn_excel.archive.connections import reading, writing
from sn_excel.model.amounts import Amount, tidy
from sn_excel.model.errors import SnError
from sn_excel.model.ledgers import Entry
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period


class Status(StrEnum):
    """How final a delivery is."""

    PRELIMINARY = "preliminär"
    CLOSED = "stängd"
    DELIVERED = "levererad"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one extraction said: amounts in tkr per code, accumulated from January to the period's last month.

    `extracted` is the day of the extraction and `stored` the moment it was archived, as text handed in;
    `version` is given by the archive (0: not stored yet). A listing leaves `entries` empty.
    """

    period: Period
    status: Status
    extracted: str
    stored: str
    document: str
    entries: Mapping[str, Entry]
    version: int = 0


def add(connection: sqlite3.Connection, delivery: Delivery) -> Delivery:
    """Store a delivery as the month's next version and return it with its number; nothing stored is ever changed."""
    return add_all(connection, [delivery])[0]


def add_all(connection: sqlite3.Connection, deliveries: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """Store deliveries in order, all or none.

    SnError where one is not accumulated, holds nothing, or has no code in common with what the archive holds.
    """
    wanted = tuple(deliveries)
    for delivery in wanted:
        if not delivery.period.accumulated:
            raise SnError(
                f"Arkivet tar ackumulerade belopp; {delivery.document} gäller {delivery.period.spoken}. "
                f"Ange att filen har månadsbelopp."
            )
        if not delivery.entries:
            raise SnError(f"{delivery.document} har inga belopp att arkivera.")
    with writing(connection):
        known = {code for (code,) in connection.execute("SELECT DISTINCT code FROM amounts")}
        for delivery in wanted:
            if known and known.isdisjoint(delivery.entries):
                raise SnError(
                    f"{delivery.document} har ingen kod som arkivet redan har. Gäller den en annan nämnd: använd ett "
                    "eget arkiv för den."
                )
        return tuple(_stored(connection, delivery) for delivery in wanted)


def unknown(connection: sqlite3.Connection, deliveries: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """Return those that the archive does not hold: reading the same export twice adds nothing."""
    held = {(one.period, one.status, one.extracted, one.stored, one.document) for one in listed(connection)}
    return tuple(
        one for one in deliveries if (one.period, one.status, one.extracted, one.stored, one.document) not in held
    )


def listed(connection: sqlite3.Connection) -> tuple[Delivery, ...]:
    """Return every stored version without its amounts, by month and version."""
    rows = connection.execute(
        "SELECT period, version, status, extracted, stored, document FROM deliveries ORDER BY period, version"
    )
    return tuple(_head(row) for row in rows)


def fetched(connection: sqlite3.Connection, period: Period, version: int | None = None) -> Delivery:
    """Return a month's delivery, the newest version unless one is named. SnError where there is none."""
    with reading(connection):
        row = connection.execute(
            "SELECT period, version, status, extracted, stored, document, id FROM deliveries "
            "WHERE period = ? AND (? IS NULL OR version = ?) ORDER BY version DESC LIMIT 1",
            (period.code, version, version),
        ).fetchone()
        if row is None:
            which = f"version {version} av " if version else ""
            raise SnError(f"Arkivet har inte {which}{period.code}.")
        amounts = connection.execute(
            "SELECT code, name, measure, amount FROM amounts WHERE delivery = ? ORDER BY code", (row[-1],)
        ).fetchall()
    return replace(_head(row[:-1]), entries=entries(amounts))


def entries(rows: list[tuple[str, str, str, str]]) -> Mapping[str, Entry]:
    """Return entries from rows of code, name, measure and amount, in the rows' order of codes."""
    names: dict[str, str] = {}
    amounts: dict[str, dict[Measure, Amount]] = {}
    for code, name, measure, amount in rows:
        names[code] = name
        amounts.setdefault(code, {})[Measure(measure)] = read(amount)
    return {code: Entry(code, names[code], amounts[code]) for code in names}


def written(amount: Amount) -> str:
    """Return an amount as the archive keeps it: exact, a decimal point, no exponent.

    >>> written(Decimal("1E+3")), read("-0.10")
    ('1000', Decimal('-0.1'))
    """
    return format(Decimal(amount), "f")


def read(text: str) -> Amount:
    """Return an amount the archive kept."""
    return tidy(Decimal(text))


def _stored(connection: sqlite3.Connection, delivery: Delivery) -> Delivery:
    code = delivery.period.code
    newest = connection.execute("SELECT max(version) FROM deliveries WHERE period = ?", (code,)).fetchone()[0]
    stored = replace(delivery, version=(newest or 0) + 1)
    row = connection.execute(
        "INSERT INTO deliveries (period, version, status, extracted, stored, document) VALUES (?, ?, ?, ?, ?, ?)",
        (code, stored.version, stored.status.value, stored.extracted, stored.stored, stored.document),
    )
    connection.executemany(
        "INSERT INTO amounts (delivery, code, name, measure, amount) VALUES (?, ?, ?, ?, ?)",
        [
            (row.lastrowid, entry.code, entry.name, measure.value, written(amount))
            for entry in stored.entries.values()
            for measure, amount in entry.amounts.items()
        ],
    )
    return stored


def _head(row: tuple[str, int, str, str, str, str]) -> Delivery:
    period, version, status, extracted, stored, document = row
    return Delivery(Period.parse(period), Status(status), extracted, stored, document, {}, version)
