"""A cell function called by Calc: Calc's arguments made into cells, the answer into what Calc shows.

Calc hands a single empty cell over as the number 0, and TRUE as 1: what they were cannot be told here.
"""

from __future__ import annotations

import struct
from typing import Any

from sn_excel.hosts.desktop import functions
from sn_excel.hosts.desktop.journals import write
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
    return _shown(function(*map(_cells, arguments)))


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
    if type(answer) is str and answer.startswith("#"):
        return error(answer) if answer in ERRORS or answer in _LATER else answer
    return answer


def error(code: str) -> float:
    """Return an error value as Calc carries it: a number that is none, with the error's number inside.

    >>> error("#N/A") == error("#N/A"), struct.pack(">d", error("#DIV/0!")).hex()
    (False, '7ff8000000000214')
    """
    packed = struct.pack("<II", ERRORS.get(code, ERRORS["#VALUE!"]), _NOT_A_NUMBER)
    return float(struct.unpack("<d", packed)[0])
