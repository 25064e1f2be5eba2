"""What the buttons do: read the open book, let a job work, write its edits. One function for each built command."""

from __future__ import annotations

import sys
from contextlib import suppress

import xlwings as xw

from sn_excel import __version__
from sn_excel.hosts.commands import COMMANDS
from sn_excel.hosts.desktop.journals import log_file, write
from sn_excel.hosts.desktop.live_grid import LiveGrid
from sn_excel.hosts.desktop.settings import told
from sn_excel.hosts.files import TEMPLATE, data
from sn_excel.jobs.check import NOTHING
from sn_excel.jobs.check import check as checked
from sn_excel.jobs.mark import mark, unmark
from sn_excel.jobs.recompute import recompute as recomputed
from sn_excel.model.errors import SnError
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.places import parse_address
from sn_excel.model.sheets import Sheet
from sn_excel.writing.layout import RECONCILIATION, own
from sn_excel.writing.reconciliation import HEADING_ROW, HEADINGS, tally

WRONG = "!"
"""A message that begins so tells that something is wrong."""
SHOWN = 3
"""So many errors fit in a message box."""


def check(book: xw.Book) -> str:
    """Stäm av: mark what does not tie and list it in Avstämning."""
    grid, sheets = _open(book)
    findings = checked(sheets).findings
    grid.apply(tuple(mark(findings, sheets, grid.document)))
    return _summary(grid.document, findings)


def recompute(book: xw.Book) -> str:
    """Uppdatera beräkningar: let the program calculate, and bring marks up to date where there are any."""
    book.app.calculate()
    grid, sheets = _open(book)
    done = recomputed(sheets, NOTHING, None, grid.document)
    grid.apply(done.edits)
    return _summary(grid.document, done.findings)


def clear(book: xw.Book) -> str:
    """Rensa markeringar: take away our marks and the sheet Avstämning."""
    grid, sheets = _open(book)
    grid.apply(tuple(unmark(sheets)))
    return "Markeringarna är borttagna. Egna färger och anteckningar är kvar."


def next_finding(book: xw.Book) -> str:
    """Nästa anmärkning: go to the next cell that Avstämning lists, and from the last one to the first."""
    spots = _spots(book)
    if not spots:
        raise SnError("Det finns inga anmärkningar att gå till. Tryck på Stäm av först.")
    chosen = book.selection
    here = (str(chosen.sheet.name), (chosen.row, chosen.column)) if chosen is not None else None
    at = spots.index(here) + 1 if here in spots else 0
    name, cell = spots[at % len(spots)]
    book.sheets[name].activate()
    book.sheets[name].range(cell).select()
    return ""


def settings(book: xw.Book) -> str:  # noqa: ARG001  every button hands over its book
    """Inställningar: tell which settings hold and where they stand."""
    return "\n".join(told())


def handbook(book: xw.Book) -> str:  # noqa: ARG001
    """Handbok: tell what every button does, and where the handbook is."""
    buttons = "\n".join(f"{command.label}: {command.screentip}." for command in COMMANDS if command.built)
    return f"{buttons}\n\nHandboken följer med sn_excel i mappen docs; kommandona visas med sn-excel --help."


def about(book: xw.Book) -> str:
    """Om: versions, and which Python the add-in uses."""
    return (
        f"sn_excel {__version__}, licens MIT.\n"
        f"xlwings {xw.__version__} (BSD), Python {sys.version.split()[0]}: {sys.executable}\n"
        f"Program: {book.app.engine.name} {book.app.version}\nLogg: {log_file()}"
    )


def press(macro: str) -> str:
    """Run a button's macro on the book it was pressed in, and return what to tell; never an exception."""
    try:
        if macro not in {command.macro for command in COMMANDS if command.built}:
            raise SnError("Knappen gör inget än.")
        text = globals()[macro](xw.Book.caller())
    except SnError as error:
        return f"{WRONG}{error}"
    except Exception as error:  # noqa: BLE001  a fault of ours becomes a sentence, once, here
        write(macro, error)
        return f"{WRONG}Något gick fel i sn_excel och ingenting mer är gjort. Loggen säger var: {log_file()}"
    return str(text)


def press_and_tell(macro: str) -> None:
    """Run a button's macro and show what it says in the program: for programs that do not wait for an answer."""
    text = press(macro)
    if text:
        mode = "critical" if text.startswith(WRONG) else "info"
        with suppress(NotImplementedError):
            xw.Book.caller().app.alert(text.removeprefix(WRONG), "Socialnämnd", mode=mode)


def _open(book: xw.Book) -> tuple[LiveGrid, tuple[Sheet, ...]]:
    grid = LiveGrid(book, data(TEMPLATE))
    return grid, tuple(grid.read(name) for name in grid.sheets())


def _summary(document: str, findings: tuple[Finding, ...]) -> str:
    errors = [found.message for found in findings if found.severity is Severity.ERROR]
    more = [f"och {len(errors) - SHOWN} fel till, se bladet {RECONCILIATION}."] if len(errors) > SHOWN else []
    return "\n".join([f"{document}: {tally(findings).lower()}.", *errors[:SHOWN], *more])


def _spots(book: xw.Book) -> list[tuple[str, tuple[int, int]]]:
    """Return the cells that Avstämning lists, in order, of sheets that are still there."""
    grid = LiveGrid(book)
    there = grid.sheets()
    if RECONCILIATION not in there:
        return []
    listed = grid.read(RECONCILIATION)
    if not own(listed):
        return []
    sheet, cell = HEADINGS.index("Blad") + 1, HEADINGS.index("Cell") + 1
    found = []
    for row in range(HEADING_ROW + 1, listed.last[0] + 1):
        name, address = listed.cells.get((row, sheet)), listed.cells.get((row, cell))
        if isinstance(address, str) and str(name) in there:
            found.append((str(name), parse_address(address)))
    return found
