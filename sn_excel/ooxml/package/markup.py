"""XML parts as text: elements are found by where they stand and changed by splices, so the rest keeps its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from sn_excel.model.errors import UnreadableFileError
from sn_excel.ooxml.package.entities import unescape

Splice: TypeAlias = tuple[int, int, int, str]
"""From, to, rank among splices that start at the same place, new text."""

ATTRS = r"""([^>"'/]*(?:(?:"[^"]*"|'[^']*'|/(?!>))[^>"'/]*)*)"""
"""The attributes of an opening tag, as one group; every sign fits in one way, so a failed search ends at once."""

_OPEN = re.compile(rf"<([^\s/>!?]+){ATTRS}(/?)>")
_ATTR = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ASIDE = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_CDATA = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNSAFE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Element:
    """An element by its places in the text: `<` of its opening tag, after that tag, its closing tag, after it.

    `name` lacks the prefix when that is the root's. An empty-element tag has `inner == close == end`.
    """

    name: str
    start: int
    inner: int
    close: int
    end: int

    @property
    def hollow(self) -> bool:
        """Say whether it is one empty-element tag."""
        return self.inner == self.end


class Markup:
    """One XML part, known to be well-formed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.mask = _masked(text)

    @cached_property
    def root(self) -> Element:
        """Return the outermost element."""
        found = _OPEN.search(self.mask)
        if found:
            stop = len(self.mask)
            close, end = (found.end(), found.end()) if found[3] else (self.mask.rfind("</"), self.mask.rfind(">") + 1)
            return Element(found[1], found.start(), found.end(), close, min(end, stop))
        raise UnreadableFileError("En del av arbetsboken är tom; öppna den i Excel och spara den på nytt.")

    @cached_property
    def prefix(self) -> str:
        """Return the root's namespace prefix with its colon, or nothing."""
        found = _OPEN.match(self.mask, self.root.start)
        name = found[1] if found else ""
        return name[: name.index(":") + 1] if ":" in name else ""

    def children(self, parent: Element | None = None) -> Iterator[Element]:
        """Yield the elements directly within `parent` (the root when None)."""
        if parent is None:
            return iter(self._top)
        return self._elements(parent.inner, parent.close, self.prefix)

    @cached_property
    def _top(self) -> list[Element]:
        return list(self._elements(self.root.inner, self.root.close, self.prefix))

    def child(self, name: str, parent: Element | None = None) -> Element | None:
        """Return the first element of that name directly within `parent`."""
        return next((element for element in self.children(parent) if element.name == name), None)

    def attributes(self, element: Element) -> dict[str, str]:
        """Return the attributes of an element by their names as written."""
        found = _OPEN.match(self.mask, element.start)
        return attributes(found[2]) if found else {}

    def xml(self, element: Element) -> str:
        """Return the element as it is written."""
        return self.text[element.start : element.end]

    def content(self, element: Element) -> str:
        """Return the text directly within an element that holds text only."""
        return unescape(plain(self.text[element.inner : element.close]))

    def bound(self, namespaces: Iterable[str]) -> str:
        """Return the prefix that the root binds to one of the namespaces, empty when none is."""
        wanted = set(namespaces)
        for name, value in self.attributes(self.root).items():
            if value in wanted and name.startswith("xmlns:"):
                return name[6:]
        return ""

    def retagged(self, element: Element, changes: Mapping[str, str]) -> Splice:
        """Return the splice that gives the element's opening tag these attributes; the others stay as written."""
        found = _OPEN.match(self.mask, element.start)
        if not found:
            raise ValueError("no element there")
        return element.start, element.inner, 0, f"<{found[1]}{merged(found[2], changes)}{found[3]}>"

    def emptied(self, element: Element, opening: str) -> Splice:
        """Return the splice that empties an element with this opening tag; one that `filled` made is hollow again."""
        closing = self.text[element.close : element.end]
        made = closing.endswith(" >")
        return element.start, element.end, 0, f"{opening[:-1]}/>" if made else opening + closing

    def _elements(self, start: int, stop: int, prefix: str) -> Iterator[Element]:
        while found := _OPEN.search(self.mask, start, stop):
            name, inner = found[1], found.end()
            if found[3]:
                close = start = inner
            else:
                close, start = self._closing(name, inner)
            yield Element(name.removeprefix(prefix), found.start(), inner, close, start)

    def _closing(self, name: str, position: int) -> tuple[int, int]:
        depth, last = 1, len(self.mask)
        while True:
            close = self._tag("</" + name, position, last)
            while (opening := self._tag("<" + name, position, close)) < close:
                found = _OPEN.match(self.mask, opening)
                depth += 0 if found and found[3] else 1
                position = opening + 1
            depth, position = depth - 1, close + 1
            if not depth or close == last:
                return close, self.mask.find(">", close) + 1 or last

    def _tag(self, start: str, position: int, stop: int) -> int:
        while (position := self.mask.find(start, position, stop)) >= 0:
            if self.mask[position + len(start) : position + len(start) + 1] in (" ", "\t", "\r", "\n", "/", ">"):
                return position
            position += 1
        return stop


