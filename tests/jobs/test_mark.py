"""Marks over a book: laid anew each time, what people have explained left unmarked, and all taken away again."""

from __future__ import annotations

from sn_excel.jobs.mark import listed, mark, unmark
from sn_excel.model.edits import AddSheet, DropSheet, Mark, Unmark, Write
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.places import Place
from sn_excel.model.sheets import Sheet
from sn_excel.schema.month import OWN, RECONCILIATION
from sn_excel.schema.reconciliation import HEADING_ROW, HEADINGS
from tests.jobs.books import book, changed
from tests.writing.sheets import applied

FOUND = Finding("SN202", Severity.ERROR, Place("bok.xlsx", "111", 5, 2), "111 Omsorg", "Fel.", stated=2, computed=1)


def test_a_first_check_marks_and_lists() -> None:
    edits = list(mark([FOUND], book(), "mars"))
    assert edits[:2] == [Unmark("111"), AddSheet(RECONCILIATION, RECONCILIATION)]
    assert edits[-1] == Mark("111", (5, 2), Severity.ERROR, "SN202 Fel.")


def test_what_is_explained_is_listed_but_not_marked_until_its_figures_change() -> None:
    made = applied(book(), mark([FOUND], book(), "mars"))
    status, comment = HEADINGS.index("Status") + 1, HEADINGS.index("Kommentar") + 1
    made = changed(made, RECONCILIATION, (HEADING_ROW + 1, status), "Förklarad")
    made = changed(made, RECONCILIATION, (HEADING_ROW + 1, comment), "rättas i april")
    again = list(mark([FOUND], made, "mars"))
    assert not any(isinstance(edit, Mark) for edit in again)
    row = next(edit.cells() for edit in again if isinstance(edit, Write))
    assert [row[HEADING_ROW + 1, at].content for at in (status, comment)] == ["Förklarad", "rättas i april"]
    other = Finding("SN202", Severity.ERROR, FOUND.place, FOUND.label, "Fel.", stated=3, computed=1)
    assert any(isinstance(edit, Mark) for edit in mark([other], made, "mars"))


def test_clearing_drops_our_avstamning_and_only_unmarks_another_of_that_name() -> None:
    ours = Sheet("bok.xlsx", RECONCILIATION, {(1, 1): OWN[RECONCILIATION]})
    theirs = Sheet("bok.xlsx", RECONCILIATION, {(1, 1): "Min egen"})
    assert list(unmark([*book(), ours])) == [Unmark("111"), DropSheet(RECONCILIATION)]
    assert list(unmark([theirs])) == [Unmark(RECONCILIATION)]


def test_a_workbook_of_its_own_holds_the_list_without_links() -> None:
    edits = list(listed([FOUND], ("Sida", RECONCILIATION), "mars"))
    assert edits[0] == DropSheet("Sida")
    assert DropSheet(RECONCILIATION) not in edits
    written = next(edit for edit in edits if isinstance(edit, Write))
    assert not any(cell.link for cell in written.cells().values())
