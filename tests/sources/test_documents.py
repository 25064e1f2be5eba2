"""Files of every kind a controller hands over: told by content, decoded, cut into cells, or refused with a remedy."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest

from sn_excel.model.errors import UnreadableFileError
from sn_excel.model.sheets import Sheet
from sn_excel.sources.documents import Content, content, delimiter, sheets

LAYOUTS = (
    "cp437_semicolon", "dot_thousands_da", "english_locale", "kronor_trailing_minus", "mkr_1dec",
    "narrow_nbsp_semicolon", "nbsp_tab", "raindance_like_csv", "thin_space", "unit4_like_csv",
    "utf16_excel_unicode_text",
)  # fmt: skip
CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp437", "mac-roman")
LINES = ("endash_space_text", "pdf_like_text")


def only(path: Path) -> Sheet:
    (sheet,) = sheets(path)
    return sheet


def written(folder: Path, data: bytes, name: str = "export.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def names_as_printed(seeds: Path) -> list[str]:
    with (seeds / "maj_2024.csv").open(encoding="utf-8") as file:
        return [row["name"] for row in csv.DictReader(file)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_names_as_printed(shared: Path, seeds: Path, layout: str) -> None:
    sheet = only(shared / "swedish_numbers" / f"maj_2024__{layout}.txt")
    assert not sheet.lines
    assert sheet.last == (94, 6)
    assert [sheet.cells[row, 2] for row in range(2, 95)] == names_as_printed(seeds)


@pytest.mark.parametrize("layout", LINES)
def test_text_without_a_delimiter_stays_whole_lines(shared: Path, seeds: Path, layout: str) -> None:
    sheet = only(shared / "swedish_numbers" / f"maj_2024__{layout}.txt")
    assert sheet.lines
    assert sheet.last == (94, 1)
    for row, name in enumerate(names_as_printed(seeds), 2):
        assert name in str(sheet.cells[row, 1])


def test_rows_of_the_printed_month_table_are_its_lines(seeds: Path) -> None:
    path = next(seeds.glob("000_*.txt"))
    sheet = only(path)
    assert sheet.lines
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        assert str(sheet.cells.get((number, 1), "")).strip() == line.strip()


@pytest.mark.parametrize("codec", CODECS)
def test_the_encoding_is_told_by_the_letters(tmp_path: Path, codec: str) -> None:
    text = "Kod;Benämning;Utfall\r\n754;Öppna insatser för barn på Ågatan;1 302\r\n"
    sheet = only(written(tmp_path, text.encode(codec)))
    assert sheet.cells[2, 2] == "Öppna insatser för barn på Ågatan"
    assert sheet.cells[1, 1] == "Kod"


def test_windows_signs_in_numbers_count_as_evidence(tmp_path: Path) -> None:
    sheet = only(written(tmp_path, "Kod;Utfall\r\n754;1\u00a0302\r\n756;\u20131\u00a0302\r\n".encode("cp1252")))
    assert sheet.cells[3, 2] == "\u20131\u00a0302"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "tom"),
        (b"\xef\xbb\xbf\r\n", "tom"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xlsx"),
        (b"<html><table><tr><td>1</td></tr></table></html>", ".xlsx"),
        (b'<?xml version="1.0"?><Workbook/>', ".xlsx"),
        (b"{\\rtf1 tabell}", "RTF"),
        (bytes(range(256)) * 8, "CSV"),
        (b"PK\x03\x04 broken", "skadad"),
        (b"Kod;Namn\n754;\xd8\xf8\xfe\xf0\xd0 \xcb\xeb\n", "teckenkodning"),
        ("Kod;Namn\n754;Verkst\ufffdllighet\n".encode(), "förstörda"),
        ("Kod;Namn\n754;VerkstÃ¤llighet\n".encode(), "förstörda"),
        ('Kod;Namn\n754;"Öppna insatser\n756;Stöd\n'.encode(), "rad 2: citattecknen"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_has_one_sentence_with_a_remedy(tmp_path: Path, data: bytes, words: str) -> None:
    path = written(tmp_path, data)
    with pytest.raises(UnreadableFileError) as error:
        sheets(path)
    assert "export.csv" in str(error.value)
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("member", "words"),
    [("word/document.xml", "Word"), ("xl/workbook.bin", ".xlsb"), ("content.xml", "ODF"), ("bild.png", "zip")],
)
def test_other_packages_than_workbooks_are_refused(tmp_path: Path, member: str, words: str) -> None:
    path = tmp_path / "export.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(member, "x")
    with pytest.raises(UnreadableFileError, match=words):
        content(path)


def test_a_workbook_is_told_by_content_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "x")
        package.writestr("xl/workbook.xml", "x")
    assert content(path) is Content.WORKBOOK


def test_a_missing_file_and_a_folder_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="finns inte"):
        sheets(tmp_path / "borta.csv")
    with pytest.raises(UnreadableFileError, match="mapp"):
        sheets(tmp_path)


def test_formula_like_and_number_like_cells_stay_texts(tmp_path: Path) -> None:
    sheet = only(written(tmp_path, b'Kod;Namn;Utfall\r\n="0754";=1+1;1302\r\n'))
    assert [sheet.cells[2, column] for column in (1, 2, 3)] == ['="0754"', "=1+1", "1302"]


def test_quoted_delimiters_and_line_breaks_stay_in_their_cell(tmp_path: Path) -> None:
    sheet = only(written(tmp_path, b'Kod;"Utfall\r\nMaj";Namn\r\n754;1;"a; ""b"""\r\n'))
    assert [sheet.cells[1, column] for column in (1, 2, 3)] == ["Kod", "Utfall\nMaj", "Namn"]
    assert [sheet.cells[2, column] for column in (1, 2, 3)] == ["754", "1", 'a; "b"']


