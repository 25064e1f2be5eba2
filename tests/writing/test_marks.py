"""One mark a cell: the finding's, and its single best cause's."""

from __future__ import annotations

from sn_excel.model.edits import Mark
from sn_excel.model.findings import Cause, CauseKind, Finding, Severity
from sn_excel.model.places import Place
from sn_excel.writing.marks import marks

HERE, THERE = Place("bok", "771", 5, 5), Place("bok", "771", 20, 5)
FLIP = Cause(CauseKind.SIGN_FLIP, THERE, "7779 Avgifter", 2605, -2605)


def finding(*causes: Cause, severity: Severity = Severity.ERROR, place: Place = HERE, says: str = "Fel.") -> Finding:
    return Finding("SN202", severity, place, "771", says, causes=causes)


def laid(*findings: Finding) -> list[Mark]:
    return [edit for edit in marks(findings, "bok") if isinstance(edit, Mark)]


def test_the_single_best_cause_is_marked_as_a_warning_with_its_remedy() -> None:
    assert laid(finding(FLIP)) == [
        Mark("771", (5, 5), Severity.ERROR, "SN202 Fel."),
        Mark(
            "771",
            (20, 5),
            Severity.WARNING,
            "SN202 Trolig orsak till differensen i 771 E5: omvänt tecken. 2 605 bör vara −2 605.",
        ),
    ]


def test_a_cause_is_no_worse_than_its_finding() -> None:
    assert [one.severity for one in laid(finding(FLIP, severity=Severity.NOTE))] == [Severity.NOTE, Severity.NOTE]


def test_an_amount_that_stands_right_gets_no_remedy() -> None:
    omitted = Cause(CauseKind.OMITTED, THERE, "7779 Avgifter", 5, 5)
    assert laid(finding(omitted))[1].note.endswith("raden saknas i summan.")


def test_equally_good_causes_and_a_cause_in_the_cell_itself_are_not_marked() -> None:
    other = Cause(CauseKind.OMITTED, Place("bok", "771", 9, 5), "x", 5, 5)
    worse = Cause(CauseKind.OMITTED, Place("bok", "771", 9, 5), "x", 5, 5, rank=2)
    here = Cause(CauseKind.STALE_TOTAL, HERE, "771", 5, 6)
    assert len(laid(finding(FLIP, other))) == 1
    assert len(laid(finding(here))) == 1
    assert [one.at for one in laid(finding(FLIP, worse))] == [(5, 5), (20, 5)]


def test_a_cell_with_several_findings_has_the_worst_colour_and_each_text_once() -> None:
    found = finding(severity=Severity.NOTE, says="A."), finding(says="B."), finding(severity=Severity.NOTE, says="A.")
    assert laid(*found) == [Mark("771", (5, 5), Severity.ERROR, "SN202 A.\nSN202 B.")]


def test_another_documents_cells_are_not_marked() -> None:
    assert laid(finding(place=Place("april", "771", 5, 5))) == []
