"""Columns: a measure and a period for every heading, once the rows have said which difference is which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.tables import Column
from sn_excel.reading.places.conventions import Claim
from sn_excel.reading.places.headings import Heading, Role
from sn_excel.reading.places.spans import Span
from sn_excel.reading.places.table_rows import Row

_PLAIN = {
    Role.ACTUAL: Measure.ACTUAL,
    Role.PERIOD_BUDGET: Measure.PERIOD_BUDGET,
    Role.ANNUAL_BUDGET: Measure.ANNUAL_BUDGET,
    Role.FORECAST: Measure.FORECAST,
}
ANNUAL = {Measure.ANNUAL_BUDGET, Measure.FORECAST, Measure.FORECAST_DEVIATION, Measure.RESULT_DEVIATION}


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a table: the time its title speaks of, the period handed in, and whether it states a result.

    `alone`: its budgets are a twelfth of the year's, so a month that does not say how far it reaches is that month.
    """

    title: Span
    period: Period | None = None
    result: bool = False
    alone: bool = False

    @property
    def year(self) -> int | None:
        """Return the year that headings without one mean."""
        return self.title.year or (self.period.year if self.period else None)

    @property
    def to_date(self) -> Period | None:
        """Return the accumulated period that headings without one mean: the title's, else the one handed in."""
        return self.title.period(self.year) or (self.period.year_to_date if self.period else None)


def named(headings: Mapping[int, Heading], claims: Sequence[Claim], setting: Setting) -> dict[int, Column]:
    """Return the column of each sheet column; one that would repeat another, or compares with last year, is left out.

    Of two that would be the same, the one that a proved deviation refers to is kept, else the first.
    """
    setting = _with_year(headings, setting)
    used = {side for claim in claims for side in (claim.plus, claim.minus)}
    stated = {at: _stated(at, headings, claims, setting) for at in headings}
    found = _months_apart(headings, {at: column for at, column in stated.items() if column})
    taken: dict[Column, int] = {}
    for at in sorted(found, key=lambda at: (at not in used, at)):
        taken.setdefault(found[at], at)
    for claim in claims:
        if claim.result in headings and {claim.plus, claim.minus} <= set(taken.values()):
            column = _proved(claim, headings, found, setting)
            if column:
                taken.setdefault(column, claim.result)
    for at, said in headings.items():
        if said.role and said.role.deviates and at not in {claim.result for claim in claims}:
            taken.setdefault(_unproved(at, headings, found, setting), at)
    return {at: column for column, at in sorted(taken.items(), key=lambda item: item[1])}


def month_alone(headings: Mapping[int, Heading], rows: Sequence[Row], last: int | None) -> bool:
    """Say whether the period's budgets are nearer a twelfth of the year's than the share of the months until `last`.

    Told for months from March on: before, the two shares lie too near each other.
    """
    annual = [at for at, said in headings.items() if said.role is Role.ANNUAL_BUDGET]
    period = [
        at
        for at, said in headings.items()
        if said.role in (Role.BUDGET, Role.PERIOD_BUDGET) and not _says_span(said.span)
    ]
    if not annual or not period or not last or last < 3:
        return False
    whole, part = (sum((Decimal(row.value(at[0]) or 0) for row in rows), Decimal(0)) for at in (annual, period))
    return whole != 0 and abs(part / whole - Decimal(1) / 12) < Decimal("0.04")


def _with_year(headings: Mapping[int, Heading], setting: Setting) -> Setting:
    """Return the setting with the year that most headings name, where the title names none."""
    years = Counter(said.span.year for said in headings.values() if said.span.year)
    if setting.title.year or not years:
        return setting
    latest = max(years)
    return replace(setting, title=replace(setting.title, year=latest))


def _stated(at: int, headings: Mapping[int, Heading], claims: Sequence[Claim], setting: Setting) -> Column | None:
    said = headings[at]
    if said.role is None or said.role.deviates:
        return None
    measure = _PLAIN.get(said.role) or _budget(at, headings, claims, setting)
    if measure in ANNUAL:
        year = said.span.year or setting.year
        return Column(measure, Period(year - said.prior) if year else None)
    return Column(measure, _period(said, setting))


