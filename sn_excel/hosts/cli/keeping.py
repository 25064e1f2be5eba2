"""What people typed of the forecast, kept when their workbook is written over or filled with another month."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from sn_excel.calculations.months import Month
from sn_excel.hosts import files
from sn_excel.jobs.carried import Beside, carried
from sn_excel.jobs.forecast import forecast
from sn_excel.jobs.typed import mine, typed
from sn_excel.model.edits import Edit
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet
from sn_excel.schema.month import ADJUSTMENTS, CHART


def kept(out: Path, sheets: Sequence[Sheet], month: Month) -> tuple[Edit, ...]:
    """Return the edits that bring what people typed in the workbook `out` into the one that is written over it.

    What has no row there any more is told on standard error. None when nobody has typed anything.
    """
    before = files.read(out)
    entries = typed(before)
    worked = entries.submissions or entries.adjustments or entries.faults or mine(before, ADJUSTMENTS)
    return _anew(sheets, carried(before, month.period), month.organisation.board) if worked else ()


def refreshed(before: Sequence[Sheet], sheets: Sequence[Sheet], period: Period) -> tuple[Edit, ...]:
    """Return the edits that make the forecast of a filled workbook anew; `before` are its sheets before.

    None where nobody works on the forecast in it.
    """
    if not (mine(before, ADJUSTMENTS) or mine(before, CHART)):
        return ()
    return _anew(sheets, carried(before, period), "")


def _anew(sheets: Sequence[Sheet], known: Beside, board: str) -> tuple[Edit, ...]:
    done = forecast(sheets, known, board)
    for sentence in done.lost:
        print(sentence, file=sys.stderr)
    return done.edits
