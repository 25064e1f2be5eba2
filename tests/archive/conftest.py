"""An archive of its own for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection

import pytest

from sn_excel.archive.connections import connected


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "arkiv.db"


@pytest.fixture
def archive(home: Path) -> Iterator[Connection]:
    with connected(home, create=True) as connection:
        yield connection
