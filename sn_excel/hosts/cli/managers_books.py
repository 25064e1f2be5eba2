"""The managers' workbooks on disk: one for each role out, what came back in."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from pathlib import Path

from sn_excel.hosts import files
from sn_excel.hosts.cli.saving import saved
from sn_excel.jobs.collect import Collected, collect, manager_books
from sn_excel.jobs.forecast import Forecasted
from sn_excel.model.amounts import spoken
from sn_excel.model.errors import SnError, UnreadableFileError
from sn_excel.model.managers import ManagerBook, Returned
from sn_excel.model.organisation import Organisation
from sn_excel.ooxml.file_grid import FileGrid
from sn_excel.reading.own.managers_books import returned
from sn_excel.writing.own.managers_books import manager_edits


def export(done: Forecasted, organisation: Organisation, document: str, to: Path) -> None:
    """Write a workbook for each role; SnError, and nothing written, where one of them already lies there."""
    books = {to / named(book): book for book in manager_books(done, organisation, document)}
    for path in books:
        if path.exists():
            raise SnError(f"{path.name} finns redan och kan vara ifylld. Ange en annan mapp med --to.")
    to.mkdir(parents=True, exist_ok=True)
    for path, book in books.items():
        grid = FileGrid.open(files.data(files.TEMPLATE), templates=files.data(files.TEMPLATE))
        grid.apply(tuple(manager_edits(book, grid.sheets())))
        saved(grid.save(path, datetime.now().astimezone(), backup=False))
        print(f"{path} är skriven: {len(book.rows)} rader.")


def named(book: ManagerBook) -> str:
    """Return the name of a role's workbook: plain letters, since it travels by mail."""
    plain = unicodedata.normalize("NFKD", book.role.casefold())
    words = re.findall(r"[a-z0-9]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return f"prognos_{book.period}_{'_'.join(words) or 'ansvarig'}.xlsx"


def collected(done: Forecasted, folder: Path, organisation: Organisation | None) -> Collected:
    """Return what the workbooks of a folder give. SnError when it is no folder or the organisation is not known."""
    if not folder.is_dir():
        raise SnError(f"{folder} är ingen mapp. Ange mappen med chefernas böcker.")
    if organisation is None:
        raise SnError("Organisationen saknas: ange filen med --organisation eller lägg organisation.csv bredvid boken.")
    found: list[Returned] = []
    strangers: list[str] = []
    for path in sorted(folder.glob("*.xls*")):
        if path.name.startswith("~$"):
            continue
        book = _read(path)
        if book:
            found.append(book)
        else:
            strangers.append(path.name)
    return collect(done, found, manager_books(done, organisation, ""), strangers)


def _read(path: Path) -> Returned | None:
    try:
        return returned(files.read(path), path.name)
    except UnreadableFileError:
        return None


def told(taken: Collected | None) -> None:
    """Print what was taken in from the managers, and what was not."""
    if taken is None:
        return
    for one in taken.merged:
        before = "tomt" if one.before is None else spoken(one.before)
        value = spoken(one.typed.value or 0)
        print(f"  Läst in: {one.label}: {before} → {value} ({one.file}, {one.typed.author})")
    kinds = (
        ("Kommentar", taken.comments),
        ("Saknas", taken.missing),
        ("Motstridigt", taken.conflicting),
        ("Ändrad", taken.changed),
        ("Inaktuell", taken.stale),
        ("Kan inte användas", taken.unreadable),
    )
    for word, sentences in kinds:
        for sentence in sentences:
            print(f"  {word}: {sentence}")


def as_json(taken: Collected) -> dict[str, object]:
    """Return what was taken in and what was not, for other programs; amounts in tkr."""
    return {
        "merged": [
            {
                "code": one.typed.code,
                "label": one.label,
                "value": float(one.typed.value or 0),
                "before": None if one.before is None else float(one.before),
                "file": one.file,
                "author": one.typed.author,
                "date": one.typed.date or None,
            }
            for one in taken.merged
        ],
        "missing": list(taken.missing),
        "conflicting": list(taken.conflicting),
        "changed": list(taken.changed),
        "stale": list(taken.stale),
        "unreadable": list(taken.unreadable),
        "comments": list(taken.comments),
    }
