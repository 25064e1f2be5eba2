"""What the buttons do: read the open book, let a job work, write its edits. One function for each built command."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import datetime
from functools import partial

import xlwings as xw

from sn_excel import __version__
from sn_excel.engine.errors import OfficeError
from sn_excel.hosts import files
from sn_excel.hosts.commands import COMMANDS, TAB, Told, named
from sn_excel.hosts.desktop import answers, forecasts, messages, takebacks
from sn_excel.hosts.desktop.error_log import log_file, write
from sn_excel.hosts.desktop.open_books import OpenBook, place, tell
from sn_excel.hosts.desktop.settings import told
from sn_excel.jobs.check import check as checked
from sn_excel.jobs.fill import fill as filled
from sn_excel.jobs.mark import mark, unmark
from sn_excel.jobs.recompute import recompute as recomputed
from sn_excel.jobs.roll import roll as rolled
from sn_excel.jobs.understand import NOTHING, Known
from sn_excel.jobs.undo import undo as undone
from sn_excel.model.errors import SnError
from sn_excel.schema.month import ADJUSTMENTS, FORECAST


def fill(book: xw.Book, export: str, month: str) -> str:
    """Läs in utfall: the export's month into the open book; formulas, texts and looks stay."""
    opened = OpenBook.of(book)
    done = filled(opened.sheets, partial(answers.ledger, export, month), Known())
    note = opened.apply(forecasts.sheets_first(done.edits), "fill")
    book.app.calculate()
    note += forecasts.drawn(opened, done.edits)
    return messages.filled(opened.document, done) + note


def recompute(book: xw.Book) -> str:
    """Uppdatera beräkningar: let the program calculate, and bring marks up to date where there are any."""
    book.app.calculate()
    opened = OpenBook.of(book)
    done = recomputed(opened.sheets, NOTHING, None, opened.document)
    if done.changes:
        opened.grid.reenter((change.sheet, change.at) for change in done.changes)
        opened = OpenBook.of(book)
        done = recomputed(opened.sheets, NOTHING, None, opened.document)
    return messages.checked(opened.document, done.findings) + opened.apply(done.edits, "recompute")


def roll(book: xw.Book, month: str) -> str:
    """Ny månad: next month's book beside this one, from what is saved of it, and open it."""
    new = answers.month(month)
    path = answers.saved_file(place(book))
    target = files.month_file(path, new)
    if target.exists():
        raise SnError(f"{target.name} finns redan i mappen. Byt namn på den filen eller ta bort den först.")
    from sn_excel.ooxml.file_grid import FileGrid

    grid = FileGrid.open(path, files.data(files.TEMPLATE))
    sheets = files.sheets_of(grid)
    unsaved = answers.differ(sheets, OpenBook.of(book).sheets)
    done = rolled(sheets, new, Known())
    grid.apply(done.edits)
    grid.save(target, datetime.now().astimezone(), backup=False)
    book.app.books.open(str(target))
    return messages.rolled(target.name, done.was, new, unsaved)


def check(book: xw.Book) -> str:
    """Stäm av: mark what does not tie and list it in Avstämning."""
    opened = OpenBook.of(book)
    findings = checked(opened.sheets).findings
    note = opened.apply(tuple(mark(findings, opened.sheets, opened.document)), "check")
    return messages.checked(opened.document, findings) + note


def clear(book: xw.Book) -> str:
    """Rensa markeringar: take away our marks and the sheet Avstämning."""
    opened = OpenBook.of(book)
    note = opened.apply(tuple(unmark(opened.sheets)), "clear")
    return "Markeringarna är borttagna. Egna färger och anteckningar är kvar." + note


def next_finding(book: xw.Book) -> str:
    """Nästa anmärkning: go to the next cell that Avstämning lists, and from the last one to the first."""
    spots = OpenBook.listed(book)
    if not spots:
        raise SnError("Det finns inga anmärkningar att gå till. Tryck på Stäm av först.")
    chosen = book.selection
    here = (str(chosen.sheet.name), (chosen.row, chosen.column)) if chosen is not None else None
    at = spots.index(here) + 1 if here in spots else 0
    name, cell = spots[at % len(spots)]
    book.sheets[name].activate()
    book.sheets[name].range(cell).select()
    return ""


