"""Links from a cell to a place in the book."""

from __future__ import annotations

from collections.abc import Mapping

from sn_excel.model.places import At, address
from sn_excel.ooxml.package.markup import Splice, quoted
from sn_excel.ooxml.sheet.worksheet_part import Worksheet


def link_splices(sheet: Worksheet, links: Mapping[At, str]) -> list[Splice]:
    """Return what makes cells jump to places of the book; a link that a cell has is replaced, others stay."""
    if not links:
        return []
    pre = sheet.markup.prefix
    new = "".join(
        f'<{pre}hyperlink ref="{address(at)}" location="{quoted(to)}" display="{quoted(to)}"/>'
        for at, to in sorted(links.items())
    )
    holder = sheet.first("hyperlinks")
    if holder is None or holder.hollow:
        whole = f"<{pre}hyperlinks>{new}</{pre}hyperlinks>"
        return [(holder.start, holder.end, 0, whole)] if holder else [sheet.insertion("hyperlinks", whole)]
    taken = {address(at) for at in links}
    old = [e for e in sheet.markup.children(holder) if sheet.markup.attributes(e).get("ref") in taken]
    return [*((e.start, e.end, 0, "") for e in old), (holder.close, holder.close, 0, new)]
