"""From Excel to Calc and back: the functions keep the name that Excel knows, in every place a formula can stand."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula

from sn_excel.engine import documents
from sn_excel.engine.office import Office
from sn_excel.hosts.calc import opened_books
from sn_excel.hosts.calc.function_names import excel, plain, unknown
from tests.hosts.calc.calc_sessions import calc, opened, saved

__all__ = ["calc"]

FORMULAS = {
    "D1": ("=SN_DEVIATION(A1,B1)", -1721),
    "D2": ("=1+[1]!SN_DEVIATION(A1,B1)", -1720),
    "D3": ("=SUM(D1:D2)", -3441),
    "D4": ('="sn_deviation("&SN_DEVIATION(A2,B2)', "sn_deviation(18"),
    "D5": ("=Avvikelsen", -1721),
    "D6": ('=IFERROR(SN_DEVIATION_PCT(A1,0),"saknas")', "saknas"),
    "D7": ("=SN_DEVIATION_PCT(A1,0)", "#DIV/0!"),
    "D8": ('=SN_SUBTOTAL_CHECK(4,{9;-5})&" & <"', "Stämmer & <"),
}
WRITTEN = {at: formula.replace("[1]!", "") for at, (formula, _) in FORMULAS.items()}
LINK = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook r:id="rId1"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheetNames><sheetName val="sn_excel.conf"/></sheetNames>
<definedNames><definedName name="SN_DEVIATION"/></definedNames></externalBook></externalLink>"""
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PART = "externalLinks/externalLink1.xml"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
REFERENCE = f'<externalReference r:id="rId99" xmlns:r="{OFFICE}"/>'
PLACES = {
    "xl/workbook.xml": ("</sheets>", f"</sheets><externalReferences>{REFERENCE}</externalReferences>"),
    "xl/_rels/workbook.xml.rels": (
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{OFFICE}/externalLink" Target="{PART}"/></Relationships>',
    ),
    "[Content_Types].xml": ("</Types>", f'<Override PartName="/xl/{PART}" ContentType="{KIND}"/></Types>'),
}


