"""Which sheets must be read to take a job back, and what is said when there is none."""

from __future__ import annotations

import pytest

from sn_excel.jobs.undo import concerned, marked, undo, written
from sn_excel.model.edits import AddSheet, Cell, DropSheet, Mark, Recache, Unmark, Write
from sn_excel.model.errors import SnError
from sn_excel.model.findings import Severity
from sn_excel.model.sheets import Sheet
from sn_excel.writing.undo.changes import Change, Page, Record

WRITTEN = Write("771", (5, 2), ((Cell(1),),))


def test_sheets_that_are_written_or_added_and_stay_are_read_again() -> None:
    edits = (DropSheet("Prognos"), AddSheet("Prognos", "Prognos"), WRITTEN, WRITTEN, Recache("781", {}))
    assert written(edits) == ("Prognos", "771")
    assert written((WRITTEN, DropSheet("771"))) == ()


def test_sheets_whose_marks_change_are_named_once() -> None:
    edits = (Unmark("771"), Mark("781", (1, 1), Severity.NOTE, ""), Mark("771", (1, 1), Severity.NOTE, ""), WRITTEN)
    assert marked(edits) == ("771", "781")


def test_changed_and_added_sheets_are_concerned() -> None:
    done = Record(
        changes=(Change("771", (1, 1), 1, 2), Change("771", (1, 2), 1, 2)),
        added=(Page("Prognos", {}),),
        dropped=(Page("Gammal", {}),),
    )
    assert concerned(done) == ("771", "Prognos")


def test_taking_back_gives_the_old_amount_and_nothing_kept_is_told() -> None:
    done = Record(changes=(Change("771", (5, 2), 7, 1),))
    taken = undo((Sheet("bok", "771", {(5, 2): 1}),), done)
    assert taken.edits == (Write("771", (5, 2), ((Cell(7),),)),)
    with pytest.raises(SnError, match="ingen ändring att ta tillbaka"):
        undo((), None)
