"""Documents from disk: whatever a controller hands us becomes sheets of cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from sn_excel.model.errors import UnreadableFileError
from sn_excel.model.grid import Grid
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet
from sn_excel.sources.documents import Content, content, sheets

if TYPE_CHECKING:
    from sn_excel.model.ledgers import Ledger
    from sn_excel.sources.leaves import Wanted

TEMPLATE = "mall.xlsx"
HANDBOOK = "handbok.md"


BOOKS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xlam"})
"""Endings that promise a workbook: a file that is none is then refused, whatever it holds."""

Told = Callable[[str], None]
"""Where a sentence on what was met in a file goes."""


def read(path: Path, told: Told | None = None) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, a CSV file or a text file. SnError when it cannot be read.

    `told` is given a sentence on macros and on links to other books: neither is run nor followed.
    """
    present(path)
    if path.suffix.lower() not in BOOKS and content(path) is not Content.WORKBOOK:
        return sheets(path)
    from sn_excel.ooxml.file_grid import FileGrid

    grid = FileGrid.open(path)
    if told:
        for caution in grid.cautions():
            told(f"{path.name}: {caution}")
    return sheets_of(grid)


def sheets_of(grid: Grid) -> tuple[Sheet, ...]:
    """Return every sheet of a workbook."""
    return tuple(grid.read(name) for name in grid.sheets())


def present(path: Path) -> Path:
    """Return the path of a file that is there and may be read; UnreadableFileError otherwise."""
    if path.is_dir():
        raise UnreadableFileError(f"{path} är en mapp. Ange en fil.")
    if not path.exists():
        raise UnreadableFileError(f"Filen {path} finns inte. Kontrollera namnet och mappen.")
    return path


def read_ledger(export: Path, wanted: Wanted) -> Ledger:
    """Return the ledger of an export: a workbook, a CSV file of any size, or a SIE file."""
    from sn_excel.sources.ledgers import ledger, ledger_file

    present(export)
    if content(export) is Content.WORKBOOK:
        return ledger(read(export), wanted)
    return ledger_file(export, wanted)


def month_file(book: Path, new: Period) -> Path:
    """Return where a book of another month is written: beside, with the month in its name.

    >>> month_file(Path("socialnamnd_2024-05.xlsx"), Period.parse("2024-06")).name
    'socialnamnd_2024-06.xlsx'
    >>> month_file(Path("uppföljning.xlsm"), Period.parse("2024-06")).name
    'uppföljning_2024-06.xlsm'
    """
    stem = re.sub(r"[_ ]?(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])$", "", book.stem)
    return book.with_name(f"{stem}_{new.code}{book.suffix}" if stem else f"{new.code}{book.suffix}")


def handbook() -> Path:
    """Return the handbook's first chapter, from the installed package or from the source tree."""
    return _carried("docs", HANDBOOK)


def data(name: str) -> Path:
    """Return a file of workbooks/, from the installed package or from the source tree."""
    return _carried("workbooks", name)


def _carried(folder: str, name: str) -> Path:
    packed = Path(str(files("sn_excel"))) / folder / name
    return packed if packed.exists() else Path(__file__).resolve().parents[2] / folder / name
