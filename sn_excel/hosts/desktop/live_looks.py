"""Looks in an open program: what `model.edits.Look` says, set on the largest blocks of cells that look alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sn_excel.model.edits import Look
from sn_excel.model.places import At
from sn_excel.model.sheets import Area


def dress(block: Any, look: Look) -> None:
    """Set a block of cells of our own as `look` says."""
    block.number_format = look.number_format
    block.font.bold = look.bold
    block.font.italic = look.italic
    if look.size:
        block.font.size = look.size
    if look.colour:
        block.font.color = "#" + look.colour
    if look.fill:
        block.color = "#" + look.fill
    block.wrap_text = look.wrap
    if look.align:
        block.horizontal_alignment = look.align
    if look.indent:
        block.adjust_indent(look.indent)
    for side, wanted in (("edge_top", look.top), ("edge_bottom", look.bottom)):
        if wanted:
            block.borders[side].line_style = "continuous"


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
