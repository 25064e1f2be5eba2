"""What a column holds: the one place where Swedish headings and English names meet."""

from __future__ import annotations

from enum import StrEnum


class Measure(StrEnum):
    """A kind of amount; three kinds of deviation, never one."""

    ACTUAL = "actual"
    PERIOD_BUDGET = "period_budget"
    ANNUAL_BUDGET = "annual_budget"
    FORECAST = "forecast"
    PERIOD_DEVIATION = "period_deviation"
    FORECAST_DEVIATION = "forecast_deviation"
    RESULT_DEVIATION = "result_deviation"

    @property
    def swedish(self) -> str:
        """Return the word a controller uses.

        >>> Measure.ANNUAL_BUDGET.swedish
        'Årsbudget'
        """
        return _SWEDISH[self]

    @property
    def is_deviation(self) -> bool:
        """Say whether the amount is a difference of two others."""
        return self.value.endswith("deviation")


_SWEDISH = {
    Measure.ACTUAL: "Utfall",
    Measure.PERIOD_BUDGET: "Budget",
    Measure.ANNUAL_BUDGET: "Årsbudget",
    Measure.FORECAST: "Prognos",
    Measure.PERIOD_DEVIATION: "Avvikelse",
    Measure.FORECAST_DEVIATION: "Avvikelse mot prognos",
    Measure.RESULT_DEVIATION: "Avvikelse",
}
