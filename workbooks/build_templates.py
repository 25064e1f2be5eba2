"""Build the month workbook's template and a text listing of it, so that a change can be read.

Run `python workbooks/build_templates.py`. It holds what edits cannot say: widths, panes, print set-up, validation.
Its sheets are empty of figures; `sn-excel regenerate` fills them.
"""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, RegularTextRun
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sn_excel.calculations.forecasting.outlooks import Rule
from sn_excel.model.adjustments import AdjustmentKind, AdjustmentMode, AdjustmentStatus

HERE = Path(__file__).resolve().parent
FIXED = datetime.datetime(2024, 1, 1)  # noqa: DTZ001 - a workbook stores times without a zone
AMOUNT = 13

SHEETS: dict[str, tuple[tuple[float, ...], int, bool]] = {
    # name: widths of the columns, last heading row, landscape
    "Sammanställning": ((40, AMOUNT, AMOUNT, AMOUNT, AMOUNT), 3, False),
    "Sida": ((46, AMOUNT, AMOUNT, AMOUNT, AMOUNT), 4, False),
    "Prognos": (
        (42, 10, 10, 11, 10, 31, 11, 14, 12, 18, 12, 11, 12, 11, 11, 11, 11, 11, 10, 26, 30, 14, 90)
        + (17,) * 7
        + (15, 11, 11, 11, 13),
        4,
        True,
    ),
    "Driftredovisning": ((40, AMOUNT, AMOUNT, AMOUNT, 14, 17), 3, False),
    "Prognosjusteringar": (
        (38, 11, 10, 10, 14, 16, 40, 40, 18, 12, 22, 10, 10, 12, 9, 9, 11, 9, 12, 50, 3, 38),
        4,
        True,
    ),
    "Prognosdiagram": ((38, 14, 14, 14) + (11,) * 10 + (3, 38), 4, True),
    "Prognosföljsamhet": ((38, 10, 10, 12, 12, 12, 13, 12, 12, 14, 12, 12, 12, 3, 15, 13, 13, 11), 5, True),
    "Lämna prognos": ((42, 11, 11, 11, 13, 13, 26, 15, 15, 15, 13, 22, 12, 50), 5, True),
    "Kommentarer": ((36, 11, 11, 11, 10, 11, 46, 46, 24), 5, True),
    "Avstämning": ((5, 8, 11, 16, 7, 30, 10, 10, 10, 10, 54, 26, 11, 30), 4, True),
}
"""The template's sheets in the workbook's order."""

RULE_NAMES = ",".join(rule.swedish for rule in Rule)
MONTH = "Skriv år och månad, till exempel 2024-05."
DAY = "Skriv datumet som 2024-05-31."
AMOUNT_WORDS = "Skriv ett belopp i tkr; kostnader är positiva."
RULES: dict[str, dict[str, tuple[str, str, str]]] = {
    # sheet: area: kind, what is allowed, what is said otherwise
    "Avstämning": {"M5:M2000": ("list", '"Öppen,Förklarad,Åtgärdad"', "Välj Öppen, Förklarad eller Åtgärdad.")},
    "Prognos": {
        "I5:I2000": ("decimal", "", AMOUNT_WORDS),
        "T5:T2000": ("list", f'"{RULE_NAMES}"', "Välj en av reglerna."),
        "V5:V2000": ("months", "", "Skriv antal månader, 0 till 12."),
    },
    "Prognosjusteringar": {
        "A5:A2000": ("list", "$V$5:$V$400", "Välj en verksamhet i listan."),
        "B5:B2000": ("decimal", "", AMOUNT_WORDS),
        "C5:D2000": ("length", "7", MONTH),
        "E5:E2000": ("list", f'"{",".join(AdjustmentKind)}"', "Välj slag i listan."),
        "F5:F2000": ("list", f'"{",".join(AdjustmentMode)}"', "Välj sätt i listan."),
        "J5:J2000": ("length", "10", DAY),
        "L5:M2000": ("decimal", "", AMOUNT_WORDS),
        "N5:N2000": ("list", f'"{",".join(AdjustmentStatus)}"', "Välj status i listan."),
    },
    "Prognosdiagram": {"B3": ("list", "$P$5:$P$200", "Välj ett program i listan.")},
    "Lämna prognos": {
        "K6:K2000": ("decimal", "", AMOUNT_WORDS),
        "M6:M2000": ("length", "10", DAY),
    },
}


