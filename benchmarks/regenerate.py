"""CPU of one whole `sn-excel regenerate` process against an openpyxl script that makes the same workbook.

Run `python benchmarks/regenerate.py [rounds]`. The rival is flattered: its cells are given to it ready in a JSON file,
cached values left out, so that it neither reads the export nor computes, checks or marks anything. Both find their
modules compiled, as pip leaves an installed package.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1] / "workbooks" / "exempel"

RIVAL = """
import json, sys
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
book = Workbook()
book.remove(book.worksheets[0])
given = json.load(open(sys.argv[1], encoding="utf-8"))
for name, where in given["names"]:
    book.defined_names[name] = DefinedName(name, attr_text=where)
for name, cells, widths, notes, rules in given["sheets"]:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B5"
    sheet.print_title_rows = "1:4"
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = 9, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddHeader.left.text, sheet.oddFooter.left.text = "Socialn\u00e4mnd", "tkr, ackumulerat"
    for address, text in notes:
        sheet[address].comment = Comment(text, "sn_excel")
    for area, formula in rules:
        sheet.conditional_formatting.add(area, FormulaRule([formula], fill=PatternFill("solid", bgColor="FFB3B3")))
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


def content_of(path: Path) -> dict[str, object]:
    """Everything the workbook holds, as the rival takes it."""
    from openpyxl import load_workbook

    sheets: list[object] = []
    book = load_workbook(path)
    for sheet in book:
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
        notes = [[cell.coordinate, cell.comment.text] for row in sheet.iter_rows() for cell in row if cell.comment]
        rules = [[str(area.sqref), rule.formula[0]] for area in sheet.conditional_formatting for rule in area.rules]
        sheets.append([sheet.title, cells, widths, notes, rules])
    return {"sheets": sheets, "names": [[name, kept.attr_text] for name, kept in book.defined_names.items()]}


def cpu(command: list[str], compiled: Path) -> float:
    """Return the CPU seconds of a process; what it imports is compiled once, into a folder."""
    others = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=others | {"PYTHONPYCACHEPREFIX": str(compiled)})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(rounds: int) -> None:
    """Measure both, turn by turn, and print the medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "maj.xlsx"
        ours = [sys.executable, "-m", "sn_excel", "regenerate", str(SAMPLES / "export_2024-05.csv")]
        ours += ["--period", "2024-05", "--out", str(out), "--json"]
        compiled = Path(folder) / "compiled"
        cpu(ours, compiled)
        given, script = Path(folder) / "celler.json", Path(folder) / "rival.py"
        given.write_text(json.dumps(content_of(out)), encoding="utf-8")
        script.write_text(RIVAL, encoding="utf-8")
        theirs = [sys.executable, str(script), str(given), str(Path(folder) / "rival.xlsx")]
        cpu(theirs, compiled)
        times = []
        for _ in range(rounds):
            for made in Path(folder).glob("*.xlsx"):
                made.unlink()  # both write a new file
            times.append((cpu(ours, compiled), cpu(theirs, compiled)))
    mine, rival = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"sn-excel regenerate {mine * 1000:.0f} ms, openpyxl {rival * 1000:.0f} ms, ratio {mine / rival:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
