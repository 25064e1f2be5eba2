"""Samla in: a small workbook to each budget-responsible manager, and what comes back taken in, nothing silently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sn_excel.calculations.forecasting.outlooks import Rule
from sn_excel.calculations.forecasting.year_ends import YearEnd
from sn_excel.jobs.forecast import Forecasted
from sn_excel.model.amounts import Amount, rounded, spoken, tidy
from sn_excel.model.entries import Submission, by_code
from sn_excel.model.errors import SnError
from sn_excel.model.managers import ManagerBook, ManagerRow, Merge, Returned
from sn_excel.model.organisation import Organisation
from sn_excel.model.sheets import Value

NOBODY = "utan ansvarig"
RULES = (Rule.LINEAR, Rule.REMAINING_BUDGET, Rule.BUDGET_PACE)


@dataclass(frozen=True, slots=True)
class Collected:
    """What is taken in, and Swedish sentences on what is not: missing, conflicting, changed, stale, unreadable.

    `comments` are what managers wrote beside their figures; they are told, and written nowhere.
    """

    merged: tuple[Merge, ...]
    missing: tuple[str, ...] = ()
    conflicting: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()

    @property
    def submissions(self) -> tuple[Submission, ...]:
        """Return the forecasts that are taken in."""
        return tuple(one.typed for one in self.merged)

    @property
    def refused(self) -> tuple[str, ...]:
        """Return everything that came but was not taken in."""
        return (*self.conflicting, *self.changed, *self.stale, *self.unreadable)


def manager_books(done: Forecasted, organisation: Organisation, document: str) -> tuple[ManagerBook, ...]:
    """Return a workbook to fill for each role; rows that no role answers for go together. SnError where none does."""
    roles = responsible(done, organisation)
    if set(roles.values()) == {NOBODY}:
        raise SnError(
            "Organisationen säger inte vem som ansvarar. Lägg till kolumnen Ansvar med roller i organisation.csv."
        )
    ends = leaves(done)
    return tuple(
        ManagerBook(
            role=role,
            period=done.period.code,
            document=document,
            rows=tuple(_row(end) for end in ends if roles[end.row.code] == role),
        )
        for role in dict.fromkeys(roles[end.row.code] for end in ends)
    )


def leaves(done: Forecasted) -> tuple[YearEnd, ...]:
    """Return the rows that are booked on, in printed order."""
    return tuple(leaf for end in done.ends for leaf in (end.units or (end,)))


def responsible(done: Forecasted, organisation: Organisation) -> Mapping[str, str]:
    """Return the role that answers for each row that is booked on: its own, else its programme's."""
    known = {code.code: code.responsible for code in organisation.codes if code.holds(done.period)}
    return {
        leaf.row.code: known.get(leaf.row.code) or known.get(end.row.code) or NOBODY
        for end in done.ends
        for leaf in (end.units or (end,))
    }


def _row(end: YearEnd) -> ManagerRow:
    row, found = end.row, end.found
    rules: tuple[Value, ...] = tuple(
        value.refusal or (None if value.value is None else rounded(value.value)) for value in map(found.of, RULES)
    )
    figures: tuple[Value, ...] = (
        row.label,
        tidy(row.actual.value),
        tidy(row.budget.value) if row.budget else None,
        tidy(row.annual.value),
        rounded(end.last.value) if end.last else None,
        rounded(end.rule_value),
        found.rule.swedish,
    )
    return ManagerRow(row.code, (*figures, *rules), end.submission)


def collect(
    done: Forecasted, files: Sequence[Returned], asked: Sequence[ManagerBook], strangers: Sequence[str] = ()
) -> Collected:
    """Return what the managers' workbooks give: what is taken in and what is not, with reasons.

    `asked` are the workbooks as they would be sent now; `strangers` are files that are none of ours.
    """
    now = {book.role: book for book in asked}
    changed = tuple(
        f"{one.file}: något utanför de gula cellerna är ändrat, så inget läses in." for one in files if one.changed
    )
    stale = tuple(_stale(one, now) for one in files if not one.changed and _old(one, now))
    usable = [one for one in files if not one.changed and not _old(one, now)]
    before = by_code(done.before.submissions)
    labels = {end.row.code: end.row.label for end in leaves(done)}
    merged, conflicting = _merged(usable, before, labels)
    unreadable = [
        f"{one.file} {fault.place.cell}, {fault.label}: {fault.message}" for one in usable for fault in one.faults
    ]
    unreadable += [f"{name}: är ingen bok som skickats till chefer härifrån." for name in strangers]
    held = {**before, **by_code(one.typed for one in merged)}
    return Collected(
        merged=tuple(merged),
        missing=tuple(_missing(asked, files, held)),
        conflicting=tuple(conflicting),
        changed=changed,
        stale=stale,
        unreadable=tuple(unreadable),
        comments=tuple(f"{label}: {words} ({one.file})" for one in usable for label, words in one.comments),
    )


