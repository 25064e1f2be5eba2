"""What a button tells when it is done, in a message box: short, Swedish, the most important first."""

from __future__ import annotations

from collections.abc import Sequence

from sn_excel.jobs.fill import Filled
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.periods import Period
from sn_excel.model.places import address
from sn_excel.writing.layout import RECONCILIATION
from sn_excel.writing.reconciliation import tally
from sn_excel.writing.undoing import Taken

SHOWN = 3
"""So many errors fit in a message box."""
LISTED = 12
"""So many places or codes fit on a line."""


def checked(document: str, findings: Sequence[Finding]) -> str:
    """Return how many errors there are, and the first of them."""
    errors = [found.message for found in findings if found.severity is Severity.ERROR]
    more = [f"och {len(errors) - SHOWN} fel till, se bladet {RECONCILIATION}."] if len(errors) > SHOWN else []
    return "\n".join([f"{document}: {tally(findings).lower()}.", *errors[:SHOWN], *more])


def filled(document: str, done: Filled) -> str:
    """Return how many cells were filled, and what could not be placed."""
    stale = [f"{sheet} {address(at)}" for sheet, at in done.stale]
    lines = [
        f"{document}: {_counted(len(done.filling.changes), 'cell', 'celler')} har fått nya belopp.",
        listed("Rader i boken som exporten saknar (orörda)", done.filling.rows),
        listed("Koder i exporten som boken saknar", done.filling.codes),
        listed("Formler som bara programmet självt räknar; se efter att de är rätt", stale),
    ]
    return "\n".join(line for line in lines if line)


def rolled(name: str, was: Period, new: Period, unsaved: bool) -> str:
    """Return where the new book is, and what is still to be done."""
    lines = [
        f"{name} är sparad bredvid och öppnad: {new.spoken}, gjord av {was.spoken}.",
        "Utfall och Budget är tömda; fyll dem med Läs in utfall.",
    ]
    if unsaved:
        lines.append("Boken som du hade öppen har ändringar som inte är sparade; de är inte med.")
    return "\n".join(lines)


def undone(label: str, taken: Taken) -> str:
    """Return what was taken back, and the places that somebody has changed since."""
    cells = f" {_counted(taken.cells, 'cell', 'celler')} har fått tillbaka sitt innehåll." if taken.cells else ""
    lines = [
        f"{label} är återställt.{cells}" if taken.edits else f"{label}: det fanns inget kvar att återställa.",
        listed("Ändrat efteråt och därför orört", taken.left),
    ]
    return "\n".join(line for line in lines if line)


def listed(what: str, items: Sequence[str]) -> str:
    """Return items on a line; empty when there are none.

    >>> listed("Koder", ["7201", "7202"])
    'Koder: 7201, 7202.'
    """
    if not items:
        return ""
    more = f" och {len(items) - LISTED} till" if len(items) > LISTED else ""
    return f"{what}: {', '.join(items[:LISTED])}{more}."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
