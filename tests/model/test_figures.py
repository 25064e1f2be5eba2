"""Amounts as they are written in real exports and reports."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sn_excel.model.number_texts import decimal_sign, parse

GROUPS = (" ", "\u00a0", "\u202f", "\u2009", "\u2007", "")
MINUSES = ("-{}", "\u2212{}", "\u2013{}", "\u2013 {}", "\u2212 {}", "{}-", "{} -", "{}\u2212", "({})", "( {} )")


def printed(amount: Decimal, group: str, decimal: str, minus: str) -> str:
    text = f"{abs(amount):,f}".replace(",", "g").replace(".", decimal).replace("g", group)
    return minus.format(text) if amount < 0 else text


@given(
    st.decimals(-(10**12), 10**12, places=2),
    st.sampled_from([(group, mark) for group in GROUPS for mark in ",."] + [(".", ","), (",", ".")]),
    st.sampled_from(MINUSES),
)
def test_what_is_printed_in_any_layout_is_read_back(amount: Decimal, signs: tuple[str, str], minus: str) -> None:
    group, decimal = signs
    text = printed(amount, group, decimal, minus)
    assert parse(text, decimal) == amount
    assert parse(text) == amount, "two decimals decide for themselves"


@given(st.integers(-(10**12), 10**12), st.sampled_from(GROUPS), st.sampled_from(MINUSES))
def test_whole_amounts_need_no_decimal_sign(amount: int, group: str, minus: str) -> None:
    read = parse(printed(Decimal(amount), group, ",", minus))
    assert read == amount
    assert isinstance(read, int)


@given(st.text(alphabet="0123456789 .,-\u2212()*%+\u00a0", max_size=12), st.sampled_from(["", ",", "."]))
def test_an_amount_that_is_read_has_the_digits_of_its_text(text: str, decimal: str) -> None:
    amount = parse(text, decimal)
    if amount is not None:
        written = f"{Decimal(amount).copy_abs():f}".replace(".", "").lstrip("0")
        assert written == "".join(sign for sign in text if sign.isdigit()).lstrip("0")


@pytest.mark.parametrize(
    ("text", "decimal", "amount"),
    [
        ("525", "", 525),
        ("1 302", "", 1302),
        ("134 114,00", "", Decimal("134114.00")),
        ("1.302,00", "", Decimal("1302.00")),
        ("1,302.00", "", Decimal("1302.00")),
        ("1.302", ",", 1302),
        ("1.302", ".", Decimal("1.302")),
        ("1,302", ".", 1302),
        ("0,302", "", Decimal("0.302")),
        ("-0,7", "", Decimal("-0.7")),
        ("665000,00-", "", Decimal("-665000.00")),
        ("(1\u2009721)", "", -1721),
        ("+26", "", 26),
        ("1 302 *", "", 1302),
        ("\u2013 1 721**", "", -1721),
        (" 0 ", "", 0),
    ],
)
def test_real_layouts(text: str, decimal: str, amount: Decimal | int) -> None:
    assert parse(text, decimal) == amount


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "\u2013", "Totalt", "4,5 %", "4,5%", "1.302", "1,302", "1 30 2", "14 191 12", "0 302", "1.302 000",
     "--5", "-5-", "-(5)", "(5", "5)", "1,5E+05", "#REF!", "=1+1", "1,2,3", "12.5.2024", "2024-05", "7 779 -1 288"],
)  # fmt: skip
def test_what_states_no_single_amount_is_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize("text", ["1302.00", "1302.5", "1,302.00"])
def test_a_text_that_breaks_its_columns_decimal_sign_is_none(text: str) -> None:
    assert parse(text, ",") is None


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (["1.302", "1.302,00"], ","),
        (["1302.00", "525.00"], "."),
        (["525", "1.302", "0"], ","),
        (["525", "1,302", "(70)"], "."),
        (["1,302", "14,191", "0,525"], ","),
        (["1.302", "134.114.000"], ","),
        (["1,302", "134,114,000", "5,5"], ""),
        (["525,00", "525.00"], ""),
        (["Totalt", "", "1 302"], ""),
        ([], ""),
    ],
)
def test_the_decimal_sign_of_a_column(texts: list[str], sign: str) -> None:
    assert decimal_sign(texts) == sign
