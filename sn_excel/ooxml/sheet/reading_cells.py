"""Cells in: the rows of a worksheet part as exact values, formulas and style numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from math import isfinite

from sn_excel.model.amounts import Amount, number
from sn_excel.model.errors import UnreadableFileError
from sn_excel.model.places import MAX_COLUMN, MAX_ROW, At, address
from sn_excel.model.sheets import Fault, Value
from sn_excel.ooxml.package.markup import ATTRS, Markup, attributes, decoded, plain, whole
from sn_excel.ooxml.sheet.shared_formulas import moved
from sn_excel.ooxml.sheet.shared_strings import shown

_KEYS = re.compile(r"""(?:^|\s)([rst])\s*=\s*["']([^"']*)["']""")
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


@dataclass(slots=True)
class Block:
    """What the rows of a sheet hold; `styles` has the cells set in a style other than the first,
    `rows` the attributes of rows that have any.
    """

    cells: dict[At, Value] = field(default_factory=dict)
    formulas: dict[At, str] = field(default_factory=dict)
    styles: dict[At, int] = field(default_factory=dict)
    rows: dict[int, dict[str, str]] = field(default_factory=dict)


def block(markup: Markup, strings: list[str], sheet: str) -> Block:
    """Return what the sheet's rows hold; UnreadableFileError where a cell is not what a workbook may hold."""
    data = markup.child("sheetData")
    if data is None or data.hollow:
        return Block()
    return _Reader(markup.prefix, strings, sheet).read(plain(markup.text[data.inner : data.close]))


