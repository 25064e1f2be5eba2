"""Cells with notes: Calc takes away the notes of a block that is written at once, so those cells are written alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Array = tuple[tuple[Any, ...], ...]


def put(cells: Any, xl: Any, name: str, rows: Sequence[Sequence[Any]]) -> None:
    """Write rows of values or formulas into Calc's range `xl` of a sheet, with the method of that name.

    Rows without notes are written as blocks, the others cell by cell.
    """
    array = tuple(tuple(row) for row in rows)
    noted = _rows(cells, xl)
    if not noted:
        getattr(xl, name)(array)
        return
    last = len(array[0]) - 1
    start = 0
    for row in (*sorted(noted), len(array)):
        if row > start:
            getattr(xl.getCellRangeByPosition(0, start, last, row - 1), name)(array[start:row])
        if row < len(array):
            _each(xl, row, array[row], name == "setFormulaArray")
        start = row + 1


def _rows(cells: Any, xl: Any) -> set[int]:
    """Return the rows, counted within the range, where a cell has a note."""
    held = cells.sheet.xl.Annotations
    if not held.Count:
        return set()
    area = xl.RangeAddress
    places = [held.getByIndex(index).Position for index in range(held.Count)]
    return {
        place.Row - area.StartRow
        for place in places
        if area.StartRow <= place.Row <= area.EndRow and area.StartColumn <= place.Column <= area.EndColumn
    }


def _each(xl: Any, row: int, values: tuple[Any, ...], formulas: bool) -> None:
    for column, value in enumerate(values):
        cell = xl.getCellByPosition(column, row)
        if formulas:
            cell.setFormula(value)
        elif isinstance(value, str):
            cell.setString(value)
        else:
            cell.setValue(value)
