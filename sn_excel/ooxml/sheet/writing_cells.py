"""Cells out: new contents spliced into the rows of a worksheet part, all edits of a sheet in one pass."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sn_excel.model.edits import Formula
from sn_excel.model.errors import UnreadableFileError
from sn_excel.model.places import At, letters, parse_address
from sn_excel.model.sheets import Fault, Value
from sn_excel.ooxml.package.markup import ATTRS, Markup, Splice, attributes, encoded, escaped, merged, whole

_DROPPED = {"t": "", "cm": "", "vm": "", "ph": ""}


@dataclass(frozen=True, slots=True)
class NewCell:
    """What a cell is to hold; `style` None keeps the cell's own (or its row's or column's)."""

    content: Value | Formula
    style: int | None = None


@dataclass(slots=True)
class CellChanges:
    """All that is to change in the rows of one sheet."""

    cells: dict[At, NewCell] = field(default_factory=dict)
    cached: dict[At, Value] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)

    def by_row(self) -> dict[int, list[int]]:
        """Return the rows that change, each with its columns in order."""
        rows: dict[int, set[int]] = {row: set() for row in self.heights}
        for row, column in [*self.cells, *self.cached]:
            rows.setdefault(row, set()).add(column)
        return {row: sorted(rows[row]) for row in sorted(rows)}


class Rows:
    """Where the rows and cells of a worksheet part stand."""

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        pre = re.escape(markup.prefix)
        self.data = markup.child("sheetData")
        self._row = re.compile(rf"<{pre}row(?=[\s/>]){ATTRS}(/?)>")
        self._start = re.compile(rf'<{pre}row(?=[\s/>])(?: r="([0-9]{{1,9}})")?')
        self._cell = re.compile(rf"<{pre}c(?=[\s/>]){ATTRS}(?:/>|>(.*?)</{pre}c\s*>)", re.DOTALL)
        self._number = re.compile(r"""(?:^|\s)r\s*=\s*["'](\d+)["']""")
        self._reference = re.compile(r"""(?:^|\s)r\s*=\s*["']([A-Z]+\d+)["']""")

    def rows(self) -> dict[int, int]:
        """Return where the rows start, by number."""
        if self.data is None:
            return {}
        found: dict[int, int] = {}
        row = 0
        for match in self._start.finditer(self.markup.mask, self.data.inner, self.data.close):
            row = int(match[1]) if match[1] else self._said(match.start(), row)
            found[row] = match.start()
        return found

    def _said(self, start: int, before: int) -> int:
        said = self._number.search(self.opening(start)[1])
        return whole(said[1]) if said else before + 1

    def opening(self, start: int) -> re.Match[str]:
        """Return the opening tag of the row that starts there: its attributes, and `/` when it is hollow."""
        found = self._row.match(self.markup.mask, start)
        if not found:
            raise ValueError("no row there")
        return found

    def close(self, row: re.Match[str]) -> int:
        """Return where the closing tag of a row stands."""
        return row.end() if row[2] else self.markup.mask.index(f"</{self.markup.prefix}row", row.end())

    def cells(self, row: re.Match[str]) -> dict[int, re.Match[str]]:
        """Return the cells of a row by column."""
        found: dict[int, re.Match[str]] = {}
        column = 0
        for match in self._cell.finditer(self.markup.mask, row.end(), self.close(row)):
            said = self._reference.search(match[1])
            column = _column(said[1]) if said else column + 1
            found[column] = match
        return found


