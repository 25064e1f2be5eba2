"""The office process: started for us, noticed when it dies, ended whatever happens."""

from __future__ import annotations

import builtins
import os
import signal
import sys
from pathlib import Path

import pytest

from sn_excel.engine import bridge, documents
from sn_excel.engine.errors import OfficeError, OfficeGoneError
from sn_excel.engine.office import Office


def _members(group: int) -> list[int]:
    """Return the living processes of a process group, as the kernel tells."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                told = (folder / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(told[2]) == group and told[0] != "Z":
                found.append(int(folder.name))
    return found


def test_the_bridge_leaves_the_import_function_and_the_path_alone(office: Office) -> None:
    assert builtins.__import__.__module__ == "builtins"
    assert not [place for place in sys.path if "dist-packages" in place or "libreoffice" in place]


def test_nothing_is_left_of_an_office_that_has_been_ended(soffice: Path) -> None:
    with Office() as running:
        assert running.answers()
        assert len(_members(running.pid)) >= 2
    assert _members(running.pid) == []
    assert not running.profile.exists()


def test_a_crash_is_told_in_one_swedish_sentence(soffice: Path, tmp_path: Path) -> None:
    with Office() as running:
        os.killpg(running.pid, signal.SIGKILL)
        with pytest.raises(OfficeGoneError, match="avslutats oväntat"):
            _ = running.desktop
        book = tmp_path / "bok.csv"
        book.write_text("1;2", encoding="utf-8")
        with pytest.raises(OfficeGoneError, match="avslutats oväntat"):
            documents.loaded(running, book)
    assert not running.profile.exists()


def test_an_office_is_ended_also_when_the_work_fails(soffice: Path) -> None:
    running = Office()
    with pytest.raises(ZeroDivisionError), running:
        _ = 1 / 0
    assert _members(running.pid) == []


def test_a_killed_office_leaves_no_process_behind(soffice: Path) -> None:
    running = Office()
    running.kill()
    assert _members(running.pid) == []
    assert not running.profile.exists()


def test_the_bridge_tells_which_python_it_was_built_for(soffice: Path, tmp_path: Path) -> None:
    (tmp_path / "libpyuno.so").write_bytes(b"\x00libpython3.9.so.1.0\x00")
    assert bridge.built_for(tmp_path) == (3, 9)
    assert bridge.built_for(tmp_path / "annan") is None


def test_another_python_is_refused_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch, soffice: Path, tmp_path: Path
) -> None:
    (tmp_path / "libpyuno.so").write_bytes(b"\x00libpython3.9.so.1.0\x00")
    (tmp_path / "soffice").touch()
    monkeypatch.setattr(bridge, "program", lambda: tmp_path / "soffice")
    monkeypatch.delitem(sys.modules, "uno", raising=False)
    bridge.uno.cache_clear()
    with pytest.raises(OfficeError, match=r"Python 3\.9 .* installera"):
        bridge.uno()
    monkeypatch.undo()
    bridge.uno.cache_clear()
