"""LibreOffice with the add-in in it, as `sn-excel install-calc` would put it there; one for the test session."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from sn_excel.hosts.libreoffice.calc_installations import personal, places
from sn_excel.hosts.libreoffice.office import Office


def unpacked(folder: Path, folders: tuple[str, ...]) -> str:
    """Unpack the add-in as LibreOffice keeps the extensions it is delivered with; return the option that says where.

    unopkg refuses root, and tests often run as root.
    """
    with ZipFile(BytesIO(personal(folders))) as archive:
        archive.extractall(folder / "sn_excel")
    return f"-env:BUNDLED_EXTENSIONS={folder.as_uri()}"


@contextmanager
def without_other_pythons() -> Iterator[None]:
    """Start the office with the system's programs first: its Python is lost when it finds another one on PATH."""
    before = os.environ["PATH"]
    os.environ["PATH"] = os.pathsep.join([os.defpath, before])
    try:
        yield
    finally:
        os.environ["PATH"] = before


@contextmanager
def calc_with_addin(folder: Path, *options: str, visible: bool = False) -> Iterator[Office]:
    """Run an office that has the add-in; its home is the folder, so that logs and settings stay there."""
    bundled = unpacked(folder / "tillagg", places())
    with without_other_pythons():
        running = Office(visible=visible, options=(bundled, *options))
    with running:
        yield running
