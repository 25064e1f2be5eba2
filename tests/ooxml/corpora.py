"""Real workbooks as test material: the edits that each is put through, and the loss meter of the shared folder."""

from __future__ import annotations

import importlib.util
import json
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from sn_excel.model.edits import AddSheet, Cell, DefineName, Edit, Formula, Mark, Unmark, Write
from sn_excel.model.findings import Severity
from sn_excel.model.places import At, address
from sn_excel.model.sheets import Sheet
from sn_excel.ooxml.file_grid import FileGrid

TEXT = '=1+1 är "text" & <inget> annat'
NEW_SHEET, NAME = "Avstämning sn", "sn_block"


@dataclass(frozen=True)
class Plan:
    """The edits of one workbook, and where they fell."""

    sheet: str
    value: At
    text: At
    formula: At
    edits: tuple[Edit, ...]

    @property
    def intended(self) -> list[dict[str, object]]:
        """The edits as the loss meter wants to be told of them."""
        cells = [(self.value, 4711), (self.text, TEXT), (self.formula, 9422)]
        told: list[dict[str, object]] = []
        for sheet in (self.sheet, "?"):  # the meter does not know the sheets of an .xltm by name
            told += [{"sheet": sheet, "cell": address(at), "value": v if sheet != "?" else ""} for at, v in cells]
            told.append({"sheet": sheet, "cell": address(self.value), "note": "x"})
        return [*told, {"add_sheet": NEW_SHEET}, {"define_name": NAME}]


def meter(shared: Path) -> ModuleType:
    """The loss meter, loaded from the shared folder."""
    place = shared / "bench" / "fidelity" / "fidelity.py"
    spec = importlib.util.spec_from_file_location("fidelity", place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault("features", ModuleType("features")).__dict__.setdefault("URI", {})
    spec.loader.exec_module(module)
    return module


def corpus(shared: Path) -> list[Path]:
    """All workbooks of the corpus that the manifest lists."""
    folder = shared / "bench" / "fidelity"
    return [folder / one["file"] for one in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))]


def plan(grid: FileGrid) -> Plan | str:
    """Edits that the workbook takes on the first of its sheets that takes any; else the last refusal."""
    reason = "inget kalkylblad"
    for name in grid.sheets():
        for one in _plans(grid.read(name)):
            refusals = grid.refusals(one.edits)
            if not refusals:
                return one
            reason = refusals[0]
    return reason


def _plans(sheet: Sheet) -> Iterator[Plan]:
    constants = sorted(at for at in sheet.cells if at not in sheet.formulas and isinstance(sheet.cells[at], int))
    row, column = sheet.last
    free = (max(row, 1), min(column + 2, 16_000))
    if any(area[0] <= free[0] <= area[2] for area in sheet.merged):
        free = (max(row, *(area[2] for area in sheet.merged)) + 2, 2)
    for value in [*constants[:20], (free[0], free[1] + 3)]:
        text, formula = free, (free[0], free[1] + 1)
        edits: tuple[Edit, ...] = (
            Write(sheet.name, value, ((Cell(4711),),)),
            Write(sheet.name, text, ((Cell(TEXT), Cell(Formula(f"{address(value)}*2", 9422))),)),
            Mark(sheet.name, value, Severity.ERROR, "SN301 Stämmer ej, differens −5 210"),
            Mark(sheet.name, text, Severity.NOTE, ""),
            AddSheet(NEW_SHEET, sheet.name),
            Write(NEW_SHEET, (1, 1), ((Cell("Differens"), Cell(Formula("1+1", 2))),)),
            DefineName(NAME, sheet.name, (*value, *value)),
        )
        yield Plan(sheet.name, value, text, formula, edits)


def marks(grid: FileGrid) -> list[Edit]:
    """A mark of each severity on every sheet that takes it, on cells that hold something and on one that does not."""
    wanted: list[Edit] = []
    for name in grid.sheets():
        sheet = grid.read(name)
        places = [*sorted(sheet.cells)[:40:4], (sheet.last[0] + 3, 2)]
        told = [
            Mark(name, at, severity, "Stämmer ej") for at, severity in zip(places, list(Severity) * 20, strict=False)
        ]
        wanted.extend(one for one in told if not grid.refusals([one]))
    return wanted


def unmarks(grid: FileGrid) -> list[Edit]:
    """Take all marks of the book away."""
    return [Unmark(name) for name in grid.sheets()]


def untouched(before: Path, after: Path, grid: FileGrid) -> list[str]:
    """Names of members that no edit needed and whose stored bytes differ all the same."""
    changed = grid.changed()
    old, new = _stored(before), _stored(after)
    return [name for name, raw in old.items() if name.lower() not in changed and new.get(name) != raw]


def _stored(path: Path) -> dict[str, Any]:
    """Each member's local header, packed bytes and directory fields."""
    found: dict[str, Any] = {}
    blob = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            start = info.header_offset
            named, extra = blob[start + 26] + 256 * blob[start + 27], blob[start + 28] + 256 * blob[start + 29]
            stop = start + 30 + named + extra + info.compress_size
            found[info.filename] = (blob[start:stop], info.date_time, info.external_attr, info.comment)
    return found
