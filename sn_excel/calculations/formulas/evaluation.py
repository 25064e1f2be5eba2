"""Plain formulas computed as a spreadsheet would, so that a saved workbook shows right values before it is opened."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow
from operator import eq, ge, gt, le, lt, ne

from sn_excel.calculations.formulas.functions import (
    DIV,
    FUNCTIONS,
    NUM,
    OF_AREAS,
    Argument,
    Block,
    FaultError,
    number,
    truth,
)
from sn_excel.calculations.formulas.trees import Call, Literal, Node, Reference, UnknownFormulaError, parse
from sn_excel.model.amounts import tidy
from sn_excel.model.places import At
from sn_excel.model.sheets import Fault, Sheet, Value

Spot = tuple[str, At]
"""A cell of a workbook: sheet and row and column."""

_COMPARISONS = {"=": eq, "<>": ne, "<": lt, ">": gt, "<=": le, ">=": ge}
_VISIBLE_SUM = Literal(Decimal(109))
_SUBTOTAL = re.compile(r"\b(?:SUBTOTAL|AGGREGATE)\(", re.IGNORECASE)
_LARGEST = 200_000
"""Cells of an area that we are willing to look at."""


def computed(sheets: Mapping[str, Sheet]) -> Mapping[Spot, Value]:
    """Return the value of every formula that we can compute; those that are missing we cannot.

    >>> sheet = Sheet("b", "s", {(1, 1): 2, (2, 1): 3, (3, 1): 0}, {(3, 1): "SUM(A1:A2)"})
    >>> computed({"s": sheet})
    {('s', (3, 1)): 5}
    """
    workbook = _Workbook(sheets)
    found: dict[Spot, Value] = {}
    for name, sheet in sheets.items():
        for at in sheet.formulas:
            try:
                found[name, at] = workbook.value(name, at)
            except (UnknownFormulaError, RecursionError):
                continue
    return found


def completed(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Return sheets whose formulas have the values that their program did not save; the saved ones stay.

    >>> completed([Sheet("b", "s", {(1, 1): 2}, {(2, 1): "A1*2"})])[0].cells[2, 1]
    4
    """
    if not any([at for at in sheet.formulas if sheet.cells.get(at) is None] for sheet in sheets):
        return tuple(sheets)
    values = computed({sheet.name: sheet for sheet in sheets})
    return tuple(_completed(sheet, values) for sheet in sheets)


def _completed(sheet: Sheet, values: Mapping[Spot, Value]) -> Sheet:
    missing = (at for at in sheet.formulas if sheet.cells.get(at) is None and (sheet.name, at) in values)
    return replace(sheet, cells={**sheet.cells, **{at: values[sheet.name, at] for at in missing}})


class _Workbook:
    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self.sheets = sheets
        self.known: dict[Spot, Value] = {}
        self.unknown: set[Spot] = set()

    def value(self, name: str, at: At) -> Value:
        spot = name, at
        if spot in self.known:
            return self.known[spot]
        if spot in self.unknown:
            raise UnknownFormulaError(name)
        sheet = self.sheets.get(name)
        if sheet is None:
            raise UnknownFormulaError(name)
        formula = sheet.formulas.get(at)
        if formula is None:
            return sheet.cells.get(at)
        self.unknown.add(spot)  # a formula that reads itself is unknown
        value = _settled(self.result(name, formula))
        self.unknown.discard(spot)
        self.known[spot] = value
        return value

    def result(self, name: str, formula: str) -> Value:
        try:
            value = self.of(parse(formula), name)
        except FaultError as error:
            return error.fault
        if isinstance(value, tuple):
            raise UnknownFormulaError(formula)
        return Decimal(0) if value is None else value

    def of(self, node: Node, sheet: str) -> Argument:
        if isinstance(node, Literal):
            return node.value
        if isinstance(node, Reference):
            return self.referred(node, sheet)
        if node.name == "IF":
            return self.chosen(node, sheet)
        if node.name == "IFERROR":
            return self.rescued(node, sheet)
        if node.name in FUNCTIONS:
            return FUNCTIONS[node.name](self.arguments(node, sheet))
        return _operated(node.name, [self.tried(argument, sheet) for argument in node.arguments])

    def tried(self, node: Node, sheet: str) -> Argument:
        try:
            return self.of(node, sheet)
        except FaultError as error:
            return error.fault

    def arguments(self, node: Call, sheet: str) -> list[Argument]:
        if node.name not in OF_AREAS:
            return [self.tried(argument, sheet) for argument in node.arguments]
        over = _all if node.name != "SUBTOTAL" else _visible if node.arguments[:1] == (_VISIBLE_SUM,) else _unfiltered
        return [
            self.block(argument, sheet, over) if isinstance(argument, Reference) else self.tried(argument, sheet)
            for argument in node.arguments
        ]

    def referred(self, reference: Reference, sheet: str) -> Argument:
        if reference.single:
            return self.value(reference.sheet or sheet, reference.area[:2])
        return self.block(reference, sheet, _all)

    def block(self, reference: Reference, sheet: str, over: Callable[[Sheet | None, At], bool]) -> Block:
        name = reference.sheet or sheet
        top, left, bottom, right = reference.area
        if (bottom - top + 1) * (right - left + 1) > _LARGEST:
            raise UnknownFormulaError("a very large area")
        cells = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        held = self.sheets.get(name)
        return tuple(self.value(name, at) for at in cells if over(held, at))

    def chosen(self, node: Call, sheet: str) -> Argument:
        condition, *ways = node.arguments
        if truth(self.of(condition, sheet)):
            return self.of(ways[0], sheet) if ways else True
        return self.of(ways[1], sheet) if len(ways) > 1 else False

    def rescued(self, node: Call, sheet: str) -> Argument:
        value = self.tried(node.arguments[0], sheet)
        return self.of(node.arguments[1], sheet) if isinstance(value, Fault) else value


