"""Other programs open what we write, show it, and give our marks back in a form that we still know."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

from sn_excel.model.edits import AddSheet, Cell, Formula, Look, Mark, Unmark, Write
from sn_excel.model.findings import Severity
from sn_excel.ooxml.file_grid import FileGrid
from tests.ooxml.books import month, saved, seen, template


def converted(soffice: Path, source: Path, kind: str, folder: Path) -> Path:
    """The file as LibreOffice writes it anew."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(soffice), profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "ut"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "ut" / f"{source.stem}.{kind}"


def test_libreoffice_opens_an_edited_book_and_its_copy_is_cleared_of_our_marks(soffice: Path, tmp_path: Path) -> None:
    book = FileGrid.open(saved(month(), tmp_path / "bok.xlsx"), saved(template(), tmp_path / "mall.xlsx"))
    book.apply(
        [
            Write("771", (3, 2), ((Cell(140),),)),
            Mark("771", (3, 2), Severity.ERROR, "SN301 Stämmer ej"),
            Mark("771", (4, 2), Severity.NOTE, ""),
            AddSheet("Avstämning", "Mall sida", before="771"),
            Write("Avstämning", (1, 1), ((Cell("=Text", Look(bold=True)), Cell(Formula("'771'!B5", 390))),)),
        ]
    )
    book.save(tmp_path / "ny.xlsx")
    with converted(soffice, tmp_path / "ny.xlsx", "csv", tmp_path).open(encoding="utf-8") as file:
        assert next(csv.reader(file))[:2] == ["=Text", "390"], "140 + 250, calculated anew"
    copy = FileGrid.open(converted(soffice, tmp_path / "ny.xlsx", "xlsx", tmp_path))
    before = seen(copy)
    assert any(
        "sn_excel:error" in r.formula[0] for a in before["771"].conditional_formatting for r in a.rules if r.formula
    )
    assert "SN301 Stämmer ej" in before["771"]["B3"].comment.text
    assert copy.read("771").noted == {(3, 2), (4, 3)}
    copy.apply([Unmark("771")])
    after = seen(copy)
    assert not [
        r for a in after["771"].conditional_formatting for r in a.rules if r.formula and "sn_excel" in r.formula[0]
    ]
    assert copy.read("771").noted == {(4, 3)}
    assert after["771"]["C4"].comment.text.strip() == "Beslut § 12"
