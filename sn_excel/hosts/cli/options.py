"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sn_excel.model.amounts import Unit


class UnitChoice(StrEnum):
    """The units a person may name."""

    KR = "kr"
    TKR = "tkr"
    MKR = "mkr"


Json = Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON för andra program.")]
PeriodText = Annotated[str | None, typer.Option("--period", metavar="ÅÅÅÅ-MM", help="Periodens sista månad.")]
UnitText = Annotated[UnitChoice | None, typer.Option("--unit", help="Enhet när filen inte säger den.")]
Against = Annotated[Path | None, typer.Option("--against", metavar="FIL", help="Tidigare dokument att jämföra med.")]
Changes = Annotated[
    Path | None,
    typer.Option("--changes", metavar="FIL", help="Budgetändringar; annars budgetandringar.csv om den finns."),
]
OrganisationFile = Annotated[
    Path | None,
    typer.Option("--organisation", metavar="FIL", help="Organisationen; annars organisation.csv bredvid exporten."),
]


def chosen(choice: UnitChoice | None) -> Unit | None:
    """Return the unit that a person named."""
    return Unit(choice.value) if choice else None
