"""Marks made visible: Calc 7.4 lists a new rule of colours but does not lay it on the cells until the file is reopened.

Cells copied onto themselves get the rules that are listed for them; contents, formulas and notes stay.
"""

from __future__ import annotations

from typing import Any

from sn_excel.model.marks import ruled

_FORMULA_ENTRY = 0


def show(document: Any) -> None:
    """Let every mark of ours be seen in an open document."""
    sheets = document.Sheets
    for sheet in (sheets.getByIndex(at) for at in range(sheets.Count)):
        for rule in sheet.ConditionalFormats.getConditionalFormats():
            if _ours(rule):
                for block in rule.Range.RangeAddresses:
                    sheet.copyRange(_corner(sheet, block), block)


def _ours(rule: Any) -> bool:
    entries = (rule.getByIndex(at) for at in range(rule.Count))
    return any(entry.getType() == _FORMULA_ENTRY and ruled(entry.Formula1) for entry in entries)


def _corner(sheet: Any, block: Any) -> Any:
    return sheet.getCellByPosition(block.StartColumn, block.StartRow).CellAddress
