"""Build the month workbook's template and a text listing of it, so that a change can be read.

Run `python workbooks/build_templates.py`. It holds what edits cannot say: widths, panes, print set-up, validation.
Its sheets are empty of figures; `sn-excel regenerate` fills them.
"""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).resolve().parent
FIXED = datetime.datetime(2024, 1, 1)  # noqa: DTZ001 - a workbook stores times without a zone
AMOUNT = 13

SHEETS: dict[str, tuple[tuple[float, ...], int, bool]] = {
    # name: widths of the columns, last heading row, landscape
    "Sammanställning": ((40, AMOUNT, AMOUNT, AMOUNT, AMOUNT), 3, False),
    "Sida": ((46, AMOUNT, AMOUNT, AMOUNT, AMOUNT), 4, False),
    "Prognos": ((42, 10, 10, 10, 17, 17, 17, 14, 26, 12, 12, 60), 4, True),
    "Kommentarer": ((36, 11, 11, 11, 10, 11, 46, 46, 24), 5, True),
    "Avstämning": ((5, 8, 11, 16, 7, 30, 10, 10, 10, 10, 54, 26, 11, 30), 4, True),
}
"""The template's sheets in the workbook's order."""


def build(path: Path) -> None:
    """Write the template; the same bytes every time."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "sn_excel"
    book.properties.created = book.properties.modified = FIXED
    for name, (widths, heading, landscape) in SHEETS.items():
        dress(book.create_sheet(name), widths, heading, landscape)
    statuses = DataValidation(type="list", formula1='"Öppen,Förklarad,Åtgärdad"', allow_blank=True)
    statuses.error = "Välj Öppen, Förklarad eller Åtgärdad."
    statuses.errorTitle = "Status"
    statuses.add("M5:M2000")
    book["Avstämning"].add_data_validation(statuses)
    book.save(path)
    settle(path)


def dress(sheet: Worksheet, widths: tuple[float, ...], heading: int, landscape: bool) -> None:
    """Set widths, frozen headings and print set-up of a sheet."""
    for number, width in enumerate(widths):
        sheet.column_dimensions[chr(65 + number)].width = width
    sheet.freeze_panes = f"B{heading + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.print_title_rows = f"1:{heading}"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # openpyxl makes it with the sheet
    sheet.oddHeader.left.text = "Socialnämnd"
    sheet.oddFooter.left.text = "tkr, ackumulerat"
    sheet.oddFooter.right.text = "Sida &P av &N"
    for edge, inches in (("left", 0.6), ("right", 0.5), ("top", 0.8), ("bottom", 0.7)):
        setattr(sheet.page_margins, edge, inches)


def settle(path: Path) -> None:
    """Rewrite the zip with fixed times, so that the same script gives the same bytes."""
    with zipfile.ZipFile(path) as old:
        parts = [(name, old.read(name)) for name in old.namelist()]
    stamp = FIXED.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts:
            member = zipfile.ZipInfo(name, FIXED.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            new.writestr(member, _dated(data, stamp) if name == "docProps/core.xml" else data)


def _dated(data: bytes, stamp: bytes) -> bytes:
    head, _, rest = data.partition(b"<dcterms:modified")
    if not rest:
        return data
    inner, _, tail = rest.partition(b"</dcterms:modified>")
    start = inner[: inner.index(b">") + 1]
    return head + b"<dcterms:modified" + start + stamp + b"</dcterms:modified>" + tail


def listing(path: Path) -> str:
    """Return what the template holds, a line a fact."""
    lines = []
    for sheet in load_workbook(path).worksheets:
        lines.append(f"[{sheet.title}]")
        lines += [f"bredd {letter} {dim.width:g}" for letter, dim in sorted(sheet.column_dimensions.items())]
        lines += [f"fryst {sheet.freeze_panes}", f"rubrikrader {sheet.print_title_rows}"]
        lines.append(f"sida A4 {sheet.page_setup.orientation}, {sheet.page_setup.fitToWidth} sida bred")
        lines.append(f"sidhuvud {sheet.oddHeader.left.text} | sidfot {sheet.oddFooter.left.text}")
        lines += [f"lista {rule.sqref} {rule.formula1}" for rule in sheet.data_validations.dataValidation]
        lines += [
            f"{cell.coordinate} {cell.value}" for row in sheet.iter_rows() for cell in row if cell.value is not None
        ]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    build(HERE / "mall.xlsx")
    (HERE / "mall.txt").write_text(listing(HERE / "mall.xlsx"), encoding="utf-8", newline="\n")
    print("mall.xlsx och mall.txt är byggda.")
