"""Options that several commands share, and what a person adds to the command line when something is missing."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sn_excel.model.amounts import Unit
from sn_excel.model.errors import Missing, SnError
from sn_excel.model.periods import Period


class UnitChoice(StrEnum):
    """The units a person may name."""

    KR = "kr"
    TKR = "tkr"
    MKR = "mkr"


Json = Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON för andra program.")]
PeriodText = Annotated[str | None, typer.Option("--period", metavar="ÅÅÅÅ-MM", help="Periodens sista månad.")]
UnitText = Annotated[UnitChoice | None, typer.Option("--unit", help="Enhet när filen inte säger den.")]
Against = Annotated[Path | None, typer.Option("--against", metavar="FIL", help="Tidigare dokument att jämföra med.")]
ListFile = Annotated[
    Path | None, typer.Option("--to", metavar="FIL", help="Skriv också resultatet som lista (.csv eller .xlsx).")
]
Changes = Annotated[
    Path | None,
    typer.Option("--changes", metavar="FIL", help="Budgetändringar; annars budgetandringar.csv om den finns."),
]
OrganisationFile = Annotated[
    Path | None,
    typer.Option("--organisation", metavar="FIL", help="Organisationen; annars organisation.csv bredvid exporten."),
]


REMEDIES = {
    Missing.PERIOD: "Ange månaden med --period.",
    Missing.OTHER_PERIOD: "Ange en annan månad med --period.",
    Missing.UNIT: "Eller ange exportens enhet med --unit.",
    Missing.ANNUAL_BUDGET: "Eller ange årsbudgeten i en egen fil med --annual.",
}


def told(error: SnError) -> str:
    """Return what is wrong, and which option tells what is missing.

    >>> told(SnError("Boken säger inte vilken månad den gäller.", Missing.PERIOD))
    'Boken säger inte vilken månad den gäller. Ange månaden med --period.'
    """
    return f"{error} {REMEDIES[error.missing]}" if error.missing else str(error)


def period_of(text: str | None) -> Period | None:
    """Return a period typed as YYYY-MM; SnError when it is none."""
    if text is None:
        return None
    try:
        return Period.parse(text)
    except ValueError:
        raise SnError(f"{text} är ingen period. Skriv år och månad, till exempel 2024-05.") from None


def chosen(choice: UnitChoice | None) -> Unit | None:
    """Return the unit that a person named."""
    return Unit(choice.value) if choice else None
