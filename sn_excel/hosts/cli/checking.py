"""`check` and `explain`: files in, findings told."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sn_excel.hosts import files
from sn_excel.hosts.cli import reports
from sn_excel.hosts.cli.options import period_of
from sn_excel.jobs.check import Checked
from sn_excel.jobs.check import check as job
from sn_excel.jobs.understand import NOTHING, Known, layouts
from sn_excel.jobs.understand import read as understood
from sn_excel.model.amounts import Unit
from sn_excel.model.errors import SnError
from sn_excel.model.findings import Severity
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Dossier

MANY = 4
"""From this many files on, a progress bar is shown."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a person wants the check: as JSON, files read together, layouts shown, marks laid, also as a list."""

    json: bool = False
    together: bool = False
    layouts: bool = False
    mark: bool = False
    backup: bool = True
    to: Path | None = None


def known(
    period: str | None, unit: Unit | None, organisation: Path | None = None, changes: Path | None = None
) -> Known:
    """Return what a person tells on the command line."""
    told = replace(NOTHING, period=period_of(period), unit=unit)
    if changes is not None:
        from sn_excel.sources.records import budget_changes

        told = replace(told, changes=budget_changes(files.read(files.present(changes))))
    if organisation is None:
        return told
    from sn_excel.sources.organisations import organisation as read

    return replace(told, organisation=read(files.read(organisation), ""))


def check(documents: Sequence[Path], against: Path | None, told: Known, manner: Manner) -> Severity | None:
    """Check every document, print what was found, and return the worst severity."""
    if manner.to:
        from sn_excel.hosts.cli.list_files import free

        free(manner.to)
    earlier = understood(files.read(against), replace(told, period=None)) if against else None
    results = [(group, _checked(group, told, earlier)) for group in _progress(_groups(documents, manner.together))]
    if manner.mark:
        from sn_excel.hosts.cli.marking import mark

        for group, found in results:
            mark(group, found, manner.backup)
    named = [(_name(group), found.findings) for group, found in results]
    if manner.to:
        from sn_excel.hosts import lists
        from sn_excel.hosts.cli.list_files import write

        write(lists.findings(named), manner.to)
    if manner.json:
        print(reports.as_json(named))
    else:
        for group, found in results:
            if manner.layouts:
                print("\n".join(layouts(_sheets(group), told)))
            reports.show(_name(group), found.findings, found.dossier.asides)
    order = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    met = {finding.severity for _, found in results for finding in found.findings if not finding.settled}
    return next((severity for severity in order if severity in met), None)


def _groups(documents: Sequence[Path], together: bool) -> list[tuple[Path, ...]]:
    return [tuple(documents)] if together else [(document,) for document in documents]


def _name(group: tuple[Path, ...]) -> str:
    return " + ".join(path.name for path in group) if len(group) > 1 else str(group[0])


def _checked(group: tuple[Path, ...], told: Known, earlier: Dossier | None) -> Checked:
    return job(_sheets(group), told, earlier)


def _sheets(group: tuple[Path, ...]) -> tuple[Sheet, ...]:
    return tuple(sheet for path in group for sheet in files.read(path, _cautioned))


def _cautioned(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _progress(groups: list[tuple[Path, ...]]) -> Iterator[tuple[Path, ...]]:
    if len(groups) < MANY or not sys.stderr.isatty():
        yield from groups
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(groups, description="Stämmer av", console=Console(stderr=True))


def explain(code: str) -> None:
    """Print what a code means, or every code with its title."""
    from sn_excel import checks

    if not code:
        for one in checks.CHECKS:
            print(one.title)
        return
    try:
        print(checks.explain(code.strip()))
    except KeyError:
        raise SnError(f"Koden {code} finns inte. Kör sn-excel explain så visas alla koder.") from None
