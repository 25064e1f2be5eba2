"""An export fills a book; what is plainly another kind of amounts is refused."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sn_excel.jobs.fill import fill
from sn_excel.jobs.recompute import recompute
from sn_excel.jobs.understand import Known
from sn_excel.model.amounts import Amount
from sn_excel.model.edits import Recache
from sn_excel.model.errors import SnError
from sn_excel.model.ledgers import Ledger
from tests.jobs.books import MARCH, book, export
from tests.writing.sheets import applied


def test_amounts_headings_and_the_values_of_formulas_follow() -> None:
    done = fill(book(), lambda known: export(), Known())
    (page,) = applied(book(), done.edits)
    assert done.period == MARCH
    assert [page.cells[7, at] for at in (2, 3, 5)] == [1_965, 1_885, 7_510]
    assert page.cells[4, 2] == "Utfall April 2025"
    values = next(edit.values for edit in done.edits if isinstance(edit, Recache))
    assert (values[5, 2], values[5, 3], values[5, 5]) == (3_165, 3_110, 12_350)
    assert done.stale == ()


def test_the_books_budget_is_handed_to_the_reader_of_the_export() -> None:
    asked: list[Mapping[str, Amount]] = []

    def read(known: Mapping[str, Amount]) -> Ledger:
        asked.append(known)
        return export()

    fill(book(), read, Known())
    assert asked == [{"1110": 1_200, "1120": 7_500, "1130": 3_620}]


@pytest.mark.parametrize(("factor", "said"), [(-1, "motsatt tecken"), (1000, "annan enhet")])
def test_amounts_of_another_sign_or_unit_are_refused(factor: int, said: str) -> None:
    with pytest.raises(SnError, match=said):
        fill(book(), lambda known: export(factor), Known())


def test_a_few_amounts_may_turn() -> None:
    done = fill(book(), lambda known: export(k1110=(-5, -6, -7)), Known())
    assert [one.after for one in done.filling.changes] == [-5, -6, -7]


def test_an_export_of_other_codes_is_refused() -> None:
    with pytest.raises(SnError, match=r"Ingen kod i export\.csv"):
        fill(book(), lambda known: export(k9999=(1, 2, 3)), Known())


def test_a_cell_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(SnError, match="111 B6 kan inte läsas"):
        fill(book(B6="3 1O"), lambda known: export(), Known())


def test_recomputing_gives_stale_sums_their_values_and_tells_of_them() -> None:
    done = recompute(book(B5=1), Known(), None, "mars")
    assert [(one.at, one.before, one.after) for one in done.changes] == [((5, 2), 1, 3_135)]
    assert done.edits == (Recache("111", {(5, 2): 3_135}),)
    assert done.unknown == ()
