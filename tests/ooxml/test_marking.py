"""Marks in a file: rules and notes of ours beside the accountant's, and gone without a trace."""

from __future__ import annotations

import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle

from sn_excel.model.edits import Cell, Mark, Unmark, Write
from sn_excel.model.errors import RefusedEditError
from sn_excel.model.findings import Severity
from sn_excel.model.marks import FILLS, note, rule
from sn_excel.ooxml.file_grid import FileGrid
from tests.ooxml.books import grid, month, parts, protected, raw, repacked, seen, sheet_of

SHEET = "xl/worksheets/sheet1.xml"
ERROR = Mark("771", (3, 2), Severity.ERROR, "SN301 Stämmer ej, differens −5 210")


def rules(book: FileGrid, sheet: str = "771") -> dict[str, tuple[str, int]]:
    """Our rules of a sheet as openpyxl sees them: formula → where and with which priority."""
    found = {}
    for area in seen(book)[sheet].conditional_formatting:
        for one in area.rules:
            if one.formula and "sn_excel" in one.formula[0]:
                found[one.formula[0]] = (str(area.sqref), one.priority)
    return found


def test_a_mark_colours_the_cell_by_a_rule_and_says_why_in_a_note() -> None:
    book = grid(month())
    book.apply([ERROR])
    sheet = seen(book)["771"]
    assert rules(book) == {'N("sn_excel:error")=0': ("B3", 1)}
    assert sheet["B3"].comment.text == note(ERROR.note)
    assert sheet["B3"].fill.fgColor.rgb == "00FFEEAA", "the cell's own fill stays"
    area = next(a for a in sheet.conditional_formatting if str(a.sqref) == "B3")
    assert area.rules[0].dxf.fill.bgColor.rgb == "FF" + FILLS[Severity.ERROR]


def test_one_rule_a_severity_whatever_the_number_of_marks() -> None:
    book = grid(month())
    places = {
        (3, 2): Severity.ERROR,
        (4, 2): Severity.ERROR,
        (3, 3): Severity.NOTE,
        (5, 4): Severity.WARNING,
        (9, 1): Severity.ERROR,
    }
    book.apply([Mark("771", at, severity, "") for at, severity in places.items()])
    book.apply([Mark("771", (6, 2), Severity.ERROR, "")])
    assert {formula: set(where.split()) for formula, (where, _) in rules(book).items()} == {
        rule(Severity.ERROR): {"B3:B4", "A9", "B6"},
        rule(Severity.WARNING): {"D5"},
        rule(Severity.NOTE): {"C3"},
    }
    assert seen(book)["771"]["B3"].comment is None, "no words, no note"


def test_the_worst_severity_counts_and_all_words_are_told() -> None:
    book = grid(month())
    book.apply([Mark("771", (3, 2), Severity.NOTE, "Ett"), Mark("771", (3, 2), Severity.ERROR, "Två")])
    assert set(rules(book)) == {rule(Severity.ERROR)}
    assert seen(book)["771"]["B3"].comment.text == note("Ett\nTvå")


def test_the_accountants_note_is_never_overwritten() -> None:
    book = grid(month())
    book.apply([Mark("771", (4, 3), Severity.ERROR, "Stämmer ej"), ERROR])
    sheet = seen(book)["771"]
    assert (sheet["C4"].comment.text, sheet["C4"].comment.author) == ("Beslut § 12", "ekonom")
    assert sheet["B3"].comment.text == note(ERROR.note)
    book.apply([Unmark("771")])
    assert [cell.comment.text for row in seen(book)["771"].iter_rows() for cell in row if cell.comment] == [
        "Beslut § 12"
    ]


def test_a_note_that_a_person_has_written_on_in_stays() -> None:
    made = month()
    made["771"]["B4"].comment = Comment(note("SN301 Stämmer ej") + "\nUtrett i april", "sn_excel")
    made["771"]["B5"].comment = Comment(note("SN301 Stämmer ej"), "sn_excel")
    book = grid(made)
    book.apply([Unmark("771")])
    sheet = seen(book)["771"]
    assert sheet["B4"].comment.text.endswith("Utrett i april")
    assert sheet["B5"].comment is None


def test_the_accountants_rules_keep_their_place_and_priority() -> None:
    book = grid(month())
    before = [(str(a.sqref), [(r.type, r.priority) for r in a.rules]) for a in seen(book)["771"].conditional_formatting]
    book.apply([ERROR])
    after = [(str(a.sqref), [(r.type, r.priority) for r in a.rules]) for a in seen(book)["771"].conditional_formatting]
    assert [one for one in after if one[0] != "B3"] == before
    assert after[0][0] == "B3", "ours comes first, so that it wins where the priorities are equal"


