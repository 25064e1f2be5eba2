"""What we say when we cannot go on: one Swedish sentence, caught once, in the host."""

from __future__ import annotations

from enum import Enum, auto


class Missing(Enum):
    """What a person must tell before we can go on; each host knows how it is told there."""

    PERIOD = auto()
    """The month that a workbook or a document is about."""
    OTHER_PERIOD = auto()
    """A month other than the one the workbook is about."""
    UNIT = auto()
    """The unit of an export's amounts: kr, tkr or mkr."""
    ANNUAL_BUDGET = auto()
    """Årsbudget of each row, which the export lacks."""


class SnError(Exception):
    """A user's input cannot be used; the text is one Swedish sentence that says what is wrong and what to do.

    With `missing` the host adds how that is told: by an option, by an answer.
    """

    def __init__(self, text: str, missing: Missing | None = None) -> None:
        super().__init__(text)
        self.missing = missing


class UnreadableFileError(SnError):
    """The file is not what it should be, or cannot be opened."""


class AmbiguousInputError(SnError):
    """Arithmetic does not decide what the input means; the sentence shows the candidates."""


class RefusedEditError(SnError):
    """A workbook cannot take an edit without losing something; nothing was written."""
