"""What a job changed is taken back where the workbook still is as the job left it, and only there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from sn_excel.jobs.mark import mark, unmark
from sn_excel.jobs.undo import undo
from sn_excel.model.edits import (
    AddSheet,
    Cell,
    DefineName,
    DropSheet,
    Edit,
    Formula,
    Mark,
    Unmark,
    Write,
)
from sn_excel.model.errors import SnError
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.places import Place
from sn_excel.model.sheets import Fault, Sheet
from sn_excel.schema import looks
from sn_excel.schema.month import RECONCILIATION
from sn_excel.writing.undo.changes import Change, Page, Record, area, content, record, same
from sn_excel.writing.undo.undoing import inverse
from tests.writing.sheets import applied

BOOK = "maj.xlsx"
PAGE = Sheet(BOOK, "771", {(4, 2): 1000, (4, 3): 1085, (4, 4): 85, (5, 2): "ej klart"}, {(4, 4): "C4-B4"})
OTHER = Sheet(BOOK, "Anteckningar", {(1, 1): "behålls"})
BEFORE = (PAGE, OTHER)
FILL: tuple[Edit, ...] = (
    Write("771", (4, 2), ((Cell(900), None),)),
    Write("771", (5, 2), ((Cell(Decimal("0.5")), Cell(7)),)),
)
FOUND = Finding(
    "SN301", Severity.ERROR, Place(BOOK, "771", 4, 2), "771 Äldreomsorg", "Stämmer ej.", stated=2, computed=1
)


def done(edits: tuple[Edit, ...], before: tuple[Sheet, ...] = BEFORE, marks: tuple[Mark, ...] = ()) -> Record:
    return record(edits, before, applied(before, edits), marks)


def cells(sheets: tuple[Sheet, ...]) -> dict[str, dict[object, object]]:
    return {sheet.name: {at: content(sheet, at) for at in sheet.cells} for sheet in sheets}


def test_taking_back_gives_every_cell_what_it_held() -> None:
    after = applied(BEFORE, FILL)
    taken = inverse(done(FILL), after)
    assert cells(applied(after, taken.edits)) == cells(BEFORE)
    assert (taken.cells, taken.left) == (3, ())


def test_a_cell_that_somebody_has_changed_since_is_left_and_listed() -> None:
    after = applied(BEFORE, (*FILL, Write("771", (4, 2), ((Cell(901),),))))
    taken = inverse(done(FILL), after)
    assert taken.left == ("771 B4",)
    back = cells(applied(after, taken.edits))
    assert back["771"][4, 2] == 901
    assert back["771"][5, 2] == "ej klart"


def test_a_cell_that_already_holds_the_old_is_neither_written_nor_listed() -> None:
    taken = inverse(done(FILL), BEFORE)
    assert (taken.edits, taken.left) == ((), ())


def test_a_formula_is_known_by_its_text_and_not_by_what_it_shows() -> None:
    edits: tuple[Edit, ...] = (Write("771", (4, 4), ((Cell(Formula("B4-C4", -85)),),)),)
    after = applied(BEFORE, edits)
    recalculated = (replace(after[0], cells={**after[0].cells, (4, 4): -99}), OTHER)
    taken = inverse(done(edits), recalculated)
    assert taken.edits == (Write("771", (4, 4), ((Cell(Formula("C4-B4", None)),),)),)


def test_what_was_written_as_it_already_stood_is_no_change() -> None:
    assert done((Write("771", (4, 2), ((Cell(1000),),)),)).empty


def test_true_is_no_one_and_an_empty_text_shows_nothing() -> None:
    assert not same(True, 1)
    assert same("", None)
    assert not same(Fault("#N/A"), "#N/A")
    assert not same(Formula("A1", None), "A1")


def test_a_sheet_that_is_gone_or_has_another_name_is_listed_once() -> None:
    taken = inverse(done(FILL), (OTHER, replace(PAGE, name="771 gammal")))
    assert taken.edits == ()
    assert taken.left == ("bladet 771 (borttaget eller omdöpt)",)


def test_a_renamed_avstamning_is_let_be_and_told() -> None:
    edits = checked()
    after = tuple(
        replace(sheet, name="Min avstämning") if sheet.name == RECONCILIATION else sheet
        for sheet in applied(BEFORE, edits)
    )
    taken = inverse(done(edits), after)
    assert not any(isinstance(edit, DropSheet) for edit in taken.edits)
    assert taken.left == (f"bladet {RECONCILIATION} (borttaget eller omdöpt)",)


LABELLED = Sheet(
    BOOK,
    "781",
    {(3, 1): "Enhet", (3, 2): "Utfall", (3, 3): "Budget"}
    | {(row, 1): f"78{row} Enhet" for row in range(4, 8)}
    | {(row, column): 10 * row + column for row in range(4, 8) for column in (2, 3)}
    | {(8, 2): 0},
    {(8, 2): "SUM(B4:B7)"},
)
HUNDRED: tuple[Edit, ...] = (Write("781", (4, 2), tuple((Cell(100), Cell(100)) for _ in range(4))),)


def moved(sheet: Sheet, down: int = 0, across: int = 0, start: int = 1) -> Sheet:
    """The sheet when a person has inserted rows or columns (negative: taken them away) from a place on."""

    def place(row: int, column: int) -> tuple[int, int]:
        return (row + down if row >= start else row, column + across if column >= start and across else column)

    lost = {(row, column) for row, column in sheet.cells if down < 0 and start + down <= row < start}
    cells = {place(*at): value for at, value in sheet.cells.items() if at not in lost}
    return replace(sheet, cells=cells, formulas={place(*at): text for at, text in sheet.formulas.items()})


@pytest.mark.parametrize("start", [1, 4, 6])
def test_rows_inserted_above_are_followed_though_every_cell_holds_the_same_amount(start: int) -> None:
    """Left where they were, three of the four rows would have got another row's amount."""
    after = moved(applied((LABELLED,), HUNDRED)[0], down=1, start=start)
    taken = inverse(done(HUNDRED, (LABELLED,)), (after,))
    assert cells(applied((after,), taken.edits)) == cells((moved(LABELLED, down=1, start=start),))
    assert (taken.cells, taken.left) == (8, ())


