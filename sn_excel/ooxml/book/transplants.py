"""Parts carried from one package into another: drawings with their charts and pictures."""

from __future__ import annotations

import posixpath
import re

from sn_excel.model.places import quoted as sheet_quoted
from sn_excel.ooxml.package.markup import Markup, Splice, escaped, spliced
from sn_excel.ooxml.package.package import Package
from sn_excel.ooxml.package.relationships import (
    content_type,
    declare,
    ensure_default,
    fresh_name,
    rels_name,
    resolved,
)


def carried(source: Package, target: Package, part: str, rename: tuple[str, str]) -> str:
    """Copy a part and all it points at under new names; references to a sheet follow the sheet's new name.

    `rename` holds the sheet's old and new name. Returns the part's new name.
    """
    new = fresh_name(target, re.sub(r"\d*(\.\w+)$", r"{}\1", part.replace("{", "").replace("}", "")))
    raw = source.read(part)
    is_xml = part.lower().endswith(".xml")
    if is_xml:
        target.write(new, renamed(source.text(part), *rename))
    else:
        target.put(new, raw)
    _typed(source, target, part, new)
    if source.has(rels_name(part)):
        _arrows(source, target, (part, new), rename)
    return new


def _typed(source: Package, target: Package, part: str, new: str) -> None:
    kind = content_type(source, part)
    if content_type(target, new) == kind:
        return
    extension = posixpath.splitext(part)[1].lstrip(".").lower()
    if extension in ("xml", "rels") or content_type(target, new):
        declare(target, new, kind)
    else:
        ensure_default(target, extension, kind)


def _arrows(source: Package, target: Package, parts: tuple[str, str], rename: tuple[str, str]) -> None:
    old, new = parts
    markup = Markup(source.text(rels_name(old)))
    splices: list[Splice] = []
    for element in markup.children():
        attrs = markup.attributes(element)
        if attrs.get("TargetMode") == "External":
            continue
        name = resolved(old, attrs.get("Target", ""))
        if not source.has(name):
            continue
        copy = carried(source, target, name, rename)
        splices.append(markup.retagged(element, {"Target": posixpath.relpath(copy, posixpath.dirname(new))}))
    target.write(rels_name(new), spliced(markup.text, splices))


def renamed(text: str, old: str, new: str) -> str:
    """Return XML or a formula where references to a sheet carry the sheet's new name.

    >>> renamed("<f>'Mall 1'!$A$1+Annan!B2</f>", "Mall 1", "771")
    "<f>'771'!$A$1+Annan!B2</f>"
    """
    if old == new:
        return text
    for form in {sheet_quoted(old), "'" + old.replace("'", "''") + "'"}:
        pattern = rf"(?<![\w'.\]]){re.escape(escaped(form))}!"
        text = re.sub(pattern, lambda _: escaped(sheet_quoted(new)) + "!", text)
    return text
