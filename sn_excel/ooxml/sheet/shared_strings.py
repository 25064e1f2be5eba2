"""Shared strings: the texts that cells point at by number."""

from __future__ import annotations

import re

from sn_excel.model.errors import UnreadableFileError
from sn_excel.ooxml.book.workbook_part import Book
from sn_excel.ooxml.package.markup import ATTRS, Markup, decoded, plain
from sn_excel.ooxml.package.package import Package
from sn_excel.ooxml.package.relationships import targets


def shared_strings(package: Package, book: Book) -> list[str]:
    """Return the book's shared strings in order, as people see them."""
    found = targets(package, book.part, "sharedStrings")
    if not found:
        return []
    markup = Markup(package.text(found[0]))
    text, pre = plain(markup.text), re.escape(markup.prefix)
    items = re.compile(rf"<{pre}si(?=[\s/>]){ATTRS}(?:/>|>(.*?)</{pre}si\s*>)", re.DOTALL)
    return [shown(match[2] or "", markup.prefix) for match in items.finditer(text)]


def shown(inner: str, prefix: str) -> str:
    """Return the text of a string item or an inline string, without its phonetic reading."""
    simple = f"<{prefix}t>"
    if inner.startswith(simple) and inner.count("<") == 2:
        return decoded(inner[len(simple) : inner.rindex("<")])
    pre = re.escape(prefix)
    if f"<{prefix}rPh" in inner:
        inner = re.sub(rf"<{pre}rPh(?=[\s>]).*?</{pre}rPh\s*>", "", inner, flags=re.DOTALL)
    parts = re.findall(rf"<{pre}t(?=[\s/>]){ATTRS}(?:/>|>(.*?)</{pre}t\s*>)", inner, re.DOTALL)
    if any("<" in text for _, text in parts):
        raise UnreadableFileError("Filen är skadad: en text innehåller XML; öppna och reparera den i Excel.")
    return "".join(decoded(text) for _, text in parts)
