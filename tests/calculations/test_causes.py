"""One change of one figure explains the gaps of a whole system: the right one comes first, equals share their rank."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from sn_excel.calculations.causes.cause_kinds import chance, kind_of, one_digit, swaps
from sn_excel.calculations.causes.diagnosis import Diagnosis, diagnose
from sn_excel.calculations.causes.equations import Equation, Role
from sn_excel.calculations.causes.systems import System
from sn_excel.model.amounts import Amount
from sn_excel.model.findings import Cause, CauseKind
from sn_excel.model.measures import Measure
from sn_excel.model.places import Place
from sn_excel.model.tables import Column, Figure

MEASURES = (Measure.ACTUAL, Measure.PERIOD_BUDGET, Measure.PERIOD_DEVIATION)


class Book:
    """A sheet with Utfall, Budget and Avvikelse: rows with their total first, groups of them one after another."""

    def __init__(self, *groups: Mapping[str, tuple[int, int]], formula: bool = False) -> None:
        self.values: dict[tuple[str, int], Amount] = {}
        self.rows: dict[str, int] = {}
        self.groups = groups
        self.formula = formula
        for number, group in enumerate(groups, 1):
            for name, (actual, budget) in group.items():
                self._row(name, (actual, budget, budget - actual))
            columns = zip(*(self.amounts(name) for name in group), strict=True)
            self._row(f"Summa {number}", tuple(map(sum, columns)))

    def _row(self, name: str, amounts: tuple[int, ...]) -> None:
        self.rows[name] = len(self.rows) + 1
        self.values |= {(name, at): amount for at, amount in enumerate(amounts)}

    def amounts(self, name: str) -> list[int]:
        return [int(self.values[name, at]) for at in range(3)]

    def figure(self, name: str, at: int) -> Figure:
        place = Place("bok.xlsx", "Blad1", self.rows[name], at + 2)
        formula = "SUM(B1:B9)" if self.formula and name.startswith("Summa") else ""
        return Figure(self.values[name, at], place, name, Column(MEASURES[at]), formula=formula)

    def system(self) -> System:
        rows = [
            Equation(
                "SN201", Role.ROW, self.figure(name, 2), ((1, self.figure(name, 1)), (-1, self.figure(name, 0))), ""
            )
            for name in self.rows
        ]
        sums = [
            Equation("SN202", Role.SUM, self.figure(f"Summa {number}", at), self._parts(group, at), "")
            for number, group in enumerate(self.groups, 1)
            for at in range(3)
        ]
        return System.of([*rows, *sums])

    def _parts(self, group: Mapping[str, tuple[int, int]], at: int) -> tuple[tuple[int, Figure], ...]:
        return tuple((1, self.figure(name, at)) for name in group)

    def diagnoses(self, earlier: Mapping[tuple[str, Measure], Amount] | None = None) -> list[Diagnosis]:
        return list(diagnose(self.system(), (), earlier or {}))

    def cause(self) -> Cause:
        (found,) = self.diagnoses()
        assert [cause.rank for cause in found.causes].count(1) == 1
        return found.causes[0]


def book(formula: bool = False) -> Book:
    homes = {"Stab": (1_475, 1_391), "Hemtjänst": (8_213, 8_902), "Kost": (947, 1_086), "Avgift": (-718, -655)}
    return Book(homes, {"Skola": (3_571, 3_402), "Buss": (264, 299), "Bad": (1_683, 1_527)}, formula=formula)


def test_a_book_that_ties_has_no_diagnosis() -> None:
    assert not book().diagnoses()


@pytest.mark.parametrize(
    ("name", "at", "value", "kind"),
    [
        ("Avgift", 0, 718, CauseKind.SIGN_FLIP),
        ("Hemtjänst", 0, 8_231, CauseKind.TRANSPOSITION),
        ("Hemtjänst", 1, 89_020, CauseKind.SLIDE),
        ("Stab", 1, 1_391_000, CauseKind.UNIT_SLIP),
        ("Kost", 2, 189, CauseKind.DIGIT_SLIP),
        ("Kost", 0, 333, CauseKind.HARDCODED_TOTAL),
        ("Summa 1", 0, 1_234, CauseKind.HARDCODED_TOTAL),
        ("Summa 2", 2, 290, CauseKind.SIGN_FLIP),
    ],
)
def test_a_wrong_part_breaks_its_row_and_its_column(name: str, at: int, value: int, kind: CauseKind) -> None:
    wrong = book()
    right, wrong.values[name, at] = wrong.values[name, at], value
    found = wrong.cause()
    assert (found.kind, found.label, found.value, found.suggested) == (kind, name, value, right)
    assert found.place == wrong.figure(name, at).place


@pytest.mark.parametrize(("factor", "kind"), [(0, CauseKind.OMITTED), (2, CauseKind.DOUBLE_COUNTED)])
def test_a_row_counted_wrong_in_every_column_is_one_fault(factor: int, kind: CauseKind) -> None:
    wrong = book()
    for at in range(3):
        wrong.values["Summa 1", at] += (factor - 1) * wrong.values["Kost", at]
    (found,) = wrong.diagnoses()
    assert len(found.equations) == 3
    assert (found.causes[0].kind, found.causes[0].label, found.causes[0].suggested) == (kind, "Kost", 947)


def test_a_row_in_the_wrong_group_is_one_fault() -> None:
    wrong = book()
    for at in range(3):
        wrong.values["Summa 1", at] -= wrong.values["Kost", at]
        wrong.values["Summa 2", at] += wrong.values["Kost", at]
    (found,) = wrong.diagnoses()
    assert (found.causes[0].kind, found.causes[0].label, len(found.equations)) == (CauseKind.MOVED, "Kost", 6)
    assert "Summa 2" in found.causes[0].evidence[-1]


def test_a_total_left_from_the_period_before_is_recognised() -> None:
    wrong = book()
    wrong.values["Summa 1", 0] = 7_640
    (found,) = wrong.diagnoses({("Summa 1", Measure.ACTUAL): 7_640})
    assert (found.causes[0].kind, found.causes[0].suggested) == (CauseKind.STALE_TOTAL, 9_917)


def test_a_whole_row_with_turned_signs_is_one_fault() -> None:
    wrong = book()
    for at in range(3):
        wrong.values["Avgift", at] *= -1
    found = wrong.cause()
    assert (found.kind, found.label, found.value) == (CauseKind.SIGN_FLIP, "Avgift", 718)
    assert found.evidence[-1] == "Samma fel i Utfall, Budget, Avvikelse"


def test_a_fault_is_found_behind_totals_that_were_computed_from_it() -> None:
    wrong = book()
    wrong.values["Avgift", 0] = 718
    wrong.values["Summa 1", 0] = 11_353
    found = wrong.cause()
    assert (found.kind, found.label) == (CauseKind.SIGN_FLIP, "Avgift")


def test_two_faults_are_told_apart() -> None:
    wrong = book()
    wrong.values["Avgift", 0], wrong.values["Hemtjänst", 0] = 718, 8_231
    found = wrong.diagnoses()
    assert {(one.causes[0].kind, one.causes[0].label) for one in found} == {
        (CauseKind.SIGN_FLIP, "Avgift"),
        (CauseKind.TRANSPOSITION, "Hemtjänst"),
    }


def test_a_total_with_a_formula_is_not_the_slip_but_follows_it() -> None:
    wrong = book(formula=True)
    wrong.values["Avgift", 0] = 718
    wrong.values["Summa 1", 0] = 11_353
    found = wrong.cause()
    assert (found.label, found.suggested) == ("Avgift", -718)


def test_causes_that_explain_equally_share_their_rank_and_are_left_out_when_mended() -> None:
    parts = [
        Figure(value, Place("bok.xlsx", "Blad1", row, 2), str(row), Column(MEASURES[0]))
        for row, value in ((2, 50), (3, 50))
    ]
    stated = Figure(0, Place("bok.xlsx", "Blad1", 1, 2), "Summa", Column(MEASURES[0]))
    system = System.of([Equation("SN202", Role.SUM, stated, tuple((1, part) for part in parts), "")])
    (found,) = diagnose(system, (), {})
    assert [(cause.kind, cause.label) for cause in found.causes if cause.rank == 1] == [
        (CauseKind.SIGN_FLIP, "2"),
        (CauseKind.SIGN_FLIP, "3"),
    ]
    assert set(found.mended.values()) == {None}


def test_a_document_beyond_explaining_still_tells_every_gap() -> None:
    wrong = Book(*({f"{group}{row}": (group * 37 + row * 11, 500 + row) for row in range(4)} for group in range(40)))
    for group in range(1, 41):
        wrong.values[f"Summa {group}", 1] += 1_000 + 37 * group
    found = wrong.diagnoses()
    told = [equation for one in found for equation in one.equations]
    assert len(told) == len(set(map(id, told))) == len(wrong.system().open())


@pytest.mark.parametrize(
    ("value", "right", "slack", "kind"),
    [
        (Decimal("12.5"), Decimal("-12.5"), 0, CauseKind.SIGN_FLIP),
        (1_464, 14_641, 0, CauseKind.SLIDE),
        (14, 14_191, 0, CauseKind.UNIT_SLIP),
        (1, 10, 0, CauseKind.SLIDE),
        (959, 9_059, 0, CauseKind.TRANSPOSITION),
        (Decimal("12.34"), Decimal("12.43"), 0, CauseKind.TRANSPOSITION),
        (8_231, 8_212, 1, CauseKind.TRANSPOSITION),
        (0, 375, 0, CauseKind.HARDCODED_TOTAL),
        (-58, 58, 0, CauseKind.SIGN_FLIP),
        (-21, 1, 0, CauseKind.HARDCODED_TOTAL),
    ],
)
def test_a_slip_is_known_by_its_digits(value: Amount, right: Amount, slack: Amount, kind: CauseKind) -> None:
    assert kind_of(value, right, slack)[0] is kind


def test_digits_are_compared_place_by_place() -> None:
    assert swaps(7) == (70,)
    assert one_digit(Decimal("1.25"), Decimal("1.35"))
    assert not one_digit(Decimal("1.25"), 1)


def test_rare_patterns_are_believed_before_common_ones() -> None:
    kinds = (CauseKind.SIGN_FLIP, CauseKind.TRANSPOSITION, CauseKind.DIGIT_SLIP, CauseKind.HARDCODED_TOTAL)
    assert [chance(kind, 4_500, 20) for kind in kinds] == [0, 1, 2, 3]
    assert chance(CauseKind.SLIDE, 18, 10) == 1
    assert chance(CauseKind.UNIT_SLIP, 65, 5) == 1
