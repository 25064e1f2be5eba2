"""SIE 4: months per unit out of periods or vouchers, in the encodings that programs really write."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sn_excel.model.errors import SnError
from sn_excel.sources.documents import Content, content, sheets
from sn_excel.sources.sie import records, sheet

HEAD = """#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#RAR 0 20240101 20241231
#DIM 1 "Ansvar"
#DIM 20 "Verksamhet"
#KTYP 4010 K
#OBJEKT 20 "7541" "Öppna insatser, ""
#OBJEKT 20 "7542" "Vård för barn \\"akut\\""
#NYTT okänd etikett
"""


def booked(body: str) -> dict[tuple[object, object], tuple[object, object]]:
    found: dict[tuple[object, object], tuple[object, object]] = {}
    for _, (month, code, _, _, actual, budget) in list(records(body, "maj.se"))[1:]:
        before = found.get((month, code), (0, 0))
        found[month, code] = (before[0] + (actual or 0), before[1] + (budget or 0))  # type: ignore[operator]
    return found


def test_periods_give_each_months_change_per_unit() -> None:
    body = HEAD + (
        '#PSALDO 0 202401 4010 {20 "7541"} 100.50\n'
        '#PSALDO 0 202401 3010 {20 "7541"} -50.00 0\n'
        '#PBUDGET 0 202401 4010 {20 "7541"} 90.00\n'
        '#PSALDO 0 202402 4010 {"20" "7542"} 7\n'
        "#PSALDO 0 202401 4010 {} 100.50\n"
        '#PSALDO 0 202401 1930 {20 "7541"} -50.50\n'
    )
    assert booked(body) == {("202401", "7541"): (50.5, 90), ("202402", "7542"): (7, 0)}


def test_an_accounts_type_goes_before_its_first_digit() -> None:
    typed = "#KTYP 2999 K\n#KTYP 8999 S\n"
    body = "".join(f'#PSALDO 0 202401 {account} {{20 "7541"}} 5.00\n' for account in ("2999", "8999", "2440", "5010"))
    assert booked(HEAD + typed + body) == {("202401", "7541"): (10, 0)}


def test_names_may_hold_escaped_quotation_marks() -> None:
    body = HEAD + '#PSALDO 0 202401 4010 {20 "7542"} 1.00\n'
    assert next(row for number, row in records(body, "maj.se") if number > 1)[2] == 'Vård för barn "akut"'


def test_combined_objects_count_only_where_the_unit_alone_is_not_given() -> None:
    combined = '#PSALDO 0 202401 4010 {1 "A" 20 "7541"} 60.00\n#PSALDO 0 202401 4010 {1 "B" 20 "7541"} 40.00\n'
    assert booked(HEAD + combined) == {("202401", "7541"): (100, 0)}
    alone = '#PSALDO 0 202401 4010 {20 "7541"} 100.00\n'
    assert booked(HEAD + combined + alone) == {("202401", "7541"): (100, 0)}


VOUCHER = """#VER A 1 20240115 "Faktura"
{
#TRANS 4010 {20 "7541"} 100.00
#TRANS 2440 {} -100.00
}
#VER A 2 20240201 "Rättning"
{
#TRANS 4010 {20 "7541"} -25.50
#BTRANS 4010 {20 "7541"} 999.00
#TRANS 2440 {} 25.50
}
"""


def test_vouchers_give_the_months_where_periods_are_missing() -> None:
    assert booked(HEAD + VOUCHER) == {("202401", "7541"): (100, 0), ("202402", "7541"): (-25.5, 0)}


def test_vouchers_are_not_added_to_periods() -> None:
    assert booked(HEAD + '#PSALDO 0 202401 4010 {20 "7541"} 74.50\n' + VOUCHER) == {("202401", "7541"): (74.5, 0)}


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=5), st.integers(1, 10**6))
def test_a_voucher_that_does_not_sum_to_nothing_is_refused(ore: list[int], gap: int) -> None:
    def body(last: int) -> str:
        rows = [*ore, last]
        amounts = [f"{'-' if row < 0 else ''}{abs(row) // 100}.{abs(row) % 100:02}" for row in rows]
        return (
            HEAD + "#VER B 7 20240115\n{\n" + "".join(f'#TRANS 4010 {{20 "7541"}} {row}\n' for row in amounts) + "}\n"
        )

    assert len(booked(body(-sum(ore)))) == 1
    with pytest.raises(SnError, match="verifikation B 7 summerar till"):
        booked(body(gap - sum(ore)))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('#PSALDO 0 202413 4010 {20 "7541"} 1.00', "rad 11: #PSALDO följer inte SIE 4"),
        ('#PSALDO 0 202401 4010 {20 "7541"} ett', "rad 11: #PSALDO följer inte SIE 4"),
        ("#PSALDO 0 202401 4010", "rad 11: #PSALDO följer inte SIE 4"),
        ("#PSALDO 0 202401 4010 {} 1.00", "inga belopp per verksamhet"),
    ],
)
def test_a_file_that_breaks_the_standard_is_pointed_at(line: str, said: str) -> None:
    with pytest.raises(SnError) as error:
        booked(HEAD + line + "\n")
    assert said in str(error.value)
    assert str(error.value).startswith("maj.se")


@pytest.mark.parametrize("codec", ["cp437", "utf-8", "latin-1", "utf-8-sig"])
def test_the_letters_are_right_whatever_the_format_line_claims(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "maj.se"
    path.write_bytes((HEAD + '#PSALDO 0 202401 4010 {20 "7542"} 1.00\n').replace("\n", "\r\n").encode(codec))
    assert content(path) is Content.SIE
    assert sheets(path)[0].cells[2, 2] == 'Vård för barn "akut"'


def test_a_sheet_says_january_to_the_last_month_when_the_months_are_there() -> None:
    body = HEAD + "".join(f'#PSALDO 0 2024{month:02} 4010 {{20 "7541"}} {month}.00\n' for month in range(1, 6))
    cells = sheet(body, "maj.se", "maj").cells
    assert [cells[1, column] for column in range(1, 5)] == [
        "Kod",
        "Benämning",
        "Utfall jan–maj 2024 (kr)",
        "Budget jan–maj 2024 (kr)",
    ]
    assert [cells[2, column] for column in (1, 3, 4)] == ["7541", 15, 0]


def test_a_single_month_is_named_alone_since_it_may_be_either(shared: Path) -> None:
    (found,) = sheets(shared / "swedish_numbers" / "maj_2024.SE")
    assert found.cells[1, 3] == "Utfall Maj 2024 (kr)"
    assert found.last == (77, 4)
    assert [found.cells[2, column] for column in (1, 2, 3, 4)] == ["100", "Politisk verksamhet", 525000, 543000]
