"""Text as it is copied from a print: what was laid out is read back, and what cannot be decided is said."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sn_excel.model.amounts import MINUS, Amount, spoken
from sn_excel.model.doubts import Doubt, DoubtKind
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Table
from sn_excel.reading.printed.digit_splits import candidates
from sn_excel.reading.printed.digits import parted
from sn_excel.reading.tables import tables

HEADS = {
    "utfall": "Utfall Maj 2024",
    "budget": "Budget Maj 2024",
    "avvikelse": "Avvikelse Maj 2024",
    "årsbudget": "Årsbudget",
}
NAMES = ("väst", "öst", "Eken 3", "nr 2", "(LSS)", "mellan-norr")


@dataclass(frozen=True)
class Row:
    label: str
    actual: int
    budget: int
    annual: int

    @property
    def amounts(self) -> tuple[int, int, int, int]:
        return self.actual, self.budget, self.budget - self.actual, self.annual


def lines_sheet(lines: list[str]) -> Sheet:
    cells = {(row, 1): line for row, line in enumerate(lines, 1) if line.strip()}
    return Sheet("sida.txt", "sida", cells, lines=True)


amount = st.one_of(st.just(0), st.integers(-999, 999), st.integers(1000, 999_999), st.integers(-99_999, -1000))


@st.composite
def programmes(draw: st.DrawFn) -> list[Row]:
    """Programmes with their units below, and the total."""
    rows: list[Row] = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        units = [
            Row(f"{number}00{place} Enhet {draw(st.sampled_from(NAMES))}", draw(amount), draw(amount), draw(amount))
            for place in range(draw(st.integers(0, 6)))
        ]
        units = units or [Row("", draw(amount), draw(amount), draw(amount))]
        rows.append(summed(f"{number}00 Program", units))
        rows += [unit for unit in units if unit.label]
    tops = [row for row in rows if row.label.endswith("Program")]
    return [*rows, summed("Totalt", tops)]


def summed(label: str, rows: list[Row]) -> Row:
    return Row(label, *(sum(getattr(row, name) for row in rows) for name in ("actual", "budget", "annual")))


@st.composite
def printed(draw: st.DrawFn) -> tuple[list[Row], list[str]]:
    """A table as text: its heading broken anywhere, one of three minus signs, empty lines between."""
    rows = draw(programmes())
    words = ["Verksamhet program", *(word for text in HEADS.values() for word in text.split())]
    lines = [words[0]]
    for word in words[1:]:
        if draw(st.booleans()):
            lines.append(word)
        else:
            lines[-1] += f" {word}"
    minus = draw(st.sampled_from([MINUS, "-", "– "]))
    for row in rows:
        figures = " ".join(spoken(figure).replace(MINUS, minus) for figure in row.amounts)
        lines.append(f"{row.label} {figures}")
        lines += [""] * draw(st.integers(0, 1))
    return rows, lines


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(printed())
def test_what_was_laid_out_is_read_back_or_said_to_be_undecided(table: tuple[list[Row], list[str]]) -> None:
    rows, lines = table
    found = tables([lines_sheet(lines)]).tables
    read = sorted((line for one in found for line in one.walk()), key=lambda line: line.place.row)
    assert len(read) == len(rows)
    for row, line in zip(rows, read, strict=True):
        for stated, figure in zip(row.amounts, line.figures.values(), strict=True):
            assert figure.value == stated or (figure.value is None and figure.doubt)


@settings(max_examples=60, deadline=None)
@given(st.lists(amount, min_size=2, max_size=6))
def test_one_of_the_splittings_joins_to_what_was_printed(amounts: list[int]) -> None:

    line = "100 Rad " + " ".join(map(spoken, amounts))
    found = [reading.amounts for reading in candidates(line, len(amounts)) if not reading.greedy]
    assert tuple(amounts) in found
    for other in found:
        assert "".join(spoken(one or 0) for one in other).replace(" ", "") == "".join(map(spoken, amounts)).replace(
            " ", ""
        )


def values(table: Table) -> list[tuple[str, tuple[Amount | None, ...]]]:
    return [(line.label, tuple(figure.value for figure in line.figures.values())) for line in table.walk()]


def test_what_arithmetic_leaves_open_shows_its_candidates() -> None:
    text = ["Verksamhet Utfall Maj 2024 Årsbudget", "100 Rad ett 4 881 126", "200 Rad två 7 8"]
    doubts = parted(lines_sheet(text)).doubts
    assert doubts == {
        (2, 2): Doubt(DoubtKind.SEVERAL, "4 eller 4 881"),
        (2, 3): Doubt(DoubtKind.SEVERAL, "881 126 eller 126"),
    }


def test_an_undecided_figure_is_a_doubt_at_its_place_and_never_a_guess() -> None:
    text = ["Verksamhet Utfall Maj 2024 Årsbudget", "100 Rad ett 4 881 126", "200 Rad två 7 8"]
    table = tables([lines_sheet(text)]).tables[0]
    undecided = [figure for line in table.walk() for figure in line.figures.values() if figure.doubt]
    assert [(figure.place.cell, figure.value) for figure in undecided] == [("B2", None), ("C2", None)]


def test_the_total_decides_what_the_row_leaves_open() -> None:
    text = ["Verksamhet Utfall Maj 2024 Årsbudget", "100 Rad ett 4 881 126", "200 Rad två 7 8", "Totalt 4 888 134"]
    assert values(tables([lines_sheet(text)]).tables[0])[1:] == [("100 Rad ett", (4881, 126)), ("200 Rad två", (7, 8))]


def test_a_label_on_two_lines_is_one_label() -> None:
    lines = [
        "Verksamhet Utfall Maj 2024 Budget Maj 2024 Avvikelse",
        "7100 Korttidsvistelse och",
        "korttidstillsyn LSS 2 323 1 941 -382",
        "7101 Stab 525 543 18",
    ]
    table = tables([lines_sheet(lines)]).tables[0]
    assert values(table)[0] == ("7100 Korttidsvistelse och korttidstillsyn LSS", (2323, 1941, -382))


def test_a_name_may_end_in_a_number() -> None:
    lines = [
        "Verksamhet Utfall Maj 2024 Budget Maj 2024 Avvikelse",
        "7100 Avdelning 3 525 543 18",
        "7101 Stab 2 323 1 941 -382",
        "7102 Ledning 10 12 2",
    ]
    assert values(tables([lines_sheet(lines)]).tables[0])[0] == ("7100 Avdelning 3", (525, 543, 18))


def test_a_percentage_between_is_no_amount() -> None:
    lines = ["Verksamhet Utfall Budget % Avvikelse", "7100 Stab 525 543 96,7 % 18", "7101 Chef 1 941 2 323 83,6 % 382"]
    assert values(tables([lines_sheet(lines)]).tables[0])[1] == ("7101 Chef", (1941, 2323, 382))


def test_a_hundred_undecided_rows_are_answered_soon_and_never_guessed() -> None:
    rows = [f"{7000 + number} Rad {number % 9} {number + 12} 881 126" for number in range(100)]
    lines = ["Verksamhet Utfall Maj 2024 Årsbudget", *rows, "Totalt 6 238 100 12 600"]
    for line in tables([lines_sheet(lines)]).tables[0].walk():
        assert all(figure.value is not None or figure.doubt for figure in line.figures.values())


def test_a_page_whose_heading_is_missing_is_left_out_and_said() -> None:
    found = tables([lines_sheet(["7100 Stab 525 543 18", "7101 Chef 1 941 2 323 382", "7102 Kök 10 12 2"])])
    assert found.tables == ()
    assert found.asides == ("sida: rader med kod och belopp men utan rubriker som Utfall eller Budget lämnas utanför.",)
