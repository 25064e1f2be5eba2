"""An adjustment's remark is its own, whatever words it shares with another."""

from __future__ import annotations

from sn_excel.calculations.forecasting.forecast_rows import Cited, ForecastRow
from sn_excel.calculations.forecasting.year_ends import Given, year_ends
from sn_excel.jobs.forecast import note
from sn_excel.model.adjustments import Adjustment, AdjustmentKind, AdjustmentMode, Remark
from sn_excel.model.periods import Period

MAY = Period(2025, 1, 5)
ROW = ForecastRow("11", "namn", Cited(500, ()), Cited(1080, ()), Cited(450, ()))
REASON = "fler ärenden"
PASSED = Adjustment("11", 60, "2025-02", "2025-03", AdjustmentKind.ONE_OFF, REASON)
COMING = Adjustment("11", 70, "2025-09", "2025-10", AdjustmentKind.ONE_OFF, REASON)


def remarks(*items: Adjustment) -> list[Remark]:
    given = Given(MAY, items)
    ends = year_ends([ROW], given)
    return [note(item, ends, given, {"11": "11 namn"}) for item in items]


def test_two_adjustments_with_one_reason_keep_their_own_remarks() -> None:
    passed, coming = remarks(PASSED, COMING)
    assert "passerade månader" in passed.text
    assert coming == Remark()


def test_a_reason_that_begins_like_a_remark_still_counts() -> None:
    told = Adjustment("11", 60, "2025-02", "2025-03", AdjustmentKind.ONE_OFF, "Räknas inte: gammal text")
    assert remarks(told)[0].counts


def test_of_two_that_replace_the_same_months_the_later_counts_and_both_are_told() -> None:
    old, new = (
        Adjustment(
            "11", 90, "2025-06", "2025-08", AdjustmentKind.RUNNING, words, AdjustmentMode.REPLACES_REST, date=day
        )
        for words, day in (("gammal", "2025-04-01"), ("ny", "2025-05-01"))
    )
    first, second = remarks(old, new)
    assert (first.counts, second.counts) == (False, True)
    assert first.swedish.startswith("Räknas inte: 11: två justeringar")
    assert "”ny” gäller" in second.text


def test_an_adjustment_without_a_row_does_not_count() -> None:
    stray = Adjustment("99", 60, "2025-06", "2025-07", AdjustmentKind.ONE_OFF, REASON)
    assert remarks(stray)[0].counts is False
