"""A cell function called by Calc: Calc's arguments made into cells, the answer into what Calc shows.

Calc hands a single empty cell over as the number 0, and TRUE as 1: what they were cannot be told here. Cells of a
range stay empty. An error in a range never comes here: Calc makes the whole answer an error.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import product
from typing import Any

from sn_excel.hosts.desktop import functions
from sn_excel.hosts.desktop.error_log import write
from sn_excel.model.sheets import Value

ERRORS = {
    "#NULL!": 521,
    "#DIV/0!": 532,
    "#VALUE!": 519,
    "#REF!": 524,
    "#NAME?": 525,
    "#NUM!": 503,
    "#N/A": 32767,
}
"""Excel's error values and Calc's numbers for them; those that Excel has got later are #VALUE! in Calc."""
_LATER = frozenset({"#GETTING_DATA", "#SPILL!", "#CONNECT!", "#BLOCKED!", "#UNKNOWN!", "#FIELD!", "#CALC!"})
_NOT_A_NUMBER = 0x7FF80000

Answer = tuple[tuple[float | str, ...], ...]


def answered(name: str, arguments: tuple[object, ...]) -> Answer:
    """Return what a function's cells show, rows of them; a fault of ours is #VALUE! and a line in the log."""
    try:
        return _called(name, arguments)
    except Exception as fault:  # noqa: BLE001  a cell can show no more than an error value
        write(name, fault)
        return ((error("#VALUE!"),),)


def _called(name: str, arguments: tuple[object, ...]) -> Answer:
    function = getattr(functions, name)
    required = sum("optional" not in argument for argument in function.__xlfunc__["args"])
    if any(argument is None for argument in arguments[:required]):
        return ((error("#VALUE!"),),)
    cells = [_cells(argument) for argument in arguments]
    ways = [(cell,) if at < required or not _nothing(cell) else (cell, None) for at, cell in enumerate(cells)]
    return _shown(settled([function(*way) for way in product(*ways)]))


def _nothing(cell: object) -> bool:
    return type(cell) is float and cell == 0


def settled(answers: Sequence[Any]) -> Any:
    """Return the answer where an argument that may be left out came as 0, which may be an empty cell.

    `answers` are those to every way to take it. The one that all sound ways give, else #N/A: no guess. The last error
    where no way is sound.

    >>> settled([78.0, 78.0]), settled(["#VALUE!", 3170.0]), settled([[[1.0], [2.0]], [[1.0], [3.0]]])
    (78.0, 3170.0, [[1.0], ['#N/A']])
    """
    sound = [answer for answer in answers if not _failed(answer)]
    if len(sound) <= 1:
        return [*answers, *sound][-1]
    if all(isinstance(answer, list) for answer in sound):
        return [settled(rows) for rows in zip(*sound, strict=True)]
    return sound[0] if all(answer == sound[0] for answer in sound) else "#N/A"


def _failed(answer: Any) -> bool:
    return isinstance(answer, str) and (answer in ERRORS or answer in _LATER)


def _cells(argument: Any) -> Value | float | list[list[Any]]:
    """Return an argument as the functions know it: a number, a text, None for a blank, or rows of them."""
    if not isinstance(argument, tuple):
        return argument  # type: ignore[no-any-return]  # a number or a text
    return [[None if cell == "" else cell for cell in row] for row in argument]


def _shown(answer: Any) -> Answer:
    if isinstance(answer, list):
        return tuple(tuple(map(_cell, row)) for row in answer)
    return ((_cell(answer),),)


def _cell(answer: float | str) -> float | str:
    return error(str(answer)) if _failed(answer) else answer


def error(code: str) -> float:
    """Return an error value as Calc carries it: a number that is none, with the error's number inside.

    >>> error("#N/A") == error("#N/A"), struct.pack(">d", error("#DIV/0!")).hex()
    (False, '7ff8000000000214')
    """
    packed = struct.pack("<II", ERRORS.get(code, ERRORS["#VALUE!"]), _NOT_A_NUMBER)
    return float(struct.unpack("<d", packed)[0])
