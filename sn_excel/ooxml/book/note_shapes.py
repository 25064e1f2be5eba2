"""Note shapes: the old drawing language (VML) in which a note's box is kept beside its text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sn_excel.model.places import MAX_COLUMN, MAX_ROW, At
from sn_excel.ooxml.book.workbook_part import Book
from sn_excel.ooxml.package.markup import Splice
from sn_excel.ooxml.package.package import Package
from sn_excel.ooxml.package.relationships import (
    drop_default,
    ensure_default,
    fresh_name,
    relate,
    relationships,
    unrelate,
)
from sn_excel.ooxml.sheet.worksheet_part import Worksheet

_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NAMESPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_NEW = (
    "<xml "
    + " ".join(f'xmlns:{name}="{value}"' for name, value in _NAMESPACES.items())
    + '><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_BOX = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = re.compile(r"<v:shape(?=\s)[^>]*>.*?</v:shape\s*>", re.DOTALL)
_ROW, _COLUMN = re.compile(r"<x:Row>\s*(\d+)\s*</x:Row>"), re.compile(r"<x:Column>\s*(\d+)\s*</x:Column>")


def shapes_changed(
    book: Book, part: str, sheet: Worksheet, notes: tuple[set[At], Mapping[At, str]], needed: bool
) -> list[Splice]:
    """Draw the boxes of our notes: `notes` are the cells that had one and those that get one, with their texts.

    The drawing is made where the sheet has none, and dropped when nothing is left in it and no note `needed` it.
    """
    old, new = notes
    package = book.package
    id_ = sheet.relation("legacyDrawing")
    arrow = next((r for r in relationships(package, part) if id_ and r.id == id_), None)
    name = arrow.target if arrow and package.has(arrow.target) else ""
    text = _without(package.text(name), old - new.keys()) if name else _NEW
    text = _with(text, {at: said for at, said in new.items() if at not in old})
    if name and not needed and "<x:ClientData" not in text and arrow:
        return _dropped(package, part, sheet, name)
    if name:
        package.write(name, text)
        return []
    name = fresh_name(package, "xl/drawings/vmlDrawing{}.vml")
    package.write(name, text)
    ensure_default(package, "vml", _TYPE)
    id_ = relate(package, part, book.office + "/vmlDrawing", name)
    return [
        sheet.insertion("legacyDrawing", f"<{sheet.markup.prefix}legacyDrawing {sheet.pointed(book.office, id_)}/>")
    ]


def _dropped(package: Package, part: str, sheet: Worksheet, name: str) -> list[Splice]:
    for arrow in relationships(package, part):
        if arrow.target == name and arrow.kind == "vmlDrawing":
            unrelate(package, part, arrow.id)
    package.drop(name)
    drop_default(package, "vml")
    element = sheet.first("legacyDrawing")
    return [(element.start, element.end, 0, "")] if element else []


def _without(text: str, cells: set[At]) -> str:
    """Return the drawing without the note boxes of these cells; our box type goes when nothing uses it."""

    def kept(found: re.Match[str]) -> str:
        row, column = _ROW.search(found[0]), _COLUMN.search(found[0])
        is_note = 'ObjectType="Note"' in found[0] and row and column
        return "" if is_note and row and column and (int(row[1]) + 1, int(column[1]) + 1) in cells else found[0]

    text = _SHAPE.sub(kept, text)
    return text if 'type="#_x0000_t202"' in text else text.replace(_BOX, "")


def _with(text: str, notes: Mapping[At, str]) -> str:
    """Return the drawing with boxes for these cells, last."""
    if not notes:
        return text
    end = text.rfind("</")
    declared = "".join(f' xmlns:{n}="{v}"' for n, v in _NAMESPACES.items() if f"xmlns:{n}=" not in text)
    first = max((int(n) for n in re.findall(r'id="_x0000_s(\d+)"', text)), default=1024) + 1
    box = "" if 'id="_x0000_t202"' in text else _BOX.replace("<v:shapetype", f"<v:shapetype{declared}", 1)
    shapes = [_drawn(at, said, first + n, declared) for n, (at, said) in enumerate(sorted(notes.items()))]
    return text[:end] + box + "".join(shapes) + text[end:]


def _drawn(at: At, said: str, number: int, declared: str) -> str:
    row, column = at[0] - 1, at[1] - 1
    lines = 3 + sum(1 + len(line) // 38 for line in said.splitlines())
    left, top = min(column + 1, MAX_COLUMN - 5), max(min(row - 1, MAX_ROW - lines - 2), 0)
    anchor = f"{left}, 15, {top}, 10, {left + 4}, 15, {top + lines}, 4"
    return (
        f'<v:shape{declared} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
        f'margin-top:2pt;width:220pt;height:{15 * lines}pt;z-index:{number};visibility:hidden" fillcolor="#ffffe1" '
        'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
        '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
        "</x:ClientData></v:shape>"
    )
