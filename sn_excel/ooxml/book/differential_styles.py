"""Taking our conditional styles out of the styles part again, where nothing uses them any more."""

from __future__ import annotations

import re

from sn_excel.model.findings import Severity
from sn_excel.ooxml.book.conditional_formats import differential
from sn_excel.ooxml.book.styles import BARE, CREATED
from sn_excel.ooxml.book.workbook_part import Book
from sn_excel.ooxml.package.markup import Markup, Splice, spliced
from sn_excel.ooxml.package.relationships import relationships, undeclare, unrelate

_USE = re.compile(r"""[dD]xfId\s*=\s*["'](\d+)["']""")


def drop_differentials(book: Book) -> None:
    """Take away our styles that stand last in the list and that no part uses."""
    package = book.package
    arrow = next((r for r in relationships(package, book.part) if r.kind == "styles"), None)
    if not arrow or not package.has(arrow.target):
        return
    markup = Markup(package.text(arrow.target))
    text = spliced(markup.text, _splices(book, markup))
    package.write(arrow.target, text)
    if text == BARE:
        unrelate(package, book.part, arrow.id)
        package.drop(arrow.target)
        undeclare(package, arrow.target)
        book.reload()


def _splices(book: Book, markup: Markup) -> list[Splice]:
    holder = markup.child("dxfs")
    if not holder:
        return []
    elements = list(markup.children(holder))
    ours = {differential(severity, markup.prefix) for severity in Severity}
    used = _used(book)
    left = len(elements)
    while left and markup.xml(elements[left - 1]) in ours and left - 1 not in used:
        left -= 1
    if left == len(elements):
        return []
    start, stop, _, opening = markup.retagged(holder, {"count": str(left)})
    if left:
        return [(start, stop, 0, opening), (elements[left].start, elements[-1].end, 0, "")]
    created = CREATED in markup.text[holder.start : holder.inner]
    return [(holder.start, holder.end, 0, "") if created else markup.emptied(holder, opening)]


def _used(book: Book) -> set[int]:
    """Return the numbers of conditional styles that any part uses."""
    found: set[int] = set()
    for name in book.package.names():
        if name.lower().endswith(".xml") and "sharedstrings" not in name.lower():
            found.update(int(number) for number in _USE.findall(book.package.read(name).decode("latin-1")))
    return found
