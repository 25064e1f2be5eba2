"""How parts point at each other: relationship files and content types, read and extended in place."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache

from sn_excel.model.errors import UnreadableFileError
from sn_excel.ooxml.package.markup import Markup, filled, quoted, spliced
from sn_excel.ooxml.package.package import Package

PLAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
OFFICE = (PLAIN, STRICT)
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = "[Content_Types].xml"
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


_NEW = f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}"></Relationships>'


@dataclass(frozen=True, slots=True)
class Relationship:
    """One arrow from a part: `kind` is the last word of its type, `target` a part's name or an outside address."""

    id: str
    kind: str
    target: str
    external: bool
    type: str


def rels_name(part: str) -> str:
    """Return the name of a part's relationship file.

    >>> rels_name("xl/workbook.xml")
    'xl/_rels/workbook.xml.rels'
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def resolved(part: str, target: str) -> str:
    """Return the part a target means; UnreadableFileError when it points out of the package."""
    target = target.replace("\\", "/").split("#")[0]
    if target.startswith("/"):
        return target.lstrip("/")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(part), target)) if target else ""
    if name.startswith(".."):
        raise UnreadableFileError(
            "Filen pekar på något utanför sig själv och öppnas därför inte; begär en ny kopia av avsändaren."
        )
    return name


def relationships(package: Package, part: str) -> list[Relationship]:
    """Return the arrows from a part, none when it has no relationship file."""
    name = rels_name(part)
    return list(_arrows(part, package.text(name))) if package.has(name) else []


@lru_cache(maxsize=128)
def _arrows(part: str, text: str) -> tuple[Relationship, ...]:
    markup = Markup(text)
    found: list[Relationship] = []
    for element in markup.children():
        attrs = markup.attributes(element)
        kind, target = attrs.get("Type", ""), attrs.get("Target", "")
        external = attrs.get("TargetMode") == "External"
        target = target if external else resolved(part, target)
        found.append(Relationship(attrs.get("Id", ""), kind.rsplit("/", 1)[-1], target, external, kind))
    return tuple(found)


def targets(package: Package, part: str, kind: str) -> list[str]:
    """Return the parts of a kind that a part points at and that exist."""
    return [
        r.target for r in relationships(package, part) if r.kind == kind and not r.external and package.has(r.target)
    ]


def relate(package: Package, part: str, kind: str, target: str) -> str:
    """Point from a part at another one and return the relationship's id; `kind` is a whole type."""
    name = rels_name(part)
    taken = {r.id.lower() for r in relationships(package, part)}
    number = next(n for n in range(len(taken) + 1, 1_000_000) if f"rid{n}" not in taken)
    near = posixpath.relpath(target, posixpath.dirname(part) or ".")
    new = f'Id="rId{number}" Type="{kind}" Target="{quoted(near)}"/>'
    if not package.has(name):
        package.write(name, appended(_NEW, "<{}Relationship " + new))
        ensure_default(package, "rels", _RELS_TYPE)
    else:
        package.write(name, appended(package.text(name), "<{}Relationship " + new))
    return f"rId{number}"


def unrelate(package: Package, part: str, id_: str) -> None:
    """Take an arrow away; a relationship file that held nothing else goes too."""
    name = rels_name(part)
    markup = Markup(package.text(name))
    elements = list(markup.children())
    ours = [element for element in elements if markup.attributes(element).get("Id") == id_]
    text = spliced(markup.text, [(e.start, e.end, 0, "") for e in ours])
    if text == _NEW:
        package.drop(name)
        drop_default(package, "rels")
    elif len(ours) == len(elements):
        package.write(
            name,
            spliced(markup.text, [markup.emptied(markup.root, markup.text[markup.root.start : markup.root.inner])]),
        )
    else:
        package.write(name, text)


def appended(text: str, new: str) -> str:
    """Return the XML with a last child in its root; `{}` in it stands for the root's prefix."""
    markup = Markup(text)
    new = new.replace("{}", markup.prefix, 1)
    return spliced(text, [_appending(markup, new)])


def _appending(markup: Markup, new: str) -> tuple[int, int, int, str]:
    root = markup.root
    if not root.hollow:
        return root.close, root.close, 0, new
    return root.start, root.end, 0, filled(markup.xml(root), new)


def content_type(package: Package, part: str) -> str:
    """Return the content type of a part, empty when none is given."""
    markup = Markup(package.text(TYPES))
    by_extension = ""
    for element in markup.children():
        attrs = markup.attributes(element)
        if element.name == "Override" and attrs.get("PartName", "").lstrip("/").lower() == part.lower():
            return attrs.get("ContentType", "")
        if element.name == "Default" and part.lower().endswith("." + attrs.get("Extension", "?").lower()):
            by_extension = attrs.get("ContentType", "")
    return by_extension


def declare(package: Package, part: str, type_: str) -> None:
    """Give a new part its content type."""
    new = f'<{{}}Override PartName="{quoted("/" + part)}" ContentType="{type_}"/>'
    package.write(TYPES, appended(package.text(TYPES), new))


def undeclare(package: Package, part: str) -> None:
    """Take away a part's own content type."""
    markup = Markup(package.text(TYPES))
    splices = [
        (element.start, element.end, 0, "")
        for element in markup.children()
        if element.name == "Override"
        and markup.attributes(element).get("PartName", "").lstrip("/").lower() == part.lower()
    ]
    package.write(TYPES, spliced(markup.text, splices))


def ensure_default(package: Package, extension: str, type_: str) -> None:
    """Give a file extension its content type unless it has one."""
    markup = Markup(package.text(TYPES))
    for element in markup.children():
        if element.name == "Default" and markup.attributes(element).get("Extension", "").lower() == extension:
            return
    new = f'<{markup.prefix}Default Extension="{extension}" ContentType="{type_}"/>'
    first = next(markup.children(), None)
    splice = (first.start, first.start, 0, new) if first else _appending(markup, new)
    package.write(TYPES, spliced(markup.text, [splice]))


def drop_default(package: Package, extension: str) -> None:
    """Take away a file extension's content type where `ensure_default` put it, when no part needs it any more."""
    markup = Markup(package.text(TYPES))
    elements = [(element, markup.attributes(element)) for element in markup.children()]
    own = {attrs.get("PartName", "").lstrip("/").lower() for _, attrs in elements}
    if any(name.lower().endswith("." + extension) and name.lower() not in own for name in package.names()):
        return
    for element, attrs in elements[:2]:
        if element.name == "Default" and attrs.get("Extension", "").lower() == extension:
            package.write(TYPES, spliced(markup.text, [(element.start, element.end, 0, "")]))


def fresh_name(package: Package, pattern: str) -> str:
    """Return the first part name `pattern` with a number that no part has."""
    return next(name for n in range(1, 1_000_000) if not package.has(name := pattern.format(n)))
