"""Formulas are checked as well as constants: one fault, one finding, at the cell where it was made."""

from __future__ import annotations

import pytest

from sn_excel.calculations.formulas.trees import parse
from sn_excel.checks import check
from sn_excel.checks.formula_cells import areas
from sn_excel.hosts.cli.reports import caused
from sn_excel.model.findings import CauseKind, Finding, Severity
from sn_excel.model.sheets import Fault
from sn_excel.model.tables import Dossier, Kind
from sn_excel.writing.own.reconciliation import suggestion
from tests.checks.books import OTHERS, UNITS, book, calendar, page, sheets
from tests.checks.specimens import SPREAD, table


def only(changes: dict[str, str | int] | None = None, typed: dict[str, int | Fault] | None = None) -> Finding:
    (found,) = check(book(changes, typed))
    return found


def test_a_book_whose_formulas_are_right_has_no_finding() -> None:
    assert not check(book())


@pytest.mark.parametrize("columns", ["B", "BCE"])
def test_a_sum_that_misses_the_last_row_is_one_fault(columns: str) -> None:
    found = only({f"111!{letter}5": f"=SUM({letter}6:{letter}7)" for letter in columns})
    assert (found.code, found.place.cell, found.stated, found.computed, found.difference) == (
        "SN205",
        "B5",
        2265,
        3135,
        -870,
    )
    assert (found.causes[0].kind, found.causes[0].label, found.causes[0].value) == (
        CauseKind.OMITTED,
        "1130 Hemtjänst",
        870,
    )
    assert found.message == (
        "111 Omsorg, Utfall: formeln SUM(B6:B7) tar inte med 1130 Hemtjänst (870 tkr); "
        "summan är 2 265 och ska vara 3 135."
    )


def test_a_sum_that_misses_several_rows_is_one_fault_with_the_right_sum() -> None:
    found = only({"111!B5": "=SUM(B6:B6)"})
    assert (found.code, found.place.cell, found.computed) == ("SN205", "B5", 3135)


def test_a_sum_that_misses_the_first_row_is_found() -> None:
    assert only({"111!C5": "=SUM(C7:C8)"}).causes[0].label == "1110 Ledning"


def test_a_sum_that_misses_a_row_is_not_told_again_by_the_summary() -> None:
    found = only({"111!B5": "=SUM(B6:B7)", "Sammanställning!B4": 3_135})
    assert (found.code, found.place.sheet) == ("SN205", "111")


@pytest.mark.parametrize("formula", ["=SUM(B4:B5)+B5", "=SUM(B4:B5,B5)", "=B4+B5+B5"])
def test_a_row_that_a_sum_takes_twice_is_found(formula: str) -> None:
    found = only({"Sammanställning!B6": formula})
    assert (found.code, found.difference) == ("SN205", 1_145)
    assert (found.causes[0].kind, found.causes[0].label) == (CauseKind.DOUBLE_COUNTED, "222 Individ")


def test_a_subtotal_summed_together_with_its_rows_is_found() -> None:
    both = page("111 Omsorg", UNITS) | {
        address: value for address, value in page("222 Individ", OTHERS, first=9).items() if int(address[1:]) > 8
    }
    total = {"A12": "Totalt", "D12": "=C12-B12"} | {f"{letter}12": f"={letter}5+{letter}9" for letter in "BCE"}
    changes = {f"111!{address}": value for address, value in (both | total).items()}
    assert not [one for one in check(book(changes)) if one.severity is Severity.ERROR]
    doubled = changes | {"111!E12": "=SUM(E5:E11)-0", "111!B12": "=SUM(B5:B11)"}
    found = [one for one in check(book(doubled)) if one.code == "SN205"]
    assert [(one.place.cell, one.causes[0].label, one.computed) for one in found] == [
        ("B12", "111 Omsorg och 222 Individ", 3_135 + 1_145)
    ]


def test_a_row_that_another_sum_takes_is_not_missed() -> None:
    assert not check(book({"111!B5": "=B6+B7+B8"}))
    assert not check(book({"111!B5": "=SUM(B6:B7)+B8"}))


def test_a_leaf_of_the_programmes_level_below_the_units_is_not_missed() -> None:
    changes: dict[str, str | int] = {
        "111!A9": "333 Fonder",
        "111!B9": 12,
        "111!C9": 15,
        "111!D9": "=C9-B9",
        "111!E9": 60,
    }
    assert not [one for one in check(book(changes)) if one.code == "SN205"]


