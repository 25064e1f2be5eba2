"""Faults of every kind, at places spread over May's table: flagged, rightly explained, and no other error beside."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.faults import tally


@pytest.fixture(scope="module")
def shares(seeds: Path) -> dict[tuple[str, str], list[int]]:
    return tally(seeds, every=150)


def test_nearly_every_fault_is_flagged(shares: dict[tuple[str, str], list[int]]) -> None:
    for name in ("mended", "printed"):
        faults, flagged = shares["all " + name, ""][:2]
        assert faults > 40
        assert flagged >= 0.95 * faults


def test_most_faults_are_rightly_explained(shares: dict[tuple[str, str], list[int]]) -> None:
    for name in ("mended", "printed"):
        faults, _, _, right, equal, _, _ = shares["all " + name, ""]
        assert right + equal >= 0.85 * faults


def test_a_fault_makes_one_error_at_most(shares: dict[tuple[str, str], list[int]]) -> None:
    assert shares["all mended", ""][6] == shares["all printed", ""][6] == 0
