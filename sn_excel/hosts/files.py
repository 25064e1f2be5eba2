"""Documents from disk: whatever a controller hands us becomes sheets of cells."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from sn_excel.model.errors import UnreadableFileError
from sn_excel.model.grid import Grid
from sn_excel.model.sheets import Sheet
from sn_excel.sources.documents import Content, content, sheets

TEMPLATE = "mall.xlsx"


def read(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, a CSV file or a text file. SnError when it cannot be read."""
    present(path)
    if content(path) is not Content.WORKBOOK:
        return sheets(path)
    from sn_excel.ooxml.file_grid import FileGrid

    return sheets_of(FileGrid.open(path))


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


def data(name: str) -> Path:
    """Return a file of workbooks/, from the installed package or from the source tree."""
    packed = Path(str(files("sn_excel"))) / "workbooks" / name
    return packed if packed.exists() else Path(__file__).resolve().parents[2] / "workbooks" / name
