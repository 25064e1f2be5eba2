"""One LibreOffice for the whole test session, ended with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sn_excel.hosts.libreoffice import office as offices


@pytest.fixture(scope="session")
def office(soffice: Path) -> Iterator[offices.Office]:
    """LibreOffice running out of sight; the same one that the shared helpers use."""
    yield offices.shared()
    offices.end_shared()