def test_a_number_typed_over_a_formula_is_a_warning_while_it_is_right() -> None:
    found = only({"111!D7": -80})
    assert (found.code, found.severity, found.place.cell) == ("SN206", Severity.WARNING, "D7")
    assert only({"111!C5": 3_080}).code == "SN206"


def test_a_wrong_number_typed_over_a_formula_is_the_error_and_the_formula_its_evidence() -> None:
    found = only({"111!C5": 3_090})
    assert (found.code, found.place.cell, found.causes[0].suggested) == ("SN202", "C5", 3_080)
    assert found.causes[0].evidence[0] == "Talet är skrivet för hand där det brukar stå en formel"
    assert only({"111!D7": -8}).code == "SN201"


def test_a_column_of_constants_beside_links_is_as_it_should_be() -> None:
    assert not check(book({"Sammanställning!E4": 12_320, "Sammanställning!E5": 4_780}))


def test_values_left_from_before_a_change_are_told_once_where_they_begin() -> None:
    found = only(typed={"111!B6": 410})
    assert (found.code, found.place.sheet, found.place.cell) == ("SN207", "111", "B5")
    assert (found.stated, found.computed) == (3_135, 3_235)
    assert found.message.endswith("(6 celler till visar gamla värden); räkna om boken och spara den.")


def test_a_formula_never_computed_is_no_lie() -> None:
    made = book(typed={"111!D7": 0})
    assert [one.code for one in check(made)] == ["SN207"]
    empty = book({"111!D7": ""})
    assert not [one for one in check(empty) if one.code == "SN207"]


def test_an_error_is_told_where_it_begins() -> None:
    found = only(typed=dict.fromkeys(("111!B6", *SPREAD), Fault("#N/A")))
    assert (found.code, found.place.sheet, found.place.cell) == ("SN208", "111", "B6")
    assert "#N/A" in found.message


def test_an_error_of_its_own_formula_is_still_told() -> None:
    found = only(typed={"111!D7": Fault("#DIV/0!")})
    assert (found.code, found.place.cell) == ("SN101", "D7")


@pytest.mark.parametrize("columns", ["B", "BCE"])
def test_a_link_to_the_wrong_row_is_one_fault(columns: str) -> None:
    found = only({f"Sammanställning!{letter}4": f"='222'!{letter}5" for letter in columns})
    assert (found.code, found.place.cell, found.label) == ("SN209", "B4", "111 Omsorg")
    assert "hämtar 222 Individ, Utfall (1 145 tkr)" in found.message


def test_a_link_to_the_wrong_column_is_found() -> None:
    assert only({"Sammanställning!B4": "='111'!C5"}).code == "SN209"


def test_formulas_that_we_do_not_read_are_left_alone() -> None:
    shown = {"111!B5": 3_135, "111!D5": -55, "Sammanställning!B4": 3_135, "Sammanställning!D4": -55}
    total = {"Sammanställning!B6": 4_280, "Sammanställning!D6": -5}
    assert not check(book({"111!B5": '=SUMIFS(B6:B8,A6:A8,"*")'}, {**shown, **total}))


def test_a_formula_beyond_our_grammar_is_left_alone() -> None:
    shown = {"111!B5": 3_135, "111!D5": -55, "Sammanställning!B4": 3_135, "Sammanställning!D4": -55}
    total = {"Sammanställning!B6": 4_280, "Sammanställning!D6": -5}
    assert not check(book({"111!B5": "=SUM({1,2})"}, {**shown, **total}))


def test_an_error_far_down_a_whole_column_is_told_by_the_sum_itself() -> None:
    found = only({"111!B5": "=SUM(B6:B90000)"}, dict.fromkeys(("111!B5", "111!D5", *SPREAD[3:]), Fault("#N/A")))
    assert (found.code, found.place.cell) == ("SN208", "B5")


def test_only_plain_sums_are_sums() -> None:
    assert areas(parse("SUM(B6:B9)/2")) == ()
    assert areas(parse("SUM(B6:B9,3)")) == ()
    assert len(areas(parse("SUM(B6:B9,B12)+B14"))) == 3


def test_the_sheets_hold_what_the_formulas_give() -> None:
    made = sheets()
    assert made["Sammanställning"].cells[6, 2] == 3_135 + 1_145


def test_a_link_to_an_empty_cell_is_found() -> None:
    found = only({"Sammanställning!B4": "='111'!B15"})
    assert found.code == "SN209"
    assert found.message.endswith("hämtar den tomma cellen B15 på bladet 111; rätta länken.")


