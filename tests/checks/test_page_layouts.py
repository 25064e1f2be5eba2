"""A page belongs to its row of the summary however it says so, and each fault between them is one finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from sn_excel.jobs.check import check
from sn_excel.jobs.understand import layouts
from sn_excel.model.findings import Finding, Severity
from tests.checks.page_books import Layout, book

LAYOUTS = {
    "total row with the code": Layout("Summa {code}"),
    "total row with the name": Layout("Summa {name}"),
    "total row with both": Layout("{code} {name}"),
    "sheet with the code": Layout("Totalt", sheet="{code}"),
    "sheet with the name": Layout("Summa", sheet="{name}"),
    "heading with both": Layout("Totalt", heading="{code} {name}"),
    "nothing but links": Layout("Totalt"),
    "total first": Layout("Summa", sheet="{code} {name}", first=True),
    "kronor and costs negative": Layout("Summa {code}", unit=1000, costs=-1),
    "names alone": Layout("Summa {name}", row="{name}"),
    "names alone, on the sheets": Layout("Totalt", row="{name}", sheet="{name}"),
}
UNDATED = ("Utfall", "Budget", "Avvikelse", "Årsbudget")
LAYOUTS |= {
    "pages without a period": Layout("Summa {code}", headings=UNDATED),
    "pages without a period or a word": Layout("Totalt", headings=UNDATED),
    "pages in kronor below a summary in tkr": Layout(
        "Totalt", sheet="{code}", unit=1000, fetch="=ROUND({cell}/1000,0)"
    ),
}
EVERY = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)


def found(layout: Layout, changes: Mapping[str, str | int]) -> tuple[Finding, ...]:
    return check(book(replace(layout, changes=changes))).findings


def only(layout: Layout, changes: Mapping[str, str | int]) -> Finding:
    (one,) = found(layout, changes)
    assert one.severity is Severity.ERROR
    return one


def total(layout: Layout, page: int) -> int:
    """Return the row of a page's total."""
    return 4 if layout.first else (7, 6, 7, 6)[page]


def link(layout: Layout, page: int, column: str) -> str:
    return layout.fetch.format(cell=f"'{layout.page(page)}'!{column}{total(layout, page)}")


@EVERY
def test_a_right_book_has_no_finding(layout: Layout) -> None:
    assert not found(layout, {})
    assert not found(replace(layout, linked=False), {})


@EVERY
def test_an_amount_typed_over_a_link_is_told_at_the_summary(layout: Layout) -> None:
    one = only(layout, {"Översikt!E7": 6_789 * layout.summed})
    assert (one.code, one.place.sheet, one.place.cell) == ("SN301", "Översikt", "E7")
    assert (one.causes[0].place.cell, one.causes[0].suggested) == ("E7", 4_428 * layout.costs)
    assert "Talet är skrivet för hand där det brukar stå en formel" in one.causes[0].evidence


@EVERY
def test_an_amount_typed_in_the_summary_that_is_not_the_pages_is_told(layout: Layout) -> None:
    typed = {"Översikt!E7": (4_428 * layout.costs - 900) * layout.summed}
    one = only(replace(layout, linked=False), typed)
    assert (one.code, one.place.cell, one.difference) == ("SN301", "E7", -900)


@EVERY
@pytest.mark.parametrize("column", ["B", "C", "D", "E"])
def test_a_link_to_another_pages_row_is_told_where_it_stands(layout: Layout, column: str) -> None:
    one = only(layout, {f"Översikt!{column}7": link(layout, 1, column)})
    assert (one.code, one.place.sheet, one.place.cell) == ("SN209", "Översikt", f"{column}7")


@EVERY
def test_a_link_to_another_column_is_told_where_it_stands(layout: Layout) -> None:
    one = only(layout, {"Översikt!B6": link(layout, 1, "C")})
    assert (one.code, one.place.cell) == ("SN209", "B6")


@EVERY
def test_a_link_to_a_unit_instead_of_the_total_is_told_where_it_stands(layout: Layout) -> None:
    wrong = total(layout, 2) + (1 if layout.first else -1)
    one = only(layout, {"Översikt!C7": layout.fetch.format(cell=f"'{layout.page(2)}'!C{wrong}")})
    assert (one.code, one.place.cell) == ("SN209", "C7")


@EVERY
def test_a_sum_that_misses_a_row_on_a_page_is_told_there_alone(layout: Layout) -> None:
    row = 6 if layout.first else 5
    one = only(layout, {f"0!B{total(layout, 0)}": f"=SUM(B{row}:B{row + 1})"})
    assert (one.code, one.place.sheet) == ("SN205", layout.page(0))


@EVERY
def test_a_deviation_reckoned_wrong_on_a_page_is_told_there_alone(layout: Layout) -> None:
    row = 5 if layout.first else 4
    one = only(layout, {f"3!D{row}": f"=B{row}+C{row}"})
    assert (one.code, one.place.sheet, one.place.cell) == ("SN201", layout.page(3), f"D{row}")


def test_a_row_of_links_that_all_go_to_another_page_is_told_by_the_pages_words() -> None:
    for layout in (Layout("Summa {code}"), Layout("Summa {name}"), Layout("Totalt", sheet="{code}")):
        one = only(layout, {f"Översikt!{column}7": link(layout, 1, column) for column in "BCDE"})
        assert (one.code, one.place.cell) == ("SN209", "B7")


def test_pages_are_shown_as_pages() -> None:
    for layout in LAYOUTS.values():
        shown = [line for line in layouts(book(layout)) if "rader" in line]
        assert ["enhetssida" in line for line in shown] == [False, True, True, True, True]
