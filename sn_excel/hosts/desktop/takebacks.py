"""What `Återställ senaste` needs, kept between two clicks: one small file a book in the user's own folder.

A button may be answered by a fresh Python each time, so nothing is kept in a module; and nothing of it is kept in the
book, which people send to each other. The file holds what the cells held and goes when it has been used, or grown old.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sn_excel.hosts.desktop.settings import settings_file
from sn_excel.model.amounts import tidy
from sn_excel.model.edits import Formula, Mark
from sn_excel.model.places import At, address, parse_address
from sn_excel.model.sheets import Fault
from sn_excel.writing.undo.cell_witnesses import Witness
from sn_excel.writing.undo.changes import Change, Content, Page, Record

if TYPE_CHECKING:
    from sn_excel.hosts.desktop.takeback_records import ContentTold, PageTold

VERSION = 2
OLDEST = 30 * 24 * 3600
"""Seconds after which a record is taken away: nobody takes back a month's old click."""

_DAMAGED = (OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Kept:
    """The last job on a book: its macro and what it changed."""

    macro: str
    record: Record


def folder() -> Path:
    """Return where records are kept: beside the user's settings."""
    return settings_file().parent / "senaste"


def _file(book: str) -> Path:
    """Return a book's file; its name says nothing of the book's."""
    return folder() / f"{sha256(os.path.normcase(book).encode('utf-8')).hexdigest()[:32]}.json"


def keep(book: str, kept: Kept) -> bool:
    """Keep a book's last job in place of the one before; say whether it could be kept. Old records go."""
    path = _file(book)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        fresh = path.with_suffix(".ny")
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        fresh.write_text(dumped(kept), encoding="utf-8")
        fresh.replace(path)
    except OSError:
        forget(book)
        return False
    return True


def last(book: str) -> Kept | None:
    """Return a book's last job; None when there is none, or the file cannot be read."""
    try:
        return loaded(_file(book).read_text("utf-8"))
    except _DAMAGED:
        return None


def forget(book: str) -> None:
    """Take a book's record away."""
    with suppress(OSError):
        _file(book).unlink(missing_ok=True)


def _sweep(place: Path) -> None:
    for path in place.glob("*.json"):
        with suppress(OSError):
            if path.stat().st_mtime < time.time() - OLDEST:
                path.unlink()


def dumped(kept: Kept) -> str:
    """Return a job as text; `loaded` gives it back."""
    done = kept.record
    return json.dumps(
        {
            "version": VERSION,
            "macro": kept.macro,
            "changes": [_change(one) for one in done.changes],
            "added": [_page(one) for one in done.added],
            "dropped": [_page(one) for one in done.dropped],
            "marked": list(done.marked),
            "marks": [[one.sheet, address(one.at), one.severity.value, one.note] for one in done.marks],
            "names": [list(one) for one in done.names],
        },
        ensure_ascii=False,
    )


def loaded(text: str) -> Kept:
    """Return a job from its text. ValueError when the text is none of ours.

    >>> done = Kept("fill", Record(changes=(Change("771", (5, 2), Formula("B6*2", None), Decimal("0.5")),)))
    >>> loaded(dumped(done)) == done
    True
    """
    from sn_excel.hosts.desktop.takeback_records import JobTold

    told = JobTold.model_validate_json(text)
    if told.version != VERSION:
        raise ValueError(f"version {told.version}")
    record = Record(
        changes=tuple(
            Change(sheet, parse_address(at), _content(before), _content(after), Witness(label, heading))
            for sheet, at, before, after, label, heading in told.changes
        ),
        added=tuple(map(_sheet, told.added)),
        dropped=tuple(map(_sheet, told.dropped)),
        marked=tuple(told.marked),
        marks=tuple(Mark(sheet, parse_address(at), severity, note) for sheet, at, severity, note in told.marks),
        names=tuple(told.names),
    )
    return Kept(told.macro, record)


def _change(one: Change) -> list[Any]:
    seen = one.seen
    return [one.sheet, address(one.at), _plain(one.before), _plain(one.after), seen.label, seen.heading]


def _page(one: Page) -> dict[str, Any]:
    cells = {address(at): _plain(held) for at, held in one.cells.items()}
    formats = {address(at): code for at, code in one.formats.items()}
    return {"name": one.name, "before": one.before, "cells": cells, "formats": formats}


def _sheet(told: PageTold) -> Page:
    cells: dict[At, Content] = {parse_address(at): _content(held) for at, held in told.cells.items()}
    return Page(told.name, cells, {parse_address(at): code for at, code in told.formats.items()}, told.before)


def _plain(held: Content) -> Any:
    """Return a content as JSON; what JSON has no word for is an object of one letter."""
    match held:
        case Formula():
            return {"f": held.text}
        case Fault():
            return {"e": held.code}
        case Decimal():
            return {"n": str(held)}
    return held


def _content(told: ContentTold) -> Content:
    if told is None or isinstance(told, bool | int | str):
        return told
    if hasattr(told, "f"):
        return Formula(told.f, None)
    return Fault(told.e) if hasattr(told, "e") else tidy(told.n)