class RowWriter:
    """Makes the splices of one sheet's rows; `columns` gives a column's own style."""

    def __init__(self, markup: Markup, changes: CellChanges, columns: Mapping[int, int]) -> None:
        self.rows = Rows(markup)
        self.markup, self.changes, self.columns = markup, changes, columns
        self.pre = markup.prefix
        self.overwritten = False

    def splices(self) -> list[Splice]:
        """Return what makes the changes; new rows and cells come where they belong."""
        wanted = self.changes.by_row()
        data = self.rows.data
        if not wanted or data is None:
            return []
        if data.hollow:
            inner = "".join(self._new_row(row, columns) for row, columns in wanted.items())
            opening = self.markup.xml(data)[:-2].rstrip()
            return [(data.start, data.end, 0, f"{opening}>{inner}</{self.pre}sheetData>")]
        known = self.rows.rows()
        made: list[Splice] = []
        later = sorted(known)
        for row, columns in wanted.items():
            if row in known:
                made.extend(self._edited_row(row, self.rows.opening(known[row]), columns))
            else:
                made.append(self._placed(row, columns, known, later))
        return made

    def _placed(self, row: int, columns: list[int], known: Mapping[int, int], order: list[int]) -> Splice:
        index = bisect(order, row)
        after = order[index] if index < len(order) else None
        data = self.rows.data
        place = known[after] if after is not None else data.close if data else 0
        return place, place, row, self._new_row(row, columns)

    def _new_row(self, row: int, columns: Iterable[int]) -> str:
        height = self._height(row)
        attrs = merged(f' r="{row}"', height)
        cells = "".join(self._new_cell((row, column), {}) for column in columns if (row, column) in self.changes.cells)
        return f"<{self.pre}row{attrs}>{cells}</{self.pre}row>" if cells else f"<{self.pre}row{attrs}/>"

    def _height(self, row: int) -> dict[str, str]:
        height = self.changes.heights.get(row)
        return {"ht": f"{height:g}", "customHeight": "1"} if height is not None else {}

    def _edited_row(self, row: int, match: re.Match[str], columns: list[int]) -> list[Splice]:
        attrs = attributes(match[1])
        said = self._height(row) | _wider(attrs.get("spans", ""), columns)
        new = merged(match[1], said)
        if match[2]:
            cells = "".join(self._new_cell((row, c), attrs) for c in columns if (row, c) in self.changes.cells)
            whole = f"<{self.pre}row{new}>{cells}</{self.pre}row>" if cells else f"<{self.pre}row{new}/>"
            return [(match.start(), match.end(), 0, whole)]
        made = [(match.start(), match.end(), 0, f"<{self.pre}row{new}>")] if new != match[1] else []
        known = self.rows.cells(match)
        close = self.rows.close(match)
        for column in columns:
            made.extend(self._edited_cell((row, column), known, close, attrs))
        return made

    def _edited_cell(
        self, at: At, known: Mapping[int, re.Match[str]], close: int, row: Mapping[str, str]
    ) -> list[Splice]:
        match = known.get(at[1])
        cell = self.changes.cells.get(at)
        if cell is None:
            return [self._recached(match, self.changes.cached[at])] if match and at in self.changes.cached else []
        if match is None:
            later = [other for other in known if other > at[1]]
            place = known[min(later)].start() if later else close
            return [(place, place, at[1], self._new_cell(at, row))]
        self.overwritten |= f"<{self.pre}f" in (match[2] or "")
        style = {"s": str(cell.style)} if cell.style is not None else {}
        attrs = merged(match[1], {"r": f"{letters(at[1])}{at[0]}"} | _DROPPED | style)
        return [(match.start(), match.end(), 0, self._written(attrs, cell.content))]

    def _new_cell(self, at: At, row: Mapping[str, str]) -> str:
        cell = self.changes.cells[at]
        style = cell.style
        if style is None:
            own = row.get("s", "") if row.get("customFormat") in ("1", "true") else ""
            style = whole(own, -1)
            style = style if style >= 0 else self.columns.get(at[1], 0)
        attrs = f' r="{letters(at[1])}{at[0]}"' + (f' s="{style}"' if style else "")
        return self._written(attrs, cell.content)

    def _written(self, attrs: str, content: Value | Formula) -> str:
        pre = self.pre
        if isinstance(content, Formula):
            kind, value = _cached(content.cached, pre)
            text = f"<{pre}f>{escaped(content.text)}</{pre}f>{value}"
        else:
            kind, text = _constant(content, pre)
        kind = f' t="{kind}"' if kind else ""
        return f"<{pre}c{attrs}{kind}>{text}</{pre}c>" if text else f"<{pre}c{attrs}/>"

    def _recached(self, match: re.Match[str], value: Value) -> Splice:
        """Return the splice that gives a formula a new value; a cell without a formula stays as it is."""
        whole = self.markup.text[match.start() : match.end()]
        formula = re.search(
            rf"<{re.escape(self.pre)}f(?=[\s/>]){ATTRS}(?:/>|>.*?</{re.escape(self.pre)}f\s*>)", whole, re.DOTALL
        )
        if not formula:
            return match.start(), match.end(), 0, whole
        kind, text = _cached(value, self.pre)
        attrs = merged(match[1], {"t": kind})
        rest = re.sub(
            rf"<{re.escape(self.pre)}v(?=[\s/>]){ATTRS}(?:/>|>.*?</{re.escape(self.pre)}v\s*>)",
            "",
            whole[formula.end() :],
            count=1,
            flags=re.DOTALL,
        )
        return match.start(), match.end(), 0, f"<{self.pre}c{attrs}>{formula[0]}{text}{rest}"


def _column(reference: str) -> int:
    try:
        return parse_address(reference)[1]
    except ValueError as error:
        raise UnreadableFileError(
            f"Filen är skadad: celladressen {reference[:20]} finns inte i ett kalkylblad; "
            "öppna och reparera den i Excel eller hämta en ny kopia."
        ) from error


def _wider(spans: str, columns: list[int]) -> dict[str, str]:
    first, _, last = spans.partition(":")
    if not (columns and whole(first) and whole(last)):
        return {}
    low, high = min(whole(first), columns[0]), max(whole(last), columns[-1])
    return {} if (str(low), str(high)) == (first, last) else {"spans": f"{low}:{high}"}


def _cached(value: Value, pre: str) -> tuple[str, str]:
    if isinstance(value, str):
        return "str", f"<{pre}v>{encoded(value)}</{pre}v>"
    return _constant(value, pre)


def _constant(value: Value, pre: str) -> tuple[str, str]:
    """Return a cell's type and its content; text is written in the cell itself, so that `=1+1` stays text."""
    if value is None:
        return "", ""
    if isinstance(value, bool):
        return "b", f"<{pre}v>{int(value)}</{pre}v>"
    if isinstance(value, Fault):
        return "e", f"<{pre}v>{escaped(value.code)}</{pre}v>"
    if isinstance(value, str):
        space = ' xml:space="preserve"' if value != value.strip() or "\n" in value else ""
        return "inlineStr", f"<{pre}is><{pre}t{space}>{encoded(value)}</{pre}t></{pre}is>"
    return "", f"<{pre}v>{format(value, 'f') if isinstance(value, Decimal) else value}</{pre}v>"
