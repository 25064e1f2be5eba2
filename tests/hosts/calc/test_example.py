"""The chapter's example of plain xlwings in Calc, run as a user runs it: in a Python of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from sn_excel.hosts.cli.runs import run

CHAPTER = Path(__file__).parents[3] / "docs" / "libreoffice.md"


def python(code: str, folder: Path) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_chapters_example_works_as_it_stands(soffice: Path, tmp_path: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", CHAPTER.read_text(encoding="utf-8"), re.DOTALL)
    assert run(["demo", "--folder", str(tmp_path)]) == 0
    assert python(example, tmp_path) == "771 Äldreomsorg 851.0\n"
    page = openpyxl.load_workbook(tmp_path / "provad.xlsx")["771"]
    assert page["G5"].value == "=ROUND(B5-C5,0)"


def test_naming_the_host_loads_neither_the_bridge_nor_xlwings(tmp_path: Path) -> None:
    code = "import sys; from sn_excel.engine import activate; print({'uno', 'xlwings'} & {*sys.modules})"
    assert python(code, tmp_path) == "set()\n"


LACKING: dict[str, Callable[[xw.Sheet], Any]] = {
    "charts": lambda sheet: sheet.charts.add(),
    "pictures": lambda sheet: sheet.pictures.add(CHAPTER),
    "pivot tables": lambda sheet: sheet.pivot_tables,
    "filters": lambda sheet: sheet["A1:B3"].autofilter,
    "grouping": lambda sheet: sheet["1:3"].group(),
    "comments": lambda sheet: sheet["A1"].add_comment("x"),
    "table styles": lambda sheet: setattr(sheet.tables.add(sheet["A1:B3"]), "table_style", "TableStyleMedium2"),
    "macros": lambda sheet: sheet.book.macro("x")(),
    "colour scales": lambda sheet: sheet["A1"].conditional_formats.add_color_scale(["#ff0000", "#00ff00"]),
    "data bars": lambda sheet: sheet["A1"].conditional_formats.add_data_bar("#ff0000"),
    "icons": lambda sheet: sheet["A1"].conditional_formats.add_icon_set("3_arrows"),
}


@pytest.mark.parametrize("name", LACKING)
def test_what_the_chapter_says_is_lacking_is_refused(name: str, sheet: xw.Sheet) -> None:
    sheet["A1"].value = [["Utfall", "Budget"], [14191, 12470], [1, 2]]
    with pytest.raises((NotImplementedError, AttributeError)):
        LACKING[name](sheet)
