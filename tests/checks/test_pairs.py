"""Claims between tables in the conventions of other houses: costs negative, overspends positive, no year named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sn_excel.checks import check
from sn_excel.model.measures import Measure
from sn_excel.model.tables import Column, Dossier, Kind, Relation, Table
from tests.checks.specimens import HEADINGS, table

INCOME = "| Prognos | Årsbudget | Resultat | Utfall\nNettokostnad | {} | {} | {} | {}\n Kostnader | {} | {} | {} | {}"
HEADING = "| Prognos | Årsbudget | Prognosavvikelse | Utfall"
OPERATING = HEADING + "\nTotalt | 820 | 800 | -20 | 199\n 111 Stab | 820 | 800 | -20 | 199"


def income(*amounts: int, costs: int = -1) -> Table:
    return table(Kind.INCOME, INCOME.format(*amounts, *amounts), "RR", costs=costs)


def codes(*tables: Table) -> list[str]:
    return [one.code for one in check(Dossier(tables))]


def test_an_income_statement_with_costs_negative_mirrors_the_operating_statement() -> None:
    operating = table(Kind.OPERATING, OPERATING, "Drift")
    assert not codes(income(-820, -800, -20, -199), operating)
    assert codes(income(-820, -800, -20, -245), operating) == ["SN302"]
    assert codes(income(-820, -800, 20, -199), operating) == ["SN201"]


def test_an_income_statement_with_costs_positive_has_the_same_amounts() -> None:
    assert not codes(income(820, 800, 20, 199, costs=1), table(Kind.OPERATING, OPERATING, "Drift"))


def test_budgetavvikelse_on_a_line_of_its_own_is_compared() -> None:
    aside = table(Kind.INCOME, "| Avvikelse\nBudgetavvikelse | 35", "RR", costs=-1)
    operating = table(Kind.OPERATING, "| Avvikelse\nTotalt | 21\n 111 Stab | 21", "Drift")
    assert codes(aside, operating) == ["SN302"]
    same = table(Kind.INCOME, "| Avvikelse\nBudgetavvikelse | 21", "RR", costs=-1)
    assert not codes(same, operating)


def test_a_measure_that_the_income_statement_lacks_is_not_compared() -> None:
    part = table(Kind.INCOME, "| Utfall\nNettokostnad | -199\n Kostnader | -199", "RR", costs=-1)
    assert not codes(part, table(Kind.OPERATING, OPERATING, "Drift"))


def test_an_operating_statement_without_a_total_is_compared_with_nothing() -> None:
    assert not codes(income(-820, -800, -20, -199), table(Kind.OPERATING, "| Utfall\n111 Stab | 5", "Drift"))


def test_amounts_that_one_of_two_tables_lacks_are_not_compared() -> None:
    summary = table(Kind.SUMMARY, "| Budget\n111 Stab | 450\n112 Kost | 7\n113 Bad | 3", "Sammanställning")
    operating = table(Kind.OPERATING, "| Utfall | Avvikelse\n111 Stab | 300 | \n112 Kost | 5 | 2", "Drift")
    assert not codes(summary, operating)


def overspend(relation: Relation) -> Relation:
    return replace(relation, terms=tuple((-weight, column) for weight, column in relation.terms))


@pytest.mark.parametrize("turned", [False, True])
def test_a_deviation_that_counts_overspends_implies_the_same_budget(turned: bool) -> None:
    summary = table(Kind.SUMMARY, "| Budget\n111 Stab | 450", "Sammanställning")
    rows = "| Utfall | Budget | Avvikelse\n111 Stab | 300 | 450 | {}".format("-150" if turned else "150")
    operating = table(Kind.OPERATING, rows, "Drift")
    if turned:
        operating = replace(operating, relations=tuple(map(overspend, operating.relations)))
    assert not codes(summary, operating)


def test_documents_that_name_no_period_are_checked_all_the_same() -> None:
    unnamed = {column: Column(column.measure) for column in HEADINGS.values()}
    page = table(
        Kind.PAGE,
        "| Utfall | Budget | Årsbudget\n1111 Stab | 10 | -20 | 80\n1112 Kost | 9 | 0 | 0\n1113 Bad | 0 | 5 | 20",
    )

    def bare(one: Table) -> Table:
        lines = tuple(
            replace(
                line,
                figures={
                    unnamed[column]: replace(figure, column=unnamed[column]) for column, figure in line.figures.items()
                },
            )
            for line in one.lines
        )
        return replace(one, columns=tuple(unnamed[column] for column in one.columns), lines=lines)

    assert sorted(one.code for one in check(Dossier((bare(page),)))) == ["SN203", "SN402", "SN403"]


def test_a_period_budget_is_not_compared_with_another_years() -> None:
    other = Column(
        Measure.ANNUAL_BUDGET, HEADINGS["Årsbudget"].period and HEADINGS["Årsbudget"].period._replace(year=2026)
    )
    page = table(Kind.PAGE, "| Budget | Årsbudget\n1111 Stab | 10 | -80")
    (line,) = page.lines
    figures = {other if column == HEADINGS["Årsbudget"] else column: figure for column, figure in line.figures.items()}
    assert not check(Dossier((replace(page, lines=(replace(line, figures=figures),)),)))


def test_a_change_without_a_document_before_it_is_not_told_of() -> None:
    now = table(Kind.SUMMARY, "| Årsbudget\nTotalt | 400\n 111 Stab | 400")
    before = table(Kind.SUMMARY, "| Årsbudget\nTotalt | 400\n 111 Stab | 400", document="förra.xlsx")
    assert not check(Dossier((now,), earlier=Dossier((before,))))


def test_movements_are_measured_forwards_within_a_year_only() -> None:
    now = table(Kind.SUMMARY, "| Utfall | Budget\n111 Stab | 900 | 300")
    same = table(Kind.SUMMARY, "| Utfall | Budget\n111 Stab | 200 | 200", document="förra.xlsx")
    assert not check(Dossier((now,), earlier=Dossier((same,))))


def test_rows_without_codes_are_matched_by_their_names_and_place() -> None:
    summary = table(Kind.SUMMARY, "| Årsbudget\nTotalt | 900\n Omsorg | 500\n Stöd | 400", "Sammanställning")
    care = table(Kind.PAGE, "| Årsbudget\nOmsorg | 560\n Stöd | 70\n Boende | 490", "Omsorg")
    help_page = table(Kind.PAGE, "| Årsbudget\nStöd | 400\n Ledning | 150\n Familj | 250", "Stöd")
    (found,) = check(Dossier((summary, care, help_page)))
    assert (found.code, found.label, found.difference) == ("SN301", "Omsorg", -60)


def test_names_that_stand_twice_or_name_a_total_match_nothing() -> None:
    summary = table(Kind.SUMMARY, "| Årsbudget\nTotalt | 900\n Omsorg | 500\n Omsorg | 400", "Sammanställning")
    page = table(Kind.PAGE, "| Årsbudget\nOmsorg | 500\nSumma | 77", "Omsorg")
    other = table(Kind.PAGE, "| Årsbudget\nSumma | 55", "Övrigt")
    assert not codes(summary, page, other)


def test_tables_whose_kind_is_not_told_are_linked_when_their_amounts_prove_it() -> None:
    rows = "| Utfall | Årsbudget\nTotalt | 90 | 900\n Omsorg | 50 | 500\n Stöd | 40 | {}"
    care = table(Kind.OTHER, "| Utfall | Årsbudget\nOmsorg | 50 | 500\n Boende | 50 | 500", "Omsorg")
    aid = table(Kind.OTHER, "| Utfall | Årsbudget\nStöd | 40 | 400\n Familj | 40 | 400", "Stöd")
    loose = table(Kind.OTHER, "| Utfall\nKost | 4", "Kost")
    assert not codes(table(Kind.OTHER, rows.format(400), "Alla"), care, aid, loose)
    wrong = table(Kind.OTHER, rows.format(463).replace("900", "963"), "Alla")
    assert not codes(wrong, care, aid)
    more = table(
        Kind.OTHER,
        "| Utfall | Årsbudget\nTotalt | 130 | 1 363\n Omsorg | 50 | 500\n Stöd | 40 | 463\n Kost | 40 | 400",
        "Alla",
    )
    food = table(Kind.OTHER, "| Utfall | Årsbudget\nKost | 40 | 400\n Kök | 40 | 400", "Kost")
    (found,) = check(Dossier((more, care, aid, food)))
    assert (found.code, found.label, found.difference) == ("SN301", "Stöd", 63)


STATEMENT = "| Utfall | Årsbudget\nTotalt | {0} | {1}\n 111 Stab | {0} | {1}"


def test_an_operating_statement_repeats_the_summary_of_its_month_in_either_sign() -> None:
    summary = table(Kind.SUMMARY, STATEMENT.format(199, 800), "Sammanställning")
    assert not codes(summary, table(Kind.OPERATING, STATEMENT.format(199, 800), "Drift"))
    assert not codes(summary, table(Kind.OPERATING, STATEMENT.format(-199, -800), "Drift", costs=-1))
    assert codes(summary, table(Kind.OPERATING, STATEMENT.format(190, 800), "Drift")) == ["SN306"]


def test_an_operating_statement_of_another_month_is_not_held_against_the_summary() -> None:
    earlier = STATEMENT.replace("Utfall", "Utfall februari")
    summary = table(Kind.SUMMARY, STATEMENT.format(199, 800), "Sammanställning")
    assert not codes(summary, table(Kind.OPERATING, earlier.format(150, 860), "Drift"))
