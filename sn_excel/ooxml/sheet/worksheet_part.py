"""A worksheet part: its elements in the order the schema wants, and what they say about columns, merges, protection."""

from __future__ import annotations

import re
from functools import cached_property

from sn_excel.model.places import MAX_COLUMN, MAX_ROW, At, address, letters, parse_address
from sn_excel.model.sheets import Area
from sn_excel.ooxml.package.markup import Element, Markup, Splice, whole
from sn_excel.ooxml.package.relationships import OFFICE

ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip
_RANK = {name: rank for rank, name in enumerate(ORDER)}


class Worksheet:
    """One worksheet part, read once."""

    def __init__(self, text: str) -> None:
        self.markup = Markup(text)

    @cached_property
    def elements(self) -> list[Element]:
        """Return the elements of the sheet in order."""
        return list(self.markup.children())

    def first(self, name: str) -> Element | None:
        """Return the sheet's first element of that name."""
        return next((element for element in self.elements if element.name == name), None)

    def each(self, name: str) -> list[Element]:
        """Return all elements of that name."""
        return [element for element in self.elements if element.name == name]

    def insertion(self, name: str, xml: str) -> Splice:
        """Return the splice that puts a new element where the schema wants it, before others of its kind."""
        rank = _RANK[name]
        for element in self.elements:
            if self._rank(element) >= rank:
                return element.start, element.start, rank, xml
        return self.markup.root.close, self.markup.root.close, rank, xml

    def _rank(self, element: Element) -> int:
        if element.name in _RANK:
            return _RANK[element.name]
        inner = re.search(r"<(?:\w+:)?(oleObjects|controls|legacyDrawing|drawing)\b", self.markup.xml(element))
        return _RANK[inner[1]] if inner else -1

    def attribute(self, name: str, attribute: str) -> str:
        """Return an attribute of the sheet's first element of that name, empty when it is not there."""
        found = self.first(name)
        return self.markup.attributes(found).get(attribute, "") if found else ""

    @property
    def protected(self) -> bool:
        """Say whether the sheet is protected."""
        return self.attribute("sheetProtection", "sheet") in ("1", "true")

    @property
    def filtered(self) -> bool:
        """Say whether rows may be hidden by a filter: one is set, or a table may have set one."""
        found = self.first("autoFilter")
        return bool(found and not found.hollow) or self.first("tableParts") is not None

    @cached_property
    def merged(self) -> tuple[Area, ...]:
        """Return the merged areas."""
        holder = self.first("mergeCells")
        inner = self.markup.children(holder) if holder else ()
        found = (area(self.markup.attributes(element).get("ref", "")) for element in inner)
        return tuple(one for one in found if one)

    @cached_property
    def columns(self) -> list[tuple[int, int, dict[str, str]]]:
        """Return the settings of columns: first, last, attributes."""
        found: list[tuple[int, int, dict[str, str]]] = []
        for holder in self.each("cols"):
            for element in self.markup.children(holder):
                attrs = self.markup.attributes(element)
                first, last = attrs.get("min", ""), attrs.get("max", "")
                if whole(first):
                    found.append((whole(first), min(whole(last, MAX_COLUMN), MAX_COLUMN), attrs))
        return found

    @property
    def hidden_columns(self) -> frozenset[int]:
        """Return the columns that are hidden."""
        spans = [(a, b) for a, b, attrs in self.columns if attrs.get("hidden") in ("1", "true")]
        return frozenset(column for a, b in spans for column in range(a, b + 1))

    @property
    def column_styles(self) -> dict[int, int]:
        """Return the style numbers that columns give new cells."""
        spans = [(a, b, attrs["style"]) for a, b, attrs in self.columns if attrs.get("style", "0") not in ("", "0")]
        return {column: whole(style) for a, b, style in spans for column in range(a, b + 1)}

    def relation(self, name: str) -> str:
        """Return the relationship that an element such as legacyDrawing points with, empty when there is none."""
        found = self.first(name)
        attrs = self.markup.attributes(found) if found else {}
        return next((value for key, value in attrs.items() if key.endswith(":id")), "")

    def pointed(self, namespace: str, id_: str) -> str:
        """Return the attribute `r:id` as it must be written in this part."""
        bound = self.markup.bound(OFFICE)
        return f'{bound}:id="{id_}"' if bound else f'xmlns:r="{namespace}" r:id="{id_}"'

    def dimension(self, cells: list[At]) -> list[Splice]:
        """Return the splice that lets the stated dimension hold these cells as well."""
        found = self.first("dimension")
        stated = area(self.attribute("dimension", "ref"))
        if not (found and stated and cells):
            return []
        rows, columns = [at[0] for at in cells], [at[1] for at in cells]
        wide = min(stated[0], *rows), min(stated[1], *columns), max(stated[2], *rows), max(stated[3], *columns)
        return [self.markup.retagged(found, {"ref": written(wide)})] if wide != stated else []


def area(text: str) -> Area | None:
    """Return the area a reference such as `$B$2:C5` means, None when it is none.

    >>> area("B2:C5"), area("A1"), area("A:B"), area("x")
    ((2, 2, 5, 3), (1, 1, 1, 1), (1, 1, 1048576, 2), None)
    """
    first, ranged, last = text.replace("$", "").partition(":")
    last = last or first
    if not ranged:
        pass
    elif first.isdigit() and last.isdigit():
        first, last = f"A{first}", f"{letters(MAX_COLUMN)}{last}"
    elif first.isalpha() and last.isalpha():
        first, last = f"{first}1", f"{last}{MAX_ROW}"
    try:
        (top, left), (bottom, right) = parse_address(first), parse_address(last)
    except ValueError:
        return None
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def written(area_: Area, dollars: bool = False) -> str:
    """Return an area as a reference.

    >>> written((2, 2, 5, 3)), written((1, 1, 1, 1), dollars=True)
    ('B2:C5', '$A$1')
    """
    ends = [(area_[0], area_[1]), (area_[2], area_[3])]
    texts = [f"${letters(c)}${r}" if dollars else address((r, c)) for r, c in ends]
    return texts[0] if ends[0] == ends[1] else ":".join(texts)


def holds(area_: Area, at: At) -> bool:
    """Say whether a cell lies in an area."""
    return area_[0] <= at[0] <= area_[2] and area_[1] <= at[1] <= area_[3]
