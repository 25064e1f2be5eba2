"""The grids that the contract holds for; LibreOffice is ended with the session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sn_excel.model.grid import Grid
from tests.hosts.desktop.grids import aldreomsorg, calc_grid, file_grid


@pytest.fixture(scope="session")
def calc(soffice: Path) -> Iterator[None]:
    """LibreOffice running out of sight."""
    from sn_excel.hosts.libreoffice import office

    office.shared()
    yield
    office.end_shared()


@pytest.fixture(autouse=True)
def kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What can be taken back is kept here, not with the user's own."""
    from sn_excel.hosts.desktop import takebacks

    folder = tmp_path / "senaste"
    monkeypatch.setattr(takebacks, "folder", lambda: folder)
    return folder


@pytest.fixture(params=["file", "calc"])
def grid(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Grid]:
    path = aldreomsorg(tmp_path / "aldreomsorg.xlsx")
    if request.param == "calc":
        request.getfixturevalue("calc")
        with calc_grid(path) as opened:
            yield opened
    else:
        with file_grid(path) as opened:
            yield opened
