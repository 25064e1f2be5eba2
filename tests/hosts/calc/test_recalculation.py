"""Copies that LibreOffice has recalculated or printed."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from sn_excel.engine.errors import DocumentError
from sn_excel.engine.office import Office
from sn_excel.hosts.calc.pdf import to_pdf
from sn_excel.hosts.calc.recalculation import recalculated


@pytest.fixture
def stale(tmp_path: Path) -> Path:
    """A book whose formulas have no cached values."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"], sheet["A3"] = 12470, 14191, "=A1-A2"
    sheet["A4"], sheet["A5"] = '=IF(A3<0,"Överskridande","")', "=1/0"
    book.save(tmp_path / "utfall.xlsx")
    return tmp_path / "utfall.xlsx"


def test_a_copy_carries_values_that_libreoffice_computed(office: Office, stale: Path, tmp_path: Path) -> None:
    recalculated(stale, tmp_path / "ut.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "ut.xlsx", data_only=True).worksheets[0]
    assert [cell.value for cell in sheet["A"]] == [12470, 14191, -1721, "Överskridande", "#DIV/0!"]
    formulas = openpyxl.load_workbook(tmp_path / "ut.xlsx").worksheets[0]
    assert formulas["A3"].value == "=A1-A2"


def test_a_wrong_cached_value_is_computed_anew(office: Office, stale: Path, tmp_path: Path) -> None:
    recalculated(stale, tmp_path / "rätt.xlsx")
    with ZipFile(tmp_path / "rätt.xlsx") as right, ZipFile(tmp_path / "fel.xlsx", "w") as wrong:
        for part in right.namelist():
            wrong.writestr(part, right.read(part).replace(b"<v>-1721</v>", b"<v>99</v>"))
    assert openpyxl.load_workbook(tmp_path / "fel.xlsx", data_only=True).worksheets[0]["A3"].value == 99
    recalculated(tmp_path / "fel.xlsx", tmp_path / "ut.xlsx")
    assert openpyxl.load_workbook(tmp_path / "ut.xlsx", data_only=True).worksheets[0]["A3"].value == -1721


def test_the_original_and_its_folder_stay_as_they_were(office: Office, stale: Path, tmp_path: Path) -> None:
    before = stale.read_bytes()
    out = tmp_path / "ut"
    out.mkdir()
    recalculated(stale, out / "ut.xlsx")
    to_pdf(stale, out / "ut.pdf")
    assert stale.read_bytes() == before
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["ut", "utfall.xlsx"]


def test_pages_are_printed_as_pdf(office: Office, stale: Path, tmp_path: Path) -> None:
    to_pdf(stale, tmp_path / "ut.pdf")
    assert (tmp_path / "ut.pdf").read_bytes().startswith(b"%PDF-")


def test_a_missing_file_and_a_broken_one_are_told_in_swedish(office: Office, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="finns inte"):
        recalculated(tmp_path / "saknas.xlsx", tmp_path / "ut.xlsx")
    (tmp_path / "trasig.xlsx").write_bytes(b"PK\x03\x04" + b"nonsens" * 40)
    with pytest.raises(DocumentError, match="kan inte öppnas"):
        recalculated(tmp_path / "trasig.xlsx", tmp_path / "ut.xlsx")


def test_a_kind_of_file_that_calc_does_not_write_is_refused(office: Office, stale: Path, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"slaget \.docx"):
        recalculated(stale, tmp_path / "brev.docx")
