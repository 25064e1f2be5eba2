"""Formulas and addresses between Excel's writing and Calc's, without an office."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sn_excel.engine import addresses, borders, fonts, formulas, references, sizes, steps, values

SHEETS = frozenset({"blad1", "100+285+750", "771", "elin's", "jan", "mar"})


@pytest.mark.parametrize("module", [addresses, borders, fonts, formulas, references, sizes, steps, values])
def test_the_examples_in_the_docstrings_hold(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert (found.failed, found.attempted > 0) == (0, True)


@pytest.mark.parametrize(
    ("excel", "calc"),
    [
        ("=SUM('100+285+750'!A1:B2,3)", "=SUM($'100+285+750'.A1:B2;3)"),
        ("='Elin''s'!$A$1", "=$'Elin''s'.$A$1"),
        ("=SUM(Jan:Mar!A1:B2)", "=SUM($'Jan'.A1:$'Mar'.B2)"),
        ("=Blad1!#REF!+#REF!", "=$'Blad1'.#REF!+#REF!"),
        ('="a,b;c!d"&A1', '="a,b;c!d"&A1'),
        ("=Utfall[[#This Row],[Tal]]", "=Utfall[[#This Row];[Tal]]"),
        ("=IF(A1=1,{1,2;3,4},(A1,B1))", "=IF(A1=1;{1;2|3;4};(A1~B1))"),
        ("=SUM(A1:B2 B1:C3) + 1", "=SUM(A1:B2!B1:C3) + 1"),
        ("=INDEX(A1:B2,,2)", "=INDEX(A1:B2;;2)"),
        ("=NORM.S.DIST(A1,TRUE)", "=NORM.S.DIST(A1;TRUE())"),
    ],
)
def test_a_formula_goes_over_and_comes_back(excel: str, calc: str) -> None:
    assert formulas.calc(excel) == calc
    assert formulas.excel(calc, sheets=SHEETS) == excel


def test_new_functions_lose_the_prefix_files_have_for_them() -> None:
    assert formulas.calc("=_xlfn.CONCAT(A1,B1)") == "=CONCAT(A1;B1)"


def test_the_own_books_name_is_left_out_and_anothers_is_kept() -> None:
    assert formulas.calc("='[maj.xlsx]771'!A1", book="maj.xlsx") == "=$'771'.A1"
    assert formulas.excel("='file:///c/april.xlsx'#$'771'.A1") == "='[april.xlsx]771'!A1"


@given(st.integers(1, addresses.COLUMNS))
def test_a_columns_letters_and_number_are_each_others(column: int) -> None:
    assert addresses.number(addresses.letters(column)) == column


@given(st.integers(1, 900), st.integers(1, 90), st.integers(1, 99), st.integers(1, 99))
def test_an_address_names_its_block(row: int, column: int, height: int, width: int) -> None:
    block = addresses.Block(row, column, height, width)
    assert addresses.block(addresses.address(block)) == block


@given(
    st.text(max_size=30).filter(lambda name: "'" not in name[:1] + name[-1:] and "[" not in name and "]" not in name)
)
def test_a_quoted_sheet_is_read_back(name: str) -> None:
    if name and "!" not in name:
        assert addresses.parted(f"{addresses.quoted(name)}!A1") == (name, "A1") or name.startswith(("=", "$"))
