"""An archive is ours and whole, or refused with a sentence; two programs at once do not harm it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sn_excel.archive import schemas
from sn_excel.archive.connections import ArchiveBusyError, connected, writing
from sn_excel.archive.deliveries import listed
from sn_excel.archive.rounds import fetched_round
from sn_excel.model.errors import UnreadableFileError
from sn_excel.model.periods import Period

ROOT = Path(__file__).resolve().parent.parent.parent

WRITER = """
import sys
from pathlib import Path
from sn_excel.archive.connections import connected
from sn_excel.archive.deliveries import Delivery, Status, add
from sn_excel.model.ledgers import Entry
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
for turn in range(15):
    with connected(Path(sys.argv[1]), create=True) as archive:
        entries = {str(code): Entry(str(code), "Enhet", {Measure.ACTUAL: turn}) for code in range(40)}
        add(archive, Delivery(Period(2024, 1, 4), Status.CLOSED, "", f"{sys.argv[2]} {turn}", "export", entries))
"""


def test_two_programs_at_once_lose_nothing(home: Path) -> None:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, home, name], env=surroundings, stderr=subprocess.PIPE)
        for name in ("första", "andra")
    ]
    assert [writer.communicate(timeout=100)[1] for writer in writers] == [b"", b""]
    with connected(home) as archive:
        assert [one.version for one in listed(archive)] == list(range(1, 31))
        assert archive.execute("SELECT count(*) FROM amounts").fetchone() == (30 * 40,)
        assert archive.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_held_archive_is_told_as_busy(home: Path) -> None:
    told = pytest.raises(ArchiveBusyError, match="används av ett annat program")
    with connected(home, create=True) as holder, writing(holder), told:
        try_to_write(home)


def try_to_write(home: Path) -> None:
    with connected(home, wait=0.05) as other, writing(other):
        pytest.fail("two writers at once")


def test_what_is_interrupted_is_not_stored(home: Path) -> None:
    with connected(home, create=True) as archive:
        with pytest.raises(KeyboardInterrupt):
            interrupted(archive)
        assert archive.execute("SELECT count(*) FROM rounds").fetchone() == (0,)


def interrupted(archive: sqlite3.Connection) -> None:
    with writing(archive):
        archive.execute("INSERT INTO rounds (period, version, stored, document) VALUES ('2024-04', 1, '', '')")
        raise KeyboardInterrupt


def test_a_missing_archive_is_told_unless_it_may_be_made(home: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"arkiv\.db finns inte"), connected(home):
        pass
    assert not home.exists()


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="kan inte öppnas"), connected(tmp_path / "x" / "a.db", create=True):
        pass


def test_a_foreign_database_is_refused_and_left_alone(home: Path) -> None:
    with sqlite3.connect(home) as foreign:
        foreign.execute("CREATE TABLE kunder (namn TEXT)")
    foreign.close()
    before = home.read_bytes()
    with pytest.raises(UnreadableFileError, match="inte ett arkiv från SN Excel"), connected(home, create=True):
        pass
    assert home.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"kod;namn;utfall\r\n7542;V\xe5rd;3\r\n" * 60, b"SQLite format 3\x00" + b"\x00" * 900]
)
def test_what_is_no_database_is_refused_and_left_alone(home: Path, content: bytes) -> None:
    home.write_bytes(content)
    with pytest.raises(UnreadableFileError, match="skadad eller inget arkiv"), connected(home, create=True):
        pass
    assert home.read_bytes() == content


def test_an_empty_file_is_no_archive_to_read_from(home: Path) -> None:
    home.write_bytes(b"")
    with pytest.raises(UnreadableFileError, match="tom fil"), connected(home):
        pass
    assert home.read_bytes() == b""


def test_a_damaged_archive_is_refused(home: Path) -> None:
    with connected(home, create=True) as archive, writing(archive):
        for number in range(2000):
            archive.execute(
                "INSERT INTO rounds (period, version, stored, document) VALUES ('2024-04', ?, '', ?)",
                (number, "x" * 50),
            )
    content = bytearray(home.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 8192] = b"\xff" * 8192
    home.write_bytes(content)
    with pytest.raises(UnreadableFileError, match="skadad"), connected(home):
        pass


def test_a_truncated_archive_is_refused(home: Path) -> None:
    with connected(home, create=True):
        pass
    home.write_bytes(home.read_bytes()[:-5000])
    with pytest.raises(UnreadableFileError, match="skadad"), connected(home):
        pass


def test_an_older_archive_is_migrated_and_keeps_what_it_holds(home: Path) -> None:
    with connected(home, create=True) as archive, writing(archive):
        archive.execute("INSERT INTO rounds (period, version, stored, document) VALUES ('2024-04', 1, 'då', 'april')")
    newer = (*schemas.STEPS, ("ALTER TABLE rounds ADD COLUMN author TEXT NOT NULL DEFAULT ''",))
    for _ in range(2):
        with connected(home, steps=newer) as archive:
            assert schemas.version(archive) == len(newer)
            assert archive.execute("SELECT document, author FROM rounds").fetchall() == [("april", "")]


def test_a_migration_that_fails_changes_nothing(home: Path) -> None:
    with connected(home, create=True):
        pass
    broken = (*schemas.STEPS, ("CREATE TABLE half (a)", "CREATE TABLE rounds (a)"))
    with pytest.raises(UnreadableFileError), connected(home, steps=broken):
        pass
    with connected(home) as archive:
        assert schemas.version(archive) == len(schemas.STEPS)
        assert archive.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)


def test_an_archive_of_a_newer_program_is_refused(home: Path) -> None:
    with connected(home, create=True, steps=(*schemas.STEPS, ("CREATE TABLE later (a)",))):
        pass
    with pytest.raises(UnreadableFileError, match="nyare version"), connected(home):
        pass


def test_an_archive_of_the_first_schema_keeps_its_forecasts_as_programmes(home: Path) -> None:
    with connected(home, create=True, steps=schemas.STEPS[:1]) as archive, writing(archive):
        archive.execute("INSERT INTO rounds (period, version, stored, document) VALUES ('2024-04', 1, 'då', 'april')")
        archive.execute(
            "INSERT INTO forecasts (round, code, name, value, unadjusted, rule, annual_budget) "
            "VALUES (1, '111', 'Stab', '400', '380', 'Budgettakt', '390')"
        )
    with connected(home) as archive:
        kept = fetched_round(archive, Period(2024, 1, 4)).forecasts[0]
    assert (kept.value, kept.unadjusted, kept.parent) == (400, 380, "")
