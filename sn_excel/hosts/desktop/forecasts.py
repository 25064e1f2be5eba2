"""What the forecast's buttons know beside the open book: the user's archive and role, the day, the cell stood on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sn_excel.calculations.document_periods import accumulated_period
from sn_excel.hosts.desktop import settings
from sn_excel.hosts.desktop.open_books import OpenBook
from sn_excel.jobs.adjust import Author, Begun, Spot, adjust
from sn_excel.jobs.carried import Beside
from sn_excel.jobs.forecast import Forecasted, forecast
from sn_excel.jobs.understand import Known, read
from sn_excel.model.edits import AddSheet, Edit
from sn_excel.model.errors import SnError
from sn_excel.schema.month import CHART

DRAWN, CORNER, SIZE = "A4:D16", "F3", (620, 320)
"""The cells that the chart shows, where it stands, and its width and height in points: as in the template."""
NOT_DRAWN = f"\nProgrammet kan inte rita diagrammet härifrån; siffrorna står på bladet {CHART}."


def made(opened: OpenBook) -> Forecasted:
    """Return the open book's forecast."""
    return forecast(opened.sheets, beside(opened))


def begun(opened: OpenBook) -> Begun:
    """Return an adjustment begun for the row that is selected in the open book."""
    author = Author(chosen("ROLE"), f"{datetime.now().astimezone():%Y-%m-%d}")
    return adjust(opened.sheets, beside(opened), stood(opened.book), author)


def beside(opened: OpenBook) -> Beside:
    """Return what the archive of the user's settings knows; nothing where none is named. SnError for a bad archive."""
    archive = chosen("ARCHIVE")
    if archive and not Path(archive).is_absolute():
        raise SnError(f"Skriv hela sökvägen till arkivet vid ARCHIVE i {settings.settings_file()}.")
    period = accumulated_period(read(opened.sheets, Known()).tables) if archive else None
    if period is None:
        return Beside()
    from sn_excel.archive.connections import connected
    from sn_excel.jobs.archive import remembered

    with connected(Path(archive)) as connection:
        return replace(remembered(connection, period), period=period)


def chosen(name: str) -> str:
    """Return one of the user's settings; empty where it is not set."""
    return settings.read(settings.settings_file()).get(name, "").strip()


def stood(book: Any) -> Spot | None:
    """Return the row that is selected in a book; None where something else than cells is."""
    cells = book.selection
    return None if cells is None else Spot(str(cells.sheet.name), int(cells.row))


def drawn(opened: OpenBook, edits: Iterable[Edit]) -> str:
    """Draw the chart where edits made its sheet, and return what to add to the answer: nothing, if it could be drawn.

    In a file the chart comes with the sheet.
    """
    if not any(isinstance(edit, AddSheet) and edit.name == CHART for edit in edits):
        return ""
    sheet, (width, height) = opened.book.sheets[CHART], SIZE
    try:
        sheet.charts.add(
            width=width, height=height, chart_type="line", source=sheet.range(DRAWN), plot_by="columns",
            anchor=sheet.range(CORNER), style=None,
        )  # fmt: skip
    except Exception:  # noqa: BLE001  the figures are there; a chart that cannot be drawn must not look like a failure
        return NOT_DRAWN
    return ""


def sheets_first(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return edits with the new sheets first: a program takes a formula for a fault while its sheet is not there."""
    return tuple(sorted(edits, key=lambda edit: not isinstance(edit, AddSheet)))