class _Reader:
    def __init__(self, prefix: str, strings: list[str], sheet: str) -> None:
        pre = re.escape(prefix)
        self.prefix, self.strings, self.sheet = prefix, strings, sheet
        self.token = re.compile(
            rf'<{pre}c r="([A-Z]{{1,3}})([1-9][0-9]{{0,6}})"(?: s="([0-9]{{1,6}})")?(?: t="([a-zA-Z]+)")?'
            rf"(?:/>|>(?:<{pre}f>([^<]*)</{pre}f>)?(?:<{pre}v>([^<]*)</{pre}v>)?"
            rf'(?:<{pre}is><{pre}t(?: xml:space="preserve")?>([^<]*)</{pre}t></{pre}is>)?(.*?)</{pre}c>)'
            rf"|<{pre}row(?=[\s/>]){ATTRS}/?>|<{pre}c(?=[\s/>]){ATTRS}(?:/>|>(.*?)</{pre}c\s*>)",
            re.DOTALL,
        )
        self.value = re.compile(rf"<{pre}v(?=[\s>]){ATTRS}>(.*?)</{pre}v\s*>", re.DOTALL)
        self.formula = re.compile(rf"<{pre}f(?=[\s/>]){ATTRS}(?:/>|>(.*?)</{pre}f\s*>)", re.DOTALL)
        self.f = f"<{prefix}f"
        self.masters: dict[str, tuple[At, str]] = {}
        self.waiting: list[tuple[At, str]] = []
        self.block = Block()

    def read(self, text: str) -> Block:
        row = column = 0
        for found in self.token.finditer(text):
            letters_, digits, style, kind, formula, value, inline, rest, attrs, keys, body = found.groups()
            if letters_ is not None:
                row, column = at = int(digits), _column(letters_)
                if row > MAX_ROW or column > MAX_COLUMN:
                    raise self._outside(letters_ + digits)
                if style is not None and style != "0":
                    self.block.styles[at] = int(style)
                if rest:
                    self._cell(at, kind or "n", found[0])
                elif rest is not None:
                    self._usual(at, kind or "n", formula, (inline if kind == "inlineStr" else value))
            elif attrs is not None:
                row, column = self._row(attrs, row), 0
            else:
                row, column = self._other(keys, body, (row, column))
        self._share()
        return self.block

    def _other(self, keys: str, body: str | None, before: At) -> At:
        """Take in a cell that is not written as usual, and return its place; without one it follows the one before."""
        known = dict(_KEYS.findall(keys))
        reference = known.get("r")
        found = _REFERENCE.fullmatch(reference) if reference is not None else None
        if reference is not None and not found:
            raise self._outside(reference[:20])
        at = self._at(found[1], found[2]) if found else (before[0], before[1] + 1)
        if style := whole(known.get("s", "0")):
            self.block.styles[at] = style
        if body:
            self._cell(at, known.get("t", "n"), body)
        return at

    def _row(self, attrs: str, before: int) -> int:
        known = attributes(attrs)
        number_ = known.pop("r", "")
        row = whole(number_, MAX_ROW + 1) if number_ else before + 1
        if row > MAX_ROW:
            raise self._bad(f"rad {row} ligger utanför ett kalkylblad")
        if len(known) > ("spans" in known):
            self.block.rows[row] = known
        return row

    def _at(self, letters_: str, digits: str) -> At:
        row, column = int(digits), _column(letters_)
        if row > MAX_ROW or column > MAX_COLUMN:
            raise self._outside(letters_ + digits)
        return row, column

    def _outside(self, reference: str) -> UnreadableFileError:
        return self._bad(f"celladressen {reference} finns inte i ett kalkylblad")

    def _usual(self, at: At, kind: str, formula: str | None, raw: str | None) -> None:
        """Take in a cell that is written as most are: a formula, a value or a text of its own, without attributes."""
        if formula:
            self.block.formulas[at] = decoded(formula)
        if raw and kind == "n" and len(raw) < 16 and raw.isascii() and raw.removeprefix("-").isdigit():
            self.block.cells[at] = int(raw)
        elif raw and kind in ("inlineStr", "str"):
            self.block.cells[at] = decoded(raw)
        elif raw or (raw is not None and formula is not None):
            self._value(at, kind, raw)

    def _cell(self, at: At, kind: str, body: str) -> None:
        has_formula = self.f in body and self._formula(at, body)
        if kind == "inlineStr":
            text = shown(body, self.prefix)
            if text or has_formula:
                self.block.cells[at] = text
            return
        found = self.value.search(body)
        if found and (found[2] or has_formula):
            self._value(at, kind, found[2])

    def _value(self, at: At, kind: str, raw: str) -> None:
        value = self._valued(at, kind, raw)
        if value is not None:
            self.block.cells[at] = value

    def _valued(self, at: At, kind: str, raw: str) -> Value:
        if kind == "n":
            return self._number(at, raw)
        if kind == "s":
            index = whole(raw.strip(), len(self.strings))
            if index >= len(self.strings):
                raise self._bad(f"cellen {address(at)} pekar på en text som saknas")
            return self.strings[index]
        if kind == "b":
            return raw.strip() in ("1", "true")
        if kind == "e":
            return Fault(decoded(raw).strip())
        return decoded(raw)

    def _number(self, at: At, raw: str) -> Amount | None:
        if raw.isdigit() and len(raw) < 16 and raw.isascii():
            return int(raw)
        if not raw.strip():
            return None
        try:
            value = float(raw)
        except ValueError:
            value = float("nan")
        if not isfinite(value):
            raise self._bad(f"cellen {address(at)} har ett tal som inte går att läsa ({raw[:20]})")
        return number(value)

    def _formula(self, at: At, body: str) -> bool:
        found = self.formula.search(body)
        if not found:
            return False
        known, text = attributes(found[1]), decoded(found[2] or "")
        kind = known.get("t", "normal")
        if kind == "dataTable":
            text = f"TABLE({known.get('r1', '')},{known.get('r2', '')})"
        elif kind == "shared":
            if text:
                self.masters[known.get("si", "")] = (at, text)
            else:
                self.waiting.append((at, known.get("si", "")))
        if text:
            self.block.formulas[at] = text
        return True

    def _share(self) -> None:
        for at, index in self.waiting:
            if index in self.masters:
                home, text = self.masters[index]
                self.block.formulas[at] = moved(text, at[0] - home[0], at[1] - home[1])

    def _bad(self, what: str) -> UnreadableFileError:
        return UnreadableFileError(
            f"Filen är skadad: på bladet {self.sheet} {what}; öppna och reparera den i Excel eller hämta en ny kopia."
        )


@lru_cache(maxsize=100_000)
def _column(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - 64
    return value
