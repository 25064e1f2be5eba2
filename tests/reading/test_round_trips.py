"""What is written on a sheet of ours comes back as it went in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sn_excel.calculations.forecasting.forecast_rows import Cited, ForecastRow
from sn_excel.calculations.forecasting.year_ends import Booked, Given, year_ends
from sn_excel.model.adjustments import Adjustment, AdjustmentKind, AdjustmentMode, AdjustmentStatus, Remark
from sn_excel.model.entries import Submission
from sn_excel.model.managers import ManagerBook, ManagerRow
from sn_excel.model.periods import Period
from sn_excel.model.previews import preview
from sn_excel.reading.own.adjustments import adjustments
from sn_excel.reading.own.chart import memory
from sn_excel.reading.own.managers_books import returned
from sn_excel.reading.own.prognos import entries
from sn_excel.schema import managers_books
from sn_excel.schema.month import ADJUSTMENTS, CHART, FORECAST, own
from sn_excel.writing.own.adjustments import adjusting, adjustment_sheet
from sn_excel.writing.own.chart import chart_sheet
from sn_excel.writing.own.managers_books import manager_edits
from sn_excel.writing.own.prognos import forecast_sheet

MAY = Period(2025, 1, 5)
LABELS = {"11": "11 Hem", "12": "12 Vård"}
AMOUNTS = st.integers(-99_999, 99_999) | st.decimals(-9999, 9999, places=1).filter(lambda one: one % 1 != 0)
WORDS = st.text("abcåäö ", max_size=20).map(lambda text: " ".join(text.split()))
MONTHS = st.builds("{}-{:02}".format, st.integers(2024, 2026), st.integers(1, 12))
DATES = st.just("") | st.dates(date(2024, 1, 1), date(2026, 12, 31)).map(lambda day: day.isoformat())


@st.composite
def items(draw: st.DrawFn) -> Adjustment:
    first, last = sorted((draw(MONTHS), draw(MONTHS)))
    low, amount, high = sorted(draw(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS)))
    return Adjustment(
        code=draw(st.sampled_from(sorted(LABELS))),
        amount=amount,
        first=first,
        last=last,
        kind=draw(st.sampled_from(AdjustmentKind)),
        reason=draw(WORDS.filter(bool)),
        mode=draw(st.sampled_from(AdjustmentMode)),
        board_text=draw(WORDS),
        author=draw(WORDS),
        date=draw(DATES),
        source=draw(WORDS),
        low=draw(st.sampled_from((None, low))),
        high=draw(st.sampled_from((None, high))),
        status=draw(st.sampled_from(AdjustmentStatus)),
    )


SUBMISSIONS = st.builds(
    Submission,
    code=st.just("11"),
    value=st.none() | AMOUNTS,
    author=WORDS,
    date=DATES,
    pin=st.sampled_from(("", "Linjär framskrivning", "Budgettakt")),
    reason=WORDS,
    lag=st.integers(0, 5),
)


def row(code: str, *amounts: int) -> ForecastRow:
    actual, budget, annual = (Cited(amount, ()) for amount in amounts)
    return ForecastRow(code, LABELS[code].split()[1], actual, annual, budget)


ROWS = [row("11", 500, 450, 1080), row("12", 200, 200, 480)]


@given(st.lists(items(), max_size=4))
def test_adjustments_come_back(typed: list[Adjustment]) -> None:
    (sheet,) = preview((), adjustment_sheet([(item, Remark()) for item in typed], LABELS, MAY), "b.xlsx")
    read = adjustments(sheet, LABELS)
    assert own(sheet)
    assert sheet.name == ADJUSTMENTS
    assert [one.item for one in read.entered] == typed
    assert not read.faults


@given(SUBMISSIONS)
def test_what_is_typed_on_prognos_comes_back(typed: Submission) -> None:
    ends = year_ends(ROWS, Given(MAY, submissions={"11": typed}))
    (sheet,) = (
        one for one in preview((), forecast_sheet(ends, MAY, "", adjusting(0)), "b.xlsx") if one.name == FORECAST
    )
    read = entries(sheet, None)
    assert own(sheet)
    assert read.period == MAY
    assert [one.submission for one in read.standings] == [typed, Submission("12")]
    assert [(one.actual, one.period_budget, one.annual) for one in read.standings] == [
        (500, 450, 1080),
        (200, 200, 480),
    ]
    assert [one.value for one in read.standings] == [end.value for end in ends]
    assert not read.faults


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=4, max_size=4))
def test_the_charts_earlier_months_come_back(amounts: list[tuple[int | Decimal, int | Decimal]]) -> None:
    known = {month: {code: Booked(*pair) for code in LABELS} for month, pair in enumerate(amounts, 1)}
    ends = year_ends(ROWS, Given(MAY))
    (sheet,) = preview((), chart_sheet(ends, MAY, known), "b.xlsx")
    assert own(sheet)
    assert sheet.name == CHART
    assert memory(sheet, 4) == known


@given(WORDS.filter(bool), SUBMISSIONS)
def test_a_managers_book_comes_back(role: str, said: Submission) -> None:
    typed = replace(said, pin="", reason="", lag=0)
    guide = ("11 Hem", 500, 450, 1080, None, 1200, "Linjär framskrivning", 1200, 1130, 1190)
    book = ManagerBook(role, MAY.code, "maj.xlsx", (ManagerRow("11", guide, typed),))
    assert len(guide) == len(managers_books.GUIDE)
    read = returned(preview((), manager_edits(book, ()), "chef.xlsx"), "chef.xlsx")
    assert read is not None
    assert read.book == book
    assert not read.changed
    assert not read.faults
