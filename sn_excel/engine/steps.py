"""Steps: where Ctrl and an arrow key lead from a cell."""

from __future__ import annotations

from typing import Any

from sn_excel.engine.addresses import COLUMNS, ROWS, Block

DIRECTIONS = {"u": (-1, 0), "d": (1, 0), "l": (0, -1), "r": (0, 1)}


def landing(filled: list[bool], edge: int) -> int:
    """Return how many cells Ctrl and an arrow move over cells ahead, the one we stand on first.

    From a filled cell to the last filled one before a gap; else to the next filled one, or to the sheet's edge.

    >>> landing([True, True, True, False], 9), landing([True, False, True], 9), landing([False, False], 9)
    (2, 2, 9)
    """
    if len(filled) > 1 and filled[0] and filled[1]:
        return next((step - 1 for step in range(2, len(filled)) if not filled[step]), len(filled) - 1)
    return next((step for step in range(1, len(filled)) if filled[step]), edge)


def end(cells: Any, direction: str) -> Block:
    """Return the cell that Ctrl and an arrow lead to from the first cell; ValueError for no direction."""
    step = DIRECTIONS.get(str(direction)[:1].lower())
    if step is None:
        raise ValueError(f"Riktningen är up, down, left eller right, inte {direction}.")
    down, across = step
    line = _ahead(cells, down, across)
    edge = {(-1, 0): cells.row - 1, (1, 0): ROWS - cells.row, (0, -1): cells.column - 1}
    moved = landing(line, edge.get(step, COLUMNS - cells.column))
    return Block(cells.row + down * moved, cells.column + across * moved)


def _ahead(cells: Any, down: int, across: int) -> list[bool]:
    """Return which cells are filled from the first cell on in a direction, as far as anything is filled in."""
    used = cells.sheet.used_range.block
    here = Block(cells.row, cells.column)
    limit = Block(
        used.last_row if down > 0 else 1 if down else here.row,
        used.last_column if across > 0 else 1 if across else here.column,
    )
    if (limit.row - here.row) * down < 0 or (limit.column - here.column) * across < 0:
        return [False]
    texts = cells.at(here.around(limit)).xl.getFormulaArray()
    line = [text != "" for row in texts for text in row]
    return line[::-1] if down < 0 or across < 0 else line
