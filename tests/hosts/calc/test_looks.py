"""Looks in Calc through xlwings, and as openpyxl finds them in the saved file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from openpyxl.worksheet.worksheet import Worksheet

OURS = '=N("sn_excel:error")=0'


def _saved(sheet: xw.Sheet, folder: Path) -> Worksheet:
    sheet.book.save(folder / "bok.xlsx")
    return openpyxl.load_workbook(folder / "bok.xlsx").worksheets[0]


def test_font_fill_format_and_alignment_reach_the_file(sheet: xw.Sheet, tmp_path: Path) -> None:
    cell = sheet["B2"]
    cell.value = -1721
    cell.font.set(bold=True, italic=True, size=14, color="#ff0000", name="Arial")
    cell.color, cell.number_format, cell.wrap_text = "#ffc7ce", "#,##0;-#,##0", True
    cell.horizontal_alignment, cell.vertical_alignment = "center", "top"
    assert (cell.font.bold, cell.font.italic, cell.font.size, cell.font.color) == (True, True, 14, (255, 0, 0))
    assert (cell.color, cell.number_format, cell.wrap_text) == ((255, 199, 206), "#,##0;-#,##0", True)
    found = _saved(sheet, tmp_path)["B2"]
    assert (found.font.b, found.font.i, found.font.sz, found.font.name) == (True, True, 14, "Arial")
    assert (found.fill.fgColor.rgb, found.number_format) == ("FFFFC7CE", "#,##0;\\-#,##0")
    assert (found.alignment.horizontal, found.alignment.vertical, found.alignment.wrap_text) == ("center", "top", True)


def test_what_differs_within_a_range_is_none(sheet: xw.Sheet) -> None:
    sheet["A1"].font.bold, sheet["A1"].color = True, (1, 2, 3)
    sheet["A1"].column_width, sheet["A1"].horizontal_alignment = 30, "left"
    both = sheet["A1:B1"]
    assert (both.font.bold, both.color, both.column_width, both.horizontal_alignment) == (None,) * 4


def test_widths_and_heights_are_in_excels_units(sheet: xw.Sheet, tmp_path: Path) -> None:
    sheet["A1:B2"].column_width, sheet["A1:B2"].row_height = 20, 30
    assert (sheet["A1:B2"].column_width, sheet["A1"].row_height, sheet["A1:B2"].height) == (20, 30, 60)
    assert sheet["B1"].left == sheet["A1"].width
    found = _saved(sheet, tmp_path)
    assert found.row_dimensions[1].height == 30
    assert found.column_dimensions["A"].width == pytest.approx(20, abs=0.75)


def test_hidden_rows_and_columns_are_told(sheet: xw.Sheet) -> None:
    sheet["B2"].rows.hidden = True
    assert (sheet["A2"].rows.hidden, sheet["A1:A2"].rows.hidden, sheet["B2"].columns.hidden) == (True, None, False)


@pytest.mark.parametrize(
    ("style", "weight", "saved"),
    [
        ("continuous", "hairline", "hair"),
        ("continuous", "thin", "thin"),
        ("continuous", "medium", "medium"),
        ("continuous", "thick", "thick"),
        ("double", "thin", "double"),
        ("dash", "thin", "dashed"),
        ("dot", "thin", "dotted"),
    ],
)
def test_borders_reach_the_file(sheet: xw.Sheet, tmp_path: Path, style: Any, weight: Any, saved: str) -> None:
    sheet["B2:C3"].borders.set("outside", line_style=style, weight=weight, color="#00ff00")
    assert sheet["B2"].borders["edge_top"].line_style == style
    assert sheet["C2"].borders["edge_left"].line_style == "none"
    found = _saved(sheet, tmp_path)
    assert (found["C3"].border.bottom.style, found["C3"].border.bottom.color.rgb) == (saved, "FF00FF00")
    assert found["B2"].border.right is None or found["B2"].border.right.style is None


def test_inner_lines_are_drawn_and_cleared_by_themselves(sheet: xw.Sheet) -> None:
    cells = sheet["B2:D4"]
    cells.borders.set("inside", line_style="continuous")
    assert [cells.borders[side].line_style for side in ("inside_vertical", "edge_top")] == ["continuous", "none"]
    assert sheet["C3"].borders["edge_bottom"].line_style == "continuous"
    cells.borders.clear("inside")
    assert sheet["C3"].borders["edge_bottom"].line_style == "none"


def test_our_rule_is_laid_over_a_cell_and_taken_away_alone(sheet: xw.Sheet, tmp_path: Path) -> None:
    sheet["B2:B9"].conditional_formats.add_cell_value("less_than", 0, font_color="#ff0000")
    sheet["B4"].color = "#ddebf7"
    sheet["B4"].conditional_formats.add_custom(OURS, fill_color="#ffc7ce")
    rules = sheet["B4"].conditional_formats
    assert [(rule.type, rule.formula) for rule in rules] == [("custom", OURS), ("cell_value", None)]
    assert (rules[0].fill_color, sheet["B4"].color) == ((255, 199, 206), (221, 235, 247))
    saved = _saved(sheet, tmp_path).conditional_formatting
    written = {str(area.sqref): [rule.formula for rule in area.rules] for area in saved}
    assert written == {"B2:B9": [["0"]], "B4": [[OURS.removeprefix("=")]]}
    for rule in rules:
        if rule.formula == OURS:
            rule.delete()
    assert [rule.type for rule in sheet["B4"].conditional_formats] == ["cell_value"]


def test_rules_outside_the_cleared_cells_stay(sheet: xw.Sheet) -> None:
    sheet["A1:A9"].conditional_formats.add_custom("=A1>5", fill_color="#ffff00")
    sheet["A4:A5"].conditional_formats.clear()
    assert len(sheet["A4:A5"].conditional_formats) == 0
    assert len(sheet["A1:A3"].conditional_formats) == len(sheet["A6:A9"].conditional_formats) == 1


def test_a_relative_rule_is_written_for_the_first_cell(sheet: xw.Sheet, tmp_path: Path) -> None:
    sheet["B2:B3"].conditional_formats.add_custom("=IF(AND(B2>1,$C2=0),TRUE,FALSE)", fill_color="#ffff00")
    assert sheet["B2"].conditional_formats[0].formula == "=IF(AND(B2>1,$C2=0),TRUE,FALSE)"
    saved = next(iter(_saved(sheet, tmp_path).conditional_formatting))
    assert saved.rules[0].formula == ["IF(AND(B2>1,$C2=0),TRUE(),FALSE())"]


def test_merging_keeps_the_first_cell(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [["a", "b"], ["c", "d"]]
    sheet["A1:B2"].merge()
    assert (sheet["B2"].merge_area.address, sheet["A1"].merge_cells) == ("$A$1:$B$2", True)
    sheet["A1:B2"].unmerge()
    assert sheet["A1:B2"].value == [["a", None], [None, None]]


def test_a_choice_may_be_limited_to_a_list(sheet: xw.Sheet, tmp_path: Path) -> None:
    sheet["A1"].data_validation.set_list(["Öppen", "Förklarad", "Åtgärdad"])
    assert (sheet["A1"].data_validation.type, sheet["A1"].data_validation.source) == (
        "list",
        "Öppen,Förklarad,Åtgärdad",
    )
    sheet["A2"].data_validation.set_whole_number("between", 1, 12)
    assert (sheet["A2"].data_validation.formula1, sheet["A2"].data_validation.formula2) == ("=1", "=12")
    rules = _saved(sheet, tmp_path).data_validations.dataValidation
    assert {(str(rule.sqref), rule.type, rule.formula1) for rule in rules} == {
        ("A1", "list", '"Öppen,Förklarad,Åtgärdad"'),
        ("A2", "whole", "1"),
    }


def test_a_part_of_a_text_may_have_a_font_of_its_own(sheet: xw.Sheet, tmp_path: Path) -> None:
    sheet["A1"].value = "Fel: 5 210"
    sheet["A1"].characters[0:3].font.bold = True
    assert [sheet["A1"].characters[place].font.bold for place in (0, 3)] == [True, False]
    assert (sheet["A1"].characters[5:].text, sheet["A1"].value) == ("5 210", "Fel: 5 210")
    sheet.book.save(tmp_path / "bok.xlsx")
    rich = openpyxl.load_workbook(tmp_path / "bok.xlsx", rich_text=True).worksheets[0]["A1"].value
    assert [(str(part), bool(getattr(part, "font", None) and part.font.b)) for part in rich] == [
        ("Fel", True),
        (": 5 210", False),
    ]


def test_a_shape_has_a_place_and_a_text(sheet: xw.Sheet) -> None:
    drawn = sheet.book.api.createInstance("com.sun.star.drawing.TextShape")
    sheet.api.DrawPage.add(drawn)
    shape = sheet.shapes[0]
    shape.name, shape.text, shape.left, shape.width = "ruta", "Socialnämnd", 72, 144
    shape.font.set(bold=True, size=20)
    assert (sheet.shapes["ruta"].text, shape.type, shape.left, shape.width) == ("Socialnämnd", "text_box", 72, 144)
    assert (shape.font.bold, shape.font.size, shape.characters[0:6].font.bold) == (True, 20, True)
    shape.delete()
    assert len(sheet.shapes) == 0


def test_what_calc_cannot_do_is_said(sheet: xw.Sheet) -> None:
    for attempt in (
        lambda: setattr(sheet["A1"], "horizontal_alignment", "center_across_selection"),
        lambda: setattr(sheet["A1"].borders["edge_top"], "line_style", "slant_dash_dot"),
        lambda: sheet["A1"].conditional_formats.add_custom("=TRUE", stop_if_true=True),
        lambda: sheet.charts,
    ):
        with pytest.raises(NotImplementedError):
            attempt()
