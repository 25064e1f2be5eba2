"""What adjustments do to a forecast: counted for the months ahead, kept out of the basis, warned of where doubled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sn_excel.calculations.forecasting.bases import basis, quotient, size
from sn_excel.calculations.forecasting.outlooks import YEAR, Forecast, Interval, Rule
from sn_excel.model.adjustments import Adjustment, AdjustmentMode, month_number
from sn_excel.model.amounts import Amount, rounded, spoken, tidy
from sn_excel.model.periods import Period

CARRYING = frozenset({Rule.LINEAR, Rule.BUDGET_PACE, Rule.SEASONAL_SHARE, Rule.LAST_YEARS_PACE, Rule.DAMPED_TREND})
"""The rules that carry the outcome's pace on, and so count again what has already begun."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one adjustment adds to the year's rest, in tkr; `ahead` of its `item.months` are to come this year."""

    item: Adjustment
    amount: Amount
    low: Amount
    high: Amount
    ahead: int


@dataclass(frozen=True, slots=True)
class ItemWarning:
    """A Swedish sentence, and the adjustments that it is about."""

    text: str
    about: tuple[Adjustment, ...]


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A forecast with its adjustments: outcome + expected rest + adjustments = value, in tkr, unrounded.

    `rest` is the rule's, less what replacing adjustments took over; `adjustments` is what all of them add.
    """

    actual: Amount
    rest: Amount
    adjustments: Amount
    effects: tuple[Effect, ...]
    interval: Interval
    warnings: tuple[ItemWarning, ...] = ()

    @property
    def value(self) -> Amount:
        """Return the year's total with adjustments."""
        return tidy(self.actual + self.rest + self.adjustments)


def adjusted(forecast: Forecast, items: Iterable[Adjustment], period: Period) -> Adjusted:
    """Return a unit's forecast with the adjustments that are its own; `period` ends in the last booked month.

    Their texts are not judged here: `private` does, which needs to know the names of the units.
    """
    counted = [item for item in items if item.status.counts]
    effects = tuple(effect(item, period) for item in counted)
    rest, doubts = remaining_rest(forecast.expected_rest, effects, period)
    used = tuple(one for one in effects if one.item not in doubts)
    added = tidy(sum(one.amount for one in used))
    return Adjusted(
        actual=forecast.task.actual,
        rest=rest,
        adjustments=added,
        effects=used,
        interval=_moved(forecast, used, rest),
        warnings=(*doubts.values(), *_late(effects, period), *in_trend(forecast, used, period)),
    )


def effect(item: Adjustment, period: Period) -> Effect:
    """Return what an adjustment adds to the months still ahead of this year: its amount by months.

    >>> from sn_excel.model.adjustments import AdjustmentKind
    >>> item = Adjustment("754", 900, "2024-04", "2024-09", AdjustmentKind.RUNNING, "fler placeringar")
    >>> effect(item, Period(2024, 1, 5)).amount
    600
    """
    ahead = _overlap(item, f"{period.year}-{period.last + 1:02}", f"{period.year}-12") if period.last < YEAR else 0

    def share(amount: Amount | None) -> Amount:
        return quotient((item.amount if amount is None else amount) * ahead, item.months)

    return Effect(item, share(None), share(item.low), share(item.high), ahead)


def one_offs(items: Iterable[Adjustment], period: Period) -> Mapping[int, Amount]:
    """Return what is booked by month and does not come back, for `Outlook.one_offs`.

    >>> from sn_excel.model.adjustments import AdjustmentKind
    >>> item = Adjustment("285", -466, "2024-02", "2024-03", AdjustmentKind.ONE_OFF, "återbetalt bidrag")
    >>> one_offs([item], Period(2024, 1, 4))
    {2: -233, 3: -233}
    """
    found: dict[int, Amount] = {}
    for item in items:
        if item.kind.recurs or not item.status.counts:
            continue
        for month in range(1, period.last + 1):
            if item.first <= f"{period.year}-{month:02}" <= item.last:
                found[month] = tidy(found.get(month, 0) + quotient(item.amount, item.months))
    return found


