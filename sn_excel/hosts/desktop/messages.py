"""What a button tells when it is done, in a message box: short, Swedish, the most important first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sn_excel.calculations.forecasting.year_ends import YearEnd, with_history
from sn_excel.jobs.adjust import Begun
from sn_excel.jobs.fill import Filled
from sn_excel.jobs.forecast import Forecasted
from sn_excel.model.amounts import spoken
from sn_excel.model.entries import Entries
from sn_excel.model.findings import Finding, Severity, tally
from sn_excel.model.periods import Period
from sn_excel.model.places import address
from sn_excel.schema.month import ADJUSTMENTS, RECONCILIATION
from sn_excel.schema.prognos import FIELDS
from sn_excel.writing.undo.undoing import Taken

SHOWN = 3
"""So many errors fit in a message box."""
LISTED = 12
"""So many places or codes fit on a line."""


def checked(document: str, findings: Sequence[Finding]) -> str:
    """Return how many errors there are, and the first of them."""
    errors = [found.message for found in findings if found.severity is Severity.ERROR and not found.settled]
    more = [f"och {len(errors) - SHOWN} fel till, se bladet {RECONCILIATION}."] if len(errors) > SHOWN else []
    return "\n".join([f"{document}: {tally(findings).lower()}.", *errors[:SHOWN], *more])


def filled(document: str, done: Filled) -> str:
    """Return how many cells were filled, and what could not be placed."""
    stale = [f"{sheet} {address(at)}" for sheet, at in done.stale]
    lines = [
        f"{document}: {_counted(len(done.filling.changes), 'cell', 'celler')} har fått nya belopp.",
        *done.cautions,
        listed("Rader i boken som exporten saknar (orörda)", done.filling.rows),
        listed("Koder i exporten som boken saknar", done.filling.codes),
        listed("Formler som bara programmet självt räknar; se efter att de är rätt", stale),
    ]
    return "\n".join(line for line in lines if line)


def rolled(name: str, was: Period, new: Period, unsaved: bool) -> str:
    """Return where the new book is, and what is still to be done."""
    lines = [
        f"{name} är sparad bredvid och öppnad: {new.spoken}, gjord av {was.spoken}.",
        "Inskrivna Utfall och Budget är tömda; fyll dem med Läs in utfall.",
    ]
    if unsaved:
        lines.append("Boken som du hade öppen har ändringar som inte är sparade; de är inte med.")
    return "\n".join(lines)


def forecasted(document: str, done: Forecasted) -> str:
    """Return the board's forecast, how many adjustments are counted, and which units lack what."""
    value = sum(end.shown for end in done.ends)
    left = sum(end.row.annual.value for end in done.ends) - value
    leaves = tuple(_leaves(done.ends))
    about = f"{document}: prognosen efter {done.period.spoken} är {spoken(value)} tkr"
    lines = [
        f"{about}, avvikelse {spoken(left, signed=True)} mot årsbudgeten; {_used(done.ends, done.after)}.",
        _lacking("Saknar lämnad prognos", [end for end, covered in leaves if not covered], len(leaves)),
        _lacking("Saknar årsbudget", [end for end, _ in leaves if not end.row.annual.value], len(leaves)),
        _lacking("Saknar tidigare år", [end for end, _ in leaves if not with_history(end.found)], len(leaves)),
        listed("Räknas inte, rätta", _wrong(done.after)),
        *done.told,
        *done.lost,
        *done.ignored,
    ]
    return "\n".join(line for line in lines if line)


def _leaves(ends: Sequence[YearEnd], covered: bool = False) -> Iterator[tuple[YearEnd, bool]]:
    """Yield the rows that are booked on, and whether a submitted forecast, their own or above, covers them."""
    for end in ends:
        submitted = covered or end.submission.value is not None
        if end.units:
            yield from _leaves(end.units, submitted)
        else:
            yield end, submitted


def _used(ends: Sequence[YearEnd], entered: Entries) -> str:
    used = sum(len(end.effects) + sum(len(unit.effects) for unit in end.units) for end in ends)
    unread = {fault.place.row for fault in entered.faults if fault.place.sheet == ADJUSTMENTS}
    known = len(entered.items) + len(unread - {one.place.row for one in entered.adjustments})
    if not known:
        return "inga justeringar"
    return f"{used} av {_counted(known, 'justering', 'justeringar')} räknas"


def _wrong(entered: Entries) -> list[str]:
    """Return the cells that cannot be used, the first of each row."""
    places = {(fault.place.sheet, fault.place.row): fault.place for fault in reversed(entered.faults)}
    return [f"{place.sheet} {place.cell}" for place in reversed(places.values())]


def _lacking(what: str, rows: Sequence[YearEnd], of: int) -> str:
    """Return which rows lack something; all of them in a word."""
    return f"{what}: alla." if len(rows) == of else listed(what, [end.row.label for end in rows])


def begun(done: Begun) -> str:
    """Return which row was begun, for what, and what is left to fill in."""
    first, last = done.months
    about = f" för {done.label}" if done.label else ""
    span = f", {first} till {last}" if first and last else ""
    words = [FIELDS[field].split(",")[0] for field in done.missing]
    fill = f"Fyll i {' och '.join([', '.join(words[:-1]), words[-1]] if len(words) > 1 else words)}."
    lines = [
        "Prognosen är beräknad först: raden behöver dess blad." if done.forecasted else "",
        f"Rad {done.row} på {ADJUSTMENTS} {'var redan påbörjad' if done.again else 'är påbörjad'}{about}{span}. {fill}",
        "Tryck på Beräkna prognos när den är ifylld. Välj status föreslagen om den inte är beslutad.",
    ]
    return "\n".join(line for line in lines if line)


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
