"""`check --mark` and `clear`: marks laid over a workbook's cells, and taken away again."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sn_excel.hosts import files
from sn_excel.hosts.cli.saving import saved, workbook
from sn_excel.jobs.check import Checked
from sn_excel.jobs.mark import listed, unmark
from sn_excel.jobs.mark import mark as marked
from sn_excel.model.errors import SnError
from sn_excel.ooxml.file_grid import FileGrid


def mark(group: Sequence[Path], found: Checked, backup: bool = True) -> None:
    """Mark what was found in a workbook, keeping what people have set in Avstämning.

    A workbook that cannot take marks stays as it is; Avstämning is then written as a workbook beside it.
    """
    if len(group) != 1:
        raise SnError("Bara en arbetsbok i taget kan markeras. Kör utan --together.")
    book = group[0]
    grid = workbook(book)
    edits = tuple(marked(found.findings, files.sheets_of(grid), book.name))
    refused = grid.refusals(edits)
    if refused:
        _beside(book, found, refused[0])
        return
    grid.apply(edits)
    saved(grid.save(book, datetime.now().astimezone(), backup))


def _beside(book: Path, found: Checked, reason: str) -> None:
    grid = FileGrid.open(files.data(files.TEMPLATE))
    grid.apply(tuple(listed(found.findings, grid.sheets(), book.name)))
    target = book.with_name(f"{book.stem} avstämning.xlsx")
    saved(grid.save(target, datetime.now().astimezone(), backup=False))
    print(f"{reason} Avstämning är skriven som en egen bok: {target}.", file=sys.stderr)


def clear(book: Path, backup: bool = True) -> None:
    """Take away every mark and note of ours, and the sheet Avstämning."""
    grid = workbook(book)
    grid.apply(tuple(unmark(files.sheets_of(grid))))
    if not grid.changed():
        print(f"{book.name} har inga markeringar från sn_excel och är orörd.")
        return
    saved(grid.save(book, datetime.now().astimezone(), backup))
    print(f"Markeringarna är borttagna ur {book.name}.")
