"""What the tests of the package room share."""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType

import pytest

from tests.ooxml import corpora


@pytest.fixture(scope="session")
def meter(shared: Path) -> ModuleType:
    """The loss meter: what did an edit lose beyond what it meant to change?"""
    return corpora.meter(shared)


@pytest.fixture(scope="session")
def workbooks(shared: Path) -> list[Path]:
    """A spread of the corpus; all of it with SN_CORPUS=all."""
    every = corpora.corpus(shared)
    return every if os.environ.get("SN_CORPUS") == "all" else every[::7]