def forecast(book: xw.Book) -> str:
    """Beräkna prognos: the year's end by rule, adjustment and submitted forecast, on the sheet Prognos."""
    opened = OpenBook.of(book)
    done = forecasts.made(opened)
    note = opened.apply(forecasts.sheets_first(done.edits), "forecast")
    book.app.calculate()
    note += forecasts.drawn(opened, done.edits)
    book.sheets[FORECAST].activate()
    return messages.forecasted(opened.document, done) + note


def adjustment(book: xw.Book) -> str:
    """Ny justering: begin a row of Prognosjusteringar and go to the first cell that is to be filled in."""
    opened = OpenBook.of(book)
    begun = forecasts.begun(opened)
    note = opened.apply(forecasts.sheets_first(begun.edits), "adjustment")
    if begun.forecasted:
        book.app.calculate()
    note += forecasts.drawn(opened, begun.edits)
    book.sheets[ADJUSTMENTS].activate()
    book.sheets[ADJUSTMENTS].range(begun.first).select()
    return messages.begun(begun) + note


def undo(book: xw.Book) -> str:
    """Återställ senaste: give the cells back what they held before the last button, where nobody has changed them."""
    kept = takebacks.last(place(book))
    opened = OpenBook.changed(book, kept.record if kept else None)
    taken = undone(opened.sheets, kept.record if kept else None)
    opened.grid.apply(taken.edits)
    takebacks.forget(place(book))
    book.app.calculate()
    return messages.undone(named(kept.macro).label if kept else "", taken)


def settings(book: xw.Book) -> str:  # noqa: ARG001  every button hands over its book
    """Inställningar: tell which settings hold and where they stand."""
    return "\n".join(told())


def handbook(book: xw.Book) -> str:  # noqa: ARG001
    """Handbok: tell what every button does, and where the handbook is."""
    buttons = "\n".join(f"{command.label}: {command.screentip}." for command in COMMANDS if command.built)
    return f"{buttons}\n\nHandboken: {files.handbook()}"


def about(book: xw.Book) -> str:
    """Om: versions, and which Python the add-in uses."""
    return (
        f"sn_excel {__version__}, licens MIT.\n"
        f"xlwings {xw.__version__} (BSD), Python {sys.version.split()[0]}: {sys.executable}\n"
        f"Program: {book.app.engine.name} {book.app.version}\nLogg: {log_file()}"
    )


def press(macro: str, given: str = "") -> Told:
    """Run a button's macro on the book it was pressed in, and return what to tell; never an exception.

    `given` are the answers to what the command asks, one a line.
    """
    try:
        command = next((one for one in COMMANDS if one.macro == macro and one.built and not one.vba), None)
        if command is None:
            raise SnError("Knappen gör inget än.")
        lines = [line for line in given.split("\n") if line]
        if len(lines) != len(command.asks):
            raise SnError(f"{command.label} behöver svar på: {' '.join(ask.text for ask in command.asks)}")
        text = globals()[macro](xw.Book.caller(), *lines)
    except SnError as error:
        return Told(answers.worded(error), wrong=True)
    except OfficeError as error:
        return Told(str(error), wrong=True)
    except Exception as error:  # noqa: BLE001  a fault of ours becomes a sentence, once, here
        write(macro, error)
        text = f"Något gick fel i sn_excel och ingenting mer är gjort. Loggen säger var: {log_file()}"
        return Told(text, wrong=True)
    finally:
        with suppress(Exception):
            tell(xw.Book.caller(), "")
    return Told(str(text))


def press_from_vba(macro: str, given: str = "") -> str:
    """Run a button's macro and return what to tell as the add-in's VBA takes it: a line with the status, the text."""
    return press(macro, given).lines


def undo_offered(macro: str) -> str:
    """Return what the program may call its own undo after a button; empty when there is nothing to take back."""
    with suppress(Exception):
        kept = takebacks.last(place(xw.Book.caller()))
        if kept and kept.macro == macro:
            return f"Ångra {named(macro).label}"
    return ""


def press_and_tell(macro: str, coded: str = "") -> None:
    """Run a button's macro and show what it says in the program: for programs that do not wait for an answer.

    `coded` are the answers as UTF-16 in hexadecimal digits.
    """
    answer = press(macro, bytes.fromhex(coded).decode("utf-16-be"))
    if answer.text:
        with suppress(NotImplementedError):
            xw.Book.caller().app.alert(answer.text, TAB, mode="critical" if answer.wrong else "info")
