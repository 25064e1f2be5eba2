"""Styles: what a cell's style number means, and new styles appended after the user's, never renumbered."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from sn_excel.ooxml.book.look_styles import alignment, border, fill, font
from sn_excel.ooxml.book.number_formats import BUILT_IN, FIRST_OWN, NUMBERS
from sn_excel.ooxml.book.workbook_part import Book
from sn_excel.ooxml.package.markup import Element, Markup, Splice, filled, quoted, spliced, whole
from sn_excel.ooxml.package.package import Package
from sn_excel.ooxml.package.relationships import declare, fresh_name, relate, targets

if TYPE_CHECKING:
    from sn_excel.model.edits import Look

_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BARE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>\
<fills count="2">\
<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1">\
<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1">\
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1">\
<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


CREATED = "count='"
"""How a list that we made is known again: Excel and other programs write double quotes."""


class _List:
    """One list of the styles part: its items as written, and those appended since."""

    def __init__(self, markup: Markup, name: str) -> None:
        self.name = name
        self.markup = markup
        self.element = markup.child(name)
        self.elements: list[Element] = list(markup.children(self.element)) if self.element else []
        self.new: list[str] = []

    @cached_property
    def _known(self) -> dict[str, int]:
        return {self.markup.xml(element): index for index, element in reversed(list(enumerate(self.elements)))}

    def add(self, xml: str) -> int:
        """Return the index of an item, appending it unless it is there."""
        if xml not in self._known:
            self._known[xml] = len(self.elements) + len(self.new)
            self.new.append(xml)
        return self._known[xml]

    def splices(self) -> list[Splice]:
        """Return what appends the new items."""
        if not self.new:
            return []
        pre, count = self.markup.prefix, str(len(self.elements) + len(self.new))
        text = "".join(self.new)
        if self.element is None:
            rank = _ORDER.index(self.name)
            later = (e.start for e in self.markup.children() if e.name in _ORDER[rank + 1 :])
            place = next(later, self.markup.root.close)
            return [(place, place, rank, f"<{pre}{self.name} {CREATED}{count}'>{text}</{pre}{self.name}>")]
        start, stop, _, opening = self.markup.retagged(self.element, {"count": count})
        if self.element.hollow:
            return [(start, stop, 0, filled(opening, text))]
        return [(start, stop, 0, opening), (self.element.close, self.element.close, 0, text)]


class Styles:
    """The styles part of a package; `save` writes what was added."""

    def __init__(self, package: Package, book: Book) -> None:
        self.package = package
        self.book = book
        found = targets(package, book.part, "styles")
        self.part = found[0] if found else ""
        self.markup = Markup(package.text(self.part) if found else BARE)
        self._lists: dict[str, _List] = {}
        self._looks: dict[Look, int] = {}

    def _list(self, name: str) -> _List:
        return self._lists.setdefault(name, _List(self.markup, name)) if name not in self._lists else self._lists[name]

    @cached_property
    def formats(self) -> list[str]:
        """Return the number format of each cell style."""
        numbers = list(_numbers("numFmtId", self._xfs))
        return [self._codes.get(number, "General") for number in numbers]

    @cached_property
    def bold(self) -> list[bool]:
        """Say for each cell style whether its font is bold."""
        fonts = [self._bold_font(element) for element in self._list("fonts").elements]
        return [number < len(fonts) and fonts[number] for number in _numbers("fontId", self._xfs)]

    @cached_property
    def indents(self) -> list[int]:
        """Return the indentation of each cell style."""
        return [whole(self._inner(e, "alignment", "indent")) for e in self._cells]

    @cached_property
    def unlocked(self) -> list[bool]:
        """Say for each cell style whether a protected sheet lets it be written."""
        return [self._inner(element, "protection", "locked") in ("0", "false") for element in self._cells]

    def look(self, look: Look) -> int:
        """Return the number of a cell style that looks so."""
        if look not in self._looks:
            self._looks[look] = self._list("cellXfs").add(self._xf(look))
        return self._looks[look]

    def differential(self, xml: str) -> int:
        """Return the number of a conditional format's style, appending it unless it is there."""
        return self._list("dxfs").add(xml)

    def differential_xml(self, number: int, prefix: str) -> str:
        """Return a conditional format's style as it is written where `prefix` stands for the main namespace."""
        elements = self._list("dxfs").elements
        xml = self.markup.xml(elements[number]) if number < len(elements) else "<dxf/>"
        return re.sub(r"<(/?)" + re.escape(self.markup.prefix) + r"(?=\w+[\s/>])", rf"<\1{prefix}", xml)

    def save(self) -> None:
        """Write what was added to the package."""
        splices = [splice for items in self._lists.values() for splice in items.splices()]
        if not splices:
            return
        if not self.part:
            self.part = fresh_name(self.package, "xl/styles{}.xml").replace("styles1", "styles")
            relate(self.package, self.book.part, self.book.office + "/styles", self.part)
            declare(self.package, self.part, _TYPE)
            self.book.reload()
        self.package.write(self.part, spliced(self.markup.text, splices))

    @property
    def _cells(self) -> list[Element]:
        return self._list("cellXfs").elements

    @cached_property
    def _xfs(self) -> list[dict[str, str]]:
        return [self.markup.attributes(element) for element in self._cells]

    @cached_property
    def _codes(self) -> dict[int, str]:
        own = [self.markup.attributes(element) for element in self._list("numFmts").elements]
        codes = {whole(a.get("numFmtId", "")): a.get("formatCode", "") for a in own}
        return codes | BUILT_IN if 0 in codes else BUILT_IN | codes

    def _bold_font(self, element: Element) -> bool:
        found = self.markup.child("b", element)
        return bool(found) and self.markup.attributes(found).get("val", "1") not in ("0", "false")  # type: ignore[arg-type]

    def _inner(self, element: Element, child: str, name: str) -> str:
        found = None if element.hollow else self.markup.child(child, element)
        return self.markup.attributes(found).get(name, "") if found else ""

    def _xf(self, look: Look) -> str:
        pre = self.markup.prefix
        number = self._number(look.number_format)
        parts = [f'<{pre}xf numFmtId="{number}" fontId="{self._font(look)}" fillId="{self._fill(look)}"']
        parts.append(f' borderId="{self._border(look)}" xfId="0"')
        applied = {"NumberFormat": number, "Font": 1, "Fill": look.fill, "Border": look.top or look.bottom}
        inner = alignment(look, pre)
        applied |= {"Alignment": inner, "Protection": look.unlocked}
        parts.extend(f' apply{name}="1"' for name, used in applied.items() if used)
        inner += f'<{pre}protection locked="0"/>' if look.unlocked else ""
        parts.append(f">{inner}</{pre}xf>" if inner else "/>")
        return "".join(parts)

    def _number(self, code: str) -> int:
        if code in NUMBERS:
            return NUMBERS[code]
        known = {text: number for number, text in self._codes.items()}
        if code not in known:
            number = max(FIRST_OWN - 1, *self._codes) + 1
            self._codes[number] = code
            self._list("numFmts").add(f'<{self.markup.prefix}numFmt numFmtId="{number}" formatCode="{quoted(code)}"/>')
            return number
        return known[code]

    def _font(self, look: Look) -> int:
        fonts = self._list("fonts")
        parts = (
            [(e.name, self.markup.xml(e)) for e in self.markup.children(fonts.elements[0])] if fonts.elements else []
        )
        return fonts.add(font(look, parts, self.markup.prefix))

    def _fill(self, look: Look) -> int:
        return self._list("fills").add(fill(look.fill, self.markup.prefix)) if look.fill else 0

    def _border(self, look: Look) -> int:
        if not (look.top or look.bottom):
            return 0
        return self._list("borders").add(border(look, self.markup.prefix))


def _numbers(name: str, xfs: list[dict[str, str]]) -> list[int]:
    return [whole(xf.get(name, "0")) for xf in xfs]
