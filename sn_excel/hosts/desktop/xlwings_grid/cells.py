"""Cells written in an open program: whole blocks at a time, what is left alone really left alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sn_excel.hosts.desktop.xlwings_grid.cell_blocks import frame, guarded, runs
from sn_excel.hosts.desktop.xlwings_grid.looks import areas, codes, dress
from sn_excel.hosts.desktop.xlwings_grid.sheets import alike, contents, places
from sn_excel.model.edits import Cell, Formula, Look, Write
from sn_excel.model.places import At
from sn_excel.model.sheets import Area, Fault

Inverse = Callable[[], None]
_TEXT = "@"


def write(sheet: Any, edit: Write, blank: bool = False) -> Iterator[Inverse]:
    """Write a block of cells; before the first touch, yield what gives them back their contents and number formats.

    A `blank` sheet is one that was just added: it holds nothing to give back, and goes as a whole if need be.
    """
    cells, blocks = edit.cells(), list(runs(edit))
    formats: dict[At, str] = {}
    if not blank:
        before = {at: cell for area in blocks for at, cell in _held(_block(sheet, area), area).items()}
        formats = _formats(sheet, blocks)
        yield lambda: _back(sheet, before, blocks, formats)
    for area, look in areas({at: _textual(cell, cell.look) for at, cell in cells.items() if cell.look is not None}):
        dress(_block(sheet, area), look, blank)
    own = {at for at, cell in cells.items() if cell.look is not None}
    _fill(sheet, cells, blocks, {at: code for at, code in formats.items() if at not in own})
    for at, cell in cells.items():
        if cell.link:
            sheet.range(at).add_hyperlink(f"#{cell.link}", str(cell.content))


def reenter(sheet: Any, spots: Collection[At]) -> None:
    """Enter formulas anew, so that the program computes them; what cannot be entered alone (an array) is let be."""
    for area, _ in areas(dict.fromkeys(spots, Look())):
        block = _block(sheet, area)
        with suppress(Exception):
            _put(block, _formulas(block))


def _textual(cell: Cell, look: Look) -> Look:
    """Return the look of a cell of ours: one with a text that must stay a text is a text cell."""
    return replace(look, number_format=_TEXT) if isinstance(cell.content, str) and guarded(cell.content) else look


def _held(block: Any, area: Area) -> dict[At, Cell]:
    shown = contents(block, area, _formulas(block))
    return {at: Cell(Formula(formula, value) if formula else value) for at, (value, formula) in shown.items()}


def _formulas(block: Any) -> Any:
    """Return formulas as they are to be entered again; Excel without dynamic arrays lacks `formula2`."""
    try:
        return block.formula2
    except AttributeError:
        return block.formula


def _formats(sheet: Any, blocks: list[Area]) -> dict[At, str]:
    """Return the number formats of the blocks' cells: as a rule the frame around them all has one."""
    common = _block(sheet, frame(blocks)).number_format
    found: dict[At, str] = {}
    for block in blocks:
        parts = [(block, common)] if common else alike(sheet, block, lambda cells: cells.number_format)
        for part, code in parts:
            found |= dict.fromkeys(places(part), str(code)) if code else {}
    return found


def _back(sheet: Any, before: dict[At, Cell], blocks: list[Area], formats: dict[At, str]) -> None:
    """Give cells back what they held; what did not come to stand with its block is written alone."""
    _format(sheet, formats)
    _fill(sheet, before, blocks, formats)
    now = {at: cell for area in blocks for at, cell in _held(_block(sheet, area), area).items()}
    astray = {at: cell for at, cell in before.items() if not _typed_alike(cell, now[at])}
    _fill(sheet, astray, [(*at, *at) for at in astray], {at: formats[at] for at in astray if at in formats})


def _typed_alike(one: Cell, other: Cell) -> bool:
    """Say whether two cells hold the same formula or the same content, whatever a formula shows now."""
    formulas = [cell.content.text if isinstance(cell.content, Formula) else None for cell in (one, other)]
    return formulas[0] == formulas[1] and (formulas[0] is not None or one.content == other.content)


def _fill(sheet: Any, cells: dict[At, Cell], blocks: Iterable[Area], formats: Mapping[At, str]) -> None:
    """Write cells by blocks. `formats` are the number formats of a person's cells, which they have afterwards too.

    A number put into a text cell would become a text, and a text that looks typed a number elsewhere: such cells have
    another format meanwhile. What stands in a cell stays what it is when the number format changes.
    """
    meanwhile = {at: code for at, now in formats.items() if (code := _needed(cells[at], now)) != now}
    _format(sheet, meanwhile)
    for block in blocks:
        _put(_block(sheet, block), _matrix(cells, block))
    signs = {at: Look() for at, cell in cells.items() if _formula_like(cell.content)}
    for (top, left, bottom, right), _ in areas(signs):
        texts = [[cells[row, column].content for column in range(left, right + 1)] for row in range(top, bottom + 1)]
        _put(_block(sheet, (top, left, bottom, right)), texts)
    _format(sheet, {at: formats[at] for at in meanwhile})


def _needed(cell: Cell, now: str) -> str:
    """Return the number format that a person's cell must have while it is written."""
    if isinstance(cell.content, str):
        return _TEXT if guarded(cell.content) else now
    return "General" if now == _TEXT else now


def _format(sheet: Any, formats: Mapping[At, str]) -> None:
    for area, code in codes(formats):
        _block(sheet, area).number_format = code


def _formula_like(content: Any) -> bool:
    """Say whether a text is put alone: within a block of other cells some programs take it for a formula."""
    return isinstance(content, str) and content.lstrip()[:1] == "="


def _matrix(cells: dict[At, Cell], area: Area) -> list[list[Any]]:
    top, left, bottom, right = area
    return [[_content(cells[row, column]) for column in range(left, right + 1)] for row in range(top, bottom + 1)]


def _content(cell: Cell) -> Any:
    content = cell.content
    if isinstance(content, Formula):
        return "=" + content.text
    if isinstance(content, str):
        return "" if _formula_like(content) else content
    if isinstance(content, Fault):
        return f"={content.code}"
    return float(content) if isinstance(content, int | Decimal) and not isinstance(content, bool) else content


def _put(block: Any, matrix: Any) -> None:
    """Write formulas and values in one go; Excel without dynamic arrays lacks `formula2`.

    Straight to the engine: what stands here is plain already, and xlwings' own converter measures the block anew, which
    takes some thirty calls to the program for each that writes.
    """
    rows = matrix if isinstance(matrix, list | tuple) else ()
    single = len(rows) == 1 and isinstance(rows[0], list | tuple) and len(rows[0]) == 1
    content = rows[0][0] if single else matrix
    try:
        block.impl.formula2 = content
    except AttributeError:
        block.impl.formula = content


def _block(sheet: Any, area: Area) -> Any:
    top, left, bottom, right = area
    return sheet.range((top, left), (bottom, right))