def attributes(text: str) -> dict[str, str]:
    """Return the attributes written in an opening tag.

    >>> attributes(' r="A1" t = \\'s\\' x="&lt;"')
    {'r': 'A1', 't': 's', 'x': '<'}
    """
    return {name: unescape(one or two) for name, one, two in _ATTR.findall(text)}


def merged(text: str, changes: Mapping[str, str]) -> str:
    """Return the attributes of an opening tag with some replaced or added; an empty value takes one away.

    >>> merged(' a="1" b="2"', {"b": "3", "c": "4"}), merged(' a="1" b="2"', {"a": ""})
    (' a="1" b="3" c="4"', ' b="2"')
    """
    for name, value in changes.items():
        pattern = re.compile(rf"""\s+{re.escape(name)}\s*=\s*(?:"[^"]*"|'[^']*')""")
        new = f' {name}="{quoted(value)}"' if value else ""
        found = pattern.search(text)
        text = text[: found.start()] + new + text[found.end() :] if found else text.rstrip() + new
    return text


def filled(opening: str, inner: str) -> str:
    """Return a hollow element (its tag as written) with content; its closing tag tells `emptied` that it was hollow.

    >>> filled('<dxfs count="0" />', "<dxf/>")
    '<dxfs count="0" ><dxf/></dxfs >'
    """
    name = opening[1:].split(None, 1)[0].rstrip("/>")
    return f"{opening[:-2]}>{inner}</{name} >"


def plain(text: str) -> str:
    """Return the text without comments and processing instructions, with CDATA written out."""
    if "<!" not in text and "<?" not in text:
        return text
    return _CDATA.sub(lambda found: escaped(found[1] or ""), text)


def escaped(text: str) -> str:
    """Return text as it stands between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Return text as it stands in an attribute."""
    return escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


def whole(text: str, otherwise: int = 0) -> int:
    """Return the whole number a text holds, `otherwise` when it holds none that a workbook could mean.

    >>> whole("12"), whole("x"), whole("9" * 5000)
    (12, 0, 0)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def encoded(text: str) -> str:
    """Return a cell's text between tags, with the characters XML cannot hold written as Excel does (_x0007_).

    >>> encoded("a\\x07b"), encoded("_x0041_")
    ('a_x0007_b', '_x005F_x0041_')
    """
    return escaped(_UNSAFE.sub(lambda found: f"_x{ord(found[0]):04X}_", text))


def decoded(text: str) -> str:
    """Return a cell's text as a person sees it, from what stands between tags.

    >>> decoded("a_x0007_b &amp; c")
    'a\\x07b & c'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        text = unescape(text)
    return _CODED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return the text with every splice made in one pass; ValueError when two of them overlap.

    >>> spliced("abcdef", [(3, 3, 1, "2"), (3, 3, 0, "1"), (0, 2, 0, "x")])
    'xc12def'
    """
    parts: list[str] = []
    at = 0
    for start, stop, _, new in sorted(splices, key=lambda splice: splice[:3]):
        if start < at:
            raise ValueError("two changes at the same place")
        parts += text[at:start], new
        at = stop
    parts.append(text[at:])
    return "".join(parts)


def _masked(text: str) -> str:
    """Return the text with comments, CDATA and processing instructions blanked, every character in its place."""
    if "<!" not in text and text.find("<?", 2) < 0:
        return text
    return _ASIDE.sub(lambda found: " " * len(found[0]), text)
