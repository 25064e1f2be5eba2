"""SN211 En rad står två gånger i samma summa.

Varför: en rad som har klistrats in två gånger räknas två gånger, och är summan en formel stämmer den ändå.
Jämförs rader med samma kod och namn i samma grupp; de är dubbla när alla belopp är lika.
Exempel: 7711 Särskilt boende står på rad 6 och rad 7, båda med Utfall 5 210 och Årsbudget 12 600.
Åtgärd: ta bort den ena raden. Är de två olika saker: ge dem olika namn eller kod.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sn_excel.checks.check_type import Check, Faults
from sn_excel.model.findings import Cause, CauseKind, Finding, Severity
from sn_excel.model.tables import Dossier, Figure, Kind, Line, Table

CODE = "SN211"
NAMED, NAMELESS = 2, 3
"""So many amounts other than 0 must be the same, in rows with a code and in rows without."""


def faults(dossier: Dossier) -> Iterator[Finding]:
    """Yield one error for every row that repeats another of the same sum; a ledger has a row for every month."""
    for table in dossier.tables:
        for rows in _groups(table) if table.kind is not Kind.LEDGER else ():
            for at, line in enumerate(rows[1:], 1):
                first = next((other for other in rows[:at] if _same(other, line)), None)
                if first:
                    yield _finding(first, line)


def _groups(table: Table) -> Iterator[Sequence[Line]]:
    """Yield the rows without parts that stand in the same sum under the same code and name."""
    for siblings in (table.lines, *(line.parts for line in table.walk())):
        groups: dict[tuple[str, str], list[Line]] = defaultdict(list)
        for line in siblings:
            if line.whole and not line.parts:
                groups[line.code, " ".join(line.name.split()).casefold()].append(line)
        yield from (rows for rows in groups.values() if len(rows) > 1)


def _same(first: Line, line: Line) -> bool:
    shared = [
        (first.figures[column].value, figure.value)
        for column, figure in line.figures.items()
        if column in first.figures
    ]
    enough = sum(bool(value) for value, _ in shared) >= (NAMED if line.code else NAMELESS)
    return enough and all(value == other for value, other in shared) and first.place != line.place


def _finding(first: Line, line: Line) -> Finding:
    figure: Figure = next(figure for figure in line.figures.values() if figure.value)
    rows = f"rad {first.place.row} och rad {line.place.row}"
    message = f"{line.label} står två gånger i samma summa, på {rows}, med samma belopp; ta bort den ena raden."
    evidence = (f"Kod, namn och alla belopp är desamma som på rad {first.place.row}",)
    amount = figure.value or 0
    cause = Cause(CauseKind.DOUBLE_COUNTED, figure.place, line.label, amount, amount, evidence)
    measure = figure.column.measure
    return Finding(CODE, Severity.ERROR, figure.place, line.label, message, measure, causes=(cause,))


CHECK = Check(CODE, (Severity.ERROR,), Faults(faults), __doc__)