@pytest.fixture
def from_excel(tmp_path: Path) -> Path:
    """A book as Excel leaves it with the add-in: plain names, names linked to the add-in's file, an array, a rule."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "771"
    for row in ((14191, 12470), (525, 543)):
        page.append(row)
    for at, (formula, _) in FORMULAS.items():
        page[at] = formula
    page["F1"] = ArrayFormula("F1:F2", "=SN_DEVIATION(A1:A2,B1:B2)")
    book.defined_names["Avvikelsen"] = DefinedName("Avvikelsen", attr_text="SN_DEVIATION('771'!$A$1,'771'!$B$1)")
    red = PatternFill(bgColor="FFFF0000", fill_type="solid")
    rule = FormulaRule(formula=["SN_DEVIATION($A1,$B1)<0"], fill=red)  # type: ignore[no-untyped-call]  # openpyxl's
    page.conditional_formatting.add("A1:A2", rule)
    book.save(tmp_path / "utan.xlsx")
    path = tmp_path / "från excel.xlsx"
    with ZipFile(tmp_path / "utan.xlsx") as old, ZipFile(path, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode("utf-8")
            new.writestr(name, text.replace(*PLACES[name]) if name in PLACES else text)
        new.writestr(f"xl/{PART}", LINK)
        new.writestr(
            "xl/externalLinks/_rels/externalLink1.xml.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/externalLinkPath" '
            'Target="file:///C:\\Tillägg\\sn_excel.xlam" TargetMode="External"/></Relationships>',
        )
    return path


def test_a_book_from_excel_computes_in_calc_and_goes_back_as_it_was(
    calc: Office, from_excel: Path, tmp_path: Path
) -> None:
    with opened(calc, from_excel) as document:
        sheet = document.Sheets.getByName("771")
        for at, (_, wanted) in FORMULAS.items():
            cell = sheet.getCellRangeByName(at)
            assert cell.String == str(wanted), at
        assert [row[0] for row in sheet.getCellRangeByName("F1:F2").getDataArray()] == [-1721, 18]
        assert not document.isModified()
        back = saved(calc, document, tmp_path / "tillbaka.xlsx")
    formulas, values = load_workbook(back)["771"], load_workbook(back, data_only=True)["771"]
    for at, (_, wanted) in FORMULAS.items():
        assert formulas[at].value == WRITTEN[at], at
        assert values[at].value == wanted, at
    assert formulas["F1"].value.text == "=SN_DEVIATION(A1:A2,B1:B2)"
    assert formulas["F1"].value.ref == "F1:F2"
    assert (values["F1"].value, values["F2"].value) == (-1721, 18)
    (rule,) = formulas.conditional_formatting
    assert rule.rules[0].formula == ["SN_DEVIATION($A1,$B1)<0"]
    assert load_workbook(back).defined_names["Avvikelsen"].attr_text == "SN_DEVIATION('771'!$A$1,'771'!$B$1)"


def test_a_book_saved_again_and_again_is_whole_every_time(calc: Office, from_excel: Path) -> None:
    with opened(calc, from_excel) as document:
        sheet = document.Sheets.getByName("771")
        for figure in (12000.0, 13000.0):
            sheet.getCellRangeByName("A1").setValue(figure)
            document.store()
            page = load_workbook(from_excel)["771"]
            assert page["D1"].value == "=SN_DEVIATION(A1,B1)"
            assert load_workbook(from_excel, data_only=True)["771"]["D1"].value == 12470 - figure
            assert not document.isModified()
    assert sorted(path.name for path in from_excel.parent.iterdir()) == ["från excel.xlsx", "utan.xlsx"]


def test_a_formula_typed_in_calc_is_read_by_excel(calc: Office, tmp_path: Path) -> None:
    with opened(calc) as document:
        document.Sheets.getByIndex(0).getCellRangeByName("A1").setFormula("=SN_TKR(1499500)+SN_DEVIATION(1;2)")
        path = saved(calc, document, tmp_path / "ny.xlsx")
        saved(calc, document, tmp_path / "ny.ods")
    assert load_workbook(path).worksheets[0]["A1"].value == "=SN_TKR(1499500)+SN_DEVIATION(1,2)"
    assert load_workbook(path, data_only=True).worksheets[0]["A1"].value == 1501
    with opened(calc, tmp_path / "ny.ods") as document:
        assert document.Sheets.getByIndex(0).getCellRangeByName("A1").Value == 1501


def test_a_copy_saved_beside_the_addins_back_is_whole_again_when_it_is_saved(calc: Office, tmp_path: Path) -> None:
    path = tmp_path / "kopia.xlsx"
    with opened(calc) as document:
        document.Sheets.getByIndex(0).getCellRangeByName("A1").setFormula("=SN_TKR(1500)")
        documents.exported(calc, document, path)
    assert load_workbook(path).worksheets[0]["A1"].value == "=SNEXCEL.FUNCTIONS.SN_TKR(1500)"
    with opened(calc, path) as document:
        assert document.Sheets.getByIndex(0).getCellRangeByName("A1").Value == 2
        document.store()
    assert load_workbook(path).worksheets[0]["A1"].value == "=SN_TKR(1500)"


def test_only_the_formulas_parts_change_and_the_file_keeps_its_time(tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    book = Workbook()
    book.worksheets[0]["A1"] = "=SNEXCEL.FUNCTIONS.SN_TKR(1500)"
    book.worksheets[0]["A2"] = "SNEXCEL.FUNCTIONS.SN_TKR(1500)"
    book.create_sheet("Anteckningar")["A1"] = "behålls"
    book.save(path)
    shutil.copystat(Path(__file__), path)
    before, stamp = ZipFile(path), path.stat().st_mtime_ns
    parts = {name: before.read(name) for name in before.namelist()}
    assert opened_books.saved(path)
    with ZipFile(path) as after:
        changed = [name for name in after.namelist() if after.read(name) != parts[name]]
        assert after.namelist() == list(parts)
    assert changed == ["xl/worksheets/sheet1.xml"]
    assert path.stat().st_mtime_ns == stamp
    page = load_workbook(path).worksheets[0]
    assert (page["A1"].value, page["A2"].value) == ("=SN_TKR(1500)", "SNEXCEL.FUNCTIONS.SN_TKR(1500)")
    assert not opened_books.saved(path)


def test_a_file_that_is_no_package_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "skyddad.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0 SNEXCEL.FUNCTIONS.SN_TKR(")
    assert not opened_books.saved(path)
    assert path.read_bytes().startswith(b"\xd0\xcf")


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("=sn_deviation_pct(A1;B1)", "=SN_DEVIATION_PCT(A1;B1)"),
        ("=[12]!SN_TKR(A1)", "=SN_TKR(A1)"),
        ("='C:\\Users\\x\\sn_excel.xlam'!SN_TKR(A1)", "=SN_TKR(A1)"),
        ("=sn_excel.xlam!SN_TKR(A1)", "=SN_TKR(A1)"),
        ("=SNEXCEL.FUNCTIONS.SN_TKR(SNEXCEL.FUNCTIONS.SN_TKR(A1))", "=SN_TKR(SN_TKR(A1))"),
        ("=sn_tkr (A1)", "=SN_TKR (A1)"),
        ("=MIN.SN_TKR(A1)+asn_tkr(A1)+sn_tkr+SN_TKR2(A1)", "=MIN.SN_TKR(A1)+asn_tkr(A1)+sn_tkr+SN_TKR2(A1)"),
        ('=\'sn_tkr(\'!A1&"sn_tkr(""sn_tkr("', '=\'sn_tkr(\'!A1&"sn_tkr(""sn_tkr("'),
    ],
)
def test_a_name_of_ours_is_told_from_all_else(formula: str, wanted: str) -> None:
    assert plain(formula) == wanted
    assert not unknown(wanted)


@given(st.text(alphabet="sn_tkr()\"'=A1;&<>! [].", max_size=40))
def test_a_part_is_changed_in_its_formulas_only_and_once(text: str) -> None:
    from html import escape

    part = f"<c><f>{escape(text, quote=False)}</f><v>sn_tkr(</v></c>"
    once = excel(part)
    assert excel(once) == once
    assert re.sub(r"<f>.*?</f>", "", once, flags=re.DOTALL) == re.sub(r"<f>.*?</f>", "", part, flags=re.DOTALL)
