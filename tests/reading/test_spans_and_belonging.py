"""Month or accumulated, and which unit belongs to which programme: proved or known, never assumed from a code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sn_excel.model.amounts import Amount
from sn_excel.model.doubts import Doubt, DoubtKind
from sn_excel.model.measures import Measure
from sn_excel.model.organisation import Code, Organisation
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Fault, Sheet, Value
from sn_excel.model.tables import Column, Kind, Table
from sn_excel.reading.tables import tables

MAY = Period(2024, 1, 5)
HEAD: tuple[Value, ...] = ("Kod", "Namn", "Utfall maj 2024", "Budget maj 2024", "Avvikelse", "Årsbudget")


def sheet(*rows: tuple[Value, ...], formulas: dict[tuple[int, int], str] | None = None) -> Sheet:
    cells = {
        (row, at): value
        for row, values in enumerate(rows, 1)
        for at, value in enumerate(values, 1)
        if value is not None
    }
    return Sheet("bok.xlsx", "Blad", cells, formulas=formulas or {})


def row(code: str, actual: int, budget: int, annual: int) -> tuple[Value, ...]:
    return code, f"Enhet {code}", actual, budget, budget - actual, annual


def sums(table: Table) -> dict[str, list[str]]:
    return {line.code: [part.code for part in line.parts] for line in table.walk() if line.parts and line.whole}


LEAVES: tuple[tuple[str, int, int, int], ...] = (
    ("7400", 3590, 3398, 8155),
    ("7711", 8286, 8561, 20546),
    ("7540", 659, 489, 1174),
)


@pytest.mark.parametrize(("share", "period"), [(5, MAY), (1, Period(2024, 5, 5))])
def test_budgets_show_whether_a_month_stands_alone(share: int, period: Period) -> None:
    rows = [row(code, budget + 17, budget, budget * 12 // share) for code, _, budget, _ in LEAVES]
    columns = tables([sheet(HEAD, *rows)]).tables[0].columns
    assert columns[:2] == (Column(Measure.ACTUAL, period), Column(Measure.PERIOD_BUDGET, period))
    assert columns[3] == Column(Measure.ANNUAL_BUDGET, Period(2024))


def board() -> Organisation:
    return Organisation(
        "Nämnd",
        (
            Code("771", "Äldre"),
            Code("7400", "Ledning", "771"),
            Code("7711", "Boende", "771"),
            Code("750", "IFO"),
            Code("7540", "Central", "750"),
            Code("7799", "Gammal enhet", "750", last="2023-12"),
        ),
    )


def test_the_organisation_says_what_belongs_where_whatever_the_order() -> None:
    rows = [row(*leaf) for leaf in LEAVES]
    first, second, _ = LEAVES
    found = tables(
        [
            sheet(
                HEAD,
                row("771", first[1] + second[1], first[2] + second[2], first[3] + second[3]),
                row("750", *LEAVES[2][1:]),
                *rows,
            )
        ],
        period=MAY,
        organisation=board(),
    )
    assert sums(found.tables[0]) == {"771": ["7400", "7711"], "750": ["7540"]}


def test_a_code_alike_in_its_first_digits_is_no_reason_to_belong() -> None:
    rows = [row("754", 4249, 3887, 9329), row("7400", *LEAVES[0][1:]), row("7540", *LEAVES[2][1:])]
    extra = [row("740", 8286, 8561, 20546), row("7711", *LEAVES[1][1:])]
    assert sums(tables([sheet(HEAD, *rows, *extra)]).tables[0]) == {"754": ["7400", "7540"], "740": ["7711"]}


def test_a_ledger_of_leaves_has_no_sums_though_programmes_without_units_stand_in_it() -> None:
    rows = [row("100", 525, 543, 1303), row("285", 26, 458, 1100), *(row(*leaf) for leaf in LEAVES)]
    table = tables([sheet(HEAD, *rows)]).tables[0]
    assert (table.kind, sums(table)) == (Kind.LEDGER, {})


def test_an_error_value_and_a_word_are_doubts_with_the_reason() -> None:
    bad = ("7711", "Boende", Fault("#REF!"), "saknas", None, 20546)
    table = tables([sheet(HEAD, row(*LEAVES[0]), bad, row(*LEAVES[2]))]).tables[0]
    figures = list(list(table.walk())[1].figures.values())
    assert [(figure.value, figure.doubt) for figure in figures] == [
        (None, Doubt(DoubtKind.FAULT, "#REF!")),
        (None, Doubt(DoubtKind.WORD, "saknas")),
        (None, None),
        (20546, None),
    ]


def test_formulas_tell_the_sum_where_nothing_else_does() -> None:
    rows: list[tuple[Value, ...]] = [("Område ett", 40), ("Område två", 50), ("Gemensamt", 90)]
    formulas = {(4, 2): "SUM(B2:B3)", (4, 3): "SUM(C2:C3)"}
    head: tuple[Value, ...] = ("Område", "Utfall", "Budget")
    table = tables([sheet(head, *[(*one, one[1]) for one in rows], formulas=formulas)]).tables[0]
    assert [(line.name, [part.name for part in line.parts]) for line in table.lines] == [
        ("Gemensamt", ["Område ett", "Område två"])
    ]
    assert [figure.formula for figure in table.lines[0].figures.values()] == ["SUM(B2:B3)", "SUM(C2:C3)"]


def test_amounts_in_mkr_keep_the_precision_they_are_printed_with() -> None:
    head: tuple[Value, ...] = ("Enhet (mkr)", "Utfall", "Budget")
    table = tables([sheet(head, ("7400 Stab", "14,2", "12,5"), ("7401 Chef", "58,6", "57,8"))]).tables[0]
    found: list[tuple[Amount | None, Amount]] = [
        (figure.value, figure.step) for figure in table.lines[0].figures.values()
    ]
    assert found == [(14200, 100), (12500, 100)]


@pytest.mark.parametrize("fault", [2605 * 2, -7813, 78130, 8713])
def test_a_faulty_figure_does_not_hide_the_sums_and_deviations_it_breaks(
    fault: int, seeds: Path, load: Callable[[Path], Sheet]
) -> None:
    whole = load(seeds / "maj_2024.csv")
    clean = tables([whole], period=MAY).tables
    target = next(at for at, value in whole.cells.items() if value == "7813" and at[1] > 5)
    broken = Sheet(whole.document, whole.name, {**whole.cells, target: str(fault)})
    found = tables([broken], period=MAY).tables
    assert [sums(table) for table in found] == [sums(table) for table in clean]
    assert [table.relations for table in found] == [table.relations for table in clean]


def test_columns_that_are_a_month_each_say_together_how_far_the_year_has_come() -> None:
    heads = ("Kod", "Verksamhet", "Jan", "Feb", "Mar", "Apr", "Utfall ack", "Budget ack", "Avvikelse", "Årsbudget")
    lines = [(3101, "Familjehem", 10, 11, 12, 0, 33, 30, -3, 120), (3102, "Larm", 20, 21, 22, 0, 63, 66, 3, 264)]
    total = (None, "Totalt", 30, 32, 34, 0, 96, 96, 0, 384)
    (table,) = tables([sheet(("Nämnden 2024, tkr",), (), heads, *lines, total)]).tables
    assert {column.measure: column.period for column in table.columns} == {
        Measure.ACTUAL: Period(2024, 1, 3),
        Measure.PERIOD_BUDGET: Period(2024, 1, 3),
        Measure.PERIOD_DEVIATION: Period(2024, 1, 3),
        Measure.ANNUAL_BUDGET: Period(2024),
    }
