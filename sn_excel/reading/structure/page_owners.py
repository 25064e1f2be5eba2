"""Belongings: which row of a summary a page's total is about, by its words, by links and by amounts.

A page seldom says it in one way: the total row, the sheet's name or a heading names the programme, or nothing does and
only the summary's formulas or the amounts themselves show it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sn_excel.model.amounts import size
from sn_excel.model.measures import Measure
from sn_excel.model.tables import Figure, Kind, Line, Table, undated
from sn_excel.reading.places.labels import CODE, Role, role

FEWEST, SHARE = 2, 0.6
"""So many pages, and so large a share of those whose words name a row, must be borne out before words alone do."""
SHORTEST, CUT = 4, 15
"""Letters of a name that tells something, and of one that a sheet's name may have been cut to."""

_SUM = re.compile(r"^(?:(?:del|slut)?(?:summa|total)\w*|s:a|tot\.?|sum\.?|netto\w*)\W+|\W+(?:totalt|summa|netto\w*)$")
_Spot = tuple[str, str, int]
"""Document, sheet and row."""
_NEVER = (Kind.OPERATING, Kind.INCOME)


@dataclass(frozen=True, slots=True)
class _Page:
    """A table's total without a code, where it stands among the tables, and the texts that may name it."""

    at: int
    total: Line
    words: tuple[str, ...]
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table that may be about a page of its own."""

    at: int
    line: Line
    key: str


@dataclass(frozen=True, slots=True)
class _Answer:
    row: _Row
    proved: bool


class _Rows:
    """All rows of the tables, by what they fetch and by their amounts."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self.all: list[_Row] = []
        self.links: dict[_Spot, list[_Row]] = defaultdict(list)
        self.amounts: dict[tuple[Measure, int], list[_Row]] = defaultdict(list)
        for at, table in enumerate(tables):
            for line in table.walk() if table.kind is not Kind.INCOME else ():
                if _key(line) and (line.code or not _sums_up(line)):
                    self._index(_Row(at, line, _key(line)))

    def _index(self, row: _Row) -> None:
        self.all.append(row)
        for column, figure in row.line.figures.items():
            if figure.formula and (spot := _reads(figure)):
                self.links[spot].append(row)
            if figure.value:
                self.amounts[column.measure, round(figure.value)].append(row)

    def linked(self, total: Line) -> list[_Row]:
        """Return the rows that fetch the total's amounts, one for every amount."""
        figures = total.figures.values()
        spots = dict.fromkeys((one.place.document, one.place.sheet, one.place.row) for one in figures)
        return [row for spot in spots for row in self.links.get(spot, ())]

    def alike(self, total: Line) -> list[_Row]:
        """Return the rows that have most of the total's amounts, one for every amount."""
        told = [(column.measure, round(figure.value)) for column, figure in total.figures.items() if figure.value]
        found = [row for one in told for row in self.amounts.get(one, ())]
        often = Counter(map(id, found))
        return [row for row in found if often[id(row)] >= FEWEST and often[id(row)] * 2 > len(told)]


def belonging(tables: Sequence[Table], words: Sequence[Sequence[str]]) -> list[Table]:
    """Return the tables, those whose total is about a row of another as pages with that row's code and name.

    `words` are for each table the texts that may name what it is about: its sheet, its headings, what stands above.
    """
    pages = [page for at, table in enumerate(tables) if (page := _page(at, table, words[at]))]
    if not pages or len(tables) < FEWEST:
        return list(tables)
    rows = _Rows(tables)
    answers = [(page, answer) for page in pages if (answer := _answer(page, rows))]
    above = {answer.row.at for _, answer in answers if answer.proved}
    proved = sum(answer.proved for _, answer in answers)
    trusted = proved >= FEWEST and proved >= SHARE * len(answers)
    done = list(tables)
    for page, answer in answers:
        if answer.proved or (trusted and page.at not in above):
            done[page.at] = _named(tables[page.at], page.total, answer.row.line, page.at in above)
    return done


def _page(at: int, table: Table, words: Sequence[str]) -> _Page | None:
    totals = [line for line in table.lines if not line.code and line.whole and _sums_up(line)]
    if table.kind in _NEVER or not totals:
        return None
    own = frozenset(key for line in table.walk() if (key := _key(line)))
    return _Page(at, totals[-1], (totals[-1].name, *words), own)


