"""Before a workbook is opened: is it one, and is it of a size and shape that a person could have made?"""

from __future__ import annotations

from sn_excel.ooxml.package import Package, directory


def opened(blob: bytes) -> Package:
    """Return the package of a file's bytes; UnreadableFileError with one Swedish sentence when it is none."""
    return Package(blob, directory(blob, 10_000), 200_000_000)
