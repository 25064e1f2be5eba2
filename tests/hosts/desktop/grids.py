"""The same workbook behind two grids: a file, and LibreOffice through xlwings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from sn_excel.hosts.commands import Told
from sn_excel.hosts.files import TEMPLATE, data
from sn_excel.model.grid import Grid
from sn_excel.ooxml.file_grid import FileGrid

Opened = Callable[[Path], Any]


def aldreomsorg(path: Path) -> Path:
    """Save a page as an accountant keeps it: headings, a total by formula, a note of theirs, a merged title."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "771"
    for row in (
        ["Socialnämnd 2024"],
        ["Verksamhet program", "Utfall Maj 2024", "Budget Maj 2024", "Avvikelse Maj 2024", "Årsbudget"],
        ["771 Äldreomsorg", "=SUM(B4:B5)", "=SUM(C4:C5)", "=C3-B3", "=SUM(E4:E5)"],
        ["7400 Ledning", 1000, 1085, "=C4-B4", 2605],
        ["7779 Avgifter", -1085.25, -1085, "=C5-B5", -2605],
    ):
        page.append(row)
    page["A7"], page["B7"], page["C7"], page["D7"] = "Kontroll", "=NA()", "771", True
    page["E7"] = 0.125
    page["E7"].number_format = "0.0%"
    page["E5"].comment = Comment("Ring ekonomen", "controller")
    page.merge_cells("A1:E1")
    book.create_sheet("Anteckningar")["A1"] = "behålls"
    book.defined_names["Block"] = DefinedName("Block", attr_text="'771'!$A$3:$E$5")
    book.save(path)
    return path


@contextmanager
def file_grid(path: Path) -> Iterator[Grid]:
    """Open a file as a grid."""
    yield FileGrid.open(path, data(TEMPLATE))


@contextmanager
def calc_grid(path: Path) -> Iterator[Grid]:
    """Open a file in LibreOffice as a grid through xlwings."""
    import xlwings as xw

    from sn_excel.engine.engines import activate
    from sn_excel.hosts.desktop.xlwings_grid.grid import LiveGrid

    activate()
    book = xw.Book(path)
    try:
        yield LiveGrid(book, data(TEMPLATE))
    finally:
        book.close()


def saved(grid: Grid, path: Path) -> Workbook:
    """Save a grid's book and open it in another program."""
    if isinstance(grid, FileGrid):
        grid.save(path, backup=False)
    else:
        grid._book.save(path)  # type: ignore[attr-defined]  # the live grid's; the port has no word for saving
    return load_workbook(path)


@contextmanager
def pressing(path: Path) -> Iterator[Any]:
    """Open a book in Calc as the one in which buttons are pressed; it is closed again if the test has not done so."""
    import xlwings as xw

    from sn_excel.engine.engines import activate

    activate()
    opened = xw.Book(path)
    opened.set_mock_caller()
    try:
        yield opened
    finally:
        for one in [one for one in xw.books if one.name == path.name]:
            one.close()
        if hasattr(xw.Book, "_mock_caller"):
            delattr(xw.Book, "_mock_caller")


def said(told: Told) -> str:
    """What a button tells when all went well."""
    assert not told.wrong, told.text
    return told.text


def refused(told: Told) -> str:
    """What a button tells when something is wrong."""
    assert told.wrong, told.text
    return told.text
