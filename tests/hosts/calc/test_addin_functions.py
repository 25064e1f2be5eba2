"""The cell functions in Calc's own cells: the handbook's examples, blanks, errors, ranges, and what the guide shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sn_excel.engine.office import Office
from sn_excel.hosts.calc.component_functions import ERRORS
from sn_excel.hosts.desktop import functions
from tests.hosts.calc.calc_sessions import calc, opened, refused, running, started
from tests.house.test_addin_chapter import EXAMPLES, cell, split

__all__ = ["calc"]

CODES = {number: code for code, number in ERRORS.items()} | {502: "#VALUE!", 504: "#VALUE!"}
AS_ZERO = "a single empty cell is 0 in Calc, where Excel can tell it from 0"
AS_A_WHOLE = "an error in a range is Calc's own error for the whole answer, and the function is not asked"
DIFFERENT = {
    ("SN_DEVIATION", "tom; tom"): (0.0, AS_ZERO),
    ("SN_DEVIATION_PCT", "tom; tom"): ("#DIV/0!", AS_ZERO),
    ("SN_FORECAST", "tom; tom; 5"): (0.0, AS_ZERO),
    ("SN_SUBTOTAL_DIFF", "tom; {tom;tom}"): (0.0, AS_ZERO),
    ("SN_SUBTOTAL_CHECK", "tom; {tom;tom}"): ("Stämmer", AS_ZERO),
    ("SN_TKR", "tom"): (0.0, AS_ZERO),
    ("SN_SUBTOTAL_DIFF", "10; {#REF!;10}"): ("#VALUE!", AS_A_WHOLE),
    ("SN_SUBTOTAL_CHECK", "1; {#REF!;1}"): ("#VALUE!", AS_A_WHOLE),
}
"""The examples that Calc answers otherwise than Excel, and why; docs/libreoffice.md tells them to people."""


@pytest.fixture(scope="module")
def document(soffice: Path) -> Iterator[Any]:
    """One new document for all formulas of this module."""
    with opened(running()) as made:
        yield made


@pytest.fixture
def sheet(document: Any) -> Any:
    found = document.Sheets.getByIndex(0)
    found.clearContents(1023)
    return found


def put(target: Any, value: Any) -> None:
    if isinstance(value, float | bool):
        target.setFormula("=TRUE()" if value is True else repr(value))
    elif isinstance(value, str) and value.startswith("#"):
        target.setFormula({"#N/A": "=NA()", "#DIV/0!": "=1/0"}.get(value, f"={value}"))
    elif value is not None:
        target.setString(value)


def referred(sheet: Any, at: int, value: Any) -> str:
    """Write an argument into cells from column H on, a block ten columns wide for each; return the reference."""
    rows = value if isinstance(value, list) else [[value]]
    for down, row in enumerate(rows):
        for right, one in enumerate(row):
            put(sheet.getCellByPosition(7 + 10 * at + right, 20 + down), one)
    block = sheet.getCellRangeByPosition(7 + 10 * at, 20, 6 + 10 * at + len(rows[0]), 19 + len(rows))
    name = str(block.AbsoluteName).rpartition(".")[2] if len(rows) * len(rows[0]) == 1 else str(block.AbsoluteName)
    return name if isinstance(value, list) else name.rpartition(":")[2]


def shown(target: Any) -> Any:
    """What a cell shows: a number, a text, or an error's name."""
    if target.getError():
        return CODES[target.getError()]
    return float(target.Value) if target.FormulaResultType2 == 1 else str(target.String)


def answer(sheet: Any, formula: str, rows: int = 1, columns: int = 1) -> Any:
    if rows * columns == 1:
        sheet.getCellByPosition(0, 0).setFormula(formula)
        return shown(sheet.getCellByPosition(0, 0))
    sheet.getCellRangeByPosition(0, 0, columns - 1, rows - 1).setArrayFormula(formula)
    return [[shown(sheet.getCellByPosition(right, down)) for right in range(columns)] for down in range(rows)]


@pytest.mark.parametrize(("name", "arguments", "wanted"), EXAMPLES, ids=lambda text: text[:40])
def test_an_example_of_the_handbook_is_true_in_calc(sheet: Any, name: str, arguments: str, wanted: str) -> None:
    values = [cell(one) for one in split(arguments, ";")]
    formula = f"={name}({';'.join(referred(sheet, at, value) for at, value in enumerate(values))})"
    expected, _ = DIFFERENT.get((name, arguments), (cell(wanted), ""))
    if isinstance(expected, list):
        found = answer(sheet, formula, len(expected), len(expected[0]))
        assert found == [
            [pytest.approx(one) if isinstance(one, float) else one or "" for one in row] for row in expected
        ]
    else:
        assert answer(sheet, formula) == (pytest.approx(expected) if isinstance(expected, float) else expected or "")


