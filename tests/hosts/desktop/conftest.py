"""The grids that the contract holds for; LibreOffice is ended with the session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sn_excel.hosts.cli.runs import run
from sn_excel.model.grid import Grid
from tests.hosts.desktop.grids import aldreomsorg, calc_grid, file_grid, pressing


@pytest.fixture(scope="session")
def calc(soffice: Path) -> Iterator[None]:
    """LibreOffice running out of sight."""
    from sn_excel.engine import office

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


@pytest.fixture(params=["file", pytest.param("calc", marks=pytest.mark.office)])
def grid(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Grid]:
    path = aldreomsorg(tmp_path / "aldreomsorg.xlsx")
    if request.param == "calc":
        request.getfixturevalue("calc")
        with calc_grid(path) as opened:
            yield opened
    else:
        with file_grid(path) as opened:
            yield opened


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample month's workbook without marks, and the files it was made from beside it."""
    folder = tmp_path_factory.mktemp("maj")
    assert run(["demo", "--folder", str(folder)]) == 0
    path = folder / "socialnamnd_2024-05.xlsx"
    assert run(["clear", str(path), "--no-backup"]) == 0
    return path


@pytest.fixture
def month(made: Path, tmp_path: Path) -> Path:
    path = tmp_path / "maj.xlsx"
    path.write_bytes(made.read_bytes())
    return path


@pytest.fixture
def book(month: Path, calc: None) -> Iterator[Any]:
    """The month's workbook open in Calc, where the buttons are pressed."""
    with pressing(month) as opened:
        yield opened


@pytest.fixture
def small(calc: None, tmp_path: Path) -> Iterator[Any]:
    """A page of an accountant's open in Calc, for what does not hang on the month's tables."""
    with pressing(aldreomsorg(tmp_path / "aldreomsorg.xlsx")) as opened:
        yield opened
