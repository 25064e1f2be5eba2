"""What the engine says when it cannot go on: one Swedish sentence for the person, for the host to show."""

from __future__ import annotations

GONE = "LibreOffice har avslutats oväntat; det som inte var sparat är borta. Starta om och försök igen."


class OfficeError(Exception):
    """LibreOffice is missing, does not start, or has ended; the text is one Swedish sentence."""


class OfficeGoneError(OfficeError):
    """LibreOffice ended while we were talking with it."""


class DocumentError(OfficeError):
    """A document cannot be opened or saved by LibreOffice."""
