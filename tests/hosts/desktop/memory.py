"""A program played in memory: a book of sheets that takes edits and computes, behind the words the buttons use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sn_excel.calculations.formulas.recalculation import recalculated
from sn_excel.hosts.files import read
from sn_excel.jobs.undo import written
from sn_excel.model.edits import Edit, Mark
from sn_excel.model.grid import Ability
from sn_excel.model.places import At
from sn_excel.model.previews import preview
from sn_excel.model.sheets import Sheet


class MemoryGrid:
    """A grid of sheets alone: marks, notes and looks are not kept."""

    def __init__(self, document: str, sheets: Sequence[Sheet]) -> None:
        self.document = document
        self.abilities = Ability.FORMULAS
        self.held = {sheet.name: sheet for sheet in sheets}

    def sheets(self) -> tuple[str, ...]:
        return tuple(self.held)

    def names(self) -> Mapping[str, str]:
        return {}

    def read(self, sheet: str) -> Sheet:
        return self.held[sheet]

    def contents(self, names: Collection[str]) -> tuple[Sheet, ...]:
        return tuple(sheet if name in names else Sheet(self.document, name, {}) for name, sheet in self.held.items())

    def marks(self, _sheets: Iterable[str] | None = None) -> tuple[Mark, ...]:
        return ()

    def refusals(self, _edits: Sequence[Edit]) -> tuple[str, ...]:
        return ()

    def reenter(self, _spots: Iterable[tuple[str, At]]) -> None:
        """Nothing: every formula is computed when something is written."""

    def apply(self, edits: Sequence[Edit]) -> None:
        self.made(edits)

    def made(self, edits: Sequence[Edit]) -> tuple[Sheet, ...]:
        after = recalculated(preview(tuple(self.held.values()), edits, self.document)).sheets
        self.held = {sheet.name: sheet for sheet in after}
        return tuple(self.held[name] for name in written(edits))


class MemoryBook:
    """What the buttons ask of an open book beside its cells; what is opened beside it is seen in `opened`."""

    def __init__(self, path: Path, spot: tuple[str, int] = ("", 0)) -> None:
        self.fullname, self.name = str(path), path.name
        self.grid = MemoryGrid(path.name, read(path))
        self.opened: list[Path] = []
        self.selection = _Cells(*spot) if spot[0] else None
        self.sheets = _Sheets()
        self.app = _App(self)


class _App:
    def __init__(self, book: MemoryBook) -> None:
        self.books = self
        self._book = book
        self.engine, self.version, self.status_bar = type("Engine", (), {"name": "minne"}), "1", ""

    def calculate(self) -> None:
        self._book.grid.made(())

    def open(self, path: str) -> None:
        self._book.opened.append(Path(path))


class _Cells:
    def __init__(self, sheet: str, row: int) -> None:
        self.sheet, self.row, self.column = type("Named", (), {"name": sheet}), row, 1


class _Sheets:
    """Sheets that are only gone to, and drawn on."""

    def __getitem__(self, _name: str) -> Any:
        return _Anything()


class _Anything:
    def __getattr__(self, _name: str) -> Any:
        return self

    def __call__(self, *_: object, **__: object) -> Any:
        return self
