"""How the sheets of a document are understood, with what a person tells beside them: what every job begins with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sn_excel.calculations.formulas.evaluation import completed
from sn_excel.jobs.typed import typed
from sn_excel.model.amounts import Unit
from sn_excel.model.errors import SnError
from sn_excel.model.organisation import BudgetChange, Organisation
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Dossier
from sn_excel.reading.layouts import describe
from sn_excel.reading.tables import Reading, tables
from sn_excel.schema.month import own


@dataclass(frozen=True, slots=True)
class Known:
    """What a person tells us beside the documents."""

    unit: Unit | None = None
    period: Period | None = None
    organisation: Organisation | None = None
    changes: tuple[BudgetChange, ...] = ()


NOTHING = Known()


def read(sheets: Sequence[Sheet], known: Known = NOTHING, earlier: Dossier | None = None) -> Dossier:
    """Return the tables of a document. SnError when there are none; sheets of our own are left out."""
    whole = completed(sheets)
    return _dossier(whole, understood(whole, known), known, earlier)


def read_to_write(sheets: Sequence[Sheet], known: Known = NOTHING) -> Dossier:
    """Return the tables of a document that is to be written in. SnError also when its unit cannot be told."""
    whole = completed(sheets)
    reading = understood(whole, known)
    for sentence in reading.unproved:
        raise SnError(f"{sentence} Skriv enheten i bladets rubrik, till exempel: Belopp i tkr.")
    return _dossier(whole, reading, known, None)


def _dossier(sheets: Sequence[Sheet], reading: Reading, known: Known, earlier: Dossier | None) -> Dossier:
    if not reading.tables:
        document = sheets[0].document if sheets else "filen"
        if reading.asides:
            raise SnError(f"Ingen tabell i {document} kan stämmas av: {reading.asides[0]}")
        raise SnError(
            f"Ingen tabell hittades i {document}. En tabell behöver rubriker som Utfall, Budget, Avvikelse, Årsbudget "
            "eller Prognos över sina belopp."
        )
    by_place = {(sheet.document, sheet.name): sheet for sheet in sheets}
    return Dossier(
        reading.tables, by_place, known.organisation, earlier, reading.asides, known.changes, entries=typed(sheets)
    )


def understood(sheets: Sequence[Sheet], known: Known = NOTHING) -> Reading:
    """Return how the sheets of a document are read; sheets of our own are left out."""
    theirs = [sheet for sheet in sheets if not own(sheet)]
    return tables(theirs, known.unit, known.period, known.organisation)


def layouts(sheets: Sequence[Sheet], known: Known = NOTHING) -> tuple[str, ...]:
    """Return in Swedish how the tables of a document are understood."""
    return describe(understood(completed(sheets), known))
