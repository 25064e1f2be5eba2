"""Workbooks opened to be changed, and where the change was written."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sn_excel.hosts import files
from sn_excel.model.amounts import spoken, tidy
from sn_excel.model.errors import SnError
from sn_excel.model.sheets import Fault, Value
from sn_excel.ooxml.file_grid import FileGrid
from sn_excel.ooxml.package.saving import Saved
from sn_excel.sources.documents import Content, content

_SHOWN = 6
"""Decimals shown of a computed value; the cell keeps them all."""


@dataclass(frozen=True, slots=True)
class Saving:
    """Whether to write at all, whether the old file is kept, and whether the answer is JSON."""

    dry_run: bool = False
    backup: bool = True
    json: bool = False


def workbook(path: Path) -> FileGrid:
    """Return a workbook that takes edits. SnError when the file is something else."""
    if content(files.present(path)) is not Content.WORKBOOK:
        raise SnError(f"{path.name} är ingen Excel-arbetsbok. Bara .xlsx och .xlsm kan ändras.")
    return FileGrid.open(path, templates=files.data(files.TEMPLATE))


def saved(where: Saved) -> None:
    """Tell on standard error where a workbook was written when that is not plain."""
    if where.backup:
        print(f"Den förra filen finns kvar som {where.backup.name}.", file=sys.stderr)
    if where.reason:
        print(f"{where.reason} Skrivet i {where.path}.", file=sys.stderr)


def shown(value: Value) -> str:
    """Return a cell's value as people read it; a long fraction is rounded.

    >>> shown(Decimal("-0.02440409916153514"))
    '−0,024404'
    """
    if value is None:
        return "tomt"
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, Fault):
        return value.code
    if isinstance(value, str):
        return value
    return spoken(tidy(round(Decimal(value), _SHOWN)))
