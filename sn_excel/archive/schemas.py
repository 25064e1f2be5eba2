"""The archive's tables and how an older archive becomes a newer one: a step is only ever added, never changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

APPLICATION = 0x534E4152
"""Marks the file as ours ("SNAR") in the place SQLite keeps for it, so that a foreign file is refused."""

_NEVER = "SELECT RAISE(ABORT, 'a stored version is never changed')"

STEPS: Sequence[Sequence[str]] = (
    (
        """CREATE TABLE deliveries (
            id INTEGER PRIMARY KEY, period TEXT NOT NULL, version INTEGER NOT NULL, status TEXT NOT NULL,
            extracted TEXT NOT NULL, stored TEXT NOT NULL, document TEXT NOT NULL, UNIQUE (period, version))""",
        """CREATE TABLE amounts (
            delivery INTEGER NOT NULL REFERENCES deliveries (id), code TEXT NOT NULL, name TEXT NOT NULL,
            measure TEXT NOT NULL, amount TEXT NOT NULL, PRIMARY KEY (delivery, code, measure)) WITHOUT ROWID""",
        """CREATE TABLE rounds (
            id INTEGER PRIMARY KEY, period TEXT NOT NULL, version INTEGER NOT NULL, stored TEXT NOT NULL,
            document TEXT NOT NULL, UNIQUE (period, version))""",
        """CREATE TABLE forecasts (
            round INTEGER NOT NULL REFERENCES rounds (id), code TEXT NOT NULL, name TEXT NOT NULL,
            value TEXT NOT NULL, unadjusted TEXT NOT NULL, submitted TEXT, rule TEXT NOT NULL,
            annual_budget TEXT NOT NULL, low TEXT, high TEXT, PRIMARY KEY (round, code)) WITHOUT ROWID""",
        *(
            f"CREATE TRIGGER {table}_{event.lower()}d BEFORE {event} ON {table} BEGIN {_NEVER}; END"
            for table in ("deliveries", "amounts", "rounds", "forecasts")
            for event in ("UPDATE", "DELETE")
        ),
    ),
    ("ALTER TABLE forecasts ADD COLUMN parent TEXT NOT NULL DEFAULT ''",),
)
"""What each schema version adds to the one before; the version is how many steps a file has taken."""


def version(connection: sqlite3.Connection) -> int:
    """Return how many steps the file has taken."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, steps: Sequence[Sequence[str]]) -> None:
    """Take the steps that the file lacks, all or none; the caller holds no transaction.

    Two processes may come at once: the version is read again under the write lock.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number, step in enumerate(steps[version(connection) :], version(connection) + 1):
            for statement in step:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
