"""Saving: the whole old file or the whole new one, the old one kept, and a sentence when it cannot be done."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sn_excel.model.errors import RefusedEditError
from sn_excel.ooxml.package.saving import save, synced

STAMP = datetime(2024, 6, 3, 14, 30, 5, tzinfo=UTC)
KILLS = int(os.environ.get("SN_KILLS", "25"))
"""How many saves are killed; the long run has 200 and more."""


def test_the_previous_file_is_kept_under_a_dated_name(tmp_path: Path) -> None:
    path = tmp_path / "maj.xlsx"
    path.write_bytes(b"gammal")
    saved = save(b"ny", path, STAMP)
    assert (path.read_bytes(), saved.path) == (b"ny", path)
    assert saved.backup == tmp_path / "maj (före 2024-06-03 143005).xlsx"
    assert saved.backup.read_bytes() == b"gammal"
    again = save(b"nyare", path, STAMP)
    assert again.backup is not None
    assert (again.backup.read_bytes(), saved.backup.read_bytes()) == (b"ny", b"gammal"), "no backup is overwritten"
    assert save(b"nyast", path, STAMP, backup=False).backup is None
    assert len(list(tmp_path.iterdir())) == 3, "nothing else is left behind"


def test_a_new_file_needs_no_backup_and_an_old_one_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "maj.xlsx"
    assert save(b"x", path, STAMP).backup is None
    path.chmod(0o640)
    save(b"y", path, STAMP)
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("owner", ["~$maj.xlsx", ".~lock.maj.xlsx#"])
def test_a_file_that_is_open_elsewhere_is_left_alone(owner: str, tmp_path: Path) -> None:
    path = tmp_path / "maj.xlsx"
    path.write_bytes(b"gammal")
    (tmp_path / owner).write_bytes(b"")
    with pytest.raises(RefusedEditError, match=r"maj.xlsx är öppen i ett annat program"):
        save(b"ny", path, STAMP)
    assert path.read_bytes() == b"gammal"


@pytest.mark.skipif(sys.platform == "win32", reason="locks are taken the Unix way")
def test_a_lock_without_an_owner_file_is_seen(tmp_path: Path) -> None:
    import fcntl

    path = tmp_path / "maj.xlsx"
    path.write_bytes(b"gammal")
    with path.open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(RefusedEditError, match="öppen i ett annat program"):
            save(b"ny", path, STAMP)
    assert path.read_bytes() == b"gammal"
    save(b"ny", path, STAMP)


def test_a_name_that_leaves_no_room_for_a_backups_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / f"{'å' * 115}.xlsx"
    path.write_bytes(b"gammal")
    with pytest.raises(RefusedEditError, match="för långt"):
        save(b"ny", path, STAMP)
    assert path.read_bytes() == b"gammal"


def test_a_write_protected_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "maj.xlsx"
    path.write_bytes(b"gammal")
    path.chmod(0o444)
    with pytest.raises(RefusedEditError, match="skrivskyddad"):
        save(b"ny", path, STAMP)
    assert [one.name for one in tmp_path.iterdir()] == ["maj.xlsx"]


@pytest.mark.parametrize(
    ("number", "word"),
    [(errno.ENOSPC, "Disken är full"), (errno.EACCES, "skrivskyddad"), (errno.EROFS, "skrivskyddad")],
)
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    number: int, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "maj.xlsx"
    path.write_bytes(b"gammal")

    def fails(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(RefusedEditError, match=word):
        save(b"ny", path, STAMP)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("maj.xlsx", b"gammal")]


def test_a_folder_that_is_missing_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RefusedEditError, match="finns inte"):
        save(b"ny", tmp_path / "saknas" / "maj.xlsx", STAMP)
    with pytest.raises(RefusedEditError, match="är en mapp"):
        save(b"ny", tmp_path, STAMP)


@pytest.mark.parametrize("folder", ["OneDrive - Kommunen", "OneDrive", "SharePoint", "Dropbox (Kommunen)"])
def test_in_a_synced_folder_a_copy_is_written_and_said(folder: str, tmp_path: Path) -> None:
    place = tmp_path / folder / "Budget"
    place.mkdir(parents=True)
    path = place / "maj.xlsx"
    first = save(b"ny", path, STAMP)
    assert (first.path, first.reason) == (path, "")
    saved = save(b"nyare", path, STAMP)
    assert saved.path == place / "maj (sn_excel 2024-06-03 143005).xlsx"
    assert (path.read_bytes(), saved.path.read_bytes(), saved.backup) == (b"ny", b"nyare", None)
    assert saved.reason.startswith("maj.xlsx ligger i en synkad mapp")


def test_a_folder_that_only_sounds_synced_is_not(tmp_path: Path) -> None:
    assert not synced(tmp_path / "Budgetuppföljning" / "onedriven.xlsx")


_SAVER = """
import sys
from pathlib import Path
from sn_excel.ooxml.package.saving import save
path, size = Path(sys.argv[1]), int(sys.argv[2])
print("redo", flush=True)
for letter in b"abcdefghij" * 100:
    save(bytes([letter]) * size, path, None, backup=letter % 2 == 0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the process is killed the Unix way")
def test_a_save_killed_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    size = 2_000_000
    path = tmp_path / "maj.xlsx"
    path.write_bytes(b"0" * size)
    chance = random.Random(771)  # noqa: S311 - moments, not secrets
    met: set[int] = set()
    for _ in range(KILLS):
        process = subprocess.Popen([sys.executable, "-c", _SAVER, str(path), str(size)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0, 0.05))
        process.kill()
        process.communicate()
        blob = path.read_bytes()
        assert len(blob) == size
        assert blob == blob[:1] * size, "a mixture of two saves"
        met.add(blob[0])
        for kept in tmp_path.glob("maj (*"):
            assert len(kept.read_bytes()) == size
            kept.unlink()
    assert len(met) > 1, "the kills came too early to prove anything"
    save(b"ny", path, None, backup=False)
    assert [one.name for one in tmp_path.iterdir()] == ["maj.xlsx"], "what killed saves left is swept away"
