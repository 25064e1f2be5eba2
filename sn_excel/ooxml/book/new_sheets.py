"""New sheets like one of a template, and sheets of ours taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sn_excel.model.places import quoted as sheet_quoted
from sn_excel.ooxml.book.sheet_titles import title_added, title_dropped
from sn_excel.ooxml.book.styles import Styles
from sn_excel.ooxml.book.transplants import carried, renamed
from sn_excel.ooxml.book.workbook_part import Book, Tab
from sn_excel.ooxml.package.markup import Splice, quoted, whole
from sn_excel.ooxml.package.package import Package
from sn_excel.ooxml.package.relationships import (
    PLAIN,
    STRICT,
    declare,
    fresh_name,
    relate,
    relationships,
    rels_name,
    undeclare,
    unrelate,
)
from sn_excel.ooxml.sheet.worksheet_part import Worksheet

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_KEPT = {
    "sheetPr", "sheetViews", "sheetFormatPr", "cols", "sheetProtection", "autoFilter", "conditionalFormatting",
    "dataValidations", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
    "colBreaks", "drawing",
}  # fmt: skip
_CARRIED_NAMES = {"_xlnm.print_titles", "_xlnm.print_area", "_xlnm._filterdatabase"}
_MAINS = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)


@dataclass(frozen=True, slots=True)
class Model:
    """The sheet that a new one is made like, its book, and the name that the new one gets."""

    book: Book
    tab: Tab
    becomes: str


def add_sheet(book: Book, styles: Styles, model: Model, before: str) -> str:
    """Add a sheet like the model, last or before another, and return its part's name."""
    package, name = book.package, model.becomes
    part = fresh_name(package, "xl/worksheets/sheet{}.xml")
    package.write(part, renamed(_skeleton(book, styles, model, part), model.tab.name, name))
    declare(package, part, _TYPE)
    relation = relate(package, book.part, book.office + "/worksheet", part)
    book.reload()
    index = _listed(book, name, relation, before)
    _names_carried(book, model, name, index)
    title_added(package, name, _worksheets_before(book, index))
    return part


def drop_sheet(book: Book, tab: Tab, returning: bool) -> None:
    """Take a sheet away with the parts that it alone used and its local names.

    Names that mean it alone go too, unless a sheet of the same name is `returning` in the same edits.
    """
    package = book.package
    index = [one.relation for one in book.tabs()].index(tab.relation)
    sheets = book.markup.child("sheets")
    element = list(book.markup.children(sheets))[index]
    kept = [n for n in book.names() if n.scope != index and (returning or not _means(n.text, tab.name))]
    gone = [n for n in book.names() if n not in kept]
    count = len(book.tabs())
    moved = {i: i - 1 for i in range(index + 1, count)}
    shown = moved | ({index: index - 1} if index == count - 1 else {})
    splices = [s for n, s in _rescoped(book, moved) if n in kept]
    holder = book.markup.child("definedNames")
    if holder and gone and not kept:
        splices = [(holder.start, holder.end, 0, "")]
    else:
        splices += [(n.element.start, n.element.end, 0, "") for n in gone]
    splices += _views(book, shown)
    book.change([*splices, (element.start, element.end, 0, "")])
    title_dropped(package, tab.name)
    unrelate(package, book.part, tab.relation)
    book.reload()
    forget(package, tab.part)


def forget(package: Package, part: str) -> None:
    """Drop a part and what it alone pointed at."""
    below = [r.target for r in relationships(package, part) if not r.external and package.has(r.target)]
    package.drop(part)
    package.drop(rels_name(part))
    undeclare(package, part)
    for target in below:
        if not _pointed_at(package, target):
            forget(package, target)


def _pointed_at(package: Package, part: str) -> bool:
    for name in package.names():
        if name.lower().endswith(".rels"):
            folder, _, file = name.replace("_rels/", "").rpartition("/")
            owner = f"{folder}/{file}".removesuffix(".rels").strip("/")
            if any(not r.external and r.target.lower() == part.lower() for r in relationships(package, owner)):
                return True
    return False


def _skeleton(book: Book, styles: Styles, model: Model, part: str) -> str:
    sheet = Worksheet(model.book.package.text(model.tab.part))
    markup = sheet.markup
    kept = [element for element in sheet.elements if element.name in _KEPT]
    pieces: list[str] = []
    data = f"<{markup.prefix}sheetData/>"
    for element in sheet.elements:
        if element.name == "sheetData":
            pieces.append(data)
        if element in kept:
            pieces.append(_piece(book, styles, Piece(markup.xml(element), element.name, part), model))
    root = markup.root
    opening = markup.text[: root.inner]
    ours, theirs = (STRICT, PLAIN) if book.strict else (PLAIN, STRICT)
    opening = opening.replace(theirs, ours).replace(_MAINS[not book.strict], _MAINS[book.strict])
    opening = re.sub(r'\s(?:xr|xr2|xr3):uid="[^"]*"', "", opening)
    return opening + "".join(pieces) + markup.text[root.close :]