def remaining_rest(
    rest: Amount, effects: Sequence[Effect], period: Period
) -> tuple[Amount, dict[Adjustment, ItemWarning]]:
    """Return the rule's rest that no adjustment replaces, and the replacing ones that give way, each with its reason.

    The rule's rest counts as even over the months ahead. Where two replace the same month the later dated one holds.
    """
    replacing = [one for one in effects if one.item.mode is AdjustmentMode.REPLACES_REST and one.ahead]
    taken: dict[int, Adjustment] = {}
    doubts: dict[Adjustment, ItemWarning] = {}
    for one in sorted(replacing, key=lambda each: each.item.date, reverse=True):
        months = _months_ahead(one.item, period)
        if holder := next((taken[month] for month in months if month in taken), None):
            doubts[one.item] = ItemWarning(
                f"{one.item.code}: två justeringar ersätter resten för samma månader; "
                f"”{named(holder)}” gäller, ”{named(one.item)}” räknas inte.",
                (holder, one.item),
            )
            continue
        taken.update(dict.fromkeys(months, one.item))
    left = YEAR - period.last
    return (quotient(rest * (left - len(taken)), left) if taken else rest), doubts


def in_trend(forecast: Forecast, effects: Iterable[Effect], period: Period) -> Iterator[ItemWarning]:
    """Yield a warning for each adjustment that the chosen rule seems to count already."""
    if forecast.rule not in CARRYING:
        return
    extra = forecast.expected_rest - basis(forecast.task).remaining
    for one in effects:
        item = one.item
        if item.mode is not AdjustmentMode.ADDS or not item.kind.recurs or not one.amount:
            continue
        if item.first <= period.code:
            yield ItemWarning(
                f"{item.code}: ”{named(item)}” började {item.first} och ligger redan i utfallet, "
                f"som {forecast.rule.swedish} räknar vidare på; risk att {_told(one.amount)} tkr räknas två gånger.",
                (item,),
            )
        elif extra * one.amount > 0 and 2 * size(extra) >= size(one.amount):
            yield ItemWarning(
                f"{item.code}: {forecast.rule.swedish} räknar redan med {_told(extra)} tkr utöver budget för resten av "
                f"året; kontrollera att ”{named(item)}” ({_told(one.amount)} tkr) inte räknas två gånger.",
                (item,),
            )


def named(item: Adjustment) -> str:
    """Return the words that a remark calls an adjustment by: its reason, but not one that seems to tell of a person.

    A remark is copied to other sheets, and stays there when the reason has been rewritten.
    """
    from sn_excel.calculations.private_texts import suspicions

    return f"{item.kind.value} från {item.first}" if suspicions(item.reason) else item.reason


def private(items: Iterable[Adjustment], known: Iterable[str] = ()) -> Iterator[str]:
    """Yield a warning for each text that seems to tell of a person; `known` are names of places and units."""
    from sn_excel.calculations.private_texts import suspicions

    names = tuple(known)
    for item in items:
        for text in (item.reason, item.board_text, item.source):
            for suspicion in suspicions(text, names):
                yield f"{item.code}: {suspicion}"


def _late(effects: Iterable[Effect], period: Period) -> Iterator[ItemWarning]:
    """Yield a note for each adjustment whose months have all passed."""
    for one in effects:
        if month_number(one.item.last) <= month_number(period.code):
            text = f"{one.item.code}: ”{named(one.item)}” gäller bara passerade månader och räknas som bokförd."
            yield ItemWarning(text, (one.item,))


def _moved(forecast: Forecast, effects: Sequence[Effect], rest: Amount) -> Interval:
    replaced = rest - forecast.expected_rest
    low, high = sum(one.low for one in effects), sum(one.high for one in effects)
    return Interval(tidy(forecast.interval.low + replaced + low), tidy(forecast.interval.high + replaced + high))


def _months_ahead(item: Adjustment, period: Period) -> list[int]:
    return [
        month for month in range(period.last + 1, YEAR + 1) if item.first <= f"{period.year}-{month:02}" <= item.last
    ]


def _overlap(item: Adjustment, first: str, last: str) -> int:
    start, end = max(item.first, first), min(item.last, last)
    return max(0, month_number(end) - month_number(start) + 1)


def _told(amount: Amount) -> str:
    return spoken(rounded(amount), signed=True)
