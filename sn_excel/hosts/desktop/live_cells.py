"""Cells written in an open program: whole blocks at a time, what is left alone really left alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from decimal import Decimal
from typing import Any

from sn_excel.calculations.blocks import ERRORS
from sn_excel.hosts.desktop.live_looks import areas, dress
from sn_excel.hosts.desktop.live_sheets import alike, contents
from sn_excel.model.edits import Cell, Edit, Formula, Look, Write
from sn_excel.model.places import At
from sn_excel.model.sheets import Area, Fault

Inverse = Callable[[], None]
LARGEST = 100_000
"""So many cells at the most lie within the frame of writes that are made one."""
_TEXT = "@"
_LOOKS_TYPED = re.compile(r"""[\s(]*[-+=@'.,%$\u20ac\u00a3]|[\s(]*\d""")
_WORD = re.compile(r"[^\W\d_]+")
_TRUTHS = frozenset({"true", "false", "sant", "falskt"})
_MONTHS = frozenset({"jan", "feb", "mar", "apr", "maj", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec"})
_UNITS = frozenset({"e", "kr", "sek", "am", "pm"})


def write(sheet: Any, edit: Write) -> Iterator[Inverse]:
    """Write a block of cells; before the first touch, yield what gives them back their contents and number formats."""
    cells, blocks = written(edit), list(runs(edit))
    before = {at: cell for area in blocks for at, cell in _held(_block(sheet, area)).items()}
    formats = [found for area in blocks for found in _formats(sheet, area)]
    yield lambda: _back(sheet, before, blocks, formats)
    for area, look in areas({at: cell.look for at, cell in cells.items() if cell.look is not None}):
        dress(_block(sheet, area), look)
    _fill(sheet, cells, blocks)
    for at, cell in cells.items():
        if cell.link:
            sheet.range(at).add_hyperlink(f"#{cell.link}", str(cell.content))


def reenter(sheet: Any, places: Collection[At]) -> None:
    """Enter formulas anew, so that the program computes them; what cannot be entered alone (an array) is let be."""
    for area, _ in areas(dict.fromkeys(places, Look())):
        block = _block(sheet, area)
        with suppress(Exception):
            _put(block, _formulas(block))


def joined(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits with writes on one sheet that follow each other made one, so that they become whole blocks.

    >>> one, other = Write("771", (5, 2), ((Cell(1),),)), Write("771", (6, 2), ((Cell(2),),))
    >>> [edit.rows for edit in joined([one, other])]
    [((Cell(content=1, look=None, link=''),), (Cell(content=2, look=None, link=''),))]
    """
    waiting: dict[At, Cell] = {}
    name = ""
    for edit in edits:
        fresh = written(edit) if isinstance(edit, Write) else {}
        if waiting and (not isinstance(edit, Write) or edit.sheet != name or not _fit(waiting, fresh)):
            yield _write(name, waiting)
            waiting = {}
        if isinstance(edit, Write):
            name, waiting = edit.sheet, {**waiting, **fresh}
        else:
            yield edit
    if waiting:
        yield _write(name, waiting)


def _fit(waiting: dict[At, Cell], fresh: dict[At, Cell]) -> bool:
    """Say whether cells can be written together: none twice, and all within a frame of reasonable size."""
    top, left, bottom, right = _frame({**waiting, **fresh})
    return not waiting.keys() & fresh.keys() and (bottom - top + 1) * (right - left + 1) <= LARGEST


def _frame(cells: dict[At, Cell]) -> Area:
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    return min(rows), min(columns), max(rows), max(columns)


def _write(name: str, cells: dict[At, Cell]) -> Write:
    top, left, bottom, right = _frame(cells)
    rows = (tuple(cells.get((row, column)) for column in range(left, right + 1)) for row in range(top, bottom + 1))
    return Write(name, (top, left), tuple(rows))


def _held(block: Any) -> dict[At, Cell]:
    shown = contents(block, _formulas(block))
    return {at: Cell(Formula(formula, value) if formula else value) for at, (value, formula) in shown.items()}


def _formulas(block: Any) -> Any:
    """Return formulas as they are to be entered again; Excel without dynamic arrays lacks `formula2`."""
    try:
        return block.formula2
    except AttributeError:
        return block.formula


def _formats(sheet: Any, area: Area) -> list[tuple[Area, str]]:
    return [(part, str(code)) for part, code in alike(sheet, area, lambda block: block.number_format) if code]


def _back(sheet: Any, before: dict[At, Cell], blocks: list[Area], formats: list[tuple[Area, str]]) -> None:
    for area, code in formats:
        _block(sheet, area).number_format = code
    _fill(sheet, before, blocks)


def _fill(sheet: Any, cells: dict[At, Cell], blocks: list[Area]) -> None:
    """Write cells by blocks. A number put into a text cell would become a text, so it is no text cell meanwhile."""
    for block in blocks:
        texts = [(area, code) for area, code in _formats(sheet, block) if code == _TEXT]
        for area, _ in texts:
            _block(sheet, area).number_format = "General"
        _put(_block(sheet, block), _matrix(cells, block))
        for area, code in texts:
            _block(sheet, area).number_format = code
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
    """Write texts that must stay texts: their cells are text cells while they are put, and a person's are so no longer.

    What stands in a cell stays what it is when the number format changes.
    """
    texts = {at: cell for at, cell in cells.items() if isinstance(cell.content, str) and guarded(cell.content)}
    own = {at for at, cell in texts.items() if cell.look is not None}
    for kind in (own, texts.keys() - own):
        for area, _ in areas(dict.fromkeys(kind, Look())):
            top, left, bottom, right = area
            formats = [] if kind is own else _formats(sheet, area)
            _block(sheet, area).number_format = _TEXT
            matrix = [
                [texts[row, column].content for column in range(left, right + 1)] for row in range(top, bottom + 1)
            ]
            _put(_block(sheet, area), matrix)
            for part, code in formats:
                _block(sheet, part).number_format = code


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
