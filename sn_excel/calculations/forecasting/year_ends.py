"""The year's end row by row: rule, adjustments and the submitted forecast that wins, summed to programmes and board."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sn_excel.calculations.forecasting.adjustments import Effect, ItemWarning, adjusted, effect, one_offs
from sn_excel.calculations.forecasting.comparisons import Stand
from sn_excel.calculations.forecasting.forecast_rows import ForecastRow
from sn_excel.calculations.forecasting.forecasts import forecast
from sn_excel.calculations.forecasting.medians import WITH_HISTORY
from sn_excel.calculations.forecasting.outlooks import Forecast, Outlook, Rule, shown
from sn_excel.calculations.forecasting.programmes import summed
from sn_excel.model.adjustments import Adjustment, AdjustmentMode
from sn_excel.model.amounts import Amount, rounded, size, spoken, tidy
from sn_excel.model.entries import Submission
from sn_excel.model.periods import Period

KRONOR = Decimal("0.001")
"""Values that no formula of the sheet gives are kept to the krona, so that cell and computation are one number."""

PLAIN = (Rule.LINEAR, Rule.REMAINING_BUDGET, Rule.BUDGET_PACE, Rule.BUDGET_KEPT)


@dataclass(frozen=True, slots=True)
class Past:
    """A code's months of this year (empty: not known) and whole earlier years, oldest first, in tkr."""

    months: tuple[Amount, ...] = ()
    prior: tuple[tuple[Amount, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Booked:
    """A programme's accumulated Utfall and budget after an earlier month, in tkr; None: not known."""

    actual: Amount | None = None
    budget: Amount | None = None


Memory = Mapping[int, Mapping[str, Booked]]
"""What is known of earlier months of the year, by month number and programme."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is known beside the rows: adjustments, what people typed by code, the past, and last month's forecasts."""

    period: Period
    items: tuple[Adjustment, ...] = ()
    submissions: Mapping[str, Submission] = field(default_factory=dict)
    past: Mapping[str, Past] = field(default_factory=dict)
    last: Mapping[str, Stand] = field(default_factory=dict)

    def typed(self, code: str) -> Submission:
        """Return what is typed for a code."""
        return self.submissions.get(code) or Submission(code)

    def own(self, code: str) -> tuple[Adjustment, ...]:
        """Return the adjustments of a code."""
        return tuple(item for item in self.items if item.code == code)


@dataclass(frozen=True, slots=True)
class YearEnd:
    """One row's forecast in tkr: actual + rest + adjustments = rule forecast; a submitted one wins over it.

    `found` is the forecast of the row alone (of its units together where it has any); `below` and `above` are what the
    interval reaches round the rule forecast; `effects` are the row's own adjustments.
    """

    row: ForecastRow
    found: Forecast
    rest: Amount
    adjustments: Amount
    below: Amount
    above: Amount
    submission: Submission
    effects: tuple[Effect, ...] = ()
    units: tuple[YearEnd, ...] = ()
    last: Stand | None = None
    notes: tuple[str, ...] = ()
    on_items: tuple[ItemWarning, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what a person should know of the row and of its adjustments, as Swedish sentences."""
        return (*self.notes, *(one.text for one in self.on_items))

    @property
    def rule_value(self) -> Amount:
        """Return the year's total by rule and adjustments."""
        if self.units:
            return tidy(sum(unit.rule_value for unit in self.units) + self.added)
        return tidy(self.row.actual.value + self.rest + self.adjustments)

    @property
    def added(self) -> Amount:
        """Return what the row's own adjustments add."""
        return tidy(sum(one.amount for one in self.effects))

    @property
    def value(self) -> Amount:
        """Return the forecast, unrounded: the submitted one, or rule and adjustments."""
        if self.submission.value is not None:
            return self.submission.value
        return tidy(sum(unit.value for unit in self.units) + self.added) if self.units else self.rule_value

    @property
    def submitted(self) -> bool:
        """Say whether a submitted forecast is part of the value."""
        return self.submission.value is not None or any(unit.submitted for unit in self.units)

    @property
    def shown(self) -> Amount:
        """Return the printed forecast: Årsbudget less the deviation rounded to 100 tkr."""
        return shown(self.value, self.row.annual.value)


def year_ends(rows: Iterable[ForecastRow], given: Given) -> tuple[YearEnd, ...]:
    """Return the forecast of each programme with its units."""
    return tuple(_programme(row, given) if row.units else _leaf(row, given) for row in rows)


def _leaf(row: ForecastRow, given: Given) -> YearEnd:
    typed, items = given.typed(row.code), given.own(row.code)
    task, doubts = outlook(row, given)
    found = settled(forecast(task))
    with_items = adjusted(found, items, given.period)
    below = with_items.value - with_items.interval.low
    above = with_items.interval.high - with_items.value
    return YearEnd(
        row=row,
        found=found,
        rest=with_items.rest,
        adjustments=with_items.adjustments,
        below=_kronor(below),
        above=_kronor(above),
        submission=typed,
        effects=with_items.effects,
        last=given.last.get(row.code),
        notes=(*doubts, *found.warnings),
        on_items=with_items.warnings,
    )


def _programme(row: ForecastRow, given: Given) -> YearEnd:
    units = tuple(_leaf(unit, given) for unit in row.units)
    items = [item for item in given.own(row.code) if item.status.counts and item.mode is AdjustmentMode.ADDS]
    effects = tuple(effect(item, given.period) for item in items)
    below, above, found = reach(units, effects)
    return YearEnd(
        row=row,
        found=found,
        rest=tidy(sum(unit.rest for unit in units)),
        adjustments=tidy(sum(unit.adjustments for unit in units) + sum(one.amount for one in effects)),
        below=below,
        above=above,
        submission=given.typed(row.code),
        effects=effects,
        units=units,
        last=given.last.get(row.code),
    )


def reach(parts: Sequence[YearEnd], effects: Iterable[Effect] = ()) -> tuple[Amount, Amount, Forecast]:
    """Return how far the interval of several rows together reaches below and above, and their forecast as one."""
    leaves = [leaf for part in parts for leaf in (part.units or (part,))]
    found = forecast(summed(leaf.found.task for leaf in leaves))
    own = (*effects, *(one for part in parts for one in (*part.effects, *(e for u in part.units for e in u.effects))))
    low = sum(one.amount - one.low for one in own)
    high = sum(one.high - one.amount for one in own)
    return (
        _kronor(found.value - found.interval.low + low),
        _kronor(found.interval.high - found.value + high),
        found,
    )


def outlook(row: ForecastRow, given: Given) -> tuple[Outlook, tuple[str, ...]]:
    """Return what is known of a row, and in Swedish what of it could not be used."""
    typed, month = given.typed(row.code), given.period.last
    past = given.past.get(row.code, Past())
    months, doubts = _months(past.months, row.actual.value)
    pin = Rule.named(typed.pin) if typed.pin else None
    task = Outlook(
        actual=row.actual.value,
        annual_budget=row.annual.value,
        month=month,
        period_budget=row.budget.value if row.budget else None,
        months=months,
        prior=past.prior,
        missing=missing(typed.lag, month),
        one_offs=one_offs(given.own(row.code), given.period),
        pinned=pin,
    )
    if pin and pin not in PLAIN and not forecast(replace(task, pinned=None)).of(pin).usable:
        return replace(task, pinned=None), (*doubts, f"{pin.swedish} är vald men kan inte användas här.")
    return task, doubts


def missing(lag: Amount, month: int) -> Mapping[int, Amount]:
    """Return the share of each month that is not booked yet, from the last month backwards.

    >>> missing(Decimal("1.5"), 4)
    {4: 1, 3: Decimal('0.5')}
    """
    found: dict[int, Amount] = {}
    left = min(lag, month)
    while left > 0:
        found[month - len(found)] = min(left, 1)
        left = tidy(left - 1)
    return found


def settled(found: Forecast) -> Forecast:
    """Return a forecast whose values with history are whole kronor, as the sheet keeps them."""
    values = tuple(
        one if one.value is None or one.rule in PLAIN else replace(one, value=_kronor(one.value))
        for one in found.values
    )
    kept = found.value if found.rule in PLAIN else _kronor(found.value)
    return replace(found, values=values, value=kept)


def with_history(found: Forecast) -> bool:
    """Say whether the forecast was made with earlier years."""
    return any(one.value is not None for one in found.values if one.rule in WITH_HISTORY and one.rule not in PLAIN)


def _months(months: tuple[Amount, ...], actual: Amount) -> tuple[tuple[Amount, ...], tuple[str, ...]]:
    """Return the archive's months if they are those of the outcome, but for its rounding to whole tkr."""
    if not months:
        return (), ()
    off = tidy(actual - sum(months))
    if size(off) <= 1:
        return (*months[:-1], tidy(months[-1] + off)), ()
    told = f"Arkivets månader blir {spoken(rounded(sum(months)))} tkr men bladet har {spoken(rounded(actual))}; "
    return (), (told + "månaderna används inte.",)


def _kronor(amount: Amount) -> Amount:
    return tidy(Decimal(amount).quantize(KRONOR))
