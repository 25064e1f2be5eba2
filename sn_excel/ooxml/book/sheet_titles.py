"""The list of sheet titles in docProps/app.xml, which Explorer and SharePoint show."""

from __future__ import annotations

from sn_excel.ooxml.package.markup import Element, Markup, Splice, escaped, spliced, whole
from sn_excel.ooxml.package.package import Package
from sn_excel.ooxml.package.relationships import targets


def title_added(package: Package, name: str, index: int) -> None:
    """List a new worksheet's title at its index among the worksheets; a list we do not understand stays as it is."""
    found = _Titles.of(package)
    if found and index <= found.worksheets:
        place = found.items[index].start if index < len(found.items) else found.vector.close
        new = f"<vt:lpstr>{escaped(name)}</vt:lpstr>"
        found.save(1, (place, place, 0, new))


def title_dropped(package: Package, name: str) -> None:
    """Take a worksheet's title out of the list."""
    found = _Titles.of(package)
    for item in found.items[: found.worksheets] if found else ():
        if found and found.markup.content(item) == name:
            found.save(-1, (item.start, item.end, 0, ""))
            return


class _Titles:
    def __init__(self, package: Package, part: str) -> None:
        self.package, self.part = package, part
        self.markup = Markup(package.text(part))
        titles = self.markup.child("TitlesOfParts")
        pairs = self.markup.child("HeadingPairs")
        self.vector = next(self.markup.children(titles)) if titles else self.markup.root
        self.items = list(self.markup.children(self.vector)) if titles else []
        self.count = self._count(pairs) if pairs else None
        self.worksheets = whole(self.markup.content(self.count), -1) if self.count else -1

    @classmethod
    def of(cls, package: Package) -> _Titles | None:
        found = targets(package, "", "extended-properties")
        if not found:
            return None
        try:
            titles = cls(package, found[0])
        except (ValueError, StopIteration):
            return None
        good = 0 <= titles.worksheets <= len(titles.items) and titles.items
        return titles if good and 'xmlns:vt="' in titles.markup.text else None

    def _count(self, pairs: Element) -> Element | None:
        """Return the number beside the first heading, which counts the worksheets."""
        vector = next(self.markup.children(pairs))
        for variant in list(self.markup.children(vector))[1:2]:
            return next(self.markup.children(variant), None)
        return None

    def save(self, by: int, change: Splice) -> None:
        splices = [change]
        if self.count:
            splices.append((self.count.inner, self.count.close, 0, str(self.worksheets + by)))
        text = self.markup.attributes(self.vector).get("size", "")
        if whole(text):
            splices.append(self.markup.retagged(self.vector, {"size": str(whole(text) + by)}))
        self.package.write(self.part, spliced(self.markup.text, splices))