def build(path: Path) -> None:
    """Write the template; the same bytes every time."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "sn_excel"
    book.properties.created = book.properties.modified = FIXED
    for name, (widths, heading, landscape) in SHEETS.items():
        dress(book.create_sheet(name), widths, heading, landscape)
    for name, rules in RULES.items():
        for area, rule in rules.items():
            validate(book[name], area, *rule)
    draw(book["Prognosdiagram"], "A4:D16", "Utfall, budget och prognos, ackumulerat (tkr)", "F3")
    follow(book["Prognosföljsamhet"])
    book["Prognos"].page_setup.fitToWidth = 3
    book["Prognos"].print_title_cols = "A:A"
    book["Lämna prognos"].protection.sheet = True
    book["Lämna prognos"].protection.formatColumns = book["Lämna prognos"].protection.formatRows = False
    book.save(path)
    settle(path)


def validate(sheet: Worksheet, area: str, kind: str, allowed: str, words: str) -> None:
    """Let an area of a sheet take only what is allowed; a blank always is."""
    limits: dict[str, dict[str, str]] = {
        "list": {"type": "list", "formula1": allowed},
        "decimal": {"type": "decimal", "operator": "between", "formula1": "-100000000", "formula2": "100000000"},
        "months": {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "12"},
        "length": {"type": "textLength", "operator": "equal", "formula1": allowed},
    }
    rule = DataValidation(allow_blank=True, showErrorMessage=True, **limits[kind])
    rule.error, rule.errorTitle = words, "sn_excel"
    rule.add(area)
    sheet.add_data_validation(rule)


STROKES = (("1F4E79", "solid"), ("7F7F7F", "sysDash"), ("C55A11", "dash"))
"""Colour and dash of the lines of Utfall, Budget and Prognos, told apart on paper too."""


def draw(sheet: Worksheet, area: str, title: str, anchor: str) -> None:
    """Draw lines over an area: categories in its first column, a line for each column after it."""
    chart = LineChart()
    chart.title, chart.height, chart.width = heading(title), 9.5, 20
    chart.legend.position = "b"  # type: ignore[union-attr]  # a new chart has its legend
    left, top, right, bottom = range_boundaries(area)
    data = Reference(sheet, min_col=left + 1, max_col=right, min_row=top, max_row=bottom)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=left, min_row=top + 1, max_row=bottom))
    chart.y_axis.number_format, chart.y_axis.majorGridlines = "#,##0", ChartLines(spPr=thin())
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.dispBlanksAs = "gap"
    for series, (colour, dash) in zip(chart.series, STROKES, strict=True):
        series.graphicalProperties.line.solidFill = colour
        series.graphicalProperties.line.dashStyle = dash
        series.graphicalProperties.line.width = 28_000
        series.smooth = False
        series.marker.symbol = "circle" if dash == "solid" else "none"
    sheet.add_chart(chart, anchor)


def heading(words: str) -> Title:
    """Return a chart's title, as large as a sheet's own."""
    run = RegularTextRun(rPr=CharacterProperties(sz=1200, b=True), t=words)
    return Title(tx=Text(rich=RichText(p=[Paragraph(r=[run])])), overlay=False)


def thin() -> GraphicalProperties:
    """Return the grey of grid lines."""
    return GraphicalProperties(ln=LineProperties(solidFill="D9D9D9", w=6350))


def follow(sheet: Worksheet) -> None:
    """Draw how far forecasts were off, month by month: with adjustments and without."""
    chart = BarChart()
    chart.title, chart.height, chart.width = heading("Absolut fel i procent av utfallet, nämnden"), 8.5, 20
    chart.add_data(Reference(sheet, min_col=16, max_col=18, min_row=5, max_row=17), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=15, min_row=6, max_row=17))
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines = ChartLines(spPr=thin())
    for series, (colour, _) in zip(chart.series, (STROKES[0], STROKES[2], STROKES[1]), strict=True):
        series.graphicalProperties.solidFill = colour
    sheet.add_chart(chart, "O20")


def dress(sheet: Worksheet, widths: tuple[float, ...], heading: int, landscape: bool) -> None:
    """Set widths, frozen headings and print set-up of a sheet."""
    for number, width in enumerate(widths):
        sheet.column_dimensions[get_column_letter(number + 1)].width = width
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
        lines += [f"villkor {rule.sqref} {rule.type} {rule.formula1}" for rule in sheet.data_validations.dataValidation]
        lines += [f"diagram {chart_lines(chart)}" for chart in sheet._charts]
        lines += ["bladskydd: låsta celler är skyddade, utan lösenord"] if sheet.protection.sheet else []
        lines += [
            f"{cell.coordinate} {cell.value}" for row in sheet.iter_rows() for cell in row if cell.value is not None
        ]
        lines.append("")
    return "\n".join(lines)


def chart_lines(chart: object) -> str:
    """Return the cells that a chart shows."""
    return ", ".join(str(series.val.numRef.f) for series in chart.series)  # type: ignore[attr-defined]  # untyped charts


if __name__ == "__main__":
    build(HERE / "mall.xlsx")
    (HERE / "mall.txt").write_text(listing(HERE / "mall.xlsx"), encoding="utf-8", newline="\n")
    print("mall.xlsx och mall.txt är byggda.")
