"""Rows under known headings: found by their words in any order, each cell with a place that a sentence can name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sn_excel.model.amounts import Unit
from sn_excel.model.errors import SnError
from sn_excel.model.number_texts import decimal_sign
from sn_excel.model.sheets import Fault, Sheet, Value
from sn_excel.sources import export_headings

_SEARCHED = 40
"""Rows in which headings are looked for; exports print a report's name and date above them."""

_TOTAL = re.compile(
    r"(?:grand |del|slut)?(?:totalt?|summa|total[st]umma)\b|s a\b|(?:arets |netto)?resultat\b|netto(?:kostnad\w*)?$"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its number and its cells by field; empty cells are None."""

    number: int
    cells: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows below the headings of a sheet, with what each heading says."""

    document: str
    titles: Mapping[str, str]
    rows: tuple[Row, ...]
    sheet: str = ""
    _signs: dict[str, str] = field(default_factory=dict)

    def where(self, number: int, name: str = "") -> str:
        """Return words for a place: file, row and column."""
        return f"{self.document}, rad {number}" + (f", kolumnen {self.titles.get(name, name)}" if name else "")

    def unit(self, name: str) -> Unit | None:
        """Return the unit that a column's heading names."""
        return export_headings.unit(self.titles.get(name, ""))

    def decimal(self, name: str) -> str:
        """Return the decimal sign of a column, proved from its texts."""
        if name not in self._signs:
            texts = (row.cells.get(name) for row in self.rows)
            self._signs[name] = decimal_sign(text for text in texts if isinstance(text, str))
        return self._signs[name]


def rows(
    sheets: Sequence[Sheet], fields: Mapping[str, Sequence[str]], required: Sequence[str], empty: bool = False
) -> Rows:
    """Return the rows of the first sheet whose headings name all required fields.

    `fields` gives the words of each field as `export_headings.words` returns them. SnError when one is missing,
    or when no row follows (unless `empty`).
    """
    best: tuple[int, Mapping[int, str]] = (0, {})
    for sheet in sheets:
        for number, cells in _by_row(sheet):
            found = _matched(cells, fields)
            if set(required) <= set(found.values()):
                return _below(sheet, number, found, empty)
            best = max(best, (len(found), found), key=lambda entry: entry[0])
            if number >= _SEARCHED:
                break
    missing = [_shown(fields[name][0]) for name in required if name not in best[1].values()]
    raise SnError(
        f"{sheets[0].document if sheets else 'Filen'} saknar {'kolumnen' if len(missing) == 1 else 'kolumnerna'} "
        f"{' och '.join(map(repr, missing))}. "
        "Skriv rubriker på första raden och skilj kolumnerna åt med semikolon."
    )


def _shown(words: str) -> str:
    """Return a field's words as a heading is written: `fran period` is Från period."""
    return words.replace("fran ", "från ").replace("arsbudget", "årsbudget").capitalize()


def text(value: Value) -> str:
    """Return a cell as text, as a person would read it: `="7500"` and `'7500` are 7500, a whole number has no decimals.

    >>> text('="7500"'), text(7500), text(None)
    ('7500', '7500', '')
    """
    if value is None or isinstance(value, Fault):
        return ""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    found = re.fullmatch(r"""\s*(?:=\s*"(.*)"|'([0-9].*))\s*""", str(value))
    return " ".join(((found[1] or found[2] or "") if found else str(value)).split())


def code_and_name(value: Value) -> tuple[str, str]:
    """Return the code of a cell, and the name that may stand after it.

    >>> code_and_name("771 Äldreomsorg"), code_and_name(7500), code_and_name("Totalt")
    (('771', 'Äldreomsorg'), ('7500', ''), ('', 'Totalt'))
    """
    whole = text(value)
    found = re.fullmatch(r"([0-9][0-9A-Za-zÅÄÖåäö.]*)(?:(?:: +|[ –-]+)(.+))?", whole)
    return (found[1], found[2] or "") if found else ("", whole)


def is_total(name: str) -> bool:
    """Say whether a row's words are those of a total."""
    return bool(_TOTAL.match(export_headings.folded(name)))


def _by_row(sheet: Sheet) -> Iterator[tuple[int, dict[int, Value]]]:
    grouped: dict[int, dict[int, Value]] = {}
    for (row, column), value in sheet.cells.items():
        grouped.setdefault(row, {})[column] = value
    for row in sorted(grouped):
        yield row, grouped[row]


def _matched(cells: Mapping[int, Value], fields: Mapping[str, Sequence[str]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for column, value in sorted(cells.items()):
        said = export_headings.words(value) if isinstance(value, str) else ""
        name = next((name for name, known in fields.items() if said and said in known), "")
        if name and name not in found.values():
            found[column] = name
    return found


def _below(sheet: Sheet, heading: int, found: Mapping[int, str], empty: bool) -> Rows:
    below: list[Row] = []
    titles: dict[str, str] = {}
    for number, cells in _by_row(sheet):
        named = {name: _stripped(cells.get(column)) for column, name in found.items()}
        if number == heading:
            titles = {name: text(value) for name, value in named.items()}
        elif number > heading and any(value is not None for value in named.values()):
            below.append(Row(number, named))
    if not below and not empty:
        raise SnError(f"{sheet.document} har rubriker men inga rader. Fyll i filen och försök igen.")
    return Rows(sheet.document, titles, tuple(below), sheet.name)


def _stripped(value: Value) -> Value:
    return (value.strip() or None) if isinstance(value, str) else value
