"""SN301 Sammanställningen och enhetssidan har olika belopp.

Varför: nämnden läser sammanställningen, enheterna styrs av sidan.
Exempel: 771 Årsbudget, 134 114 i sammanställningen och 139 324 på sidan (maj 2024).
Åtgärd: rätta det belopp som pekas ut, så att sammanställningen och sidan visar samma.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sn_excel.calculations.causes.equations import Equation, Role, Verdict
from sn_excel.checks.check_type import Check, Claims
from sn_excel.checks.matching import figure, keyed, of_kind, total
from sn_excel.model.findings import Severity
from sn_excel.model.tables import Dossier, Kind, Table, undated

CODE = "SN301"
CLAIM = "sammanställningen har {stated} {unit}, sidan {computed}"


LEAST, SHARE = 4, 0.6
"""Where headings do not tell which table sums up which, so many amounts, and so large a share of them, must tie."""


def equations(dossier: Dossier) -> Iterator[Equation]:
    """Yield one equation for every amount that stands both in a summary and, with the same code or name, on a page."""
    pages = list(of_kind(dossier, Kind.PAGE))
    others = list(of_kind(dossier, Kind.OTHER))
    for summary in of_kind(dossier, Kind.SUMMARY):
        yield from _links(summary, pages)
        yield from _proved(_undated(summary, pages))
        yield from _proved(_links(summary, others))
    for table in others:
        if total(table):
            yield from _proved(_links(table, [page for page in (*pages, *others) if page is not table]))


def _links(summary: Table, pages: Iterable[Table]) -> Iterator[Equation]:
    stated = {(key, column): found for key, line in keyed(summary) for column, found in line.figures.items()}
    for table in pages:
        for key, line in keyed(table):
            for column in line.figures:
                found = figure(line, column.measure, column.period)
                if found and (key, column) in stated:
                    yield Equation(CODE, Role.LINK, stated[key, column], ((1, found),), CLAIM)


def _undated(summary: Table, pages: Iterable[Table]) -> Iterator[Equation]:
    """Yield what a summary and a page say of a measure whose period stands in one of them only."""
    rows = dict(keyed(summary))
    for table in pages:
        for key, line in keyed(table):
            for stated, found in undated(rows[key], line) if key in rows else ():
                if found.value is not None and not found.doubt:
                    yield Equation(CODE, Role.LINK, stated, ((1, found),), CLAIM)


def _proved(equations: Iterable[Equation]) -> tuple[Equation, ...]:
    """Return the equations when most of those that tell something tie, else none."""
    found = tuple(equations)
    telling = [one for one in found if one.judgeable and one.computed]
    tied = sum(one.verdict() is not Verdict.BROKEN for one in telling)
    return found if tied >= max(LEAST, SHARE * len(telling)) else ()


CHECK = Check(CODE, (Severity.ERROR, Severity.NOTE), Claims(equations), __doc__)
