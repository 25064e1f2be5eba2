"""Money passes through exactly: the ledger's öre reach the book in its own unit and precision, and right books tie."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sn_excel.jobs.check import check
from sn_excel.jobs.fill import Filled, fill
from sn_excel.jobs.understand import Known
from sn_excel.model.amounts import Amount, Unit, from_tkr, in_tkr, nearest, number, tidy
from sn_excel.model.findings import Severity
from sn_excel.model.ledgers import Entry, Ledger
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.places import At
from sn_excel.model.previews import preview
from sn_excel.model.sheets import Sheet, Value

UNITS = [(Unit.KR, "0.01"), (Unit.KR, "1"), (Unit.TKR, "1"), (Unit.TKR, "0.1"), (Unit.MKR, "0.01")]
MEASURES = {3: Measure.ACTUAL, 4: Measure.PERIOD_BUDGET, 6: Measure.ANNUAL_BUDGET}
HEADINGS = ("Kod", "Verksamhet", "Utfall jan-apr 2024", "Budget jan-apr 2024", "Avvikelse", "Årsbudget 2024")
ROWS = 12
TOTAL = 3 + ROWS


def exact(chance: random.Random) -> dict[Measure, Amount]:
    """Amounts of a unit in tkr, to the öre."""
    year = Decimal(chance.randrange(40_000_000, 2_000_000_000)) / 100_000
    budget = nearest(year * 5 / 12, Decimal("0.00001"))
    actual = nearest(Decimal(budget) * Decimal(str(round(chance.gauss(1, 0.05), 4))), Decimal("0.00001"))
    return {Measure.ACTUAL: actual, Measure.PERIOD_BUDGET: budget, Measure.ANNUAL_BUDGET: tidy(year)}


def own_book(unit: Unit, step: Decimal, chance: random.Random, year: Ledger) -> Sheet:
    """A controller's April in a unit and a precision, every amount typed; Årsbudget is the ledger's."""
    cells: dict[At, Value] = {(1, 1): f"Uppföljning, belopp i {unit}"}
    cells |= {(2, column): text for column, text in enumerate(HEADINGS, 1)}
    for row in range(3, TOTAL):
        cells[row, 1], cells[row, 2] = str(510_100 + row), f"Enhet {row}"
        for column, measure in MEASURES.items():
            amounts = (
                exact(chance) if measure is not Measure.ANNUAL_BUDGET else year.entries[f"{510_100 + row}"].amounts
            )
            amount = nearest(from_tkr(amounts[measure], unit), step)
            cells[row, column] = amount
    cells[TOTAL, 2] = "Totalt"
    for column in MEASURES:
        cells[TOTAL, column] = tidy(sum((Decimal(str(cells[row, column])) for row in range(3, TOTAL)), Decimal(0)))
    for row in range(3, TOTAL + 1):
        cells[row, 5] = tidy(Decimal(str(cells[row, 4])) - Decimal(str(cells[row, 3])))
    return Sheet("egen.xlsx", "Uppföljning", cells)


def filled(sheets: tuple[Sheet, ...], ledger: Ledger) -> tuple[Filled, tuple[Sheet, ...]]:
    done = fill(sheets, lambda _: ledger, Known())
    return done, preview(sheets, done.edits)


def may(chance: random.Random) -> Ledger:
    entries = {str(510_100 + row): Entry(str(510_100 + row), "", exact(chance)) for row in range(3, TOTAL)}
    return Ledger("export.csv", Period(2024, 1, 5), entries)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000))
@pytest.mark.parametrize(("unit", "digits"), UNITS)
def test_what_is_filled_is_the_exports_ore_rounded_once_to_the_books_precision(
    unit: Unit, digits: str, seed: int
) -> None:
    step, chance = Decimal(digits), random.Random(seed)  # noqa: S311  chance, no secret
    ledger = may(chance)
    book = own_book(unit, step, chance, ledger)
    _, sheets = filled((book,), ledger)
    cells = sheets[0].cells
    for row in range(3, TOTAL):
        amounts: Mapping[Measure, Amount] = ledger.entries[str(510_100 + row)].amounts
        for column, measure in MEASURES.items():
            assert cells[row, column] == nearest(from_tkr(amounts[measure], unit), step), (row, column)
    found = check(sheets).findings
    assert not [one for one in found if one.severity is Severity.ERROR or one.code == "SN204"]
    again, _ = filled(sheets, ledger)
    assert not again.filling.changes


def test_an_amount_that_is_the_exports_already_is_left_as_it_is_typed() -> None:
    chance = random.Random(7)  # noqa: S311  chance, no secret
    ledger = may(chance)
    book = own_book(Unit.TKR, Decimal(1), chance, ledger)
    entry = ledger.entries["510103"]
    cells = {**book.cells, (3, 6): from_tkr(entry.amounts[Measure.ANNUAL_BUDGET], Unit.TKR)}
    done, _ = filled((replace(book, cells=cells),), ledger)
    assert (3, 6) not in {change.at for change in done.filling.changes}


def binary(seed: int, scale: int) -> Sheet:
    """A right book as a spreadsheet stores it: sums and differences of binary numbers, to seventeen digits."""
    chance = random.Random(seed)  # noqa: S311  chance, no secret
    cells: dict[At, Value] = {(1, 1): "Uppföljning, belopp i " + ("kr" if scale == 1 else "tkr")}
    cells |= {(2, column): text for column, text in enumerate(HEADINGS, 1)}
    sums = [0.0, 0.0, 0.0]
    for row in range(3, TOTAL):
        year = chance.randrange(300_000, 20_000_000) / scale
        budget = year / 3
        actual = round(budget * (1 + chance.gauss(0, 0.03)), 2)
        cells[row, 1], cells[row, 2] = str(510_100 + row), f"Enhet {row}"
        for column, amount in zip((3, 4, 5, 6), (actual, budget, budget - actual, year), strict=True):
            cells[row, column] = number(amount)
        sums = [total + amount for total, amount in zip(sums, (actual, budget, year), strict=True)]
    cells[TOTAL, 2] = "Totalt"
    for column, amount in zip((3, 4, 5, 6), (sums[0], sums[1], sums[1] - sums[0], sums[2]), strict=True):
        cells[TOTAL, column] = number(amount)
    return Sheet("ore.xlsx", "Uppföljning", cells)


@pytest.mark.parametrize("scale", [1, 1000])
@pytest.mark.parametrize("seed", range(20))
def test_the_noise_of_binary_numbers_is_no_difference(seed: int, scale: int) -> None:
    assert not check([binary(seed, scale)]).findings


@pytest.mark.parametrize("scale", [1, 1000])
@pytest.mark.parametrize("seed", range(5))
def test_a_krona_too_much_is_a_difference_among_binary_numbers_too(seed: int, scale: int) -> None:
    book = binary(seed, scale)
    cells = {**book.cells, (5, 3): Decimal(str(book.cells[5, 3])) + Decimal(100) / scale}
    found = check([replace(book, cells=cells)]).findings
    assert [one.severity for one in found if one.code in ("SN201", "SN202")] == [Severity.ERROR]


def test_what_is_said_of_a_book_in_kronor_is_said_in_kronor() -> None:
    book = binary(1, 1)
    right = Decimal(str(book.cells[5, 3]))
    cells = {**book.cells, (5, 3): -right}
    (found,) = (one for one in check([replace(book, cells=cells)]).findings if one.severity is Severity.ERROR)
    assert " kr, " in found.message
    assert in_tkr(right, Unit.KR) == found.causes[0].suggested
    assert found.causes[0].change.endswith(f"{right:,}".replace(",", " ").replace(".", ","))
