"""What is shown of a document is what is checked."""

from __future__ import annotations

from dataclasses import replace

from sn_excel.jobs.check import check
from sn_excel.jobs.understand import layouts
from tests.checks.books import sheets


def test_the_layout_shown_is_that_of_the_values_that_are_checked() -> None:
    """A program that writes formulas and computes nothing leaves their cells empty."""
    whole = list(sheets().values())
    bare = [
        replace(one, cells={at: value for at, value in one.cells.items() if at not in one.formulas}) for one in whole
    ]
    assert layouts(bare) == layouts(whole)
    assert any("enhetssida" in line for line in layouts(bare))
    assert not check(bare).findings
