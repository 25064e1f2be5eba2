"""Faults in real tables that are not ours: each is told, nothing is told of tables without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.seeded_tables import tally


@pytest.mark.shared
def test_faults_in_other_peoples_tables_are_told_with_their_cause(shared: Path) -> None:
    clean, alarmed, rows = tally(shared / "bench" / "aggregations", most=15)
    faults, told, _, cell, _, _, beside = rows["all"]
    assert (clean, alarmed, beside) == (15, 0, 0)
    assert told == faults > 90
    assert cell >= 0.8 * faults
