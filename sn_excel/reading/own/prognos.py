"""The sheet Prognos read back: what people typed on its rows, and how the forecast stands there."""

from __future__ import annotations

from sn_excel.calculations.forecasting.outlooks import Rule
from sn_excel.model.entries import Entries, EntryFault, Standing, Submission
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet
from sn_excel.reading.own.adjustments import ReadAdjustments, adjustments, unnormalised
from sn_excel.reading.own.own_rows import OwnRow, code_of, date_of, own_rows
from sn_excel.schema.prognos import BOOKED_ROW, HEADINGS, Column

LABEL = HEADINGS[Column.LABEL]
ACTUAL = HEADINGS[Column.ACTUAL]
BUDGET = HEADINGS[Column.BUDGET]
ANNUAL = HEADINGS[Column.ANNUAL]
SUBMITTED = HEADINGS[Column.SUBMITTED]
AUTHOR = HEADINGS[Column.AUTHOR]
DATE = HEADINGS[Column.DATE]
PIN = HEADINGS[Column.PIN]
REASON = HEADINGS[Column.REASON]
LAG = HEADINGS[Column.LAG]
RULE = HEADINGS[Column.RULE]
VALUE = HEADINGS[Column.FORECAST]
UNROUNDED = HEADINGS[Column.UNROUNDED]
LOW = HEADINGS[Column.LOW]
HIGH = HEADINGS[Column.HIGH]
EXPECTED = HEADINGS[Column.RULE_FORECAST]
LAST = HEADINGS[Column.LAST]
ADDED = HEADINGS[Column.ADJUSTMENTS]
LAST_ADDED = HEADINGS[Column.LAST_ADJUSTMENTS]
PLACED = (LABEL, SUBMITTED, AUTHOR, DATE, PIN, REASON, LAG, VALUE, UNROUNDED)
NEEDED = (LABEL, ACTUAL, ANNUAL, SUBMITTED)
RULES = tuple(rule.swedish for rule in Rule)


def entries(forecast: Sheet | None, adjusting: Sheet | None) -> Entries:
    """Return what the sheets Prognos and Prognosjusteringar of ours say."""
    standings: tuple[Standing, ...] = ()
    faults: tuple[EntryFault, ...] = ()
    period = None
    labels: dict[str, str] = {}
    if forecast:
        period = _period(forecast)
        standings, faults = _standings(forecast, period)
        labels = {one.code: one.label for one in standings}
    read = adjustments(adjusting, labels) if adjusting else ReadAdjustments()
    loose = tuple(unnormalised(adjusting, labels)) if adjusting and labels else ()
    return Entries(period, standings, read.entered, (*faults, *read.faults, *loose))


def _period(sheet: Sheet) -> Period | None:
    month, year = sheet.cells.get((BOOKED_ROW, 2)), sheet.cells.get((BOOKED_ROW, 4))
    if isinstance(month, int) and isinstance(year, int) and 1 <= month <= 12 and 1900 <= year <= 2999:
        return Period(year, 1, month)
    return None


def _standings(sheet: Sheet, period: Period | None) -> tuple[tuple[Standing, ...], tuple[EntryFault, ...]]:
    found: list[Standing] = []
    faults: list[EntryFault] = []
    head = ""
    for row in own_rows(sheet, NEEDED):
        code = code_of(row.text(LABEL))
        if code:
            typed, wrong = _submission(row, code)
            faults += wrong
            head = head if row.amount(VALUE) is None else code
            parent = "" if head == code else head
            found.append(_standing(row, parent, typed, period))
    return tuple(found), tuple(faults)


def _standing(row: OwnRow, parent: str, typed: Submission, period: Period | None) -> Standing:
    unrounded = row.amount(UNROUNDED)
    return Standing(
        code=typed.code,
        label=row.text(LABEL),
        month=period.last if period else 12,
        actual=row.amount(ACTUAL) or 0,
        annual=row.amount(ANNUAL) or 0,
        period_budget=row.amount(BUDGET),
        rule=row.text(RULE),
        rules=tuple((name, amount) for name in RULES if (amount := row.amount(name)) is not None),
        expected=row.amount(EXPECTED) or 0,
        value=unrounded or 0,
        low=row.amount(LOW),
        high=row.amount(HIGH),
        last=row.amount(LAST),
        adjustments=row.amount(ADDED) or 0,
        last_adjustments=row.amount(LAST_ADDED) or 0,
        submission=typed,
        places=tuple((heading, row.place(heading)) for heading in PLACED),
        parent=parent,
    )


def _submission(row: OwnRow, code: str) -> tuple[Submission, list[EntryFault]]:
    faults: list[EntryFault] = []
    for heading in (SUBMITTED, LAG):
        if row.stray(heading):
            said = f"{row.text(heading)!r} är inget belopp; skriv tkr, till exempel 29 100."
            faults.append(EntryFault(row.place(heading), row.text(LABEL), said))
        elif isinstance(row.value(heading), str) and row.read(heading) is not None:
            said = f"{row.text(heading)!r} är text och räknas först när prognosen räknas om."
            faults.append(EntryFault(row.place(heading), row.text(LABEL), said))
    pin = row.text(PIN)
    if pin and Rule.named(pin) is None:
        words = ", ".join(rule.swedish for rule in Rule)
        faults.append(EntryFault(row.place(PIN), row.text(LABEL), f"{pin!r} är ingen regel; välj {words}."))
    day = row.text(DATE)
    if day and not date_of(row.value(DATE)):
        faults.append(EntryFault(row.place(DATE), row.text(LABEL), f"{day!r} är inget datum; skriv 2024-05-31."))
    lag = row.read(LAG) or 0
    if not 0 <= lag <= 12:
        faults.append(EntryFault(row.place(LAG), row.text(LABEL), "Eftersläpningen är mellan 0 och 12 månader."))
        lag = 0
    typed = Submission(
        code=code,
        value=row.read(SUBMITTED),
        author=row.text(AUTHOR),
        date=date_of(row.value(DATE)) or day,
        pin=pin,
        reason=row.text(REASON),
        lag=lag,
    )
    return typed, faults