def test_subtotals_of_the_spreadsheet_pass_over_each_other_but_may_miss_rows() -> None:
    whole = {f"111!{letter}5": f"=SUBTOTAL(9,{letter}6:{letter}8)" for letter in "BCE"}
    assert not check(book(whole))
    found = only({**whole, "111!B5": "=SUBTOTAL(109,B6:B7)"})
    assert found.code == "SN205"
    assert areas(parse("SUBTOTAL(1,B6:B8)")) == ()


def test_a_subtotal_that_misses_a_row_is_found_though_the_whole_takes_it() -> None:
    whole = {f"111!{letter}5": f"=SUBTOTAL(9,{letter}6:{letter}8)" for letter in "BCE"}
    whole |= {"111!A9": "Totalt", "111!D9": "=C9-B9"} | {
        f"111!{letter}9": f"=SUBTOTAL(9,{letter}5:{letter}8)" for letter in "BCE"
    }
    assert not check(book(whole))
    found = only({**whole, "111!B5": "=SUBTOTAL(9,B6:B7)"})
    assert (found.code, found.place.cell, found.computed) == ("SN205", "B5", 3135)
    found = only({**whole, "111!B5": "=SUBTOTAL(9,B6:B8,B7)"})
    assert (found.code, found.place.cell, found.computed) == ("SN205", "B5", 3135)


def test_a_row_that_is_counted_wrong_is_not_told_to_change_its_amount() -> None:
    cause = only({"111!B5": "=SUM(B6:B7)"}).causes[0]
    assert cause.change == ""
    assert caused(cause) == "1130 Hemtjänst (111 B8), raden saknas i summan"
    assert suggestion((cause,)) == "111 B8: raden saknas i summan"


@pytest.mark.parametrize("text", ["1955", "1 955", "1\u00a0955"])
def test_a_number_stored_as_text_is_told_where_it_stands(text: str) -> None:
    found = only({"111!B7": text})
    assert (found.code, found.place.sheet, found.place.cell) == ("SN212", "111", "B7")
    assert (found.causes[0].kind, found.causes[0].value, found.causes[0].change) == (
        CauseKind.STORED_AS_TEXT,
        1_955,
        "",
    )
    assert "lagrat som text och räknas inte med i 111 Omsorg (B5)" in found.message


def test_a_number_stored_as_text_that_no_sum_passes_over_is_let_be() -> None:
    assert not check(book({"111!B7": "1955", "111!B5": "=B6+B7+B8"}))


def test_the_difference_has_one_sign_in_message_and_evidence() -> None:
    made = check(book({"111!B5": 3_135, "111!B6": -310, "111!D6": -10}))
    (found,) = (one for one in made if one.severity is Severity.ERROR)
    assert (found.code, found.difference) == ("SN202", 620)
    assert "Differensen 620 är två gånger 310" in found.causes[0].evidence


def test_a_formula_unlike_its_columns_is_a_warning_and_copies_are_none() -> None:
    assert not check(calendar({}))
    (found,) = check(calendar({"B9": "=SUM(H9:I9)"}))
    assert (found.code, found.place.cell) == ("SN213", "B9")
    assert "B8 har SUM(H8:J8)" in found.message


def test_a_formula_that_turns_its_rows_deviation_is_the_evidence_of_the_error() -> None:
    (found,) = check(calendar({"D9": "=B9-C9"}))
    assert (found.code, found.place.cell) == ("SN201", "D9")
    assert "Formeln är en annan än på kolumnens övriga rader" in found.causes[0].evidence


def test_a_link_to_another_book_without_a_value_is_told_once_with_what_it_leaves_out() -> None:
    found = only({"111!B7": "='[1]Annan'!C4"})
    assert (found.code, found.severity, found.place.cell) == ("SN101", Severity.WARNING, "B7")
    assert "celler till saknar värde" in found.message


def test_two_amounts_in_each_others_columns_are_one_fault() -> None:
    totals = "| Utfall | Budget | Avvikelse\nTotalt | 1 985 | 2 060 | 75"
    rows = "\n 111 Stab | 415 | 400 | -15\n 112 Hem | 905 | 870 | 35\n 113 Kost | 700 | 755 | 55"
    (found,) = check(Dossier((table(Kind.SUMMARY, totals + rows),)))
    cause = found.causes[0]
    assert (cause.kind, cause.label, cause.suggested) == (CauseKind.SWAPPED, "112 Hem", 870)
    assert "Utfall och Budget har bytt plats" in cause.evidence
