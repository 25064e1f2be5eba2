"""Blocks of cells as formulas get them: one cell or a range in, the same shape out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from math import isfinite, log10
from typing import TypeAlias

from sn_excel.model.number_texts import parse
from sn_excel.model.sheets import Fault, Value

Cell: TypeAlias = Value | float
Block: TypeAlias = Sequence[Sequence[Cell]]
Cells: TypeAlias = Cell | Block
Number: TypeAlias = int | float
Shape: TypeAlias = tuple[int, int]
"""Rows and columns of a block; (0, 0) for a single cell that came as such."""

NO_VALUE, NO_DIVISION, NO_NUMBER = Fault("#VALUE!"), Fault("#DIV/0!"), Fault("#NUM!")
MISSING = Fault("#N/A")
ERRORS = frozenset(
    (
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA",
        "#SPILL!", "#CONNECT!", "#BLOCKED!", "#UNKNOWN!", "#FIELD!", "#CALC!",
    )
)  # fmt: skip
_ONE: Shape = (0, 0)
_PLAIN = ({float}, {int}, {int, float}, {float, type(None)}, {int, type(None)}, {type(None)})
_DIGITS = 14


def amount(cell: Cell) -> Number | Fault | None:
    """Return a cell's number; None for a blank one, and a Fault for an error or what is no amount.

    A text is read as people write amounts in Swedish; an undecided one (`1.302`) is no amount, nor is a truth value.

    >>> amount("12 300,50"), amount(" "), amount("#REF!"), amount(True), amount("ej klart")
    (12300.5, None, Fault(code='#REF!'), Fault(code='#VALUE!'), Fault(code='#VALUE!'))
    """
    if isinstance(cell, bool):
        return NO_VALUE
    if isinstance(cell, float):
        return cell if isfinite(cell) else NO_NUMBER
    if isinstance(cell, str):
        return _of_text(cell)
    if isinstance(cell, int | Fault) or cell is None:
        return cell
    return float(cell) if isinstance(cell, Decimal) else NO_VALUE


@lru_cache(maxsize=4096)
def _of_text(text: str) -> Number | Fault | None:
    if not text or text.isspace():
        return None
    if text in ERRORS:
        return Fault(text)
    found = parse(text)
    if found is None:
        return NO_VALUE
    return found if isinstance(found, int) else float(found)


def truth(cells: Cells) -> bool | Fault:
    """Return what a single switch says: a blank one is off, and words are understood in Swedish and English.

    >>> truth(True), truth(None), truth("SANT"), truth([[1.0]]), truth("kanske"), truth([[True, False]])
    (True, False, True, True, Fault(code='#VALUE!'), Fault(code='#VALUE!'))
    """
    cell = single(cells)
    if cell is None or isinstance(cell, bool | Fault):
        return bool(cell) if not isinstance(cell, Fault) else cell
    if isinstance(cell, str):
        word = cell.strip().casefold()
        return Fault(cell) if cell in ERRORS else _SWITCHES.get(word, NO_VALUE)
    return cell != 0


_SWITCHES: dict[str, bool | Fault] = {
    "": False, "sant": True, "true": True, "ja": True, "falskt": False, "false": False, "nej": False,
}  # fmt: skip


def single(cells: Cells) -> Cell:
    """Return the one cell of a block; a Fault where it holds another number of cells.

    >>> single([["Budgettakt"]]), single([[1, 2]])
    ('Budgettakt', Fault(code='#VALUE!'))
    """
    if not isinstance(cells, list | tuple):
        return cells  # type: ignore[return-value]  # a Block is a list or a tuple, so what is left is a cell
    _, found = flat(cells)
    return found[0] if len(found) == 1 else NO_VALUE


def flat(cells: Cells) -> tuple[Shape, Sequence[Cell]]:
    """Return a block's shape and its cells row by row; a list of cells counts as one row."""
    if not isinstance(cells, list | tuple):
        return _ONE, [cells]  # type: ignore[list-item]  # as above
    if not cells or not isinstance(cells[0], list | tuple):
        return (1, len(cells)), cells
    if len(cells) == 1:
        return (1, len(cells[0])), cells[0]
    return (len(cells), len(cells[0])), list(chain.from_iterable(cells))


def shaped(shape: Shape, cells: Sequence[Cell]) -> Cells:
    """Return cells as the block of that shape, a single cell as itself."""
    rows, columns = shape
    if rows <= 1:
        return [cells] if rows else cells[0]
    if columns == 1:
        return [[cell] for cell in cells]
    return [cells[start : start + columns] for start in range(0, rows * columns, columns)]


def tidied(answers: Iterable[Number | None], largest: Number) -> list[Cell]:
    """Return sums without the dust of binary fractions: fifteen digits of their largest term, as Excel shows.

    >>> tidied([0.3 - 0.1, None], 0.3), tidied([12470.35 - 14191.10], 14191.10)
    ([0.2, None], [-1720.75])
    """
    kept = _DIGITS - int(log10(largest)) if largest else _DIGITS
    return [answer if answer is None else round(answer, kept) for answer in answers]


def each(many: Callable[..., Sequence[Cell]], *arguments: Cells) -> Cells:
    """Return one answer per cell of the arguments, which have one shape or are single cells; #VALUE! otherwise.

    `many` answers for lists of amounts at once, blank ones None. The first error beside an answer is the answer.
    """
    split = [flat(argument) for argument in arguments]
    shape = _common([found for found, _ in split])
    if shape is None:
        return NO_VALUE
    count = max(shape[0] * shape[1], 1)
    columns: list[Sequence[Number | Fault | None]] = []
    sound = True
    for _, cells in split:
        column = cells if len(cells) == count else [cells[0]] * count
        if set(map(type, column)) not in _PLAIN:
            column = [amount(cell) for cell in column]
            sound = sound and Fault not in set(map(type, column))
        columns.append(column)  # type: ignore[arg-type]  # by now numbers, blanks and faults only
    return shaped(shape, many(*columns) if sound else _around_faults(many, columns))


def _common(shapes: list[Shape]) -> Shape | None:
    wide = {shape for shape in shapes if shape not in (_ONE, (1, 1))}
    if wide:
        found = wide.pop()
        return None if wide or not found[0] * found[1] else found
    return (1, 1) if (1, 1) in shapes else _ONE


def _around_faults(many: Callable[..., Sequence[Cell]], columns: list[Sequence[Number | Fault | None]]) -> list[Cell]:
    rows = list(zip(*columns, strict=True))
    faults = [next((found for found in row if isinstance(found, Fault)), None) for row in rows]
    sound = [row for row, fault in zip(rows, faults, strict=True) if fault is None]
    answers = iter(many(*zip(*sound, strict=True)) if sound else ())
    return [next(answers) if fault is None else fault for fault in faults]
