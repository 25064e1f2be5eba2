"""CPU of one whole `sn-excel regenerate` process against an openpyxl script that makes the same workbook.

Run `python benchmarks/regenerate.py [rounds]`. The rival is flattered: its cells are given to it ready in a JSON file,
cached values left out, so that it neither reads the export nor computes, checks or marks anything.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1] / "workbooks" / "exempel"

RIVAL = """
import json, sys
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
book = Workbook()
book.remove(book.worksheets[0])
for name, cells, widths in json.load(open(sys.argv[1], encoding="utf-8")):
    sheet = book.create_sheet(name)
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width
    for address, value, bold, fill, form, wrap, line in cells:
        cell = sheet[address]
        cell.value = value
        cell.number_format = form
        if bold:
            cell.font = Font(bold=True)
        if fill:
            cell.fill = PatternFill("solid", fgColor=fill)
        if wrap:
            cell.alignment = Alignment(wrap_text=True)
        if line:
            cell.border = Border(bottom=Side("thin"))
book.save(sys.argv[2])
"""


def cells_of(path: Path) -> list[object]:
    """Every cell of the workbook with its look, as the rival takes them."""
    from openpyxl import load_workbook

    sheets: list[object] = []
    for sheet in load_workbook(path):
        cells = [
            [
                cell.coordinate,
                cell.value,
                bool(cell.font.b),
                cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else "",
                cell.number_format,
                bool(cell.alignment.wrap_text),
                bool(cell.border.bottom.style),
            ]
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None or cell.has_style
        ]
        widths = {letter: dim.width for letter, dim in sheet.column_dimensions.items()}
        sheets.append([sheet.title, cells, widths])
    return sheets


def cpu(command: list[str]) -> float:
    """Return the CPU seconds of a process."""
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main(rounds: int) -> None:
    """Measure both, turn by turn, and print the medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "maj.xlsx"
        ours = [sys.executable, "-m", "sn_excel", "regenerate", str(SAMPLES / "export_2024-05.csv")]
        ours += ["--period", "2024-05", "--out", str(out), "--json"]
        cpu(ours)
        given, script = Path(folder) / "celler.json", Path(folder) / "rival.py"
        given.write_text(json.dumps(cells_of(out)), encoding="utf-8")
        script.write_text(RIVAL, encoding="utf-8")
        theirs = [sys.executable, str(script), str(given), str(Path(folder) / "rival.xlsx")]
        times = [(cpu(ours), cpu(theirs)) for _ in range(rounds)]
    mine, rival = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"sn-excel regenerate {mine * 1000:.0f} ms, openpyxl {rival * 1000:.0f} ms, ratio {mine / rival:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
