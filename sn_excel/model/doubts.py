"""Doubts: why a cell's amount cannot be read, as a kind that code decides by and a text that people read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class DoubtKind(Enum):
    """Why an amount cannot be read; the value is the text, with a place for what the cell shows."""

    SEVERAL = "siffrorna kan läsas som {}"
    FAULT = "cellen visar felvärdet {}"
    WORD = "texten ”{}” är inget belopp"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt about one cell; `shown` is what the cell shows or may be read as."""

    kind: DoubtKind
    shown: str

    def __str__(self) -> str:
        """Return the doubt in Swedish, without a full stop.

        >>> str(Doubt(DoubtKind.FAULT, "#REF!"))
        'cellen visar felvärdet #REF!'
        """
        return self.kind.value.format(self.shown)
