"""Every code has a smallest document that shows it, and is told there once, in words a controller understands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sn_excel.checks import CHECKS, check
from sn_excel.checks.check_type import Check
from sn_excel.model.findings import CauseKind, Finding, Severity
from sn_excel.model.organisation import BudgetChange, ChangeKind, Code, Organisation
from sn_excel.model.tables import Dossier, Kind
from tests.checks.specimens import SPECIMENS, changed_year, other_page, renamed, table


def only(dossier: Dossier) -> Finding:
    (found,) = check(dossier)
    return found


@pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.code)
def test_a_specimen_shows_its_code_and_no_other_with_its_usual_severity(one: Check) -> None:
    found = check(SPECIMENS[one.code]())
    assert {(told.code, told.severity) for told in found} == {(one.code, one.severities[0])}


@pytest.mark.parametrize("code", SPECIMENS)
def test_a_message_is_one_swedish_sentence(code: str) -> None:
    for one in check(SPECIMENS[code]()):
        assert one.message[-1] in ".?"
        assert not {"None", "{"} & set(one.message.split())


def test_a_budget_changed_by_decision_ties() -> None:
    dossier = changed_year()
    decided = BudgetChange("111", 60, "2025-03", ChangeKind.SUPPLEMENTARY, "§ 12")
    assert not check(replace(dossier, budget_changes=(decided,)))


def test_a_decision_of_a_unit_changes_its_programme() -> None:
    organisation = Organisation("Nämnd", (Code("111", "Stab"), Code("1111", "Kansli", "111")))
    decided = BudgetChange("1111", 60, "2025-03", ChangeKind.SUPPLEMENTARY, "§ 12")
    assert not check(replace(changed_year(), budget_changes=(decided,), organisation=organisation))


def test_a_decision_that_was_already_in_the_earlier_document_is_not_counted_again() -> None:
    decided = BudgetChange("111", 60, "2025-02", ChangeKind.SUPPLEMENTARY, "§ 12")
    found = only(replace(changed_year(), budget_changes=(decided,)))
    assert (found.code, found.severity, found.difference) == ("SN304", Severity.ERROR, 60)


def test_a_known_alias_is_no_drift() -> None:
    organisation = Organisation("Nämnd", (Code("111", "Stab"),), {"Staben": "Stab"})
    assert not check(replace(renamed(), organisation=organisation))


def test_a_name_that_differs_between_pages_is_told_once() -> None:
    dossier = other_page()
    page = table(Kind.PAGE, "| Årsbudget\n111 Staben | 1 220\n 1111 Kansli | 1 220", "111")
    found = only(replace(dossier, tables=(dossier.tables[0], page)))
    assert (found.code, found.message) == ("SN305", "111 heter Stab här och Staben i 111; är det samma verksamhet?")


def test_two_amounts_that_differ_without_a_pattern_are_both_named() -> None:
    found = only(other_page())
    assert [(cause.kind, cause.rank) for cause in found.causes] == [(CauseKind.HARDCODED_TOTAL, 1)] * 2
    assert found.message.endswith("(differens −80); vilket belopp som är fel går inte att se.")


def test_many_equal_causes_are_counted_and_not_listed_in_the_sentence() -> None:
    units = "\n 111 Stab | 50\n 112 Hem | 50\n 113 Kost | 50\n 114 Bad | 50\n 115 Bus | -60\n 116 Bro | -40"
    rows = "| Årsbudget\nTotalt | 0" + units
    found = only(Dossier((table(Kind.SUMMARY, rows),)))
    assert [cause.kind for cause in found.causes if cause.rank == 1] == [CauseKind.SIGN_FLIP] * 4
    assert found.message.endswith("(differens −100); 4 belopp förklarar var för sig differensen lika väl.")


def test_two_equal_causes_are_both_named() -> None:
    rows = "| Årsbudget\nTotalt | 20\n 111 Stab | 50\n 112 Hem | 50\n 113 Kost | 20"
    found = only(Dossier((table(Kind.SUMMARY, rows),)))
    assert "; antingen 111 Stab (omvänt tecken) eller 112 Hem (omvänt tecken) förklarar" in found.message


def test_an_earlier_document_without_totals_is_compared_row_by_row() -> None:
    now = table(Kind.SUMMARY, "| Årsbudget\nTotalt | 400\n 111 Stab | 400")
    then = table(Kind.SUMMARY, "| Årsbudget\n111 Stab | 500", document="förra.xlsx")
    assert only(Dossier((now,), earlier=Dossier((then,)))).label == "111 Stab"


def test_an_earlier_document_of_another_kind_has_no_budget_to_compare() -> None:
    now = table(Kind.SUMMARY, "| Årsbudget\n111 Stab | 400")
    then = table(Kind.SUMMARY, "| Utfall februari\n111 Stab | 500", document="förra.xlsx")
    assert not check(Dossier((now,), earlier=Dossier((then,))))


def test_a_document_without_a_total_is_compared_row_by_row() -> None:
    now = table(Kind.SUMMARY, "| Årsbudget\n111 Stab | 400")
    then = table(Kind.SUMMARY, "| Årsbudget\nTotalt | 500\n 112 Hem | 500", document="förra.xlsx")
    assert not check(Dossier((now,), earlier=Dossier((then,))))


def test_rounding_is_noted_once_for_a_sheet() -> None:
    rows = "| Utfall\nTotalt | 4\n 111 Stab | 1\n 112 Hem | 1\n 113 Kost | 1\nTotalt | 5\n 114 Bad | 3\n 115 Buss | 1"
    found = only(Dossier((table(Kind.SUMMARY, rows),)))
    assert found.message == "Blad1: 2 summor skiljer sig inom avrundning, som mest +1 tkr (Totalt)."


def test_amounts_with_decimals_are_held_to_their_decimals() -> None:
    close = "| Utfall\nTotalt | 3,5\n 111 Stab | 1,2\n 112 Hemtjänst | 2,1"
    assert only(Dossier((table(Kind.SUMMARY, close),))).code == "SN202"


def test_a_row_below_a_total_of_which_it_is_only_a_part_claims_nothing() -> None:
    one = table(Kind.SUMMARY, "| Utfall\n111 Stab | 40\n 112 varav lön | 20")
    part = replace(one.lines[0], whole=False)
    assert not check(Dossier((replace(one, lines=(part,)),)))


def test_an_empty_cell_is_nothing_in_a_sum_and_claims_nothing_itself() -> None:
    rows = "| Utfall\nTotalt | 40\n 111 Stab | 40\n 112 Kost | \nSumma | \n 113 Bad | 4"
    assert not check(Dossier((table(Kind.SUMMARY, rows),)))


def test_warnings_that_a_cause_explains_are_its_evidence() -> None:
    units = "\n 1111 Stab | 100 | 400\n 1112 Kost | 125 | 500\n 1113 Avgift | -50 | 200"
    rows = "| Budget | Årsbudget\n111 Summa | 175 | 1 100" + units
    page = table(Kind.PAGE, rows, "111")
    head = table(Kind.SUMMARY, "| Budget | Årsbudget\n111 Summa | 175 | 700", "Sammanställning")
    found = only(Dossier((head, page)))
    assert (found.severity, found.causes[0].label, found.causes[0].suggested) == (Severity.ERROR, "1113 Avgift", -200)
    assert "har olika tecken" in found.causes[0].evidence[0]


def test_of_two_like_slips_the_one_that_the_budgets_speak_for_comes_first() -> None:
    rows = (
        "| Budget | Årsbudget\nTotalt | 100 | 100\n 111 Stab | 25 | 50\n 112 Avgift | -25 | 50\n 113 Kost | 100 | 100"
    )
    found = only(Dossier((table(Kind.SUMMARY, rows),)))
    assert [(cause.label, cause.suggested) for cause in found.causes if cause.rank == 1] == [("112 Avgift", -50)]
    assert found.causes[0].evidence[0] == "Budget −25 och Årsbudget 50 har olika tecken"


def test_what_mends_more_comes_before_what_more_speaks_for() -> None:
    units = "\n 1111 Stab | 100 | 350\n 1112 Kost | 125 | 550\n 1113 Avgift | -50 | 200"
    page = table(Kind.PAGE, "| Budget | Årsbudget\n111 Summa | 175 | 700" + units, "111")
    head = table(Kind.SUMMARY, "| Budget | Årsbudget\n111 Summa | 175 | 1 100", "Sammanställning")
    found = check(Dossier((head, page)))
    assert [(one.code, one.severity) for one in found] == [("SN202", Severity.ERROR), ("SN203", Severity.WARNING)]
    assert (found[0].causes[0].place.sheet, found[0].causes[0].place.cell) == ("111", "C2")


def test_a_fault_of_the_earlier_document_is_taken_as_mended_and_not_told_again() -> None:
    before = "| Utfall februari | Budget februari\nTotalt | 270 | 150\n 111 Stab | 470 | 300\n 112 Avgift | 200 | -150"
    now = "| Utfall | Budget\nTotalt | 330 | 225\n 111 Stab | 620 | 450\n 112 Avgift | -290 | -225"
    then = table(Kind.SUMMARY, before, document="feb.xlsx")
    assert only(Dossier((then,))).causes[0].label == "112 Avgift"
    assert not check(Dossier((table(Kind.SUMMARY, now),), earlier=Dossier((then,))))


def test_a_whole_row_in_kronor_is_told_where_its_table_is_in_tkr() -> None:
    rows = "".join(f"\n11{at} Enhet | {at}00 | {at}10" for at in range(1, 8))
    found = only(Dossier((table(Kind.PAGE, "| Utfall | Budget" + rows + "\n119 Kost | 500 000 | 510 000"),)))
    assert (found.code, found.label) == ("SN409", "119 Kost")


def test_a_small_budget_beside_a_large_outcome_is_no_other_unit() -> None:
    rows = "| Utfall | Budget\n111 Stab | 90 | 95\n112 Placering | 1 900 | 2"
    assert check(Dossier((table(Kind.PAGE, rows),))) == ()


def test_budgets_that_follow_the_seasons_are_let_be() -> None:
    rows = "".join(f"\n1{at} Enhet | {at * 3 + at % 3 * 5} | {at * 12}" for at in range(10, 24))
    assert check(Dossier((table(Kind.PAGE, "| Budget | Årsbudget" + rows),))) == ()


def test_an_empty_outcome_among_others_is_told_but_not_a_month_that_is_not_read_in() -> None:
    rows = "| Utfall | Budget\n111 Stab |  | 95\n112 Hem | {} | 600"
    assert only(Dossier((table(Kind.PAGE, rows.format("580")),))).code == "SN402"
    assert check(Dossier((table(Kind.PAGE, rows.format("")),))) == ()
