"""Cells written in an open program: whole blocks at a time, what is left alone really left alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from sn_excel.calculations.blocks import ERRORS
from sn_excel.hosts.desktop.live_looks import areas, dress
from sn_excel.hosts.desktop.live_sheets import contents
from sn_excel.model.edits import Cell, Formula, Look, Write
from sn_excel.model.places import At
from sn_excel.model.sheets import Area, Fault, Value

Inverse = Callable[[], None]
_TEXT = "@"
_LOOKS_TYPED = re.compile(r"""[\s(]*[-+=@'.,%$\u20ac\u00a3]|[\s(]*\d""")
_WORD = re.compile(r"[^\W\d_]+")
_TRUTHS = frozenset({"true", "false", "sant", "falskt"})
_MONTHS = frozenset({"jan", "feb", "mar", "apr", "maj", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec"})
_UNITS = frozenset({"e", "kr", "sek", "am", "pm"})


def write(sheet: Any, edit: Write) -> Inverse:
    """Write a block of cells, and return what gives the cells their contents back."""
    cells, blocks = written(edit), list(runs(edit))
    before = {at: _held(*found) for area in blocks for at, found in contents(_block(sheet, area)).items()}
    for area, look in areas({at: cell.look for at, cell in cells.items() if cell.look is not None}):
        dress(_block(sheet, area), look)
    _fill(sheet, cells, blocks)
    for at, cell in cells.items():
        if cell.link:
            sheet.range(at).add_hyperlink(f"#{cell.link}", str(cell.content))
    return lambda: _fill(sheet, before, blocks)


def _held(shown: Value, formula: str) -> Cell:
    return Cell(Formula(formula, shown) if formula else shown)


def _fill(sheet: Any, cells: dict[At, Cell], blocks: list[Area]) -> None:
    for block in blocks:
        _put(_block(sheet, block), _matrix(cells, block))
    _guard(sheet, cells)


def written(edit: Write) -> dict[At, Cell]:
    """Return the cells that a block writes, by place."""
    row, column = edit.at
    return {
        (row + down, column + right): cell
        for down, cells in enumerate(edit.rows)
        for right, cell in enumerate(cells)
        if cell is not None
    }


def runs(edit: Write) -> Iterator[Area]:
    """Yield the largest blocks without gaps: rows below each other that fill the same columns are one.

    >>> one = Cell(1)
    >>> list(runs(Write("771", (5, 2), ((one, one, None, one), (one, one, None, one)))))
    [(5, 2, 6, 3), (5, 5, 6, 5)]
    """
    row, column = edit.at
    open_runs: dict[tuple[int, int], tuple[int, int]] = {}
    found: list[Area] = []
    for down, cells in enumerate(edit.rows, row):
        for (left, right), (top, bottom) in list(open_runs.items()):
            if bottom < down - 1:
                found.append((top, left, bottom, right))
                del open_runs[left, right]
        for edges in _filled(cells, column):
            open_runs[edges] = (open_runs.get(edges, (down, 0))[0], down)
    found += [(top, left, bottom, right) for (left, right), (top, bottom) in open_runs.items()]
    return iter(sorted(found))


def _filled(cells: tuple[Cell | None, ...], column: int) -> Iterator[tuple[int, int]]:
    start = None
    for at, cell in enumerate((*cells, None), column):
        if cell is not None and start is None:
            start = at
        elif cell is None and start is not None:
            yield start, at - 1
            start = None


def guarded(text: str) -> bool:
    """Say whether a program might take a text for something else: a number, a day, a truth value, a formula.

    >>> guarded("771"), guarded("=1+1"), guarded("Maj 2024"), guarded("12 300 kr"), guarded("SANT")
    (True, True, True, True, True)
    >>> guarded("771 Äldreomsorg"), guarded("Totalt"), guarded("SN301"), guarded("")
    (False, False, False, False)
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    if _LOOKS_TYPED.match(text):
        return text.lstrip()[:1] in "=+-@'" or all(word in _UNITS or word[:3] in _MONTHS for word in words)
    if text.casefold().strip() in _TRUTHS or text in ERRORS:
        return True
    return bool(words) and words[0][:3] in _MONTHS and len(words) == 1 and any(sign.isdigit() for sign in text)


def _guard(sheet: Any, cells: dict[At, Cell]) -> None:
    """Write texts that must stay texts: the cells become text cells before they are filled."""
    texts = {at: cell for at, cell in cells.items() if isinstance(cell.content, str) and guarded(cell.content)}
    for area, _ in areas(dict.fromkeys(texts, Look())):
        block = _block(sheet, area)
        block.number_format = _TEXT
        top, left, bottom, right = area
        _put(
            block,
            [[texts[row, column].content for column in range(left, right + 1)] for row in range(top, bottom + 1)],
        )


def _matrix(cells: dict[At, Cell], area: Area) -> list[list[Any]]:
    top, left, bottom, right = area
    return [[_content(cells[row, column]) for column in range(left, right + 1)] for row in range(top, bottom + 1)]


def _content(cell: Cell) -> Any:
    content = cell.content
    if isinstance(content, Formula):
        return "=" + content.text
    if isinstance(content, str):
        return "" if guarded(content) else content
    if isinstance(content, Fault):
        return f"={content.code}"
    return float(content) if isinstance(content, int | Decimal) and not isinstance(content, bool) else content


def _put(block: Any, matrix: Any) -> None:
    """Write formulas and values in one go; Excel without dynamic arrays lacks `formula2`."""
    single = isinstance(matrix, list | tuple) and block.shape == (1, 1)
    content = matrix[0][0] if single and isinstance(matrix[0], list | tuple) else matrix
    try:
        block.formula2 = content
    except AttributeError:
        block.formula = content


def _block(sheet: Any, area: Area) -> Any:
    top, left, bottom, right = area
    return sheet.range((top, left), (bottom, right))
