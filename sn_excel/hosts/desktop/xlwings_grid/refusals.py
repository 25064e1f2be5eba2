"""What an open book cannot take, told before anything is touched: no such sheet, merged cells, headings of tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from typing import Any

from sn_excel.hosts.desktop.xlwings_grid.cell_blocks import frame, joined
from sn_excel.hosts.desktop.xlwings_grid.sheets import area_of, merged, places
from sn_excel.model.edits import AddSheet, DefineName, DropSheet, Edit, Write
from sn_excel.model.places import At, address
from sn_excel.model.sheets import Area


def refusals(book: Any, edits: Sequence[Edit], templates: Collection[str]) -> Iterator[str]:
    """Yield a Swedish sentence for each edit that cannot be done, as far as can be told; `templates` can be copied."""
    names = [str(sheet.name).casefold() for sheet in book.sheets]
    there, fresh = list(names), set[str]()
    for edit in joined(edits):
        if isinstance(edit, AddSheet):
            yield from _add(edit, there, templates)
            there.append(edit.name.casefold())
            fresh.add(edit.name.casefold())
        elif isinstance(edit, DropSheet):
            yield from _drop(edit, there)
        elif not (isinstance(edit, DefineName) and edit.area is None) and edit.sheet.casefold() not in there:
            yield f"Bladet {edit.sheet} finns inte."
        elif isinstance(edit, Write) and edit.sheet.casefold() not in fresh:
            yield from _cells(book.sheets[edit.sheet], edit)


def _add(edit: AddSheet, there: Sequence[str], templates: Collection[str]) -> Iterator[str]:
    if edit.name.casefold() in there:
        yield f"Det finns redan ett blad som heter {edit.name}; byt namn på det först."
    elif edit.like.casefold() not in there and edit.like not in templates:
        yield f"Mallbladet {edit.like} finns varken i arbetsboken eller i mallen."


def _drop(edit: DropSheet, there: list[str]) -> Iterator[str]:
    if edit.name.casefold() not in there:
        yield f"Bladet {edit.name} finns inte."
    else:
        there.remove(edit.name.casefold())


def _cells(sheet: Any, edit: Write) -> Iterator[str]:
    """Tell of cells where a program writes what nobody sees, or renames what a table's formulas refer to."""
    cells = edit.cells()
    around = frame((row, column, row, column) for row, column in cells) if cells else None
    if around is None:
        return
    hidden = {at for one in merged(sheet, around) for at in places(one) if at != one[:2]}
    heads = {at for one in _headings(sheet) for at in places(one)}
    yield from _told(edit.sheet, cells.keys() & hidden, "cellen är en del av sammanfogade celler")
    yield from _told(edit.sheet, cells.keys() & heads - hidden, "cellen är en tabells rubrik")


def _told(sheet: str, spots: Collection[At], why: str) -> Iterator[str]:
    return (f"{sheet} {address(at)} kan inte skrivas: {why}." for at in sorted(spots))


def _headings(sheet: Any) -> list[Area]:
    """Return the heading rows of a sheet's tables; some engines know no tables."""
    with suppress(NotImplementedError, AttributeError):
        return [area_of(head) for table in sheet.tables if (head := table.header_row_range) is not None]
    return []