def _old(one: Returned, now: Mapping[str, ManagerBook]) -> bool:
    """Say whether the figures that were sent are not those of the workbook any more."""
    asked = now.get(one.book.role)
    return asked is None or one.book.period != asked.period or _figures(one.book) != _figures(asked)


def _figures(book: ManagerBook) -> Mapping[str, tuple[Value, ...]]:
    """Return what a manager forecasts from: Utfall, budget and Årsbudget by code."""
    return {row.code: row.guide[1:4] for row in book.rows}


def _stale(one: Returned, now: Mapping[str, ManagerBook]) -> str:
    asked = now.get(one.book.role)
    if asked is None:
        return f"{one.file}: rollen {one.book.role} finns inte i organisationen längre."
    if one.book.period != asked.period:
        return f"{one.file}: gäller {one.book.period}, men boken gäller {asked.period}."
    return f"{one.file}: utfall eller budget har ändrats sedan boken skickades; skicka en ny."


def _merged(
    files: Sequence[Returned], before: Mapping[str, Submission], labels: Mapping[str, str]
) -> tuple[list[Merge], list[str]]:
    merged: list[Merge] = []
    conflicting: list[str] = []
    for code, label in labels.items():
        given = [(one, row.typed) for one in files for row in one.book.rows if row.code == code]
        given = [(one, typed) for one, typed in given if typed.value is not None]
        if len({typed.value for _, typed in given}) > 1:
            told = " och ".join(f"{spoken(typed.value or 0)} ({one.file})" for one, typed in given)
            conflicting.append(f"{label}: olika prognoser, {told}; ingen läses in.")
        elif given:
            file, typed = max(given, key=lambda pair: pair[1].date)
            _one(merged, conflicting, Merge(file.file, label, _signed(typed, file), _value(before, code)), before)
    return merged, conflicting


def _signed(typed: Submission, file: Returned) -> Submission:
    """Return a forecast with its author: the role that was asked, where the manager wrote none."""
    return Submission(typed.code, typed.value, typed.author or file.book.role, typed.date)


def _value(before: Mapping[str, Submission], code: str) -> Amount | None:
    return before[code].value if code in before else None


def _one(merged: list[Merge], conflicting: list[str], found: Merge, before: Mapping[str, Submission]) -> None:
    """Take in a forecast, unless the workbook already holds another that is not older."""
    held = before.get(found.typed.code)
    if held is None or held.value is None:
        merged.append(_kept(found, held))
    elif held.value != found.typed.value and found.typed.date <= held.date:
        conflicting.append(
            f"{found.label}: boken har redan {spoken(held.value)} ({held.date or 'utan datum'}) och "
            f"{found.file} har {spoken(found.typed.value or 0)} ({found.typed.date or 'utan datum'}); bokens behålls."
        )
    elif held.value != found.typed.value:
        merged.append(_kept(found, held))


def _kept(found: Merge, held: Submission | None) -> Merge:
    """Return a forecast beside what else is typed on its row: rule, reason and lag."""
    if held is None:
        return found
    typed = found.typed
    both = Submission(typed.code, typed.value, typed.author, typed.date, held.pin, held.reason, held.lag)
    return Merge(found.file, found.label, both, found.before)


def _missing(asked: Sequence[ManagerBook], files: Sequence[Returned], held: Mapping[str, Submission]) -> Iterator[str]:
    came = {one.book.role for one in files}
    for book in asked:
        empty = [str(row.guide[0]) for row in book.rows if _value(held, row.code) is None]
        if book.role not in came and empty:
            yield f"{book.role}: ingen bok har kommit ({len(empty)} rader)."
        elif empty:
            names = ", ".join(empty[:3]) + (f" och {len(empty) - 3} till" if len(empty) > 3 else "")
            yield f"{book.role}: prognos saknas för {names}."
