"""Notes: ours beside the user's, in the comments part and in the drawing that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sn_excel.model.marks import AUTHOR, note
from sn_excel.model.marks import noted as ours
from sn_excel.model.places import At, address, parse_address
from sn_excel.ooxml.book.note_shapes import shapes_changed
from sn_excel.ooxml.book.workbook_part import Book
from sn_excel.ooxml.package.markup import Element, Markup, Splice, encoded, spliced
from sn_excel.ooxml.package.package import Package
from sn_excel.ooxml.package.relationships import (
    DECLARATION,
    declare,
    fresh_name,
    relate,
    relationships,
    targets,
    undeclare,
    unrelate,
)
from sn_excel.ooxml.sheet.shared_strings import shown
from sn_excel.ooxml.sheet.worksheet_part import Worksheet

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_MAIN = {
    False: "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    True: "http://purl.oclc.org/ooxml/spreadsheetml/main",
}


@dataclass(frozen=True, slots=True)
class Home:
    """The sheet whose notes are changed: its book, the name of its part, and the part as read."""

    book: Book
    part: str
    sheet: Worksheet


def noted_cells(package: Package, part: str) -> frozenset[At]:
    """Return the cells of a sheet that carry notes or threaded comments."""
    found: set[At] = set()
    for arrow in relationships(package, part):
        if arrow.kind == "comments" and package.has(arrow.target):
            found |= _Comments(package.text(arrow.target)).cells.keys()
        elif arrow.kind == "threadedComment" and package.has(arrow.target):
            markup = Markup(package.text(arrow.target))
            found |= {at for e in markup.children() if (at := _at(markup.attributes(e).get("ref", "")))}
    return frozenset(found)


def own_notes(package: Package, part: str) -> dict[At, str]:
    """Return what our notes on a sheet say."""
    found: dict[At, str] = {}
    for name in targets(package, part, "comments"):
        found |= _Comments(package.text(name)).ours()
    return found


def notes_changed(home: Home, texts: Mapping[At, str], unmark: bool) -> list[Splice]:
    """Give cells notes of ours, with `unmark` after taking our others away; cells that carry a person's note keep it.

    Changes the comments and drawing parts, made or taken away as needed, and returns what the sheet's part needs.
    """
    package = home.book.package
    old = own_notes(package, home.part)
    if not (texts or (unmark and old)):
        return []
    taken = noted_cells(package, home.part) - old.keys()
    new = ({} if unmark else old) | {at: text for at, text in texts.items() if text and at not in taken}
    if new == old:
        return []
    left = _comments_changed(home, new)
    return shapes_changed(home.book, home.part, home.sheet, (set(old), new), bool(left))


def _comments_changed(home: Home, new: Mapping[At, str]) -> int:
    """Write the comments part and return how many notes it holds; an emptied one is dropped."""
    package = home.book.package
    found = targets(package, home.part, "comments")
    if not found:
        if new:
            _created(home, new)
        return len(new)
    comments = _Comments(package.text(found[0]))
    left = len(comments.cells) - len(comments.ours()) + len(new)
    if left:
        package.write(found[0], comments.changed(new))
        return left
    for arrow in relationships(package, home.part):
        if arrow.target == found[0]:
            unrelate(package, home.part, arrow.id)
    package.drop(found[0])
    undeclare(package, found[0])
    return 0


def _created(home: Home, new: Mapping[At, str]) -> None:
    package, book = home.book.package, home.book
    name = fresh_name(package, "xl/comments{}.xml")
    empty = f'{DECLARATION}<comments xmlns="{_MAIN[book.strict]}"><authors/><commentList/></comments>'
    package.write(name, _Comments(empty).changed(new))
    relate(package, home.part, book.office + "/comments", name)
    declare(package, name, _TYPE)


class _Comments:
    """One comments part."""

    def __init__(self, text: str) -> None:
        self.markup = Markup(text)
        self.holder = self.markup.child("commentList")
        self.authors = self.markup.child("authors")
        elements = self.markup.children(self.holder) if self.holder else ()
        self.elements = [element for element in elements if element.name == "comment"]
        places = ((_at(self.markup.attributes(element).get("ref", "")), element) for element in self.elements)
        self.cells: dict[At, Element] = {at: element for at, element in places if at}

    def ours(self) -> dict[At, str]:
        said = {at: ours(self._text(element)) for at, element in self.cells.items()}
        return {at: text for at, text in said.items() if text is not None}

    def _text(self, element: Element) -> str:
        found = self.markup.child("text", element)
        return shown(self.markup.text[found.inner : found.close], self.markup.prefix) if found else ""

    def changed(self, new: Mapping[At, str]) -> str:
        """Return the part with these notes of ours and no others of ours."""
        old = self.ours()
        kept = {at for at, text in new.items() if old.get(at) == text}
        splices: list[Splice] = [(self.cells[at].start, self.cells[at].end, 0, "") for at in old if at not in kept]
        added = {at: text for at, text in sorted(new.items()) if at not in kept}
        p = self.markup.prefix
        number, change = self._author(bool(new))
        inner = "".join(
            f'<{p}comment ref="{address(at)}" authorId="{number}"><{p}text><{p}t xml:space="preserve">'
            f"{encoded(note(text))}</{p}t></{p}text></{p}comment>"
            for at, text in added.items()
        )
        if inner:
            splices.append(self._inside(self.holder, "commentList", inner))
        return spliced(self.markup.text, [*splices, *change])

    def _author(self, needed: bool) -> tuple[int, list[Splice]]:
        """Return our author's number and what adds it, or takes it away where it is last and used no more."""
        names = list(self.markup.children(self.authors)) if self.authors else []
        known = [self.markup.content(element) for element in names]
        if needed and AUTHOR in known:
            return known.index(AUTHOR), []
        p = self.markup.prefix
        if needed:
            return len(known), [self._inside(self.authors, "authors", f"<{p}author>{AUTHOR}</{p}author>")]
        used = {self.markup.attributes(e).get("authorId") for at, e in self.cells.items() if at not in self.ours()}
        if known and known[-1] == AUTHOR and str(len(known) - 1) not in used:
            return 0, [(names[-1].start, names[-1].end, 0, "")]
        return 0, []

    def _inside(self, element: Element | None, name: str, inner: str) -> Splice:
        p = self.markup.prefix
        whole = f"<{p}{name}>{inner}</{p}{name}>"
        if element is None:
            place = self.markup.root.inner if name == "authors" else self.markup.root.close
            return place, place, 0, whole
        if element.hollow:
            return element.start, element.end, 0, whole
        return element.close, element.close, 0, inner


def _at(reference: str) -> At | None:
    try:
        return parse_address(reference)
    except ValueError:
        return None
