"""Damaged files: whatever is done to a workbook's bytes or XML, it is read, edited or refused with a sentence."""

from __future__ import annotations

import io
import os
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill

from sn_excel.model.edits import (
    AddSheet,
    Cell,
    DefineName,
    DropSheet,
    Edit,
    Formula,
    Look,
    Mark,
    PrintTexts,
    Unmark,
    Write,
)
from sn_excel.model.errors import RefusedEditError, UnreadableFileError
from sn_excel.model.findings import Severity
from sn_excel.ooxml.file_grid import FileGrid
from sn_excel.ooxml.package.preflight import opened

EXAMPLES = int(os.environ.get("SN_MUTATIONS", "150"))
"""How many damaged files are tried; the long run sets it to some hundred thousand."""

SETTINGS = settings(
    max_examples=EXAMPLES,
    derandomize=EXAMPLES <= 150,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)


@cache
def book() -> bytes:
    """A workbook with some of everything."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "771"
    for row in range(1, 8):
        sheet.append([f"77{row} Enhet", row * 100, row * 90, f"=C{row}-B{row}", True])
    sheet["A1"].font = Font(bold=True)
    sheet["B2"].fill = PatternFill("solid", fgColor="FFEEAA")
    sheet["B3"].comment = Comment("Utrett", "ekonom")
    sheet.merge_cells("A9:C9")
    sheet.column_dimensions["C"].hidden = True
    sheet.conditional_formatting.add("B1:B7", Rule("expression", formula=["B1<0"]))
    sheet.print_title_rows = "1:1"
    made.create_sheet("Annan")["A1"] = "='771'!B1"
    made.defined_names["Block"] = openpyxl.workbook.defined_name.DefinedName("Block", attr_text="'771'!$A$1:$B$2")
    raw = io.BytesIO()
    made.save(raw)
    return raw.getvalue()


def parts() -> dict[str, bytes]:
    """The members of the workbook."""
    with zipfile.ZipFile(io.BytesIO(book())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: dict[str, bytes]) -> bytes:
    """A zip of the members."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return raw.getvalue()


EDITS: tuple[Edit, ...] = (
    Unmark("771"),
    Write("771", (2, 2), ((Cell(1), Cell("=x"), Cell(Formula("B1", 5), Look(bold=True, number_format="0.0"))),)),
    Mark("771", (2, 2), Severity.ERROR, "Stämmer ej"),
    AddSheet("Avstämning", "771"),
    Write("Avstämning", (1, 1), ((Cell("Differens", None, "'771'!A1"),),)),
    PrintTexts("Avstämning", "&Ltkr", "&RSida &P"),
    DefineName("Nytt", "771", (1, 1, 2, 2)),
    DropSheet("Annan"),
)


def tried(blob: bytes) -> None:
    """Open, read, edit and pack; only our own errors, with a Swedish sentence, may come."""
    try:
        grid = FileGrid(opened(blob), "skadad.xlsx")
        for name in grid.sheets():
            grid.read(name)
        grid.names()
        grid.cautions()
        grid.apply([edit for edit in EDITS if not grid.refusals([edit])])
        again = FileGrid(opened(grid.packed()), "ny.xlsx")
        for name in again.sheets():
            again.read(name)
        again.apply([Unmark(name) for name in again.sheets() if not again.refusals([Unmark(name)])])
    except (UnreadableFileError, RefusedEditError) as error:
        told = str(error)
    else:
        return
    assert told.endswith("."), told
    assert len(told) > 20, told


@SETTINGS
@given(st.lists(st.tuples(st.integers(0, 20_000), st.binary(min_size=0, max_size=4)), min_size=1, max_size=6))
def test_a_zip_with_changed_bytes_is_refused_or_handled(changes: list[tuple[int, bytes]]) -> None:
    blob = bytearray(book())
    for place, new in changes:
        at = place % len(blob)
        blob[at : at + max(len(new), 1)] = new
    tried(bytes(blob))


@SETTINGS
@given(st.data())
def test_xml_with_changed_text_is_refused_or_handled(data: st.DataObject) -> None:
    members = parts()
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(sorted(members)))
        raw = bytearray(members[name])
        at = data.draw(st.integers(0, max(len(raw) - 1, 0)))
        size = data.draw(st.integers(0, 12))
        raw[at : at + size] = data.draw(st.sampled_from(SNIPPETS) | st.binary(max_size=5))
        members[name] = bytes(raw)
    tried(packed(members))


@SETTINGS
@given(st.data())
def test_a_part_that_is_gone_empty_or_another_is_refused_or_handled(data: st.DataObject) -> None:
    members = parts()
    name = data.draw(st.sampled_from(sorted(members)))
    other = data.draw(st.sampled_from(sorted(members)))
    kind = data.draw(st.sampled_from(["gone", "empty", "other", "tag", "attribute"]))
    if kind == "gone":
        del members[name]
    elif kind in ("empty", "other"):
        members[name] = members[other] if kind == "other" else b""
    else:
        members[name] = _mangled(members[name], kind, data)
    tried(packed(members))


def _mangled(raw: bytes, kind: str, data: st.DataObject) -> bytes:
    """The part with an element or an attribute value of its own changed so that it stays well-formed."""
    import re

    pattern = rb"<([A-Za-z:]+)(?:\s[^<>]*)?/>" if kind == "tag" else rb'="[^"<>]*"'
    found = list(re.finditer(pattern, raw))
    if not found:
        return raw
    one = data.draw(st.sampled_from(found))
    new = b"" if kind == "tag" else b'="' + data.draw(st.sampled_from(VALUES)) + b'"'
    return raw[: one.start()] + new + raw[one.end() :]


VALUES = [
    b"",
    b"0",
    b"-1",
    b"99999999999",
    b"x",
    b"A0",
    b"ZZZZ1",
    b"A1:",
    "²".encode(),
    b"1e400",
    b"NaN",
    b"s",
    b"rId99",
    b"../../../etc",
]
SNIPPETS = [
    b"",
    b"<",
    b">",
    b"&amp;",
    b'"',
    b"<!-- x -->",
    b"<![CDATA[<c>]]>",
    b"<?pi ?>",
    b"</c>",
    b"<c/>",
    b"<row/>",
    *VALUES,
]


@pytest.mark.parametrize(
    "snippet",
    [
        b"<!-- <c r='Z9'><v>1</v></c> -->",
        b"<?pi <row> ?>",
        b"<c r='F2' t='inlineStr'><is><t><![CDATA[<v>5</v>]]></t></is></c>",
    ],
)
def test_comments_and_cdata_among_cells_do_not_mislead(snippet: bytes, tmp_path: Path) -> None:
    members = parts()
    name = "xl/worksheets/sheet1.xml"
    members[name] = members[name].replace(b'</c></row><row r="3"', b"</c>" + snippet + b'</row><row r="3"', 1)
    assert snippet in members[name]
    grid = FileGrid(opened(packed(members)), "771.xlsx")
    before = grid.read("771")
    assert before.cells.get((2, 6)) == ("<v>5</v>" if b"CDATA" in snippet else None)
    grid.apply([Write("771", (2, 2), ((Cell(7),),)), Write("771", (2, 8), ((Cell("sist"),),))])
    after = grid.read("771")
    assert {at: v for at, v in after.cells.items() if before.cells.get(at) != v} == {(2, 2): 7, (2, 8): "sist"}
    assert snippet in grid._book.package.read(name)
