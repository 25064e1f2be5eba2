"""The law of previews: the sheets that a job's edits promise are those that are then read from the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sn_excel.hosts import files
from sn_excel.hosts.cli.runs import run
from sn_excel.jobs.carried import Beside
from sn_excel.jobs.check import check
from sn_excel.jobs.forecast import forecast
from sn_excel.jobs.mark import mark
from sn_excel.jobs.roll import roll
from sn_excel.jobs.understand import Known
from sn_excel.model.edits import Edit
from sn_excel.model.periods import Period
from sn_excel.model.previews import preview
from sn_excel.model.sheets import Sheet
from sn_excel.ooxml.file_grid import FileGrid
from tests.hosts.desktop.months import unlike

JOBS: dict[str, Callable[[Sequence[Sheet]], Sequence[Edit]]] = {
    "forecast": lambda sheets: forecast(sheets, Beside()).edits,
    "roll": lambda sheets: roll(sheets, Period.parse("2024-06"), Known()).edits,
    "check": lambda sheets: tuple(mark(check(sheets).findings, sheets, "maj.xlsx")),
}


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample month, marked."""
    folder = tmp_path_factory.mktemp("maj")
    assert run(["demo", "--folder", str(folder)]) == 0
    return folder / "socialnamnd_2024-05.xlsx"


@pytest.mark.parametrize("job", JOBS)
def test_what_is_promised_is_what_the_file_holds(month: Path, job: str) -> None:
    grid = FileGrid.open(month, files.data(files.TEMPLATE))
    sheets = files.sheets_of(grid)
    edits = JOBS[job](sheets)
    promised = preview(sheets, edits)
    grid.apply(edits)
    found = files.sheets_of(grid)
    assert [sheet.name for sheet in promised] == [sheet.name for sheet in found]
    for one, other in zip(promised, found, strict=True):
        assert unlike(one, other) == [], one.name
        assert one.formulas == other.formulas, one.name
        assert {at: one.looks.get(at) for at in other.looks} == dict(other.looks), one.name