def test_excels_delimiter_line_is_obeyed(tmp_path: Path) -> None:
    sheet = only(written(tmp_path, b"sep=|\r\nKod|Namn; kort\r\n754|A\r\n"))
    assert sheet.cells == {(2, 1): "Kod", (2, 2): "Namn; kort", (3, 1): "754", (3, 2): "A"}


@pytest.mark.parametrize(
    ("body", "mark"),
    [
        ("100 Politisk verksamhet 0,5 0,5 0,0 1,3\n285 Bostad 0,0 0,5 0,4 1,1\nTotalt 0,5 1,0 0,4 2,4\n", ""),
        ("period,code,amount\n202401,7500,525\n202402,7500,526\n", ","),
        ("Rapport uttagen 2024-06-10\n\nKod;Utfall\n754;1,5\n756;2,5\n770;3,5\n", ";"),
        ("Öppna insatser, barn och unga 655 482\nVård för barn, institution 637 0\n", ""),
        ("Kod\tNamn\n754\tÖppna insatser, barn; unga\n", "\t"),
    ],
)
def test_the_delimiter_is_the_one_that_makes_the_lines_alike(body: str, mark: str) -> None:
    assert delimiter(body) == mark


def test_page_breaks_do_not_shift_the_line_numbers(tmp_path: Path) -> None:
    sheet = only(written(tmp_path, "Socialnämnd\n\f754 Myndighet 1\n".encode()))
    assert sheet.cells == {(1, 1): "Socialnämnd", (2, 1): "754 Myndighet 1"}


INJECTION = """Konto;Text;Belopp
4010;=HYPERLINK("http://127.0.0.1/?"&A1;"klicka");100,00
4011;"+46 70 123";-2 605
4012;@SUM(A1:A9);1
4013;=1+1;2
4014;"Insatser "öppna" 2024";3
4015;"delad
text";4
"""


def test_texts_that_look_like_formulas_are_texts_whatever_their_quotation_marks(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(INJECTION, encoding="utf-8")
    (sheet,) = sheets(path)
    rows = [tuple(sheet.cells.get((row, column)) for column in (1, 2, 3)) for row in range(2, 8)]
    assert rows == [
        ("4010", '=HYPERLINK("http://127.0.0.1/?"&A1;"klicka")', "100,00"),
        ("4011", "+46 70 123", "-2 605"),
        ("4012", "@SUM(A1:A9)", "1"),
        ("4013", "=1+1", "2"),
        ("4014", 'Insatser "öppna" 2024', "3"),
        ("4015", "delad\ntext", "4"),
    ]
    assert not sheet.formulas


@pytest.mark.parametrize("line", ['4016;"öppen;5', '4016;"a"b;c"d;5;6', '"4016;text;5'])
def test_quotation_marks_that_can_be_read_in_no_way_or_several_are_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "export.csv"
    path.write_text(INJECTION + line + "\n4017;slut;6\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="rad 9: citattecknen går inte ihop"):
        sheets(path)


def test_a_line_drawn_below_the_headings_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "tabell.txt"
    path.write_text("| Kod | Utfall |\n|:---|---:|\n| 7541 | 655 |\n| 7542 | - |\n", encoding="utf-8")
    (sheet,) = sheets(path)
    assert {row for row, _ in sheet.cells} == {1, 3, 4}
    assert str(sheet.cells[4, 3]).strip() == "-"
