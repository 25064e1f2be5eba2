"""The workbook part: its sheets in order, its defined names, how it is calculated."""

from __future__ import annotations

from dataclasses import dataclass

from sn_excel.model.errors import UnreadableFileError
from sn_excel.ooxml.package.markup import Element, Markup, Splice, escaped, quoted, spliced, whole
from sn_excel.ooxml.package.package import Package
from sn_excel.ooxml.package.relationships import PLAIN, STRICT, relationships, targets

_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
    "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet of the book: `kind` is worksheet, chartsheet, …; `part` is empty when nothing is there."""

    name: str
    number: int
    relation: str
    kind: str
    part: str


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name: `scope` is the index of the sheet it is local to, or None."""

    name: str
    scope: int | None
    text: str
    element: Element


class Book:
    """The workbook part of a package, read once; changes are written straight to the package."""

    def __init__(self, package: Package) -> None:
        self.package = package
        found = targets(package, "", "officeDocument")
        if not found:
            raise UnreadableFileError(
                "Filen är ingen Excelarbetsbok: den saknar arbetsboksdel; spara den på nytt i Excel."
            )
        self.part = found[0]
        self.reload()

    def copy(self) -> Book:
        """Return a book whose package changes apart from this one's."""
        twin = Book.__new__(Book)
        twin.package, twin.part, twin.markup = self.package.copy(), self.part, self.markup
        twin.relations, twin._tabs, twin._names = self.relations, self._tabs, self._names
        return twin

    def reload(self) -> None:
        """Read the part again after a change."""
        self.markup = Markup(self.package.text(self.part))
        self.relations = {r.id: r for r in relationships(self.package, self.part)}
        self._tabs: list[Tab] = []
        self._names: list[Name] | None = None

    @property
    def strict(self) -> bool:
        """Say whether the book is written in the strict dialect."""
        return "purl.oclc.org" in self.markup.attributes(self.markup.root).get(
            "xmlns" + (":" + self.markup.prefix[:-1] if self.markup.prefix else ""), ""
        )

    @property
    def office(self) -> str:
        """Return the namespace of relationship types and `r:` attributes."""
        return STRICT if self.strict else PLAIN

    def tabs(self) -> list[Tab]:
        """Return all sheets in order, chart sheets too."""
        if not self._tabs:
            sheets = self.markup.child("sheets")
            if sheets is None:
                raise UnreadableFileError("Filen är skadad: arbetsboken har inga blad; öppna och reparera den i Excel.")
            self._tabs = [self._tab(element) for element in self.markup.children(sheets) if element.name == "sheet"]
        return self._tabs

    def _tab(self, element: Element) -> Tab:
        attrs = self.markup.attributes(element)
        id_ = next((value for name, value in attrs.items() if name.endswith(":id")), "")
        relation = self.relations.get(id_)
        number = attrs.get("sheetId", "0")
        return Tab(
            attrs.get("name", ""),
            whole(number),
            id_,
            relation.kind if relation else "",
            relation.target if relation else "",
        )

    def worksheets(self) -> list[Tab]:
        """Return the sheets that hold cells, in order."""
        return [tab for tab in self.tabs() if tab.kind == "worksheet"]

    def tab(self, name: str) -> Tab:
        """Return the worksheet of that name as Excel compares names; KeyError when there is none."""
        for tab in self.worksheets():
            if tab.name.casefold() == name.casefold():
                return tab
        raise KeyError(name)

    def names(self) -> list[Name]:
        """Return all defined names."""
        if self._names is None:
            self._names = self._defined()
        return self._names

    def _defined(self) -> list[Name]:
        holder = self.markup.child("definedNames")
        found: list[Name] = []
        for element in self.markup.children(holder) if holder else ():
            attrs = self.markup.attributes(element)
            scope = attrs.get("localSheetId", "")
            found.append(
                Name(
                    attrs.get("name", ""),
                    whole(scope) if scope else None,
                    self.markup.content(element),
                    element,
                )
            )
        return found

    @property
    def locked(self) -> bool:
        """Say whether the book's structure is protected."""
        return _on(self._attribute("workbookProtection", "lockStructure"))

    @property
    def calculates_on_load(self) -> bool:
        """Say whether every formula is calculated when the book is opened."""
        return _on(self._attribute("calcPr", "fullCalcOnLoad"))

    @property
    def shared(self) -> bool:
        """Say whether the book is shared in the old way, with revision logs."""
        return any(r.kind in ("revisionHeaders", "usernames") for r in self.relations.values())

    def _attribute(self, element: str, name: str) -> str:
        found = self.markup.child(element)
        return self.markup.attributes(found).get(name, "") if found else ""

    def change(self, splices: list[Splice]) -> None:
        """Make splices in the workbook part."""
        self.package.write(self.part, spliced(self.markup.text, splices))
        self.reload()

    def insertion(self, name: str, xml: str) -> Splice:
        """Return the splice that adds a child of the root where the schema wants it."""
        rank = _ORDER.index(name)
        place = self.markup.root.close
        for element in self.markup.children():
            if element.name in _ORDER and _ORDER.index(element.name) > rank:
                place = element.start
                break
        return place, place, rank, xml

    def calculate_on_load(self) -> None:
        """Have every formula calculated when the book is opened."""
        found = self.markup.child("calcPr")
        if found is None:
            splice = self.insertion("calcPr", f'<{self.markup.prefix}calcPr fullCalcOnLoad="1"/>')
        else:
            splice = self.markup.retagged(found, {"fullCalcOnLoad": "1"})
        self.change([splice])

    def define(self, name: str, text: str | None, scope: int | None = None) -> None:
        """Define a name, or take it away when `text` is None."""
        known = next((n for n in self.names() if n.name.casefold() == name.casefold() and n.scope == scope), None)
        if text is None:
            self.undefine([known] if known else [])
            return
        pre = self.markup.prefix
        if known:
            element = known.element
            if not element.hollow:
                self.change([(element.inner, element.close, 0, escaped(text))])
                return
            self.undefine([known])
        local = "" if scope is None else f' localSheetId="{scope}"'
        new = f'<{pre}definedName name="{quoted(name)}"{local}>{escaped(text)}</{pre}definedName>'
        holder = self.markup.child("definedNames")
        whole = f"<{pre}definedNames>{new}</{pre}definedNames>"
        if holder is None:
            self.change([self.insertion("definedNames", whole)])
        elif holder.hollow:
            self.change([(holder.start, holder.end, 0, whole)])
        else:
            self.change([(holder.close, holder.close, 0, new)])

    def undefine(self, names: list[Name]) -> None:
        """Take defined names away; an emptied list goes too."""
        if not names:
            return
        holder = self.markup.child("definedNames")
        if holder and len(names) == len(self.names()):
            self.change([(holder.start, holder.end, 0, "")])
        else:
            self.change([(name.element.start, name.element.end, 0, "") for name in names])


def _on(text: str) -> bool:
    return text in ("1", "true", "on")
