"""`check --mark` and `clear`: marks laid over a workbook's cells, and taken away again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sn_excel.hosts import files
from sn_excel.hosts.cli.saving import saved, workbook
from sn_excel.jobs.check import Checked
from sn_excel.jobs.mark import mark as marked
from sn_excel.jobs.mark import unmark
from sn_excel.model.errors import SnError


def mark(group: Sequence[Path], found: Checked, backup: bool = True) -> None:
    """Mark what was found in a workbook, keeping what people have set in Avstämning."""
    if len(group) != 1:
        raise SnError("Bara en arbetsbok i taget kan markeras. Kör utan --together.")
    grid = workbook(group[0])
    grid.apply(tuple(marked(found.findings, files.sheets_of(grid), group[0].name)))
    saved(grid.save(group[0], datetime.now().astimezone(), backup))


def clear(book: Path, backup: bool = True) -> None:
    """Take away every mark and note of ours, and the sheet Avstämning."""
    grid = workbook(book)
    grid.apply(tuple(unmark(files.sheets_of(grid))))
    saved(grid.save(book, datetime.now().astimezone(), backup))
    print(f"Markeringarna är borttagna ur {book.name}.")
