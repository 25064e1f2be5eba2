"""What people have typed of the year's end, and how the sheet Prognos stands: kept with its place in the workbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sn_excel.model.adjustments import Adjustment
from sn_excel.model.amounts import Amount
from sn_excel.model.periods import Period
from sn_excel.model.places import Place


@dataclass(frozen=True, slots=True)
class Submission:
    """What a person has typed on one row of the sheet Prognos, in tkr; empty where nothing is typed.

    `value` is the submitted forecast (lämnad prognos) of the year, `date` is `YYYY-MM-DD`, `pin` names a rule that is
    to be used with its `reason`, `lag` is how many months are not booked yet (eftersläpning).
    """

    code: str
    value: Amount | None = None
    author: str = ""
    date: str = ""
    pin: str = ""
    reason: str = ""
    lag: Amount = 0

    @property
    def empty(self) -> bool:
        """Say whether nothing is typed."""
        return self == Submission(self.code)


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of the sheet Prognos as it stands, in tkr; None where the cell holds no amount.

    `parent` is the programme of a unit, empty for a programme. `rules` are the values by the rule's Swedish name;
    `value` is the forecast, `last` last month's, with `adjustments` and `last_adjustments` as parts of them.
    `places` are cells by heading.
    """

    code: str
    label: str
    month: int
    actual: Amount
    annual: Amount
    period_budget: Amount | None
    rule: str
    rules: tuple[tuple[str, Amount], ...]
    expected: Amount
    value: Amount
    low: Amount | None
    high: Amount | None
    last: Amount | None
    adjustments: Amount
    last_adjustments: Amount
    submission: Submission
    places: tuple[tuple[str, Place], ...] = ()
    parent: str = ""

    def place(self, heading: str) -> Place:
        """Return the cell under a heading."""
        return dict(self.places)[heading]


@dataclass(frozen=True, slots=True)
class Entered:
    """An adjustment and the cell of its row's first column."""

    item: Adjustment
    place: Place


@dataclass(frozen=True, slots=True)
class EntryFault:
    """A cell that a person filled with something that cannot be used; `message` is a Swedish sentence."""

    place: Place
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class Entries:
    """What people have typed of the year's end in one workbook, and how its sheet Prognos stands."""

    period: Period | None = None
    standings: tuple[Standing, ...] = ()
    adjustments: tuple[Entered, ...] = ()
    faults: tuple[EntryFault, ...] = ()

    @property
    def submissions(self) -> tuple[Submission, ...]:
        """Return what is typed on the rows of the sheet Prognos."""
        return tuple(one.submission for one in self.standings if not one.submission.empty)

    @property
    def items(self) -> tuple[Adjustment, ...]:
        """Return the adjustments."""
        return tuple(one.item for one in self.adjustments)


def by_code(submissions: Iterable[Submission]) -> dict[str, Submission]:
    """Return submissions by code."""
    return {one.code: one for one in submissions}
