"""Looks in an open program: what `model.edits.Look` says, set on the largest blocks of cells that look alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sn_excel.model.edits import Look
from sn_excel.model.places import At
from sn_excel.model.sheets import Area


def dress(block: Any, look: Look, blank: bool = False) -> None:
    """Set a block of cells of our own as `look` says; a `blank` sheet has the plainest look already."""
    _set(block, "number_format", look.number_format, "General" if blank else "")
    font = block.font
    _set(font, "bold", look.bold, False if blank else None)
    _set(font, "italic", look.italic, False if blank else None)
    _set(font, "size", look.size, 0)
    _set(font, "color", look.colour and "#" + look.colour, "")
    _set(block, "color", look.fill and "#" + look.fill, "")
    _set(block, "wrap_text", look.wrap, False if blank else None)
    if look.align:
        block.horizontal_alignment = look.align
    if look.indent:
        block.adjust_indent(look.indent)
    for side, wanted in (("edge_top", look.top), ("edge_bottom", look.bottom)):
        if wanted:
            block.borders[side].line_style = "continuous"


def _set(what: Any, name: str, wanted: object, present: object) -> None:
    """Set a property that is not already so: each is a call to the program."""
    if wanted != present:
        setattr(what, name, wanted)


def codes(formats: Mapping[At, str]) -> Iterator[tuple[Area, str]]:
    """Yield blocks of cells that have a number format in common.

    >>> list(codes({(1, 1): "@", (1, 2): "@", (2, 1): "0", (2, 2): "0"}))
    [((1, 1, 1, 2), '@'), ((2, 1, 2, 2), '0')]
    """
    for area, look in areas({at: Look(number_format=code) for at, code in formats.items()}):
        yield area, look.number_format


def areas(looks: Mapping[At, Look]) -> Iterator[tuple[Area, Look]]:
    """Yield blocks of cells that look alike; lines above and below belong to single rows.

    >>> bold = Look(bold=True)
    >>> list(areas({(1, 1): bold, (1, 2): bold, (2, 1): bold, (2, 2): bold}))[0][0]
    (1, 1, 2, 2)
    """
    open_runs: dict[tuple[int, int], tuple[int, int, Look]] = {}
    for row in sorted({row for row, _ in looks}):
        found = dict(_runs(row, looks))
        for edges, (top, bottom, look) in list(open_runs.items()):
            if found.get(edges) != look or bottom != row - 1 or look.top or look.bottom:
                yield (top, edges[0], bottom, edges[1]), look
                del open_runs[edges]
        for edges, look in found.items():
            top = open_runs[edges][0] if edges in open_runs else row
            open_runs[edges] = (top, row, look)
    for edges, (top, bottom, look) in open_runs.items():
        yield (top, edges[0], bottom, edges[1]), look


def _runs(row: int, looks: Mapping[At, Look]) -> Iterator[tuple[tuple[int, int], Look]]:
    """Yield the first and last column of neighbouring cells of a row that look alike."""
    columns: Iterable[int] = sorted(column for at, column in looks if at == row)
    start = last = 0
    for column in columns:
        if start and column == last + 1 and looks[row, column] == looks[row, start]:
            last = column
            continue
        if start:
            yield (start, last), looks[row, start]
        start = last = column
    if start:
        yield (start, last), looks[row, start]
