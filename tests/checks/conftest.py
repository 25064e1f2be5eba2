"""The two printed documents as dossiers, as they stand and with their two faults mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.documents import april as april_document
from benchmarks.documents import may as may_document
from benchmarks.faults import MENDED
from sn_excel.model.tables import Dossier


@pytest.fixture(scope="session")
def may(seeds: Path) -> Dossier:
    return may_document(seeds)


@pytest.fixture(scope="session")
def april(seeds: Path) -> Dossier:
    return april_document(seeds)


@pytest.fixture(scope="session")
def mended_may(seeds: Path) -> Dossier:
    return may_document(seeds, MENDED)


@pytest.fixture(scope="session")
def mended_april(seeds: Path) -> Dossier:
    return april_document(seeds, {("753", "utfall"): -661})
