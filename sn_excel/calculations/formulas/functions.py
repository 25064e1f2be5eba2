"""The functions that follow-up workbooks use, as a spreadsheet computes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal
from statistics import median
from typing import TypeAlias

from sn_excel.calculations.formulas.trees import UnknownFormulaError
from sn_excel.model.amounts import tidy
from sn_excel.model.sheets import Fault, Value

Block: TypeAlias = tuple[Value, ...]
"""The values of an area, in order."""

Argument: TypeAlias = Value | Block
DIV, VALUE, NUM = Fault("#DIV/0!"), Fault("#VALUE!"), Fault("#NUM!")


class FaultError(Exception):
    """A spreadsheet error that spreads to what reads it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def number(value: Argument) -> Decimal:
    """Return a single value as a number; a blank is 0, whole digits count, other text is #VALUE!, an error spreads.

    UnknownFormulaError when it depends on the program's language whether the text is a number.

    >>> number("7192"), number(None)
    (Decimal('7192'), Decimal('0'))
    """
    if isinstance(value, tuple):
        raise UnknownFormulaError("an area where a cell is expected")
    if isinstance(value, Fault):
        raise FaultError(value)
    if isinstance(value, str):
        return _numeral(value.strip())
    return Decimal(0) if value is None else Decimal(int(value)) if isinstance(value, bool) else Decimal(value)


def _numeral(written: str) -> Decimal:
    if re.fullmatch(r"[-+]?[0-9]{1,15}", written):
        return Decimal(written)
    if re.search(r"[0-9]", written):
        raise UnknownFormulaError("a text that may be a number")
    raise FaultError(VALUE)


def truth(value: Argument) -> bool:
    """Return a single value as a condition."""
    return number(value) != 0


def numbers(arguments: Sequence[Argument]) -> Iterator[Decimal]:
    """Yield the numbers among arguments: texts and truth values in areas are passed over, errors spread."""
    for argument in arguments:
        if not isinstance(argument, tuple):
            yield number(argument)
            continue
        for value in argument:
            if isinstance(value, Fault):
                raise FaultError(value)
            if isinstance(value, int | Decimal) and not isinstance(value, bool):
                yield Decimal(value)


def places(value: Decimal, digits: Decimal, how: str) -> Decimal:
    """Return a number rounded to a number of decimals (negative: tens, hundreds, …).

    >>> places(Decimal("-2.5"), Decimal(0), ROUND_HALF_UP), places(Decimal("1234"), Decimal(-2), ROUND_HALF_UP)
    (Decimal('-3'), Decimal('1.2E+3'))
    """
    return value.quantize(Decimal(1).scaleb(-int(digits)), how)


def _rounding(how: str) -> Callable[[Sequence[Argument]], Value]:
    def function(arguments: Sequence[Argument]) -> Value:
        digits = number(arguments[1]) if len(arguments) > 1 else Decimal(0)
        return places(number(arguments[0]), digits, how)

    return function


def _sum(arguments: Sequence[Argument]) -> Value:
    return sum(numbers(arguments), Decimal(0))


def _subtotal(arguments: Sequence[Argument]) -> Value:
    if number(arguments[0]) not in {9, 109}:
        raise UnknownFormulaError("SUBTOTAL")
    return _sum(arguments[1:])


def _average(arguments: Sequence[Argument]) -> Value:
    found = list(numbers(arguments))
    if not found:
        raise FaultError(DIV)
    return sum(found, Decimal(0)) / len(found)


def _median(arguments: Sequence[Argument]) -> Value:
    found = list(numbers(arguments))
    if not found:
        raise FaultError(NUM)
    return median(found)


def _flat(arguments: Sequence[Argument]) -> Iterator[Value]:
    for argument in arguments:
        if isinstance(argument, tuple):
            yield from argument
        else:
            yield argument


def _truths(arguments: Sequence[Argument]) -> list[bool]:
    """Return the conditions among arguments: texts and blanks in areas are passed over; #VALUE! when none is left."""
    kept: list[Argument] = []
    for argument in arguments:
        if isinstance(argument, tuple):
            kept += (value for value in argument if value is not None and not isinstance(value, str))
        else:
            kept.append(argument)
    if not kept:
        raise FaultError(VALUE)
    return [truth(value) for value in kept]


