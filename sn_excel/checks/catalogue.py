"""The checks, each once, in the order of their codes."""

from __future__ import annotations

from sn_excel.checks.check_type import Check
from sn_excel.checks.sn101_doubtful_figures import CHECK as SN101
from sn_excel.checks.sn201_row_deviations import CHECK as SN201
from sn_excel.checks.sn202_subtotals import CHECK as SN202
from sn_excel.checks.sn203_budget_signs import CHECK as SN203
from sn_excel.checks.sn204_rounding import CHECK as SN204
from sn_excel.checks.sn205_sum_ranges import CHECK as SN205
from sn_excel.checks.sn206_typed_over_formulas import CHECK as SN206
from sn_excel.checks.sn207_stale_values import CHECK as SN207
from sn_excel.checks.sn208_errors_in_sums import CHECK as SN208
from sn_excel.checks.sn209_links import CHECK as SN209
from sn_excel.checks.sn210_unlike_columns import CHECK as SN210
from sn_excel.checks.sn211_doubled_rows import CHECK as SN211
from sn_excel.checks.sn212_numbers_as_text import CHECK as SN212
from sn_excel.checks.sn213_unlike_formulas import CHECK as SN213
from sn_excel.checks.sn301_pages_against_summary import CHECK as SN301
from sn_excel.checks.sn302_income_against_operating import CHECK as SN302
from sn_excel.checks.sn303_implied_budgets import CHECK as SN303
from sn_excel.checks.sn304_budgets_against_earlier import CHECK as SN304
from sn_excel.checks.sn305_names import CHECK as SN305
from sn_excel.checks.sn306_operating_against_summary import CHECK as SN306
from sn_excel.checks.sn401_movements import CHECK as SN401
from sn_excel.checks.sn402_unused_budgets import CHECK as SN402
from sn_excel.checks.sn403_unbudgeted_costs import CHECK as SN403
from sn_excel.checks.sn404_forecast_entries import CHECK as SN404
from sn_excel.checks.sn405_forecast_movements import CHECK as SN405
from sn_excel.checks.sn406_implausible_forecasts import CHECK as SN406
from sn_excel.checks.sn407_submissions import CHECK as SN407
from sn_excel.checks.sn408_doubled_adjustments import CHECK as SN408
from sn_excel.checks.sn409_other_units import CHECK as SN409
from sn_excel.checks.sn410_uneven_budgets import CHECK as SN410
from sn_excel.checks.sn501_private_texts import CHECK as SN501

CHECKS: tuple[Check, ...] = (
    SN101,
    SN201,
    SN202,
    SN203,
    SN204,
    SN205,
    SN206,
    SN207,
    SN208,
    SN209,
    SN210,
    SN211,
    SN212,
    SN213,
    SN301,
    SN302,
    SN303,
    SN304,
    SN305,
    SN306,
    SN401,
    SN402,
    SN403,
    SN404,
    SN405,
    SN406,
    SN407,
    SN408,
    SN409,
    SN410,
    SN501,
)


def explain(code: str) -> str:
    """Return what a code means, in Swedish; KeyError for a code that no check has."""
    return {check.code: check.explanation for check in CHECKS}[code.upper()]