def _budget(at: int, headings: Mapping[int, Heading], claims: Sequence[Claim], setting: Setting) -> Measure:
    """Return which budget a heading means that only says Budget."""
    roles = {said.role for said in headings.values()}
    if Role.ANNUAL_BUDGET in roles:
        return Measure.PERIOD_BUDGET
    against = {
        headings[side].role for claim in claims if at in (claim.plus, claim.minus) for side in (claim.plus, claim.minus)
    }
    if Role.FORECAST in against or (Role.FORECAST in roles and Role.ACTUAL not in against):
        return Measure.ANNUAL_BUDGET
    if headings[at].span.year and not setting.title.last:
        return Measure.ANNUAL_BUDGET
    return Measure.PERIOD_BUDGET


def _period(said: Heading, setting: Setting) -> Period | None:
    """Return the period of an outcome or a period's budget."""
    found = _period_so_far(said, setting)
    return found.month if found and setting.alone and not _says_span(said.span) else found


def _period_so_far(said: Heading, setting: Setting) -> Period | None:
    own = said.span
    year = own.year or setting.year
    if year is not None and said.prior and not own.year:
        year -= 1
    if own.last is not None:
        return own.period(year)
    known = setting.to_date
    if known and year is not None and not own.whole and (own.year in (None, known.year) or said.prior):
        return Period(year, known.last if own.single else known.first, known.last)
    if year is not None and (own.whole or own.year):
        return Period(year)
    return None


def _months_apart(headings: Mapping[int, Heading], found: Mapping[int, Column]) -> dict[int, Column]:
    """Return the columns with single months told from accumulated ones.

    A month beside the same month accumulated is the month alone; three months of a year side by side are months.
    """
    apart = dict(found)
    for at, column in found.items():
        period = column.period
        if period is None or column.measure in ANNUAL or _says_span(headings[at].span):
            continue
        twins = [other for other in found if other != at and found[other] == column]
        months = {
            other.period.last
            for other in found.values()
            if other.period and other.measure == column.measure and other.period.year == period.year
        }
        if any(_says_span(headings[other].span) for other in twins) or len(months) >= 3:
            apart[at] = Column(column.measure, period.month)
    return apart


def _says_span(span: Span) -> bool:
    return span.so_far or span.first is not None or span.single or span.whole


def _proved(
    claim: Claim, headings: Mapping[int, Heading], found: Mapping[int, Column], setting: Setting
) -> Column | None:
    sides = {found[claim.plus].measure: found[claim.plus], found[claim.minus].measure: found[claim.minus]}
    if Measure.FORECAST in sides:
        measure = Measure.RESULT_DEVIATION if setting.result else Measure.FORECAST_DEVIATION
        return Column(measure, sides[Measure.FORECAST].period)
    if Measure.ACTUAL in sides and len(sides) == 2 and headings[claim.plus].role != headings[claim.minus].role:
        return Column(Measure.PERIOD_DEVIATION, sides[Measure.ACTUAL].period)
    return None


def _unproved(at: int, headings: Mapping[int, Heading], found: Mapping[int, Column], setting: Setting) -> Column:
    """Return the column of a deviation whose rows prove nothing (a forecast not made yet): by its words and place."""
    said = headings[at]
    if said.role is Role.FORECAST_DEVIATION or _beside_forecast(at, headings):
        year = said.span.year or setting.year
        measure = Measure.RESULT_DEVIATION if setting.result else Measure.FORECAST_DEVIATION
        return Column(measure, Period(year) if year else None)
    outcomes = [column.period for column in found.values() if column.measure is Measure.ACTUAL]
    own = _period(said, setting) if not said.span.empty else None
    return Column(Measure.PERIOD_DEVIATION, own or (outcomes[0] if outcomes else None))


def _beside_forecast(at: int, headings: Mapping[int, Heading]) -> bool:
    """Say whether the two amounts before a deviation are the forecast's and a budget's, or no outcome is stated."""
    stated = {column: said.role for column, said in headings.items() if said.role and not said.role.deviates}
    near = [stated[column] for column in sorted(stated) if column < at][-2:]
    roles = set(near) if Role.ACTUAL in stated.values() else set(stated.values())
    return Role.FORECAST in roles and Role.ACTUAL not in roles
