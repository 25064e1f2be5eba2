"""LibreOffice with the add-in in it, as `sn-excel install-calc` puts it there; one for the test session."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from sn_excel.engine import bridge, documents
from sn_excel.engine.office import Office
from sn_excel.hosts.calc.oxt_installations import personal, places

_FAILURE = 0
"""UNO's word for a command that did not go well."""

SWEDISH = (("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", "sv-SE"),)
"""Figures, dates and currency as in Sweden; the menus' words come from a language pack of their own."""

_started: list[Office] = []


def unpacked(folder: Path, folders: tuple[str, ...]) -> str:
    """Unpack the add-in as LibreOffice keeps the extensions it is delivered with; return the option that says where.

    unopkg refuses root, and tests often run as root.
    """
    with ZipFile(BytesIO(personal(folders))) as archive:
        archive.extractall(folder / "sn_excel")
    return f"-env:BUNDLED_EXTENSIONS={folder.as_uri()}"


@contextmanager
def surroundings(home: Path) -> Iterator[None]:
    """Let the office start as from a desktop: another Python first on PATH would be taken for the office's own.

    Its home is a folder of the test's, where log and settings then are.
    """
    ours = {"PATH": os.pathsep.join([os.defpath, os.environ["PATH"]]), "HOME": str(home)}
    before = {name: os.environ[name] for name in ours}
    os.environ.update(ours)
    try:
        yield
    finally:
        os.environ.update(before)


def started(
    folder: Path, folders: tuple[str, ...], visible: bool = False, settings: tuple[tuple[str, str, str], ...] = ()
) -> Office:
    """Start an office that has the add-in, with these folders to look for sn_excel in."""
    bundled = unpacked(folder / "tillagg", folders)
    with surroundings(folder):
        return Office(visible=visible, options=(bundled,), settings=settings)


def running() -> Office:
    """Return the session's office with the add-in; it ends with the process."""
    if not _started or not _started[-1].answers():
        _started.append(started(Path(tempfile.mkdtemp(prefix="sn_excel_calc_")), places()))
    return _started[-1]


@pytest.fixture
def calc(soffice: Path) -> Office:
    """The session's office with the add-in."""
    return running()


@contextmanager
def opened(office: Office, path: Path | None = None) -> Iterator[Any]:
    """Open a document, or a new one, and close it again without saving."""
    if path is None:
        document = office.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
    else:
        document = documents.loaded(office, path, Hidden=False)
    try:
        yield document
    finally:
        documents.closed(document)


def saved(office: Office, document: Any, path: Path) -> Path:
    """Save a document under a name, of the kind its ending says."""
    documents.stored(office, document, path, {"FilterName": documents.filter_for(path), "Overwrite": True})
    return path


def chosen(office: Office, document: Any, macro: str, answers: str = "") -> str:
    """Choose a command of the menu and return what it tells; it runs in the office's own Python, and goes well."""
    told, wrong = _chosen(office, document, macro, answers)
    assert not wrong, told
    return told


def refused(office: Office, document: Any, macro: str, answers: str = "") -> str:
    """Choose a command of the menu and return what it tells, which is that something is wrong."""
    told, wrong = _chosen(office, document, macro, answers)
    assert wrong, told
    return told


def _chosen(office: Office, document: Any, macro: str, answers: str) -> tuple[str, bool]:
    frame = document.CurrentController.Frame
    dispatcher = office.service("frame.DispatchHelper")
    event = dispatcher.executeDispatch(frame, f"snexcel:{macro}", "", 0, bridge.settings(Answers=answers))
    return str(event.Result), event.State == _FAILURE
