"""Sums that something is wrong with are still sums; what only resembles one is not."""

from __future__ import annotations

from collections.abc import Mapping

from sn_excel.model.sheets import RowLook, Sheet, Value
from sn_excel.model.tables import Table
from sn_excel.reading.tables import tables

Rows = list[tuple[Value, ...]]
HEAD: tuple[Value, ...] = ("Verksamhet, tkr", "Utfall ack", "Budget ack", "Årsbudget")


def table(rows: Rows, bold: frozenset[int] = frozenset(), indented: frozenset[int] = frozenset()) -> Table:
    cells = {(row, at): value for row, values in enumerate([HEAD, *rows], 1) for at, value in enumerate(values, 1)}
    looks: Mapping[int, RowLook] = {
        row: RowLook(bold=row in bold, indent=int(row in indented)) for row in range(1, len(rows) + 2)
    }
    found = tables([Sheet("bok.xlsx", "Blad", cells, looks=looks)]).tables
    assert len(found) == 1
    return found[0]


def sums(found: Table) -> dict[str, list[str]]:
    return {line.label: [part.label for part in line.parts] for line in found.walk() if line.parts and line.whole}


def test_a_page_with_its_sums_last_keeps_the_sum_that_leaves_a_unit_out() -> None:
    rows: Rows = [
        ("7400 Stab", 3590, 3398, 8155), ("7401 Chef", 862, 955, 2292), ("740 Ledning", 4452, 4353, 10447),
        ("7540 Central", 659, 489, 1174), ("7546 Team", 2163, 2294, 5505), ("7557 Plats", 1157, 1440, 3456),
        ("754 IFO", 2822, 2783, 6679),
    ]  # fmt: skip
    assert sums(table(rows)) == {
        "740 Ledning": ["7400 Stab", "7401 Chef"],
        "754 IFO": ["7540 Central", "7546 Team", "7557 Plats"],
    }


def test_a_total_that_leaves_a_programme_out_is_the_total_of_all() -> None:
    rows: Rows = [
        ("100 A", 525, 543, 1303),
        ("285 B", 26, 458, 1100),
        ("750 C", 5842, 6285, 15084),
        ("754 D", 91, 7, 9),
    ]
    assert sums(table([*rows, ("Totalt", 642, 1008, 2412)])) == {"Totalt": ["100 A", "285 B", "750 C", "754 D"]}


def test_a_total_far_from_everything_is_claimed_to_be_nothing() -> None:
    rows: Rows = [("100 A", 525, 543, 1303), ("285 B", 26, 458, 1100), ("750 C", 5842, 6285, 15084)]
    assert sums(table([*rows, ("Totalt", 40_000, 30_000, 99_000)])) == {}


def test_a_faulty_small_sum_among_the_rows_is_not_counted_twice_in_the_total() -> None:
    rows: Rows = [
        ("701 S", 9, 8, 9),
        ("702 a", 4, 3, 3),
        ("703 b", 3, 3, 2),
        ("704 c", 2, 2, 2),
        ("705 d", 5000, 4000, 3000),
    ]
    assert "701 S" not in sums(table([*rows, ("Totalt", 5009, 4008, 3007)])).get("Totalt", [])


def test_amounts_too_small_to_tell_a_sum_alone_tell_it_with_the_total_above() -> None:
    rows: Rows = [("S", 9, 8, 7), ("a", 4, 3, 3), ("b", 3, 3, 2), ("c", 2, 2, 2), ("d", 5000, 4000, 3000)]
    assert sums(table([*rows, ("Totalt", 5009, 4008, 3007)])) == {"Totalt": ["S", "d"], "S": ["a", "b", "c"]}


FAULTY: Rows = [
    ("IFO", 70, 60, 150), ("Barn", 30, 20, 90), ("Vuxna", 40, 40, 60),
    ("Äldre", 95, 85, 200), ("Hemtjänst", 50, 45, 120), ("Boende", 54, 40, 80),
    ("Totalt", 165, 145, 350),
]  # fmt: skip
LEVELS = {
    "Totalt": ["IFO", "Äldre"],
    "IFO": ["Barn", "Vuxna"],
    "Äldre": ["Hemtjänst", "Boende"],
}


def test_bold_sums_hold_with_a_faulty_figure_below() -> None:
    assert sums(table(FAULTY, bold=frozenset({2, 5, 8}))) == LEVELS


def test_indented_rows_are_the_parts_of_the_row_above() -> None:
    assert sums(table(FAULTY, indented=frozenset({3, 4, 6, 7}))) == LEVELS


def test_a_pivot_table_beside_is_left_out_and_said() -> None:
    own = {(row, at): value for row, values in enumerate([HEAD, *FAULTY], 1) for at, value in enumerate(values, 1)}
    pivot: dict[tuple[int, int], Value] = {
        (1, 8): "Radetiketter",
        (1, 9): "Summa av Utfall",
        (1, 10): "Summa av Budget",
    }
    pivot |= {(row, 8): values[0] for row, values in enumerate(FAULTY, 2)}
    pivot |= {(row, at): values[at - 8] for row, values in enumerate(FAULTY, 2) for at in (9, 10)}
    found = tables([Sheet("bok.xlsx", "Blad", {**own, **pivot})])
    assert [len(one.columns) for one in found.tables] == [3]
    assert "bok.xlsx: pivottabeller upprepar andra tabeller och lämnas utanför." in found.asides
    alone = tables([Sheet("bok.xlsx", "Blad", pivot)])
    assert [len(one.columns) for one in alone.tables] == [2]
