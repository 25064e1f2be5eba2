"""A workbook in Calc whose formulas have our functions: understood when it has been opened, readable when saved."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sn_excel.engine import bridge
from sn_excel.hosts.calc.function_names import PARTS, excel, plain, unknown
from sn_excel.hosts.desktop.error_log import write
from sn_excel.ooxml.package.members import directory
from sn_excel.ooxml.package.package import Package

FILES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
_ZIP = b"PK\x03\x04"
_MOST_PARTS, _LARGEST_PART = 10_000, 250_000_000
_FORMULA_CELLS = 16
_FORMULA_ENTRY = 0


def opened(document: Any) -> int:
    """Let Calc understand every formula of ours that it did not when it read the file; return how many there were.

    The workbook does not count as changed by that, and there is nothing to undo.
    """
    with _untouched(document):
        count = sum(_cells(sheet) + _names(sheet.NamedRanges) + _rules(sheet) for sheet in _all(document.Sheets))
        return count + _names(document.NamedRanges)


def _all(things: Any) -> Iterator[Any]:
    return (things.getByIndex(at) for at in range(things.Count))


def _cells(sheet: Any) -> int:
    count = 0
    for cells in _all(sheet.queryContentCells(_FORMULA_CELLS)):
        for down, row in enumerate(cells.getFormulaArray()):
            for right, formula in enumerate(row):
                if unknown(formula):
                    _set(sheet, cells.getCellByPosition(right, down), formula)
                    count += 1
    return count


def _set(sheet: Any, cell: Any, formula: str) -> None:
    """Set a formula anew; one of many cells (in braces) for all its cells, at the first of them."""
    if not formula.startswith("{"):
        cell.setFormula(plain(formula))
        return
    block = sheet.createCursorByRange(cell)
    block.collapseToCurrentArray()
    if (
        block.RangeAddress.StartRow == cell.CellAddress.Row
        and block.RangeAddress.StartColumn == cell.CellAddress.Column
    ):
        block.setArrayFormula(plain(formula[1:-1]))


def _names(names: Any) -> int:
    found = [name for name in _all(names) if unknown(name.Content)]
    for name in found:
        name.setContent(plain(name.Content))
    return len(found)


def _rules(sheet: Any) -> int:
    entries = (
        entry
        for rule in sheet.ConditionalFormats.getConditionalFormats()
        for entry in _all(rule)
        if entry.getType() == _FORMULA_ENTRY and unknown(entry.Formula1)
    )
    found = list(entries)
    for entry in found:
        entry.Formula1 = plain(entry.Formula1)
    return len(found)


@contextmanager
def _untouched(document: Any) -> Iterator[None]:
    changed = document.isModified()
    document.addActionLock()
    document.UndoManager.lock()
    try:
        yield
    finally:
        document.UndoManager.unlock()
        document.removeActionLock()
        with suppress(Exception):  # a workbook that may not be changed does not count as changed either
            document.setModified(changed)


def saved(path: Path) -> bool:
    """Give our functions Excel's names in an xlsx file that Calc has written; return whether anything was renamed.

    All else stays byte for byte, and the file keeps its time, so that Calc does not take it for changed by others.
    """
    blob = path.read_bytes()
    if not blob.startswith(_ZIP):
        return False
    package = Package(blob, directory(blob, _MOST_PARTS), _LARGEST_PART)
    for name in package.names():
        if PARTS.fullmatch(name) and b"SN_" in package.read(name).upper():
            package.write(name, excel(package.text(name)))
    if not package.changed():
        return False
    _replaced(path, package.packed())
    return True


def _replaced(path: Path, blob: bytes) -> None:
    fresh = path.with_name(f".~{path.name}.ny")
    try:
        fresh.write_bytes(blob)
        shutil.copystat(path, fresh)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def told(event: str, document: Any) -> None:
    """Do what an event of a workbook asks for; a fault is written in the log and stops neither opening nor saving."""
    if document is None:
        return
    try:
        path = bridge.file_of(str(document.URL))
        if event == "OnLoad":
            opened(document)
        elif path is not None and path.suffix.lower() in FILES:
            saved(path)
    except Exception as fault:  # noqa: BLE001  Calc must go on whatever happens here
        write(event, fault)
