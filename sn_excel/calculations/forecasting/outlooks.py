"""What is known of a unit when its year is forecast, and what a forecast is: the words of the Prognos sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sn_excel.model.amounts import Amount, rounded

YEAR = 12


class Rule(StrEnum):
    """A named way to reach the year's total; the value is the Swedish name people see and pin."""

    LINEAR = "Linjär framskrivning"
    REMAINING_BUDGET = "Utfall + återstående budget"
    BUDGET_PACE = "Budgettakt"
    LAST_YEARS_REST = "Utfall + återstoden av fjolåret"
    SEASONAL_SHARE = "Säsongsandel"
    LAST_YEARS_PACE = "Fjolårets takt"
    DAMPED_TREND = "Nivå med dämpad trend"
    BUDGET_KEPT = "Årsbudget hålls"

    @property
    def swedish(self) -> str:
        """Return the name people see.

        >>> Rule.BUDGET_PACE.swedish
        'Budgettakt'
        """
        return self.value

    @property
    def words(self) -> str:
        """Return the formula as a sentence for the board.

        >>> Rule.REMAINING_BUDGET.words
        'Utfallet hittills plus budgeten för de månader som återstår.'
        """
        return _WORDS[self]

    @classmethod
    def named(cls, text: str) -> Rule | None:
        """Return the rule a person means, whatever the case and the spaces around; None for no rule.

        >>> Rule.named(" budgettakt "), Rule.named("gissning")
        (<Rule.BUDGET_PACE: 'Budgettakt'>, None)
        """
        wanted = " ".join(text.split()).casefold()
        return next((rule for rule in cls if rule.value.casefold() == wanted), None)


_WORDS = {
    Rule.LINEAR: "Utfallet hittills fortsätter i samma takt: utfall × 12 / antal månader.",
    Rule.REMAINING_BUDGET: "Utfallet hittills plus budgeten för de månader som återstår.",
    Rule.BUDGET_PACE: (
        "Årsbudgeten gånger den andel av periodens budget som har förbrukats; "
        "för återstående månader räknas takten till lägst 1/3 och högst 3."
    ),
    Rule.LAST_YEARS_REST: "Utfallet hittills plus fjolårets utfall för de månader som återstår.",
    Rule.SEASONAL_SHARE: "Utfallet hittills delat med samma månaders andel av året under högst tre tidigare år.",
    Rule.LAST_YEARS_PACE: (
        "Utfallet hittills plus fjolårets återstående månader, var och en ändrad med "
        "medianen av årets ändring mot samma månad i fjol."
    ),
    Rule.DAMPED_TREND: (
        "Utfallet hittills plus återstående månader på den senaste nivån, "
        "med en trend som klingar av och ett försiktigt säsongsmönster."
    ),
    Rule.BUDGET_KEPT: "Verksamheten bedöms hålla sin årsbudget.",
}


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is known of one unit in the middle of a year; amounts in tkr, costs positive, income negative.

    `actual` and `period_budget` are accumulated January to `month`; `period_budget` None: not known.
    `months` are the months of `actual` where they are known. `budget_months` are all twelve.
    `prior` are whole earlier years of twelve months, oldest first.
    `missing` tells how large a share of a month is not booked yet (eftersläpning): {4: 1} lacks all of April.
    `one_offs` are items in `actual` that do not come back, by month; the rules do not carry them on.
    """

    actual: Amount
    annual_budget: Amount
    month: int
    period_budget: Amount | None = None
    months: tuple[Amount, ...] = ()
    budget_months: tuple[Amount, ...] = ()
    prior: tuple[tuple[Amount, ...], ...] = ()
    missing: Mapping[int, Amount] = field(default_factory=dict)
    one_offs: Mapping[int, Amount] = field(default_factory=dict)
    pinned: Rule | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be a part of a year."""
        if not 1 <= self.month <= YEAR:
            raise ValueError(f"{self.month} is no month")
        if self.months and (len(self.months) != self.month or sum(self.months) != self.actual):
            raise ValueError("the months are not those of the actual")
        if any(len(year) != YEAR for year in self.prior) or len(self.budget_months) not in (0, YEAR):
            raise ValueError("a year has twelve months")
        if any(not 1 <= month <= self.month for month in (*self.missing, *self.one_offs)):
            raise ValueError("a month lies outside the period")
        if any(not 0 <= share <= 1 for share in self.missing.values()):
            raise ValueError("a share lies between 0 and 1")


@dataclass(frozen=True, slots=True)
class RuleValue:
    """What a rule says of a unit, in tkr, unrounded; refused when `refusal` says why.

    A refused rule shows its value where it has one. `remark` tells which guard was used.
    """

    rule: Rule
    value: Amount | None
    refusal: str = ""
    remark: str = ""

    @property
    def usable(self) -> bool:
        """Say whether the rule may be the forecast."""
        return self.value is not None and not self.refusal


@dataclass(frozen=True, slots=True)
class Interval:
    """The span that eight outcomes of ten are expected within, in tkr."""

    low: Amount
    high: Amount


@dataclass(frozen=True, slots=True)
class Forecast:
    """The forecast of one unit: an unrounded amount in tkr that equals one named rule.

    `values` are all rules in the order of `Rule`; `chosen_from` are those whose median was taken.
    `pinned` is True where a person chose the rule. `warnings` are Swedish sentences.
    """

    task: Outlook
    value: Amount
    rule: Rule
    values: tuple[RuleValue, ...]
    interval: Interval
    chosen_from: tuple[Rule, ...] = ()
    warnings: tuple[str, ...] = ()
    pinned: bool = False

    @property
    def expected_rest(self) -> Amount:
        """Return what is expected beyond the outcome so far."""
        return self.value - self.task.actual

    @property
    def deviation(self) -> Amount:
        """Return Årsbudget − Prognos, unrounded."""
        return self.task.annual_budget - self.value

    def shown(self, step: int = 100) -> Amount:
        """Return the forecast that is printed: Årsbudget less the deviation rounded to `step` tkr."""
        return shown(self.value, self.task.annual_budget, step)

    def of(self, rule: Rule) -> RuleValue:
        """Return what a rule says."""
        return next(value for value in self.values if value.rule == rule)


def shown(value: Amount, annual_budget: Amount, step: int = 100) -> Amount:
    """Return the forecast whose deviation from Årsbudget is a multiple of `step`, as controllers print it.

    >>> shown(24880, 25000), shown(-661, 0)
    (24900, -700)
    """
    return annual_budget - rounded(annual_budget - value, step)