def _is_number(value: Argument) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _n(arguments: Sequence[Argument]) -> Value:
    value = arguments[0]
    if isinstance(value, Fault):
        raise FaultError(value)
    return number(value) if not isinstance(value, str | tuple) else Decimal(0)


def _sumif(arguments: Sequence[Argument]) -> Value:
    """Return the sum beside the cells that are the criterion; comparisons and wildcards are left to the program."""
    area, wanted, *beside = arguments
    amounts = beside[0] if beside else area
    if isinstance(wanted, tuple) or (isinstance(wanted, str) and re.search(r"^[<>=]|[*?~]", wanted)):
        raise UnknownFormulaError("SUMIF")
    looked, added = ((one if isinstance(one, tuple) else (one,)) for one in (area, amounts))
    if len(looked) != len(added):
        raise UnknownFormulaError("SUMIF")
    return sum(
        (next(numbers([(add,)]), Decimal(0)) for look, add in zip(looked, added, strict=True) if _alike(look, wanted)),
        Decimal(0),
    )


def _alike(value: Value, wanted: Value) -> bool:
    if isinstance(value, Fault | bool) or value is None or wanted is None:
        return False
    return text(value).casefold() == text(wanted).casefold()


def text(value: Argument) -> str:
    """Return a single value as a text; a blank is empty, an error spreads.

    >>> text(Decimal("2024.0")), text(None)
    ('2024', '')
    """
    if isinstance(value, Fault):
        raise FaultError(value)
    if isinstance(value, tuple | bool):
        raise UnknownFormulaError("a text is expected")
    if isinstance(value, str):
        return value
    whole = "" if value is None else tidy(value)
    return format(whole, "f") if isinstance(whole, Decimal) else str(whole)


def _part(arguments: Sequence[Argument], last: bool) -> Value:
    whole, count = text(arguments[0]), int(number(arguments[1])) if len(arguments) > 1 else 1
    if count < 0:
        raise FaultError(VALUE)
    return whole[max(0, len(whole) - count) :] if last else whole[:count]


def _value(arguments: Sequence[Argument]) -> Value:
    if _is_number(arguments[0]):
        return number(arguments[0])
    whole = text(arguments[0]).strip()
    if not re.fullmatch(r"[0-9]{1,15}", whole):
        if re.fullmatch(r"[^0-9]*", whole):
            raise FaultError(VALUE)
        raise UnknownFormulaError("VALUE")
    return Decimal(whole)


FUNCTIONS: Mapping[str, Callable[[Sequence[Argument]], Value]] = {
    "SUM": _sum,
    "SUBTOTAL": _subtotal,
    "AVERAGE": _average,
    "MEDIAN": _median,
    "MIN": lambda arguments: min(numbers(arguments), default=Decimal(0)),
    "MAX": lambda arguments: max(numbers(arguments), default=Decimal(0)),
    "COUNT": lambda arguments: sum(_is_number(value) for value in _flat(arguments)),
    "COUNTA": lambda arguments: sum(value is not None for value in _flat(arguments)),
    "ABS": lambda arguments: abs(number(arguments[0])),
    "INT": lambda arguments: places(number(arguments[0]), Decimal(0), ROUND_FLOOR),
    "ROUND": _rounding(ROUND_HALF_UP),
    "ROUNDUP": _rounding(ROUND_UP),
    "ROUNDDOWN": _rounding(ROUND_DOWN),
    "AND": lambda arguments: all(_truths(arguments)),
    "OR": lambda arguments: any(_truths(arguments)),
    "NOT": lambda arguments: not truth(arguments[0]),
    "ISNUMBER": lambda arguments: _is_number(arguments[0]),
    "ISBLANK": lambda arguments: arguments[0] is None,
    "ISERROR": lambda arguments: isinstance(arguments[0], Fault),
    "ISTEXT": lambda arguments: isinstance(arguments[0], str),
    "N": _n,
    "SUMIF": _sumif,
    "LEFT": lambda arguments: _part(arguments, last=False),
    "RIGHT": lambda arguments: _part(arguments, last=True),
    "LEN": lambda arguments: len(text(arguments[0])),
    "VALUE": _value,
}
"""Functions that take values; IF and IFERROR choose what to compute and stand in `formulas`."""

OF_AREAS = frozenset(("SUM", "SUBTOTAL", "AVERAGE", "MEDIAN", "MIN", "MAX", "COUNT", "COUNTA", "AND", "OR"))
"""Functions to which a single cell is an area too: a text or a blank in it is passed over."""