def test_a_row_taken_away_is_listed_and_its_neighbours_get_their_own_amounts() -> None:
    after = moved(applied((LABELLED,), HUNDRED)[0], down=-1, start=6)
    taken = inverse(done(HUNDRED, (LABELLED,)), (after,))
    assert cells(applied((after,), taken.edits)) == cells((moved(LABELLED, down=-1, start=6),))
    assert (taken.cells, taken.left) == (6, ("781 B5", "781 C5"))


def test_a_column_inserted_leaves_its_cells_and_lists_them() -> None:
    after = moved(applied((LABELLED,), HUNDRED)[0], across=1, start=2)
    taken = inverse(done(HUNDRED, (LABELLED,)), (after,))
    assert taken.edits == ()
    assert len(taken.left) == 8


def test_a_label_or_a_heading_written_anew_moves_nothing() -> None:
    retold = Write("781", (3, 1), ((Cell("Verksamhet"), Cell("Utfall maj")), (Cell("784 Ny benämning"), None)))
    after = applied((LABELLED,), (*HUNDRED, retold))
    taken = inverse(done(HUNDRED, (LABELLED,)), after)
    assert cells(applied(after, taken.edits)) == cells(applied((LABELLED,), (retold,)))
    assert (taken.cells, taken.left) == (8, ())


def test_a_formula_is_not_given_back_where_rows_have_moved_since_it_names_their_old_places() -> None:
    edits: tuple[Edit, ...] = (*HUNDRED, Write("781", (8, 2), ((Cell(400),),)))
    after = moved(applied((LABELLED,), edits)[0], down=2, start=1)
    taken = inverse(done(edits, (LABELLED,)), (after,))
    assert (taken.cells, taken.left) == (8, ("781 B8",))


def test_a_label_that_stands_twice_is_no_witness_of_where_a_row_went() -> None:
    twins = replace(LABELLED, cells={**LABELLED.cells, (5, 1): "784 Enhet"})
    after = moved(applied((twins,), HUNDRED)[0], down=3, start=1)
    taken = inverse(done(HUNDRED, (twins,)), (after,))
    assert (taken.cells, taken.left) == (4, ("781 B4", "781 C4", "781 B5", "781 C5"))


def checked(before: tuple[Sheet, ...] = BEFORE) -> tuple[Edit, ...]:
    return tuple(mark((FOUND,), before, BOOK))


