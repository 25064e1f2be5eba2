"""New sheets in an open program, made like a sheet of the template file by writing what the template says.

A sheet cannot be copied between books on every engine; widths and choice lists can be written on all, frozen rows on
some (xlwings has none for Excel itself). Print set-up cannot: a sheet made here is printed with the program's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Model:
    """What of a template sheet can be written: widths by column letter, the frozen corner, choices by area.

    Choices are words, or the cells of the sheet that hold them.
    """

    widths: Mapping[str, float]
    frozen: str
    choices: Mapping[str, tuple[str, ...] | str]


@lru_cache(maxsize=4)
def models(template: Path) -> Mapping[str, Model]:
    """Return the sheets of a template workbook."""
    from openpyxl import load_workbook

    book = load_workbook(template)
    found = {sheet.title: _model(sheet) for sheet in book.worksheets}
    book.close()
    return found


def _model(sheet: Any) -> Model:
    choices = {
        str(area): _choices(str(rule.formula1))
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
        for area in rule.sqref.ranges
    }
    widths = {letter: column.width for letter, column in sheet.column_dimensions.items() if column.width}
    return Model(widths, sheet.freeze_panes or "", choices)


def _choices(text: str) -> tuple[str, ...] | str:
    return tuple(text.strip('"').split(",")) if text.startswith('"') else text


def furnish(sheet: Any, model: Model) -> None:
    """Give a new xlwings sheet the template's widths, frozen rows and choice lists."""
    for letter, width in model.widths.items():
        sheet.range(f"{letter}:{letter}").column_width = width
    if model.frozen:
        with suppress(NotImplementedError, AttributeError):
            sheet.freeze_panes.freeze_at(_above(sheet.range(model.frozen)))
    for area, words in model.choices.items():
        source = sheet.range(words) if isinstance(words, str) else list(words)
        sheet.range(area).data_validation.set_list(source)


def _above(corner: Any) -> str:
    """Return the cells that stay in sight above and left of a corner, as xlwings' freeze_at wants them."""
    rows, columns = corner.row - 1, corner.column - 1
    if not columns:
        return f"1:{rows}"
    return str(corner.sheet.range((1, 1), (max(rows, 1), columns)).address).replace("$", "")
