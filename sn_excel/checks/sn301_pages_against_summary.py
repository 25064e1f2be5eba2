"""SN301 Sammanställningen och enhetssidan har olika belopp.

Varför: nämnden läser sammanställningen, enheterna styrs av sidan.
Exempel: 771 Årsbudget, 134 114 i sammanställningen och 139 324 på sidan (maj 2024).
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.calculations.equations import Equation, Role
from sn_excel.checks.matching import figure, of_kind
from sn_excel.model.tables import Dossier, Kind

CODE = "SN301"
CLAIM = "sammanställningen har {stated} tkr, sidan {computed}"


def equations(dossier: Dossier) -> Iterator[Equation]:
    """Yield one equation for every amount that stands both in a summary and, with the same code, on a page."""
    stated = {
        (line.code, column): found
        for table in of_kind(dossier, Kind.SUMMARY)
        for line in table.walk()
        for column, found in line.figures.items()
        if line.code
    }
    for table in of_kind(dossier, Kind.PAGE):
        for line in table.walk():
            for column in line.figures:
                found = figure(line, column.measure, column.period)
                if found and (line.code, column) in stated:
                    yield Equation(CODE, Role.LINK, stated[line.code, column], ((1, found),), CLAIM)
