"""Tables: Calc's database ranges stand in for Excel's tables; they know no table styles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlwings import base_classes

from sn_excel.engine.addresses import Block
from sn_excel.engine.losses import Spoken


class Table(Spoken, base_classes.Table):
    """One table: a named block with a heading row; what has to do with table styles is not implemented."""

    parent: Any = None

    def __init__(self, sheet: Any, xl: Any) -> None:
        self.parent = sheet
        self.office = sheet.office
        self.xl = xl

    @property
    def api(self) -> Any:
        """Return Calc's database range."""
        return self.xl

    @property
    def name(self) -> str:
        """Return the name."""
        return str(self.xl.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.xl.Name = value

    display_name = name

    @property
    def range(self) -> Any:
        """Return all cells."""
        return self.parent.area(self.xl.DataArea)

    @property
    def show_headers(self) -> bool:
        """Return whether the first row holds headings; taking them away is not Calc's way."""
        return bool(self.xl.ContainsHeader)

    @show_headers.setter
    def show_headers(self, value: bool) -> None:
        if value != self.show_headers:
            raise NotImplementedError("Calc kan inte dölja en tabells rubriker.")

    @property
    def show_autofilter(self) -> bool:
        """Return whether the headings have filter buttons."""
        return bool(self.xl.AutoFilter)

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self.xl.AutoFilter = bool(value)

    @property
    def show_totals(self) -> bool:
        """Return whether the last row holds totals; adding them is not Calc's way."""
        return bool(self.xl.TotalsRow)

    @show_totals.setter
    def show_totals(self, value: bool) -> None:
        if value != self.show_totals:
            raise NotImplementedError("Calc kan inte lägga till en tabells summarad.")

    @property
    def header_row_range(self) -> Any:
        """Return the headings; None without."""
        block = self.range.block
        return self.range.at(Block(block.row, block.column, 1, block.width)) if self.show_headers else None

    @property
    def totals_row_range(self) -> Any:
        """Return the totals; None without."""
        block = self.range.block
        return self.range.at(Block(block.last_row, block.column, 1, block.width)) if self.show_totals else None

    @property
    def data_body_range(self) -> Any:
        """Return the rows between headings and totals; None when there are none."""
        block = self.range.block
        top, bottom = int(self.show_headers), int(self.show_totals)
        height = block.height - top - bottom
        return self.range.at(Block(block.row + top, block.column, height, block.width)) if height > 0 else None

    @property
    def insert_row_range(self) -> Any:
        """Return the row below the headings of an empty table; None when it holds rows."""
        block = self.range.block
        if self.data_body_range is not None:
            return None
        return self.range.at(Block(block.row + 1, block.column, 1, block.width))

    def resize(self, range: Any) -> None:  # noqa: A002 - xlwings' name
        """Let the table be other cells."""
        self.xl.DataArea = range.impl.xl.RangeAddress


class Tables(Spoken, base_classes.Tables):
    """The tables of a sheet."""

    def __init__(self, sheet: Any) -> None:
        self.parent = sheet
        self.office = sheet.office

    @property
    def api(self) -> Any:
        """Return Calc's database ranges of the whole book."""
        return self.parent.book.xl.DatabaseRanges

    def _all(self) -> list[Table]:
        held, here = self.api, self.parent.index - 1
        found = (held.getByName(name) for name in held.ElementNames)
        return [Table(self.parent, one) for one in found if one.DataArea.Sheet == here]

    def around(self, cell: Block) -> Table | None:
        """Return the table that holds a cell; None without one."""
        return next((table for table in self._all() if table.range.block.meets(cell)), None)

    def __call__(self, key: Any) -> Table:
        """Return a table by its name or its number from 1; KeyError or IndexError without it."""
        tables = self._all()
        if not isinstance(key, str):
            return tables[int(key) - 1]
        for table in tables:
            if table.name.casefold() == key.casefold():
                return table
        raise KeyError(key)

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Table]:
        return iter(self._all())

    def __contains__(self, key: str) -> bool:
        return any(table.name.casefold() == key.casefold() for table in self._all())

    def add(self, source_type: Any = None, source: Any = None, *_rest: Any, **named: Any) -> Table:  # noqa: ARG002
        """Make cells a table with filter buttons; without headings of its own it gets `Column1` and so on above."""
        taken = {name.casefold() for name in self.api.ElementNames}
        fresh = (f"Table{number}" for number in range(1, len(taken) + 2))
        chosen = named.get("name") or next(one for one in fresh if one.casefold() not in taken)
        cells = source.impl if named.get("has_headers", True) else _headed(source.impl)
        self.api.addNewByName(chosen, cells.xl.RangeAddress)
        made = self.api.getByName(chosen)
        made.ContainsHeader, made.AutoFilter = True, True
        return Table(self.parent, made)


def _headed(cells: Any) -> Any:
    """Return cells with a row of headings inserted above them."""
    block = cells.block
    above = cells.at(Block(block.row, block.column, 1, block.width))
    above.insert("down")
    above.raw_value = [[f"Column{number}" for number in range(1, block.width + 1)]]
    return cells.at(Block(block.row, block.column, block.height + 1, block.width))
