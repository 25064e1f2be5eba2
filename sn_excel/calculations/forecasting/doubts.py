"""What makes the figures behind a forecast doubtful, in Swedish sentences: the forecast stands, a person is asked."""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.calculations.forecasting.bases import Basis, size
from sn_excel.calculations.forecasting.outlooks import YEAR, Outlook
from sn_excel.model.amounts import Amount, rounded, spoken
from sn_excel.model.periods import MONTHS

EARLIER, FRACTION = 3, 4
"""A last month is asked about after three booked months, when it is under a fourth of the least of them."""


def doubts(task: Outlook, ground: Basis) -> Iterator[str]:
    """Yield what a person should know of the figures before the forecast is used."""
    if not ground.budgeted_known:
        yield "Periodens budget saknas; Årsbudget antas jämnt fördelad över månaderna."
    if ground.budgeted * ground.annual < 0:
        yield (
            f"Periodens budget {_spoken(ground.budgeted)} och Årsbudget {_spoken(ground.annual)} har olika tecken; "
            f"rätta budgeten innan prognosen används."
        )
    if ground.budgeted_known and ground.budgeted and not ground.annual and task.month < YEAR:
        yield (
            f"Periodens budget är {_spoken(ground.budgeted)} men Årsbudget 0; kontrollera utfallets tecken och "
            f"budgeten innan prognosen används."
        )
    if task.month == YEAR and not task.missing and task.period_budget not in (None, task.annual_budget):
        yield (
            f"Budget till och med december är {_spoken(ground.budgeted)} men Årsbudget {_spoken(ground.annual)}; "
            f"året är slut och prognosen är utfallet."
        )
    if task.missing:
        months = sum(task.missing.values())
        word = "månad" if months == 1 else "månader"
        yield f"Utfallet saknar {spoken(months)} {word} (eftersläpning); reglerna tar hänsyn till det."
    elif lags(task):
        yield (
            f"Utfallet för {MONTHS[task.month - 1]} är {_spoken(task.months[-1])} tkr, långt under tidigare månader; "
            f"ange eftersläpning om månaden inte är bokförd."
        )


def lags(task: Outlook) -> bool:
    """Say whether the last month seems not to be booked: far below every earlier month, and below last year's too.

    >>> lags(Outlook(315, 1200, 4, months=(100, 110, 105, 0))), lags(Outlook(220, 1200, 4, months=(100, 10, 105, 5)))
    (True, False)
    """
    *earlier, last = task.months or (0,)
    if len(earlier) < EARLIER or not (min(earlier) > 0 or max(earlier) < 0):
        return False
    least = min(map(size, earlier))
    usual = size(task.prior[-1][task.month - 1]) if task.prior else least
    return size(last) * FRACTION < least and size(last) * FRACTION < usual


def _spoken(amount: Amount) -> str:
    return spoken(rounded(amount))
