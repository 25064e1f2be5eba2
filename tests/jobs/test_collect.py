"""What managers send back is taken in, or told with its reason; never silently."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sn_excel.jobs.collect import Collected, collect, leaves, manager_books, responsible
from sn_excel.jobs.forecast import Forecasted
from sn_excel.model.amounts import Amount
from sn_excel.model.entries import Entries, EntryFault, Submission
from sn_excel.model.errors import SnError
from sn_excel.model.managers import ManagerBook, Returned
from sn_excel.model.organisation import Organisation
from sn_excel.model.places import Place
from sn_excel.schema.month import FORECAST
from sn_excel.schema.prognos import Column
from tests.jobs.books import ORGANISATION, book, changed, forecasted
from tests.writing.sheets import applied


@pytest.fixture(scope="module")
def done() -> Forecasted:
    return forecasted()


@pytest.fixture(scope="module")
def asked(done: Forecasted) -> tuple[ManagerBook, ...]:
    return manager_books(done, ORGANISATION, "bok.xlsx")


def back(sent: ManagerBook, file: str = "chef.xlsx", day: str = "2025-04-10", **amounts: Amount) -> Returned:
    """A manager's book filled in: amounts by code (`k1120`)."""
    rows = tuple(replace(row, typed=Submission(row.code, amounts.get(f"k{row.code}"), "", day)) for row in sent.rows)
    return Returned(file, replace(sent, rows=rows), "sigill", "sigill")


def before(done: Forecasted, value: Amount, day: str) -> Forecasted:
    """The forecast of a book where 1120 already has a submitted one, a rule chosen and a lag."""
    made = applied(book(), done.edits)
    prognos = next(sheet for sheet in made if sheet.name == FORECAST)
    row = next(at[0] for at, held in prognos.cells.items() if at[1] == 1 and held == "1120 Boende")
    for column, typed in {Column.SUBMITTED: value, Column.DATE: day, Column.PIN: "Budgettakt", Column.LAG: 1}.items():
        made = changed(made, FORECAST, (row, column), typed)
    found = forecasted(changed(made, FORECAST, (row, Column.REASON), "ojämnt"))
    assert isinstance(found.before, Entries)
    return found


def test_each_role_is_asked_for_its_own_rows_and_its_programmes_others(
    done: Forecasted, asked: tuple[ManagerBook, ...]
) -> None:
    assert {one.role: [row.code for row in one.rows] for one in asked} == {
        "Områdeschef": ["1110", "1130"],
        "Enhetschef": ["1120"],
    }
    assert {(one.period, one.document) for one in asked} == {("2025-03", "bok.xlsx")}
    assert asked[1].rows[0].guide[:4] == ("1120 Boende", 1_955, 1_875, 7_500)
    assert asked[1].rows[0].guide[7] == 7_820, "Linjär framskrivning: 1 955 / 3 * 12"
    assert [end.row.code for end in leaves(done)] == ["1110", "1120", "1130"]


def test_rows_that_no_role_answers_for_go_together_and_a_file_without_roles_is_refused(done: Forecasted) -> None:
    codes = tuple(replace(code, responsible="") for code in ORGANISATION.codes)
    one = (*codes[:2], replace(codes[2], responsible="Enhetschef"), codes[3])
    assert responsible(done, Organisation("", one)) == {
        "1110": "utan ansvarig",
        "1120": "Enhetschef",
        "1130": "utan ansvarig",
    }
    with pytest.raises(SnError, match="inte vem som ansvarar"):
        manager_books(done, Organisation("", codes), "bok.xlsx")


def test_a_role_that_has_ended_answers_no_more(done: Forecasted) -> None:
    codes = tuple(replace(code, last="2025-02") if code.code == "1120" else code for code in ORGANISATION.codes)
    assert responsible(done, Organisation("", codes))["1120"] == "Områdeschef"


def test_a_forecast_is_taken_in_signed_by_the_role_that_was_asked(
    done: Forecasted, asked: tuple[ManagerBook, ...]
) -> None:
    found = collect(done, [back(asked[1], k1120=7_900)], asked)
    assert found.submissions == (Submission("1120", 7_900, "Enhetschef", "2025-04-10"),)
    assert found.refused == ()
    assert found.missing == ("Områdeschef: ingen bok har kommit (2 rader).",)


def test_rows_left_empty_are_named(done: Forecasted, asked: tuple[ManagerBook, ...]) -> None:
    found = collect(done, [back(asked[0], k1110=1_200), back(asked[1], k1120=1)], asked)
    assert found.missing == ("Områdeschef: prognos saknas för 1130 Hemtjänst.",)


