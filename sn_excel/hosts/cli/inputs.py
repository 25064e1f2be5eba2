"""What a month is made from: the files a person names, or those that lie beside the export under their usual names."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from sn_excel.hosts import files
from sn_excel.jobs.regenerate import Inputs
from sn_excel.model.amounts import Unit
from sn_excel.model.errors import UnreadableFileError
from sn_excel.model.ledgers import Ledger
from sn_excel.model.measures import Measure
from sn_excel.model.organisation import Organisation
from sn_excel.model.periods import Period
from sn_excel.model.tables import Dossier
from sn_excel.sources.configurations import Configuration, configuration
from sn_excel.sources.leaves import Wanted
from sn_excel.sources.organisations import organisation
from sn_excel.sources.records import aliases, budget_changes, decided_budget
from sn_excel.writing.own.comments import Limits


@dataclass(frozen=True, slots=True)
class Beside:
    """The export and the files a person named; None: the usual name in the export's folder."""

    export: Path
    organisation: Path | None = None
    budget: Path | None = None
    changes: Path | None = None
    settings: Path | None = None
    annual: Path | None = None

    def needed(self, named: Path | None, usual: str, what: str) -> Path:
        """Return a file that must be there."""
        found = named or self.export.parent / usual
        if named is None and not found.exists():
            raise UnreadableFileError(
                f"{what} saknas: {usual} finns inte i exportens mapp. Lägg den där eller ange filen på kommandoraden."
            )
        return files.present(found)

    def optional(self, named: Path | None, usual: str) -> Path | None:
        """Return a file that may be missing."""
        if named is not None:
            return files.present(named)
        found = self.export.parent / usual
        return found if found.exists() else None


def inputs(beside: Beside, period: Period, unit: Unit | None, against: Path | None) -> Inputs:
    """Return what a month is made from. SnError names the file, row and column of what cannot be used."""
    files.present(beside.export)
    settings = _settings(beside)
    spellings = beside.optional(None, "alias.csv")
    known_as = aliases(files.read(spellings)) if spellings else {}
    home = beside.needed(beside.organisation, "organisation.csv", "Organisationen")
    board = organisation(files.read(home), settings.board, known_as)
    budget = beside.needed(beside.budget, "arsbudget.csv", "Beslutad årsbudget")
    decided = decided_budget(files.read(budget))
    changed = beside.optional(beside.changes, "budgetandringar.csv")
    wanted = Wanted(period, board, unit or settings.unit, decided)
    ledger = files.read_ledger(beside.export, wanted)
    for sentence in (*decided.cautions, *ledger.cautions):
        print(sentence, file=sys.stderr)
    return Inputs(
        ledger=_with_annual(ledger, beside.annual),
        organisation=board,
        decided=decided,
        changes=budget_changes(files.read(changed)) if changed else (),
        limits=Limits(settings.comment_amount, settings.comment_share),
        earlier=_earlier(against, board) if against else None,
    )


def _earlier(path: Path, board: Organisation) -> Dossier:
    from sn_excel.jobs.understand import Known, read

    return read(files.read(path), Known(organisation=board))


def _with_annual(read: Ledger, annual: Path | None) -> Ledger:
    if annual is None:
        return read
    budgets = decided_budget(files.read(files.present(annual)))
    entries = {
        code: replace(
            entry, amounts={**entry.amounts, Measure.ANNUAL_BUDGET: budgets[code]} if code in budgets else entry.amounts
        )
        for code, entry in read.entries.items()
    }
    return replace(read, entries=entries)


def _settings(beside: Beside) -> Configuration:
    found = beside.optional(beside.settings, "installningar.toml")
    return configuration(found) if found else Configuration()