def test_every_difference_is_of_an_example() -> None:
    assert DIFFERENT.keys() <= {(name, arguments) for name, arguments, _ in EXAMPLES}


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("=SN_DEVIATION(14191;12470)", -1721.0),
        ("=SN_DEVIATION(14191;12470)+1", -1720.0),
        ("=SUM(SN_DEVIATION({1;2};{3;5}))", 5.0),
        ('=IF(SN_DEVIATION(14191;12470)<0;"över";"under")', "över"),
        ("=IFERROR(SN_DEVIATION_PCT(5;0);9)", 9.0),
        ("=IFERROR(SN_DEVIATION_PCT(900;1000);9)", 0.1),
        ("=SN_DEVIATION_PCT(5;0)", "#DIV/0!"),
        ("=SN_FORECAST(1420;3000;13;1250)", "#NUM!"),
        ('=SN_FORECAST(1420;0;5;0;;"Budgettakt")', "#N/A"),
        ("=SN_DEVIATION(1/0;3)", "#DIV/0!"),
        ("=SN_DEVIATION(14191)", "#VALUE!"),
        ("=SN_DEVIATION(;3)", "#VALUE!"),
        ("=SN_DEVIATION(TRUE();100)", 99.0),
        ('=SN_SUBTOTAL_CHECK(4;{9;-5})&"!"', "Stämmer!"),
    ],
)
def test_a_formula_computes_among_calcs_own(sheet: Any, formula: str, wanted: Any) -> None:
    found = answer(sheet, formula)
    assert found == (pytest.approx(wanted) if isinstance(wanted, float) else wanted)


def test_a_budget_that_may_be_an_empty_cell_is_not_guessed(sheet: Any) -> None:
    rule = '"Utfall + återstående budget"'
    assert answer(sheet, f"=SN_FORECAST(1420;3000;5;;;{rule})") == 3170.0
    assert answer(sheet, f"=SN_FORECAST(1420;3000;5;Z9;;{rule})") == "#N/A"
    assert answer(sheet, f"=SN_FORECAST(1420;3000;5;Z9:Z9;;{rule})") == 3170.0
    assert answer(sheet, f"=SN_FORECAST(1420;3000;5;1250;Z9;{rule})") == 3170.0
    assert answer(sheet, f"=SN_FORECAST(1420;3000;5;0;Z9;{rule})") == "#N/A"
    assert answer(sheet, "=SN_DEVIATION(1420;3000;Z9)") == 1580.0


def test_a_typed_figure_is_followed_at_once(sheet: Any) -> None:
    sheet.getCellRangeByName("H1:I3").setDataArray(((14191.0, 12470.0), (525.0, 543.0), ("", "")))
    sheet.getCellRangeByName("A1:A3").setArrayFormula("=SN_DEVIATION(H1:H3;I1:I3)")
    sheet.getCellRangeByName("B1").setFormula("=SN_DEVIATION(H1;I1)")
    assert [row[0] for row in sheet.getCellRangeByName("A1:A3").getDataArray()] == [-1721.0, 18.0, ""]
    sheet.getCellRangeByName("H1").setValue(12000)
    assert sheet.getCellRangeByName("A1").Value == sheet.getCellRangeByName("B1").Value == 470


def test_the_function_guide_shows_swedish_names_and_help_in_our_own_category(calc: Office) -> None:
    known = calc.service("sheet.FunctionDescriptions")
    for name in (name for name in vars(functions) if name.startswith("SN_")):
        told = {one.Name: one.Value for one in known.getByName(name)}
        declared = getattr(functions, name).__xlfunc__
        assert told["Description"] == declared["ret"]["doc"]
        shown_help = [(argument.Name, argument.Description) for argument in told["Arguments"]]
        assert shown_help == [(argument["name"], argument["doc"]) for argument in declared["args"]]


def test_without_the_package_the_cells_say_not_available_and_the_menu_says_what_to_do(
    soffice: Path, tmp_path: Path
) -> None:
    with started(tmp_path, (str(tmp_path / "ingenstans"),)) as office, opened(office) as document:
        sheet = document.Sheets.getByIndex(0)
        assert answer(sheet, "=SN_DEVIATION(14191;12470)") == "#N/A"
        assert answer(sheet, "=1+1") == 2.0
        told = refused(office, document, "check")
        assert told.startswith("LibreOffice hittar inte sn_excel")
        assert "install-calc" in told


def test_the_handbook_tells_where_calc_answers_otherwise() -> None:
    chapter = (Path(__file__).resolve().parents[3] / "docs" / "libreoffice.md").read_text("utf-8")
    told = [line for line in chapter.splitlines() if line.startswith("| en ensam tom cell") or "Err:504" in line]
    assert len(told) == len({reason for _, reason in DIFFERENT.values()}) == 2
