"""What tests share: the shared folder with the real figures, and LibreOffice where it is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REQUIRE = os.environ.get("SN_REQUIRE") == "1"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that is given LibreOffice, straight or by another fixture: the mark cannot be forgotten."""
    for item in items:
        if "soffice" in getattr(item, "fixturenames", ()):
            item.add_marker("office")


def _absent(what: str) -> None:
    if REQUIRE:
        pytest.fail(f"{what} (SN_REQUIRE=1)")
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the source documents and benchmarks; skipped with a reason where it is absent."""
    folder = Path(os.environ.get("SN_SHARED", ROOT.parent / "shared"))
    if not (folder / "seeds").is_dir():
        _absent(f"the shared folder is not at {folder.name}")
    return folder


@pytest.fixture(scope="session")
def seeds(shared: Path) -> Path:
    """The two source documents and their transcriptions."""
    return shared / "seeds"


@pytest.fixture(scope="session")
def soffice() -> Path:
    """LibreOffice; skipped with a reason where it is absent."""
    found = shutil.which("soffice")
    if not found:
        _absent("LibreOffice is not installed")
    return Path(str(found))