def _sums_up(line: Line) -> bool:
    return bool(line.parts) or role(line.name) is Role.TOTAL


def _key(line: Line) -> str:
    return line.code or _plain(line.name)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _answer(page: _Page, rows: _Rows) -> _Answer | None:
    """Return the one row that the page is about, first by words that links or amounts bear out, then by these alone."""
    others = [row for row in rows.all if row.at != page.at and row.key not in page.own]
    linked = [row for row in rows.linked(page.total) if row.at != page.at and row.key not in page.own]
    alike = [row for row in rows.alike(page.total) if row.at != page.at and row.key not in page.own]
    named = _told(page.words, {row.key: row.line for row in others})
    about = [row for row in others if row.key == named]
    fetching = set(map(id, linked))
    found = next((row for row in about if id(row) in fetching or _half(page.total, row.line)), None)
    found = found or _most(linked) or _most(alike)
    if found:
        return _Answer(found, True)
    return _Answer(about[0], False) if about and about[0].line.code else None


def _most(rows: Sequence[_Row]) -> _Row | None:
    """Return the row that is there most often, None where rows of several names are as often, or none is there."""
    counts = Counter(map(id, rows))
    most = max(counts.values(), default=0)
    found = [row for row in rows if counts[id(row)] == most]
    return found[0] if len({row.key for row in found}) == 1 else None


def _told(words: Iterable[str], rows: Mapping[str, Line]) -> str:
    """Return the key of the row that the first text that names one alone names, '' where none does."""
    for text in words:
        codes = {code for code in re.findall(rf"(?<![^\W_]){CODE}(?![^\W_])", text) if code in rows}
        found = codes or _names(text, rows)
        if len(found) == 1:
            return found.pop()
    return ""


def _names(text: str, rows: Mapping[str, Line]) -> set[str]:
    """Return the keys of the rows whose name stands in a text, the longest where one holds another."""
    plain = _SUM.sub("", _plain(text))
    names = {key: _plain(line.name) for key, line in rows.items() if len(line.name) >= SHORTEST}
    exact = {key for key, name in names.items() if name == plain}
    if exact:
        return exact
    held = {key: name for key, name in names.items() if _stands(name, plain)}
    longest = {key for key, name in held.items() if not any(name != other and name in other for other in held.values())}
    return longest or {key for key, name in names.items() if len(plain) >= CUT and name.startswith(plain)}


def _stands(name: str, text: str) -> bool:
    return name in text and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _half(total: Line, row: Line) -> bool:
    """Say whether a row that the words name has at least half of the total's amounts."""
    tied, telling = _ties(total, row)
    return 0 < telling <= 2 * tied


def _reads(figure: Figure) -> _Spot | None:
    """Return the one row of another sheet that a formula reads."""
    rows = _rows(figure.formula)
    if len(rows) != 1 or not (only := next(iter(rows)))[0]:
        return None
    return figure.place.document, *only


@lru_cache(maxsize=4096)
def _rows(formula: str) -> frozenset[tuple[str, int]]:
    from sn_excel.calculations.formulas.trees import references, tree

    found = tree(formula)
    if found is None:
        return frozenset()
    read = references(found)
    return frozenset((one.sheet, row) for one in read for row in (one.area[0], one.area[2]))


def _ties(total: Line, row: Line) -> tuple[int, int]:
    """Return how many amounts of the same columns are the same, and how many tell something."""
    pairs = [(figure, row.figures[column]) for column, figure in total.figures.items() if column in row.figures]
    pairs += undated(total, row)
    telling = [(one.value, other.value, one.step + other.step) for one, other in pairs if one.value]
    tied = sum(other is not None and size(one - other) * 2 <= steps for one, other, steps in telling)
    return tied, len(telling)


def _named(table: Table, total: Line, row: Line, above: bool) -> Table:
    """Return a table whose total has the row's code and name; one that pages of its own belong to stays what it is."""
    ours = replace(total, code=row.code, name=row.name or total.name)
    lines = tuple(ours if line is total else line for line in table.lines)
    return replace(table, kind=table.kind if above else Kind.PAGE, lines=lines)