def test_the_first_check_is_taken_back_as_if_never_made() -> None:
    edits = checked()
    after = applied(BEFORE, edits)
    taken = inverse(done(edits), after)
    assert [edit for edit in taken.edits if not isinstance(edit, Unmark)] == [DropSheet(RECONCILIATION)]
    assert {edit.sheet for edit in taken.edits if isinstance(edit, Unmark)} == {"771", "Anteckningar"}
    assert cells(applied(after, taken.edits)) == cells(BEFORE)


def test_a_comment_in_avstamning_is_never_lost() -> None:
    edits = checked()
    after = applied(BEFORE, (*edits, Write(RECONCILIATION, (5, 14), ((Cell("utreds"),),))))
    taken = inverse(done(edits), after)
    assert not any(isinstance(edit, DropSheet) for edit in taken.edits)
    assert taken.left == (f"{RECONCILIATION} N5",)


def test_cleared_marks_and_avstamning_come_back_with_what_people_wrote() -> None:
    marked = applied(BEFORE, (*checked(), Write(RECONCILIATION, (5, 14), ((Cell("utreds"),),))))
    laid = (Mark("771", (4, 2), Severity.ERROR, "SN301 Stämmer ej."),)
    clear = tuple(unmark(marked))
    after = applied(marked, clear)
    taken = inverse(done(clear, marked, laid), after)
    assert set(laid) <= set(taken.edits)
    assert cells(applied(after, taken.edits)) == cells(marked)
    written = {edit.at: edit.rows[0][0] for edit in taken.edits if isinstance(edit, Write)}
    place, title = written[5, 5], written[1, 1]
    assert place is not None
    assert place.link == "'771'!B4"
    assert title is not None
    assert title.look == looks.TITLE


def test_checking_again_is_taken_back_to_the_first_check() -> None:
    first = applied(BEFORE, checked())
    laid = (Mark("771", (4, 2), Severity.ERROR, "SN301 Stämmer ej."),)
    again = tuple(mark((), first, BOOK))
    after = applied(first, again)
    taken = inverse(done(again, first, laid), after)
    assert cells(applied(after, taken.edits)) == cells(first)
    assert taken.edits[-1] == laid[0]


def test_a_sheet_comes_back_where_it_stood() -> None:
    ours = Sheet(BOOK, RECONCILIATION, {(1, 1): "Avstämning"}, formats={(5, 8): "0"})
    before = (ours, OTHER)
    taken = inverse(done((DropSheet(RECONCILIATION),), before), (OTHER,))
    assert taken.edits[0] == AddSheet(RECONCILIATION, RECONCILIATION, "Anteckningar")


def test_a_dropped_sheet_of_another_kind_keeps_its_number_formats() -> None:
    lost = Record(dropped=(Page("Prognos", {(6, 2): 12, (6, 1): "7201"}, {(6, 2): "#,##0"}),))
    written = [edit.rows[0][0] for edit in inverse(lost, BEFORE).edits if isinstance(edit, Write)]
    assert [cell.look.number_format if cell and cell.look else "" for cell in written] == ["", "#,##0"]


def test_names_are_given_back_or_taken_away() -> None:
    edits: tuple[Edit, ...] = (
        DefineName("Block", "771", (1, 1, 2, 2)),
        DefineName("Nytt", "771", (1, 1, 2, 2)),
        DefineName("Samma", "771", (4, 2, 4, 3)),
        DefineName("Räknat", "771", (1, 1, 1, 1)),
    )
    names = {"Block": "'771'!$A$3:$E$5", "Samma": "='771'!$B$4:$C$4", "Räknat": "OFFSET(A1,1,1)"}
    taken = inverse(record(edits, BEFORE, BEFORE, names=names), BEFORE)
    assert taken.edits == (DefineName("Block", "771", (3, 1, 5, 5)), DefineName("Nytt", "771", None))
    assert taken.left == ("namnet Räknat",)


def test_a_single_cell_has_a_name_too() -> None:
    assert area("Prognos!$B$3", "Månad") == DefineName("Månad", "Prognos", (3, 2, 3, 2))
    assert area("'Mina ''egna'''!A1", "x") == DefineName("x", "Mina 'egna'", (1, 1, 1, 1))


def test_without_a_job_there_is_nothing_to_take_back() -> None:
    with pytest.raises(SnError, match="ingen ändring"):
        undo(BEFORE, None)
    assert undo(BEFORE, Record(changes=(Change("771", (4, 2), 1, 1000),))).cells == 1
