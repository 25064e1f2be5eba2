"""How a look is written: fonts, fills, borders and alignment as XML of the styles part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sn_excel.model.edits import Look


def colour(text: str) -> str:
    """Return a colour as Excel writes it, opaque.

    >>> colour("#c00000"), colour("80FFFFFF")
    ('FFC00000', '80FFFFFF')
    """
    return text.lstrip("#").upper().rjust(8, "F")


def font(look: Look, parts: Sequence[tuple[str, str]], prefix: str) -> str:
    """Return the font of a look: the book's own font (its children as name and XML), set bold, italic and so on."""
    swapped = {"b", "i", "u", "strike"}
    new: list[str] = [f"<{prefix}b/>"] if look.bold else []
    new += [f"<{prefix}i/>"] if look.italic else []
    tail: list[str] = []
    if look.size:
        swapped.add("sz")
        tail.append(f'<{prefix}sz val="{look.size}"/>')
    if look.colour:
        swapped.add("color")
        tail.append(f'<{prefix}color rgb="{colour(look.colour)}"/>')
    kept = [xml for name, xml in parts if name not in swapped]
    return f"<{prefix}font>{''.join(new + tail + kept)}</{prefix}font>"


def fill(text: str, prefix: str) -> str:
    """Return a solid fill."""
    return (
        f'<{prefix}fill><{prefix}patternFill patternType="solid"><{prefix}fgColor rgb="{colour(text)}"/>'
        f'<{prefix}bgColor indexed="64"/></{prefix}patternFill></{prefix}fill>'
    )


def border(look: Look, prefix: str) -> str:
    """Return thin lines above or below."""
    line = '<{0}{1} style="thin"><{0}color auto="1"/></{0}{1}>'
    edges = [
        line.format(prefix, edge) if drawn else f"<{prefix}{edge}/>"
        for edge, drawn in (("left", False), ("right", False), ("top", look.top), ("bottom", look.bottom))
    ]
    return f"<{prefix}border>{''.join(edges)}<{prefix}diagonal/></{prefix}border>"


def alignment(look: Look, prefix: str) -> str:
    """Return the alignment of a look: at the top, so that a row of wrapped and plain cells reads as one line."""
    attrs = ' vertical="top"'
    align = look.align or ("left" if look.indent else "")
    if align:
        attrs += f' horizontal="{align}"'
    if look.wrap:
        attrs += ' wrapText="1"'
    if look.indent:
        attrs += f' indent="{look.indent}"'
    return f"<{prefix}alignment{attrs}/>" if attrs else ""
