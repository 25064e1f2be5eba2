"""Views: what belongs to the window and the printer: frozen panes, grid lines, print areas."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from xlwings import base_classes

from sn_excel.engine.addresses import COLUMNS, ROWS
from sn_excel.engine.losses import Spoken

GRID = "ToggleSheetGrid"


@contextmanager
def shown(sheet: Any) -> Iterator[Any]:
    """Show a sheet for a moment, since Calc keeps these settings with the window; the one shown before comes back."""
    controller = sheet.book.xl.getCurrentController()
    before = controller.getActiveSheet()
    away = before.RangeAddress.Sheet != sheet.xl.RangeAddress.Sheet
    if away:
        controller.setActiveSheet(sheet.xl)
    try:
        yield controller
    finally:
        if away:
            controller.setActiveSheet(before)


@contextmanager
def selected(cells: Any) -> Iterator[Any]:
    """Select cells for a moment; what was shown and selected before comes back."""
    with shown(cells.sheet) as controller:
        before = controller.getSelection()
        controller.select(cells.xl)
        try:
            yield controller
        finally:
            controller.select(before)


def gridlines(sheet: Any) -> bool:
    """Return whether a sheet's grid lines are shown; ValueError for a hidden sheet."""
    _seen(sheet)
    with shown(sheet) as controller:
        return bool(sheet.office.state(controller.getFrame(), GRID))


def set_gridlines(sheet: Any, value: bool) -> None:
    """Show or hide a sheet's grid lines; ValueError for a hidden sheet."""
    _seen(sheet)
    with shown(sheet) as controller:
        if bool(sheet.office.state(controller.getFrame(), GRID)) != value:
            sheet.office.command(controller.getFrame(), GRID)


def _seen(sheet: Any) -> None:
    if not sheet.visible:
        raise ValueError(f"Bladet {sheet.name} är dolt; visa det först.")


class FreezePanes(Spoken, base_classes.FreezePanes):
    """The rows and columns of a sheet that stay when the rest is scrolled."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.office = sheet.office

    def freeze_at(self, frozen_range: str) -> None:
        """Freeze the rows and columns of an address that starts at the top left; whole rows freeze no columns."""
        area = self.sheet.range(frozen_range).block
        columns = 0 if area.width == COLUMNS else area.last_column
        rows = 0 if area.height == ROWS else area.last_row
        with shown(self.sheet) as controller:
            controller.freezeAtPosition(columns, rows)

    def unfreeze(self) -> None:
        """Let everything scroll again."""
        with shown(self.sheet) as controller:
            if controller.hasFrozenPanes():
                controller.freezeAtPosition(0, 0)


class PageSetup(Spoken, base_classes.PageSetup):
    """How a sheet is printed."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.office = sheet.office

    @property
    def api(self) -> Any:
        """Return Calc's page style."""
        styles = self.sheet.book.xl.StyleFamilies.getByName("PageStyles")
        return styles.getByName(self.sheet.xl.PageStyle)

    @property
    def print_area(self) -> str | None:
        """Return the printed areas, with commas between; None when all that is filled in is printed."""
        areas = self.sheet.xl.getPrintAreas()
        return ",".join(self.sheet.area(area).address for area in areas) or None

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        areas = [self.sheet.range(part).xl.RangeAddress for part in value.split(",")] if value else []
        self.sheet.xl.setPrintAreas(tuple(areas))
