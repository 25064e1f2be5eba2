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
from sn_excel.ooxml.markup import ATTRS, Markup, attributes, decoded, plain, whole
from sn_excel.ooxml.shared_formulas import moved
from sn_excel.ooxml.strings import shown

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
            rf"<{pre}row(?=[\s/>]){ATTRS}/?>|<{pre}c(?=[\s/>]){ATTRS}(?:/>|>(.*?)</{pre}c\s*>)", re.DOTALL
        )
        self.value = re.compile(rf"<{pre}v(?=[\s>]){ATTRS}>(.*?)</{pre}v\s*>", re.DOTALL)
        self.formula = re.compile(rf"<{pre}f(?=[\s/>]){ATTRS}(?:/>|>(.*?)</{pre}f\s*>)", re.DOTALL)
        self.open, self.shut, self.f = f"<{prefix}v>", f"</{prefix}v>", f"<{prefix}f"
        self.masters: dict[str, tuple[At, str]] = {}
        self.waiting: list[tuple[At, str]] = []
        self.block = Block()

    def read(self, text: str) -> Block:
        row = column = 0
        for found in self.token.finditer(text):
            attrs, keys, body = found.groups()
            if attrs is not None:
                row, column = self._row(attrs, row), 0
                continue
            known = dict(_KEYS.findall(keys))
            reference = known.get("r")
            if reference is None:
                column += 1
                at = (row, column)
            else:
                at = self._at(reference)
                row, column = at
            style = known.get("s")
            if style and style != "0":
                self.block.styles[at] = whole(style)
            if body:
                self._cell(at, known.get("t", "n"), body)
        self._share()
        return self.block

    def _row(self, attrs: str, before: int) -> int:
        known = attributes(attrs)
        number_ = known.pop("r", "")
        row = whole(number_, MAX_ROW + 1) if number_ else before + 1
        if row > MAX_ROW:
            raise self._bad(f"rad {row} ligger utanför ett kalkylblad")
        if len(known) > ("spans" in known):
            self.block.rows[row] = known
        return row

    def _at(self, reference: str) -> At:
        at = _place(reference)
        if at is None:
            raise self._bad(f"celladressen {reference[:20]} finns inte i ett kalkylblad")
        return at

    def _cell(self, at: At, kind: str, body: str) -> None:
        if body.startswith(self.open) and body.endswith(self.shut) and body.count("<") == 2:
            raw: str | None = body[len(self.open) : -len(self.shut)]
            has_formula = False
        else:
            has_formula = self.f in body and self._formula(at, body)
            if kind == "inlineStr":
                text = shown(body, self.prefix)
                raw = text if text or has_formula else None
                if raw is not None:
                    self.block.cells[at] = raw
                return
            found = self.value.search(body)
            raw = found[2] if found else None
        if raw is None or (raw == "" and not has_formula):
            return
        self.block.cells[at] = self._valued(at, kind, raw)

    def _valued(self, at: At, kind: str, raw: str) -> Value:
        if kind == "s":
            index = raw.strip()
            if whole(index, len(self.strings)) >= len(self.strings):
                raise self._bad(f"cellen {address(at)} pekar på en text som saknas")
            return self.strings[whole(index)]
        if kind == "n":
            return self._number(at, raw)
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


def _place(reference: str) -> At | None:
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    row, column = int(found[2]), _column(found[1])
    return (row, column) if row <= MAX_ROW and column <= MAX_COLUMN else None