def _all(_sheet: Sheet | None, _at: At) -> bool:
    return True


def _unfiltered(sheet: Sheet | None, at: At) -> bool:
    """Say whether SUBTOTAL(9) takes a cell in: no other subtotal, no row that a filter hides."""
    if _hidden(sheet, at) and sheet and sheet.filtered:
        raise UnknownFormulaError("SUBTOTAL of rows that may be filtered")
    return not _subtotal(sheet, at)


def _visible(sheet: Sheet | None, at: At) -> bool:
    """Say whether SUBTOTAL(109) takes a cell in: no other subtotal, no hidden row."""
    return not _hidden(sheet, at) and not _subtotal(sheet, at)


def _hidden(sheet: Sheet | None, at: At) -> bool:
    return bool(sheet and at[0] in sheet.looks and sheet.looks[at[0]].hidden)


def _subtotal(sheet: Sheet | None, at: At) -> bool:
    return bool(sheet and _SUBTOTAL.search(sheet.formulas.get(at, "")))


def _settled(value: Value) -> Value:
    return tidy(value) if isinstance(value, Decimal) else value


def _operated(name: str, operands: list[Argument]) -> Value:
    for operand in operands:
        if isinstance(operand, Fault):
            raise FaultError(operand)
    if name in _COMPARISONS and len(operands) == 2:
        return _compared(name, operands[0], operands[1])
    if name == "&":
        return "".join(_text(operand) for operand in operands)
    if name == "u-":
        return -number(operands[0])
    if name == "%":
        return number(operands[0]) / 100
    if len(operands) != 2 or name not in {"+", "-", "*", "/", "^"}:
        raise UnknownFormulaError(name)
    return _arithmetic(name, number(operands[0]), number(operands[1]))


def _arithmetic(name: str, left: Decimal, right: Decimal) -> Decimal:
    if name == "+":
        return left + right
    if name == "-":
        return left - right
    if name == "*":
        return left * right
    try:
        return left / right if name == "/" else left**right
    except DivisionByZero as error:
        raise FaultError(DIV) from error
    except (InvalidOperation, Overflow) as error:
        raise FaultError(DIV if name == "/" else NUM) from error


def _compared(name: str, left: Argument, right: Argument) -> bool:
    if isinstance(left, tuple) or isinstance(right, tuple):
        raise UnknownFormulaError("an area where a cell is expected")
    if isinstance(left, str) or isinstance(right, str):
        first, second = ("" if value is None else value for value in (left, right))
        if isinstance(first, str) and isinstance(second, str):
            return bool(_COMPARISONS[name](first.casefold(), second.casefold()))
        return name == "<>" or (name in {"<", "<="} and isinstance(second, str)) or _above(name, first)
    return bool(_COMPARISONS[name](number(left), number(right)))


def _above(name: str, first: Value) -> bool:
    return name in {">", ">="} and isinstance(first, str)


def _text(value: Argument) -> str:
    if isinstance(value, str):
        return value
    raise UnknownFormulaError("a number joined to a text")