def test_many_empty_rows_are_counted(done: Forecasted, asked: tuple[ManagerBook, ...]) -> None:
    def of(count: int) -> tuple[str, ...]:
        row = asked[1].rows[0]
        rows = tuple(replace(row, code=f"9{at}", guide=(f"9{at}", *row.guide[1:])) for at in range(count))
        many = replace(asked[1], rows=rows)
        return collect(done, [back(many)], [many]).missing

    assert of(3) == ("Enhetschef: prognos saknas för 90, 91, 92.",)
    assert of(5) == ("Enhetschef: prognos saknas för 90, 91, 92 och 2 till.",)


def only(found: Collected, kind: str) -> str:
    assert found.merged == ()
    (said,) = getattr(found, kind)
    assert found.refused == (said,)
    return str(said)


def test_a_changed_book_is_not_read(done: Forecasted, asked: tuple[ManagerBook, ...]) -> None:
    found = collect(done, [replace(back(asked[1], k1120=7_900), found="annat")], asked)
    assert only(found, "changed").startswith("chef.xlsx: något utanför de gula cellerna")


def test_a_book_of_other_figures_another_month_or_a_role_that_is_gone_is_stale(
    done: Forecasted, asked: tuple[ManagerBook, ...]
) -> None:
    row = asked[1].rows[0]
    other = replace(asked[1], rows=(replace(row, guide=(row.guide[0], 1, *row.guide[2:])),))
    assert "utfall eller budget har ändrats" in only(collect(done, [back(other, k1120=1)], asked), "stale")
    month = replace(asked[1], period="2025-02")
    assert "gäller 2025-02, men boken gäller 2025-03" in only(collect(done, [back(month, k1120=1)], asked), "stale")
    gone = replace(asked[1], role="Chef")
    assert "rollen Chef finns inte" in only(collect(done, [back(gone, k1120=1)], asked), "stale")


def test_another_label_or_rule_in_the_guide_is_not_stale(done: Forecasted, asked: tuple[ManagerBook, ...]) -> None:
    row = asked[1].rows[0]
    other = replace(asked[1], rows=(replace(row, guide=("1120 Nytt namn", *row.guide[1:4], 1)),))
    assert len(collect(done, [back(other, k1120=1)], asked).merged) == 1


def test_two_forecasts_of_one_row_that_differ_are_both_left(done: Forecasted, asked: tuple[ManagerBook, ...]) -> None:
    files = [back(asked[1], "a.xlsx", k1120=1), back(asked[1], "b.xlsx", k1120=2)]
    assert only(collect(done, files, asked), "conflicting") == (
        "1120 Boende: olika prognoser, 1 (a.xlsx) och 2 (b.xlsx); ingen läses in."
    )


def test_two_that_agree_are_one_and_the_newest_is_kept(done: Forecasted, asked: tuple[ManagerBook, ...]) -> None:
    files = [back(asked[1], "a.xlsx", "2025-04-12", k1120=1), back(asked[1], "b.xlsx", "2025-04-11", k1120=1)]
    assert [one.file for one in collect(done, files, asked).merged] == ["a.xlsx"]


def test_a_newer_forecast_replaces_the_books_and_keeps_what_else_is_typed(
    done: Forecasted, asked: tuple[ManagerBook, ...]
) -> None:
    found = collect(before(done, 8_000, "2025-04-01"), [back(asked[1], k1120=7_900)], asked)
    (merged,) = found.merged
    assert merged.before == 8_000
    assert merged.typed == Submission("1120", 7_900, "Enhetschef", "2025-04-10", "Budgettakt", "ojämnt", 1)


@pytest.mark.parametrize("day", ["2025-04-10", "2025-04-11"])
def test_a_forecast_that_is_not_newer_leaves_the_books(
    done: Forecasted, asked: tuple[ManagerBook, ...], day: str
) -> None:
    found = collect(before(done, 8_000, day), [back(asked[1], k1120=7_900)], asked)
    assert only(found, "conflicting") == (
        f"1120 Boende: boken har redan 8 000 ({day}) och chef.xlsx har 7 900 (2025-04-10); bokens behålls."
    )


def test_the_same_forecast_again_is_nothing_new(done: Forecasted, asked: tuple[ManagerBook, ...]) -> None:
    found = collect(before(done, 7_900, "2025-04-01"), [back(asked[1], k1120=7_900)], asked)
    assert (found.merged, found.refused) == ((), ())


def test_unreadable_cells_strangers_and_comments_are_told(done: Forecasted, asked: tuple[ManagerBook, ...]) -> None:
    fault = EntryFault(Place("chef.xlsx", "Lämnad prognos", 6, 11), "1120 Boende", "är inget belopp.")
    file = replace(back(asked[1]), faults=(fault,), comments=(("1120 Boende", "osäkert"),))
    found = collect(done, [file], asked, ["lunch.xlsx"])
    assert found.unreadable == (
        "chef.xlsx K6, 1120 Boende: är inget belopp.",
        "lunch.xlsx: är ingen bok som skickats till chefer härifrån.",
    )
    assert found.comments == ("1120 Boende: osäkert (chef.xlsx)",)
