"""One place judges whether what should tie does: exactly, within rounding, or not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sn_excel.calculations.causes.equations import Equation, Role, Verdict, exact_documents, judged
from sn_excel.model.amounts import Amount, rounded
from sn_excel.model.doubts import Doubt, DoubtKind
from sn_excel.model.measures import Measure
from sn_excel.model.places import Place
from sn_excel.model.tables import Column, Figure

COLUMN = Column(Measure.ACTUAL)


def figure(
    value: Amount | None, row: int, step: Amount = 1, doubt: Doubt | None = None, document: str = "bok.xlsx"
) -> Figure:
    return Figure(value, Place(document, "Blad1", row, 2), f"rad {row}", COLUMN, step, doubt)


def total(stated: Amount | None, *parts: Amount | None, step: Amount = 1, row: int = 1) -> Equation:
    terms = tuple((1, figure(part, row + at, step)) for at, part in enumerate(parts, 1))
    return Equation("SN202", Role.SUM, figure(stated, row, step), terms, "{stated} mot {computed}")


@pytest.mark.parametrize(
    ("equation", "verdict", "strict"),
    [
        (total(100, 60, 40), Verdict.EXACT, Verdict.EXACT),
        (total(101, 60, 40), Verdict.ROUNDING, Verdict.ROUNDING),
        (total(102, 60, 40), Verdict.BROKEN, Verdict.BROKEN),
        (total(108, *[10] * 10), Verdict.BROKEN, Verdict.BROKEN),
        (total(105, *[10] * 10), Verdict.ROUNDING, Verdict.BROKEN),
        (total(103, *[10] * 10), Verdict.ROUNDING, Verdict.ROUNDING),
        (total(100, 60, None, 40), Verdict.EXACT, Verdict.EXACT),
        (
            total(Decimal("1.3"), Decimal("0.6"), Decimal("0.6"), step=Decimal("0.1")),
            Verdict.ROUNDING,
            Verdict.ROUNDING,
        ),
        (total(Decimal("1.5"), Decimal("0.6"), Decimal("0.6"), step=Decimal("0.1")), Verdict.BROKEN, Verdict.BROKEN),
        (total(400, 200, 100, step=100), Verdict.ROUNDING, Verdict.ROUNDING),
    ],
)
def test_the_interval_decides_and_exact_documents_get_less(
    equation: Equation, verdict: Verdict, strict: Verdict
) -> None:
    assert equation.verdict() is verdict
    assert equation.verdict(exact=True) is strict


def test_a_difference_is_stated_less_computed() -> None:
    equation = Equation(
        "SN304", Role.CLAIM, figure(90, 1), ((1, figure(60, 2)), (-1, figure(10, 3))), "{stated} mot {computed}", 5
    )
    assert (equation.computed, equation.difference, equation.text) == (55, 35, "90 mot 55")


@pytest.mark.parametrize(
    ("equation", "judgeable"),
    [
        (total(100, 60, 40), True),
        (total(None, 60, 40), False),
        (total(100, None, None), False),
        (total(100), False),
    ],
)
def test_what_is_empty_claims_nothing(equation: Equation, judgeable: bool) -> None:
    assert equation.judgeable is judgeable


def test_what_cannot_be_read_is_not_judged() -> None:
    equation = Equation(
        "SN202",
        Role.SUM,
        figure(1, 1),
        ((1, figure(None, 2, doubt=Doubt(DoubtKind.FAULT, "#REF!"))), (1, figure(1, 3))),
        "",
    )
    assert not equation.judgeable


@given(st.lists(st.decimals(-10_000, 10_000, places=3), min_size=2, max_size=30))
def test_rounding_alone_never_opens_more_than_the_slack(parts: list[Decimal]) -> None:
    assert total(rounded(sum(parts, Decimal(0))), *map(rounded, parts)).verdict() is not Verdict.BROKEN


def sums(gaps: list[int]) -> list[Equation]:
    return [total(1_037 + gap, 512, 314, 211, row=10 * at) for at, gap in enumerate(gaps, 1)]


@pytest.mark.parametrize(
    ("gaps", "exact"),
    [
        ([0] * 20, True),
        ([0] * 40 + [1, 1], True),
        ([0] * 40 + [500] * 5, True),
        ([0] * 5, False),
        ([0, 1, 0, -1, 0, 0, 1, 0, 1, 0, 0, 0], False),
        ([0] * 40 + [1] * 8, False),
    ],
)
def test_a_document_is_exact_when_its_sums_tie_too_often_for_rounding(gaps: list[int], exact: bool) -> None:
    assert (exact_documents(sums(gaps)) == {"bok.xlsx"}) is exact


def test_round_hundreds_and_links_prove_nothing() -> None:
    hundreds = [total(1000, 600, 400, row=10 * at) for at in range(1, 40)]
    links = [Equation("SN301", Role.LINK, figure(7, at), ((1, figure(7, at + 100)),), "") for at in range(1, 40)]
    assert not exact_documents([*hundreds, *links])


def test_a_verdict_is_told_with_its_size() -> None:
    assert judged(1, Verdict.ROUNDING) == "Inom avrundning"
    assert judged(-1322, Verdict.BROKEN) == "Stämmer ej, differens −1 322"