def test_a_rule_of_ours_that_was_copied_along_with_cells_is_found_as_well() -> None:
    made = month()
    ours = DifferentialStyle(font=Font(b=True))
    sheet_of(made, "Sammanställning").conditional_formatting.add(
        "A1:C9", Rule("expression", formula=[rule(Severity.NOTE)], dxf=ours)
    )
    beside = Rule("expression", formula=["$A$1=1"], dxf=ours)
    sheet_of(made, "Sammanställning").conditional_formatting.add("A1:C9", beside)
    book = grid(made)
    book.apply([Unmark("Sammanställning")])
    left = [r.formula for area in seen(book)["Sammanställning"].conditional_formatting for r in area.rules]
    assert left == [["$A$1=1"]]


@pytest.mark.parametrize("again", [False, True])
def test_marks_taken_away_give_every_part_back(again: bool) -> None:
    before = raw(month())
    book = grid(before)
    for _ in range(1 + again):
        book.apply(
            [
                ERROR,
                Mark("Sammanställning", (2, 2), Severity.WARNING, "Kontrollera"),
                Mark("771", (30, 9), Severity.NOTE, "x"),
            ]
        )
    assert parts(book.packed()).keys() > parts(before).keys()
    book.apply([Unmark("771"), Unmark("Sammanställning")])
    assert parts(book.packed()) == parts(before)


def test_marking_anew_replaces_the_marks_of_last_time() -> None:
    book = grid(month())
    book.apply([ERROR])
    book.apply([Unmark("771"), Mark("771", (4, 2), Severity.NOTE, "Ny")])
    assert rules(book) == {rule(Severity.NOTE): ("B4", 1)}
    texts = {
        cell.coordinate: cell.comment.text for row in seen(book)["771"].iter_rows() for cell in row if cell.comment
    }
    assert texts == {"B4": note("Ny"), "C4": "Beslut § 12"}


def test_our_styles_stay_while_a_copied_rule_of_the_users_needs_them() -> None:
    book = grid(month())
    book.apply([ERROR])
    number = parts(book.packed())[SHEET].decode().split('dxfId="')[1].split('"')[0]
    users = f'<cfRule type="expression" dxfId="{number}" priority="9"><formula>A1=1</formula></cfRule>'
    own = f'<conditionalFormatting sqref="A1">{users}</conditionalFormatting>'
    changed = repacked(
        book.packed(),
        {SHEET: lambda old: old.replace(b"<conditionalFormatting", own.encode() + b"<conditionalFormatting", 1)},
    )
    later = grid(changed)
    later.apply([Unmark("771")])
    area = next(a for a in seen(later)["771"].conditional_formatting if str(a.sqref) == "A1")
    assert area.rules[0].dxf.fill.bgColor.rgb == "FF" + FILLS[Severity.ERROR]


def test_a_protected_sheet_is_not_marked_and_not_unprotected() -> None:
    book = grid(protected())
    with pytest.raises(RefusedEditError, match="skyddat"):
        book.apply([ERROR])
    assert not book.changed()
    book.apply([Write("771", (3, 2), ((Cell(5),),)), Unmark("771")])
    with pytest.raises(RefusedEditError, match="771 B4 kan inte skrivas: bladet är skyddat och cellen är låst"):
        book.apply([Write("771", (4, 2), ((Cell(5),),))])


def test_a_workbook_that_is_shared_the_old_way_is_not_marked() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/revisionHeaders"
    arrow = f'<Relationship Id="rId88" Type="{kind}" Target="revisions/revisionHeaders.xml"/></Relationships>'
    book = grid(
        repacked(
            raw(month()),
            {
                "xl/revisions/revisionHeaders.xml": b"<headers/>",
                "xl/_rels/workbook.xml.rels": lambda old: old.replace(b"</Relationships>", arrow.encode()),
            },
        )
    )
    assert book.refusals([ERROR]) == ("Arbetsboken är delad på det gamla sättet, så 771 B3 kan inte markeras.",)


def test_a_sheet_with_form_controls_but_no_notes_gets_the_note_in_the_drawing_it_has() -> None:
    blob = raw(month())
    drawing = next(name for name in parts(blob) if name.endswith(".vml"))
    control = (
        b'<v:shape id="_x0000_s9001" style="x"><x:ClientData ObjectType="Checkbox"></x:ClientData></v:shape></xml>'
    )
    book = grid(repacked(blob, {drawing: lambda old: old.replace(b"</xml>", control)}))
    book.apply([ERROR])
    told = parts(book.packed())[drawing].decode()
    assert 'ObjectType="Checkbox"' in told
    assert 'id="_x0000_s9002"' in told
    book.apply([Unmark("771")])
    assert (
        parts(book.packed())[drawing]
        == parts(repacked(blob, {drawing: lambda old: old.replace(b"</xml>", control)}))[drawing]
    )
