"""Who refers to a sheet: formulas, names and charts that would lose their ground if it went."""

from __future__ import annotations

import re

from sn_excel.model.places import quoted
from sn_excel.ooxml.book.workbook_part import Book
from sn_excel.ooxml.package.markup import escaped
from sn_excel.ooxml.package.relationships import relationships

_PLACES = ("chart", "drawing", "pivotCache", "table")


def refers(book: Book, sheet: str) -> str:
    """Return in Swedish who refers to a sheet beside itself, empty when nobody does."""
    own = book.tab(sheet)
    pattern = _pattern(sheet)
    for tab in book.worksheets():
        if tab.part != own.part and any(pattern.search(text) for text in _formulas(book.package.text(tab.part))):
            return f"formler på bladet {tab.name}"
    below = _reached(book, own.part)
    for name in book.package.names():
        if name.lower() in below or not name.lower().endswith(".xml"):
            continue
        if any(f"/{place}" in name for place in _PLACES) and pattern.search(book.package.text(name)):
            return "ett diagram eller en pivottabell"
    return ""


def _formulas(text: str) -> list[str]:
    return re.findall(r"<(?:\w+:)?(?:f|formula|formula1|formula2)(?:\s[^>]*)?(?<!/)>([^<]+)<", text)


def _pattern(sheet: str) -> re.Pattern[str]:
    forms = {quoted(sheet), "'" + sheet.replace("'", "''") + "'"}
    return re.compile("|".join(rf"(?<![\w'.\]]){re.escape(escaped(form))}!" for form in forms), re.IGNORECASE)


def _reached(book: Book, part: str) -> set[str]:
    """Return the parts that a part leads to, itself included, in lower case."""
    found: set[str] = set()
    waiting = [part]
    while waiting:
        name = waiting.pop()
        if name.lower() not in found and book.package.has(name):
            found.add(name.lower())
            waiting += [arrow.target for arrow in relationships(book.package, name) if not arrow.external]
    return found
