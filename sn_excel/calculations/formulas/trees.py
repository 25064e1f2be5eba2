"""Ordinary Excel formulas as trees: enough grammar to read what they point at and to compute them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from sn_excel.model.places import parse_address
from sn_excel.model.sheets import Area


class UnknownFormulaError(Exception):
    """The formula holds something we do not read; it is left as it is."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a text, a truth value, or an omitted argument (None)."""

    value: Decimal | str | bool | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell or an area; `sheet` is empty for the formula's own sheet."""

    sheet: str
    area: Area

    @property
    def single(self) -> bool:
        """Say whether it is one cell."""
        return self.area[:2] == self.area[2:]


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments, or an operator: `+ - * / ^ & = <> < > <= >=`, `u-` and `%` with one."""

    name: str
    arguments: tuple[Node, ...]


Node: TypeAlias = Literal | Reference | Call

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>"(?:[^"]|"")*")
  | (?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)(?![A-Za-z0-9_:$!])
  | (?P<reference>(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?)(?![\w(.!\[])
  | (?P<call>[A-Za-z_][\w.]*)\(
  | (?P<truth>TRUE|FALSE)\b
  | (?P<operator><>|<=|>=|[-+*/^&=<>%(),])
    )""",
    re.VERBOSE,
)
_RANKS = {"&": 1, "+": 2, "-": 2, "*": 3, "/": 3, "^": 4} | dict.fromkeys(("=", "<>", "<", ">", "<=", ">="), 0)
"""How closely operators between two operands bind."""
_DEEPEST = 64


def parse(text: str) -> Node:
    """Return a formula (no leading `=`, English names, commas) as a tree; UnknownFormulaError when we do not read it.

    >>> parse("SUM(B6:B20)")
    Call(name='SUM', arguments=(Reference(sheet='', area=(6, 2, 20, 2)),))
    """
    found = tree(text)
    if found is None:
        raise UnknownFormulaError(text)
    return found


@lru_cache(maxsize=4096)
def tree(text: str) -> Node | None:
    """Return a formula as a tree, None when we do not read it; the many that ask of the same one share its tree."""
    try:
        parser = _Parser(_tokens(text.removeprefix("=")))
        found = parser.expression(0)
    except (UnknownFormulaError, RecursionError):
        return None
    return None if parser.kind else found


def references(tree: Node) -> tuple[Reference, ...]:
    """Return every cell and area a formula reads, in order.

    >>> [reference.area for reference in references(parse("C5-B5"))]
    [(5, 3, 5, 3), (5, 2, 5, 2)]
    """
    if isinstance(tree, Reference):
        return (tree,)
    if isinstance(tree, Call):
        return tuple(found for argument in tree.arguments for found in references(argument))
    return ()


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if not match or match.lastgroup is None:
            raise UnknownFormulaError(text)
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found


class _Parser:
    def __init__(self, tokens: Sequence[tuple[str, str]]) -> None:
        self.tokens = iter(tokens)
        self.kind, self.word = next(self.tokens, ("", ""))
        self.depth = 0

    def take(self) -> tuple[str, str]:
        if not self.kind:
            raise UnknownFormulaError
        taken = self.kind, self.word
        self.kind, self.word = next(self.tokens, ("", ""))
        return taken

    def operator(self, words: frozenset[str]) -> bool:
        return self.kind == "operator" and self.word in words

    def expression(self, least: int) -> Node:
        """Read on while operators bind at least so closely; equals go from left to right."""
        left = self.signed()
        while self.kind == "operator" and (rank := _RANKS.get(self.word, -1)) >= least:
            name = self.take()[1]
            left = Call(name, (left, self.expression(rank + 1)))
        return left

    def signed(self) -> Node:
        if self.operator(frozenset({"+", "-"})):
            sign = self.take()[1]
            operand = self.signed()
            return Call("u-", (operand,)) if sign == "-" else operand
        value = self.primary()
        while self.operator(frozenset({"%"})):
            self.take()
            value = Call("%", (value,))
        return value

    def primary(self) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST * 8:
            raise UnknownFormulaError
        kind, word = self.take()
        if kind == "number":
            return Literal(Decimal(word))
        if kind == "text":
            return Literal(word[1:-1].replace('""', '"'))
        if kind == "truth":
            return Literal(word == "TRUE")
        if kind == "reference":
            return _reference(word)
        if kind == "call":
            return Call(word.upper(), self.arguments())
        if word == "(":
            inner = self.expression(0)
            self.close()
            return inner
        raise UnknownFormulaError(word)

    def arguments(self) -> tuple[Node, ...]:
        if self.operator(frozenset({")"})):
            self.take()
            return ()
        found = [self.argument()]
        while self.operator(frozenset({","})):
            self.take()
            found.append(self.argument())
        self.close()
        return tuple(found)

    def argument(self) -> Node:
        return Literal(None) if self.operator(frozenset({",", ")"})) else self.expression(0)

    def close(self) -> None:
        if self.take()[1] != ")":
            raise UnknownFormulaError


def _reference(word: str) -> Reference:
    sheet, mark, cells = word.rpartition("!")
    if mark and sheet.startswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    first, _, last = cells.partition(":")
    try:
        top = parse_address(first)
        bottom = parse_address(last) if last else top
    except ValueError as error:
        raise UnknownFormulaError(word) from error
    (row, column), (low, right) = top, bottom
    return Reference(sheet, (min(row, low), min(column, right), max(row, low), max(column, right)))