@dataclass(frozen=True, slots=True)
class Piece:
    """One element of the model's sheet on its way into the new part."""

    xml: str
    name: str
    part: str


def _piece(book: Book, styles: Styles, piece: Piece, model: Model) -> str:
    xml = re.sub(r'\s(?:xr|xr2|xr3):uid="[^"]*"', "", piece.xml)
    if piece.name == "sheetPr":
        return re.sub(r'\s(?:codeName|filterMode)="[^"]*"', "", xml)
    if piece.name == "sheetViews":
        return re.sub(r'\stabSelected="[^"]*"', "", xml)
    if piece.name == "cols":
        return re.sub(r'\sstyle="[^"]*"', "", xml)
    if piece.name == "pageSetup":
        return re.sub(r'\s\w+:id="[^"]*"', "", xml)
    if piece.name == "conditionalFormatting":
        return _with_styles(xml, styles, model)
    if piece.name == "drawing":
        return _with_drawing(book, xml, piece.part, model)
    return xml


def _with_styles(xml: str, styles: Styles, model: Model) -> str:
    if model.book is styles.book:
        return xml
    source = Styles(model.book.package, model.book)
    return re.sub(
        r'dxfId="(\d+)"',
        lambda found: f'dxfId="{styles.differential(source.differential_xml(int(found[1]), styles.markup.prefix))}"',
        xml,
    )


def _with_drawing(book: Book, xml: str, part: str, model: Model) -> str:
    found = re.search(r'\w+:id="([^"]*)"', xml)
    source = model.book.package
    arrow = next((r for r in relationships(source, model.tab.part) if found and r.id == found[1]), None)
    if not (found and arrow and source.has(arrow.target)):
        return ""
    new = carried(source, book.package, arrow.target, (model.tab.name, model.becomes))
    id_ = relate(book.package, part, book.office + "/drawing", new)
    return xml.replace(found[0], found[0].replace(f'"{found[1]}"', f'"{id_}"'))


def _listed(book: Book, name: str, relation: str, before: str) -> int:
    """List the sheet in the book and return its index; local names and the active tab keep their sheets."""
    tabs = book.tabs()
    holder = book.markup.child("sheets")
    elements = [e for e in book.markup.children(holder) if e.name == "sheet"]
    number = max((tab.number for tab in tabs), default=0) + 1
    bound = book.markup.bound((PLAIN, STRICT))
    pointed = f'{bound}:id="{relation}"' if bound else f'xmlns:r="{book.office}" r:id="{relation}"'
    new = f'<{book.markup.prefix}sheet name="{quoted(name)}" sheetId="{number}" {pointed}/>'
    index = next((i for i, tab in enumerate(tabs) if before and tab.name.casefold() == before.casefold()), len(tabs))
    moved = {i: i + 1 for i in range(index, len(tabs))}
    place = elements[index].start if index < len(tabs) else elements[-1].end
    splices = [splice for _, splice in _rescoped(book, moved)] + _views(book, moved)
    book.change([*splices, (place, place, 0, new)])
    return index


def _rescoped(book: Book, moved: dict[int, int]) -> list[tuple[object, Splice]]:
    return [
        (name, book.markup.retagged(name.element, {"localSheetId": str(moved[name.scope])}))
        for name in book.names()
        if name.scope is not None and name.scope in moved
    ]


def _views(book: Book, moved: dict[int, int]) -> list[Splice]:
    holder = book.markup.child("bookViews")
    splices: list[Splice] = []
    for element in book.markup.children(holder) if holder else ():
        attrs = book.markup.attributes(element)
        changes = {
            key: str(moved[whole(attrs[key])])
            for key in ("activeTab", "firstSheet")
            if whole(attrs.get(key, ""), -1) in moved
        }
        if changes:
            splices.append(book.markup.retagged(element, changes))
    return splices


def _names_carried(book: Book, model: Model, name: str, index: int) -> None:
    tabs = [tab.relation for tab in model.book.tabs()]
    home = tabs.index(model.tab.relation)
    for one in model.book.names():
        if one.scope == home and one.name.lower() in _CARRIED_NAMES:
            book.define(one.name, renamed(one.text, model.tab.name, name), index)


def _means(text: str, sheet: str) -> bool:
    return text.casefold().startswith((sheet_quoted(sheet) + "!").casefold())


def _worksheets_before(book: Book, index: int) -> int:
    return sum(tab.kind == "worksheet" for tab in book.tabs()[:index])
