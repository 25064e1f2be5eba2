"""`import`: a printed document, a CSV file or a foreign workbook as a plain workbook, sums as stated."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sn_excel.hosts import files
from sn_excel.hosts.cli.saving import saved
from sn_excel.jobs.convert import convert as job
from sn_excel.jobs.understand import Known
from sn_excel.model.errors import SnError
from sn_excel.ooxml.file_grid import FileGrid


def convert(document: Path, out: Path | None, known: Known) -> None:
    """Write the document's tables to a workbook of their own."""
    target = out or document.with_suffix(".xlsx")
    if target.exists():
        raise SnError(f"{target.name} finns redan. Ange ett annat namn med --out eller ta bort filen.")
    grid = FileGrid.open(files.data(files.TEMPLATE))
    grid.apply(job(files.read(document), known, grid.sheets()))
    saved(grid.save(target, datetime.now().astimezone(), backup=False))
    print(f"{target} är skriven: {len(grid.sheets())} blad. Stäm av den med sn-excel check.")
