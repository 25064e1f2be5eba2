"""Files that are not what they should be: each is answered at once, within bounds, with a sentence of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sn_excel.model.edits import Cell, Write
from sn_excel.model.errors import UnreadableFileError
from sn_excel.ooxml.file_grid import FileGrid
from sn_excel.ooxml.package.preflight import opened
from tests.ooxml.books import grid, month, parts, raw, repacked

WORDS = {
    "01": "packas upp", "02": "celler", "03": "delar", "04": "DTD", "05": "DTD", "06": "DTD", "07": "DTD",
    "08": "sökväg", "09": "utanför sig själv",
    "12": "ligger utanför ett kalkylblad", "14": "zip-arkivet", "15": "(.xls)", "16": "text",
    "17": "0 byte", "18": "bladet A saknas", "19": "trasig XML", "21": "text", "24": "finns två gånger",
    "25": "innehåller XML", "26": "pekar på en text som saknas", "27": "inte går att läsa (NaN)", "29": "cellformat",
    "31": "lösenord",
}  # fmt: skip
"""The word that tells each refusal from the others; files not named here are read."""

_PROBE = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
from pathlib import Path
from sn_excel.model.errors import UnreadableFileError
from sn_excel.ooxml.file_grid import FileGrid
for name in sys.argv[1:]:
    try:
        grid = FileGrid.open(Path(name))
        cells = sum(len(grid.read(sheet).cells) for sheet in grid.sheets())
        print(f"ok {cells} {' '.join(grid.cautions())}")
    except UnreadableFileError as error:
        print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of memory and time are set the Unix way")
def test_every_bad_file_is_answered_as_expected_within_five_seconds_and_a_gibibyte(shared: Path) -> None:
    folder = shared / "bench" / "fidelity" / "bad"
    expected: dict[str, list[str]] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    for name, (wanted, why) in expected.items():
        ran = subprocess.run(
            [sys.executable, "-c", _PROBE, str(folder / name)], capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"}, encoding="utf-8",
        )  # fmt: skip
        told = ran.stdout.strip()
        assert ran.returncode == 0, (name, why, ran.stderr)
        assert "\n" not in told, name
        word = WORDS.get(name[:2])
        assert (word in told) if word else told.startswith("ok "), (name, wanted, told)
        if not word:
            assert "ok" in wanted or "bounded" in wanted, (name, wanted)
        elif not wanted.startswith(("refuse", "ok (never", "ok/refuse")):
            assert name.endswith(".csv"), (name, wanted, told)
        if "warning" in wanted:
            assert "lämnas orörda" in told, name


def test_text_that_looks_like_formulas_is_read_and_written_back_as_text(shared: Path) -> None:
    book = FileGrid.open(shared / "bench" / "fidelity" / "bad" / "20_formula_injection.xlsx")
    sheet = book.read("A")
    assert not sheet.formulas
    book.apply([Write("A", (2, 1), (tuple(Cell(sheet.cells[(1, column)]) for column in range(1, 7)),))])
    after = book.read("A")
    assert not after.formulas
    assert [after.cells[(2, c)] for c in range(1, 7)] == [after.cells[(1, c)] for c in range(1, 7)]


@pytest.mark.parametrize(
    ("blob", "word"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04 och sedan inget", "zip-arkivet"),
        (raw(month())[:-30], "zip-arkivet"),
        (b"\x1f\x8b\x08", "gzip"),
    ],
)
def test_other_kinds_of_files_are_called_what_they_are(blob: bytes, word: str) -> None:
    with pytest.raises(UnreadableFileError, match=word):
        opened(blob)


@pytest.mark.parametrize(
    ("part", "word"), [("word/document.xml", "Word"), ("xl/workbook.bin", "xlsb"), ("content.xml", "OpenDocument")]
)
def test_other_packages_are_called_what_they_are(part: str, word: str) -> None:
    members = {name: data for name, data in parts(raw(month())).items() if name == "docProps/core.xml"}
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in [*members.items(), (part, b"x")]:
            archive.writestr(name, data)
    with pytest.raises(UnreadableFileError, match=word):
        opened(out.getvalue())


def test_a_file_that_is_missing_or_a_folder_is_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "saknas.xlsx"):
        with pytest.raises(UnreadableFileError, match="går inte att öppna"):
            FileGrid.open(path)


def test_links_and_macros_are_told_of_and_left_alone() -> None:
    book = grid(repacked(raw(month()), {"xl/vbaProject.bin": b"\x00macro"}))
    assert "makron" in book.cautions()[0]
    book.apply([Write("771", (3, 2), ((Cell(1),),))])
    assert parts(book.packed())["xl/vbaProject.bin"] == b"\x00macro"
