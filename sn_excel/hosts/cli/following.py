"""`archive accuracy`: stored forecasts against the year's outcome, as text, JSON or a workbook (Prognosföljsamhet)."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sn_excel.calculations.forecasting.accuracy import Accuracy, Following, Pair, following, grouped, percent, totals
from sn_excel.hosts import files, lists
from sn_excel.hosts.cli import list_files, reports
from sn_excel.hosts.cli.archiving import opened
from sn_excel.hosts.cli.saving import saved
from sn_excel.jobs.archive import Outcomes, outcomes
from sn_excel.model.amounts import rounded, spoken
from sn_excel.model.edits import DropSheet
from sn_excel.model.errors import SnError
from sn_excel.ooxml.file_grid import FileGrid
from sn_excel.schema.month import ACCURACY
from sn_excel.writing.own.accuracy import BOARD, accuracy_sheet

NONE = "Arkivet har ingen prognos vars års december är arkiverad, så ingen prognosföljsamhet kan räknas."


def accuracy(archive: Path, out: Path | None, as_json: bool, to: Path | None = None) -> None:
    """Tell how well stored forecasts followed the outcome, with and without adjustments and as submitted."""
    list_files.free(to)
    with opened(archive) as connection:
        known = outcomes(connection)
    for code in known.missing:
        print(f"{known.names[code]} saknas i årets december och räknas inte med.", file=sys.stderr)
    if out:
        _book(known, out)
    if to:
        list_files.write(lists.followings(known, BOARD), to)
    if as_json:
        from sn_excel.hosts.cli.accuracy_answers import ArchiveAccuracy
        from sn_excel.hosts.cli.answers import dumped

        print(dumped(ArchiveAccuracy, _json(known)))
    elif not known.pairs:
        print(NONE)
    else:
        for label, found in _named(known).items():
            print(f"  {label}: {_told(found)}")


def _named(known: Outcomes) -> Mapping[str, Following]:
    groups = {known.names[code]: found for code, found in grouped(known.pairs, lambda pair: pair.code).items()}
    return {**groups, BOARD: following(totals(known.pairs))}


def _told(found: Following) -> str:
    one = found.adjusted
    words = f"{one.count} prognoser, fel i snitt {spoken(rounded(one.bias), signed=True)} tkr"
    words += f", absolut fel {spoken(rounded(one.absolute))} tkr"
    if one.absolute_share is not None:
        words += f" ({spoken(percent(one.absolute_share) or 0)} %)"
    return f"{words}; utan justeringar {spoken(rounded(found.unadjusted.absolute))} tkr"


def _book(known: Outcomes, out: Path) -> None:
    if not known.pairs:
        raise SnError(NONE)
    if out.exists():
        raise SnError(f"{out.name} finns redan. Ange ett annat namn med --out eller ta bort filen.")
    grid = FileGrid.open(files.data(files.TEMPLATE))
    dropped = tuple(DropSheet(name) for name in grid.sheets() if name != ACCURACY)
    grid.apply((*dropped, *accuracy_sheet(known.pairs, known.names)))
    saved(grid.save(out, datetime.now().astimezone(), backup=False))


def _json(known: Outcomes) -> dict[str, object]:
    whole = totals(known.pairs)
    return {
        "unit": "tkr",
        "programmes": [
            {"code": code, "label": known.names[code], **_following(found)}
            for code, found in grouped(known.pairs, lambda pair: pair.code).items()
        ],
        "board": _following(following(whole)) if whole else None,
        "forecasts": [_pair(pair) for pair in known.pairs],
        "without_outcome": list(known.missing),
    }


def _following(found: Following) -> dict[str, object]:
    return {
        "with_adjustments": _accuracy(found.adjusted),
        "without_adjustments": _accuracy(found.unadjusted),
        "submitted": _accuracy(found.submitted) if found.submitted else None,
        "adjustments_gain": reports.plain(found.gain),
    }


def _accuracy(one: Accuracy) -> dict[str, object]:
    return {
        "count": one.count,
        "bias": reports.plain(one.bias),
        "bias_percent": reports.plain(percent(one.bias_share)),
        "absolute": reports.plain(one.absolute),
        "absolute_percent": reports.plain(percent(one.absolute_share)),
    }


def _pair(pair: Pair) -> dict[str, object]:
    return {
        "code": pair.code,
        "period": f"{pair.year}-{pair.month:02}",
        "outcome": reports.plain(pair.outcome),
        "forecast": reports.plain(pair.forecast),
        "unadjusted": reports.plain(pair.unadjusted),
        "submitted": reports.plain(pair.submitted),
    }
