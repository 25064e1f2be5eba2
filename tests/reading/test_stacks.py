"""Text whose cells became lines of their own, and pages that break anywhere: the printed figures, or a word on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pytest

from sn_excel.checks import check
from sn_excel.model.findings import Severity
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Dossier
from sn_excel.reading.tables import tables
from tests.may import Printed, printed

HEADS = ("Utfall Maj 2024", "Budget Maj 2024", "Avvikelse Maj 2024", "Årsbudget")
BROKEN = ("Utfall", "Maj", "2024", "Budget", "Maj", "2024", "Avvikelse", "Maj", "2024", "Årsbudget")


def amount(value: int, group: str = " ", shape: str = "-{}") -> str:
    text = f"{abs(value):,}".replace(",", group)
    return shape.format(text) if value < 0 else text


def stacked(rows: Sequence[Printed], heads: Sequence[str], apart: bool, group: str, shape: str) -> Iterator[str]:
    for _, page in groupby(rows, key=lambda row: row.sheet):
        yield from ("Socialnämnd 2024", "Verksamhet program", *heads)
        for row in page:
            yield from ([row.code] if row.code and apart else [])
            yield row.name if apart else row.label
            yield from (amount(value, group, shape) for value in row.amounts)
        yield "12"


def read(lines: Sequence[str]) -> Dossier:
    cells = {(row, 1): line for row, line in enumerate(lines, 1) if line.strip()}
    found = tables([Sheet("maj.txt", "maj", cells, lines=True)])
    return Dossier(found.tables, asides=found.asides)


def figures(dossier: Dossier) -> list[tuple[str, tuple[object, ...]]]:
    return [
        (line.label, tuple(figure.value for figure in line.figures.values()))
        for table in dossier.tables
        for line in table.walk()
    ]


def expected(rows: Sequence[Printed]) -> list[tuple[str, tuple[object, ...]]]:
    """The printed rows with a total before its parts, as tables are walked."""
    first = [row for row in rows if row.sheet == rows[0].sheet]
    ordered = [*first[-1:], *first[:-1], *rows[len(first) :]]
    return [(row.label, row.amounts) for row in ordered]


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("heads", [HEADS, BROKEN])
@pytest.mark.parametrize(("group", "shape"), [(" ", "-{}"), ("\u2009", "\u2212{}"), (".", "({})"), ("", "{}-")])
def test_a_cell_a_line_gives_the_printed_figures(
    seeds: Path, apart: bool, heads: Sequence[str], group: str, shape: str
) -> None:
    rows = printed(seeds)
    dossier = read(list(stacked(rows, heads, apart, group, shape)))
    assert figures(dossier) == expected(rows)
    (error,) = [one for one in check(dossier) if one.severity is Severity.ERROR]
    assert (error.code, error.difference, error.causes[0].label[:4]) == ("SN301", -5210, "7779")


def test_a_row_that_lacks_a_cell_is_left_out_and_said(seeds: Path) -> None:
    lines = list(stacked(printed(seeds), HEADS, False, " ", "-{}"))
    at = lines.index("7541 Öppna insatser, barn och unga")
    del lines[at + 2]
    dossier = read(lines)
    assert f"maj, rad {at + 1}: beloppen är inte lika många som rubrikerna." in dossier.asides
    assert "7541 Öppna insatser, barn och unga" not in [label for label, _ in figures(dossier)]


def test_codes_apart_do_not_slip_into_a_row_that_lacks_a_cell(seeds: Path) -> None:
    lines = list(stacked(printed(seeds), HEADS, True, " ", "-{}"))
    at = lines.index("Familjerätt")
    del lines[at + 2]
    found = dict(figures(read(lines)))
    right = {row.label: row.amounts for row in printed(seeds)}
    assert "7512 Familjerätt" not in found
    assert {label: right.get(label) for label in found} == found


def test_a_table_that_goes_on_below_a_repeated_heading_is_one_table(seeds: Path) -> None:
    lines: list[str] = []
    for _, page in groupby(printed(seeds), key=lambda row: row.sheet):
        for at, row in enumerate(page):
            if at % 12 == 0:
                lines += ["Socialnämnd 2024", "Verksamhet program " + " ".join(HEADS)]
            lines.append(f"{row.label} {' '.join(map(amount, row.amounts))}")
    dossier = read(lines)
    assert figures(dossier) == expected(printed(seeds))
    assert [one.code for one in check(dossier) if one.severity is Severity.ERROR] == ["SN301"]


COUNTY = """Nämnd, mnkr
Budget helår
Utfall
Prognos
Avvikelse prognos
Avv %
Vård och omsorg
512,3
340,1
520,0
-7,7
-1,5 %
Individ- och familje-
omsorg
210,0
139,5
205,0
5,0
2,4 %
Gemensamt
30,5
18,9
30,5
-
0,0 %
Totalt
752,8
498,5
755,5
-2,7
-0,4 %
"""


def test_headings_a_line_each_are_columns_even_where_their_words_could_be_two() -> None:
    dossier = read(COUNTY.splitlines())
    assert not dossier.asides
    assert [label for label, _ in figures(dossier)] == [
        "Totalt",
        "Vård och omsorg",
        "Individ- och familje- omsorg",
        "Gemensamt",
    ]
    assert not [one for one in check(dossier) if one.severity is Severity.ERROR]
    wrong = read(COUNTY.replace("139,5", "193,5").splitlines())
    (error,) = [one for one in check(wrong) if one.severity is Severity.ERROR]
    assert (error.code, error.difference) == ("SN202", -54000)


def test_figures_in_running_text_are_no_stack() -> None:
    text = "Utfall\nBudget\nTexten nämner\n12\nplatser och sedan\n13\ni en ny mening\n14\nslut"
    assert not read(text.splitlines()).tables


@pytest.mark.parametrize("row", ["Nämnd 1,2 1,3 1,3 0,0", "Nämnd 12 13 13 0"])
def test_a_row_named_as_a_heading_might_be_keeps_its_small_figures(row: str) -> None:
    first = [float(word.replace(",", ".")) for word in row.split()[1:]]
    total = " ".join(f"{one + other:.1f}".replace(".", ",") for one, other in zip(first, (45, 44, 47, -3), strict=True))
    heading = "Verksamhet, mnkr Bokslut 2023 Budget 2024 Prognos 2024 Avvikelse"
    dossier = read([heading, row, "Vård 45,0 44,0 47,0 -3,0", f"Totalt {total}"])
    assert [label for label, _ in figures(dossier)] == ["Totalt", "Nämnd", "Vård"]
    assert not dossier.asides
