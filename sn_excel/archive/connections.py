"""Opening an archive: ours and whole, or refused with a sentence; never half written, never two writers at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sn_excel.archive import schemas
from sn_excel.model.errors import SnError, UnreadableFileError

WAIT = 15.0
"""Seconds to wait for another process that is writing."""


_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_CLOSED = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
)


class ArchiveBusyError(SnError):
    """Another process has held the archive too long."""


@contextmanager
def connected(
    path: Path, create: bool = False, steps: Sequence[Sequence[str]] = schemas.STEPS, wait: float = WAIT
) -> Iterator[sqlite3.Connection]:
    """Give a connection to an archive that is ours, whole and of today's schema; `create` allows a new one.

    UnreadableFileError where the file is missing, foreign, damaged, newer than we are, or cannot be opened;
    ArchiveBusyError where another process does not let go.
    """
    if not create and not path.is_file():
        raise UnreadableFileError(f"Arkivet {path.name} finns inte i mappen {path.parent.name or path.parent}.")
    with _told(path), closing(sqlite3.connect(path, timeout=wait, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        _ours(connection, path, len(steps))
        if schemas.version(connection) < len(steps):
            if not create and not schemas.version(connection):
                raise UnreadableFileError(f"{path.name} är en tom fil, inget arkiv.")
            schemas.migrate(connection, steps)
        yield connection


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the write lock from the first statement on: all is stored or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """See one state of the archive, whatever others write meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def _ours(connection: sqlite3.Connection, path: Path, newest: int) -> None:
    """Raise UnreadableFileError unless the file is a whole archive of ours, or empty."""
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    marked = connection.execute("PRAGMA application_id").fetchone()[0]
    if tables and marked != schemas.APPLICATION:
        raise UnreadableFileError(f"{path.name} är en databas men inte ett arkiv från SN Excel; ange rätt fil.")
    if schemas.version(connection) > newest:
        raise UnreadableFileError(
            f"Arkivet {path.name} är skrivet av en nyare version av SN Excel; uppdatera programmet."
        )
    if (fault := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        raise sqlite3.DatabaseError(str(fault))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _BUSY:
            raise ArchiveBusyError(f"Arkivet {path.name} används av ett annat program; försök om en stund.") from error
        if code in _CLOSED:
            raise UnreadableFileError(
                f"Arkivet {path.name} kan inte öppnas eller skrivas; kontrollera att mappen finns och får skrivas i."
            ) from error
        raise UnreadableFileError(
            f"{path.name} är skadad eller inget arkiv; ta fram en säkerhetskopia eller läs in arkivets CSV-export."
        ) from error
