"""The port: a workbook that is read as sheets and takes edits, be it a file or an open program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Flag, auto
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sn_excel.model.edits import Edit
    from sn_excel.model.sheets import Sheet


class Ability(Flag):
    """What a grid can do beyond values."""

    NONE = 0
    FORMULAS = auto()
    LOOKS = auto()
    NOTES = auto()
    RULES = auto()


class Grid(Protocol):
    """Reads sheets, says which edits it would refuse and why, applies edits all at once."""

    @property
    def document(self) -> str:
        """Return the name people know the workbook by."""

    @property
    def abilities(self) -> Ability:
        """Return what this grid can do."""

    def sheets(self) -> tuple[str, ...]:
        """Return the names of the worksheets in order."""

    def names(self) -> Mapping[str, str]:
        """Return the defined names of the book and what they refer to."""

    def read(self, sheet: str) -> Sheet:
        """Return a sheet with everything it holds."""

    def refusals(self, edits: Sequence[Edit]) -> tuple[str, ...]:
        """Return a Swedish sentence for each edit that cannot be done without loss; empty when all can."""

    def apply(self, edits: Sequence[Edit]) -> None:
        """Apply all edits or none; RefusedEditError with the first refusal."""
