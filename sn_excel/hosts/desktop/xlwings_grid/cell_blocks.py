"""Blocks of cells for an open program that answers a call at a time: writes few and large, typed-looking texts told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from sn_excel.calculations.cell_functions.cell_blocks import ERRORS
from sn_excel.model.edits import AddSheet, Cell, DropSheet, Edit, Formula, Write
from sn_excel.model.places import At, address
from sn_excel.model.sheets import Area, Sheet, Value

LARGEST = 100_000
"""So many cells at the most lie within the frame of writes that are made one."""
_SLACK = Decimal("0.0001")
"""Programs keep fifteen digits, and four decimals of an amount in a cell with a currency's format."""
_DIGITS = Decimal("1e-14")
_LOOKS_TYPED = re.compile(r"""[\s(]*[-+=@'.,%$\u20ac\u00a3]|[\s(]*\d""")
_WORD = re.compile(r"[^\W\d_]+")
_TRUTHS = frozenset({"true", "false", "sant", "falskt"})
_MONTHS = frozenset({"jan", "feb", "mar", "apr", "maj", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec"})
_UNITS = frozenset({"e", "kr", "sek", "am", "pm"})


def joined(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits with writes on one sheet that follow each other made one, so that they become whole blocks.

    >>> one, other = Write("771", (5, 2), ((Cell(1),),)), Write("771", (6, 2), ((Cell(2),),))
    >>> [edit.rows for edit in joined([one, other])]
    [((Cell(content=1, look=None, link=''),), (Cell(content=2, look=None, link=''),))]
    """
    waiting: dict[At, Cell] = {}
    name = ""
    for edit in edits:
        fresh = edit.cells() if isinstance(edit, Write) else {}
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


def frame(blocks: Iterable[Area]) -> Area:
    """Return the smallest area around blocks.

    >>> frame([(5, 2, 6, 3), (4, 5, 4, 5)])
    (4, 2, 6, 5)
    """
    tops, lefts, bottoms, rights = zip(*blocks, strict=True)
    return min(tops), min(lefts), max(bottoms), max(rights)


def _frame(cells: Iterable[At]) -> Area:
    return frame((row, column, row, column) for row, column in cells)


def _write(name: str, cells: dict[At, Cell]) -> Write:
    top, left, bottom, right = _frame(cells)
    rows = (tuple(cells.get((row, column)) for column in range(left, right + 1)) for row in range(top, bottom + 1))
    return Write(name, (top, left), tuple(rows))


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


def astray(edits: Iterable[Edit], now: Iterable[Sheet]) -> str:
    """Return the first place where an amount or a formula that was written does not stand; empty when all do.

    What a program does with a block where a filter hides rows, or with what is typed in a moment, is not ours to trust.

    >>> astray([Write("771", (5, 2), ((Cell(12),),))], [Sheet("", "771", {(6, 2): 12})])
    '771 B5'
    """
    wanted: dict[tuple[str, At], Cell] = {}
    for edit in edits:
        if isinstance(edit, Write):
            wanted |= {(edit.sheet, at): cell for at, cell in edit.cells().items()}
        elif isinstance(edit, AddSheet | DropSheet):
            wanted = {place: cell for place, cell in wanted.items() if place[0] != edit.name}
    held = {sheet.name: sheet for sheet in now}
    gone = (
        f"{name} {address(at)}"
        for (name, at), cell in wanted.items()
        if name in held and not _stands(cell.content, held[name], at)
    )
    return next(gone, "")


def _stands(content: Value | Formula, sheet: Sheet, at: At) -> bool:
    if isinstance(content, Formula):
        return at in sheet.formulas
    found = sheet.cells.get(at)
    if content is None:
        return found in (None, "")
    if isinstance(content, bool) or not isinstance(content, int | Decimal):
        return True
    wanted = Decimal(content)
    return isinstance(found, int | Decimal) and abs(found - wanted) <= max(_SLACK, abs(wanted) * _DIGITS)


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
