"""What the lines above an export's headings say of it: the unit, the months, the day it was taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sn_excel.model.amounts import Unit
from sn_excel.model.measures import Measure
from sn_excel.model.sheets import Value
from sn_excel.sources import export_headings
from sn_excel.sources.export_columns import AmountColumn, Layout, Span
from sn_excel.sources.export_headings import Months
from sn_excel.sources.record_rows import text

Lines = Sequence[Sequence[Value]]
"""The cells of the rows above the headings."""

_EXTRACTED = re.compile(
    r"(?:uttag|utskri|skapad|framtag|export)\w*\W+((?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})", re.IGNORECASE
)
_MADE = re.compile(r"\b(?:uttag|utskri|skapad|framtag|export|skriv|kord|korning|beslut|antag|faststall)")
_ABOUT = re.compile(r"\b(?:period|ack|tom|t o m|till och med|avser|manad|utfall|rapport|delar)|uppfoljning|redovisning")

_ALONE = re.compile(r"(?:(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}|[0-9]{8}|[0-9]{4})\b.*")
"""A day, which says when something was done, or four digits, which may be a code."""


def unit(above: Iterable[str]) -> Unit | None:
    """Return the unit that texts above the table say, where they say one."""
    found = {one for one in map(export_headings.unit, above) if one}
    return found.pop() if len(found) == 1 else None


def extracted(above: Iterable[str]) -> str:
    """Return the day on which the export was taken out, empty where nothing says it.

    >>> extracted(["Utskriven 2024-06-10"])
    '2024-06-10'
    """
    found = _EXTRACTED.search(" ".join(map(text, above)))
    return found[1] if found else ""


def months(above: Lines, year: int) -> Months | None:
    """Return the months that the lines above the table say it is about; None where they say none, or several.

    The day of a print is no period, and neither is that of a decision. Months of the year asked for go before others.

    >>> months([["Budgetuppföljning", None], ["Period:", "202401 - 202404"], ["Utskriven", "2024-06-10"]], 2024)
    Months(year=2024, first=1, last=4)
    """
    found = {span for line in above for said in _texts(line) if (span := _span(said))}
    own = {span for span in found if span.year in (0, year)} or found
    return own.pop() if len(own) == 1 else None


def dated(layout: Layout, said: Months | None) -> Layout:
    """Return the layout with the months said above it on the columns of Utfall and budget that say none themselves.

    Rows that have a period of their own are not spoken for.
    """
    if said is None or layout.period >= 0:
        return layout
    return replace(layout, amounts=tuple(_dated(column, said) for column in layout.amounts))


def _dated(column: AmountColumn, said: Months) -> AmountColumn:
    if column.months or column.measure is Measure.ANNUAL_BUDGET or column.year not in (0, said.year or column.year):
        return column
    alone = column.span is Span.MONTH
    return replace(column, months=replace(said, first=said.last) if alone else said)


def _texts(line: Sequence[Value]) -> Iterator[str]:
    """Yield each cell's text, one that only names the period together with the cell after it."""
    cells = [said for said in map(text, line) if said]
    yield from cells
    yield from (f"{one} {other}" for one, other in pairwise(cells) if export_headings.months(one) is None)


def _span(said: str) -> Months | None:
    folded = export_headings.folded(said)
    bare = not export_headings.words(said) and not _ALONE.fullmatch(said)
    if _MADE.search(folded) or not (bare or _ABOUT.search(folded)):
        return None
    return export_headings.months(said)
