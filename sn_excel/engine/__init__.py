"""LibreOffice as a host; `activate()` lets plain xlwings work in Calc."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlwings.main import Engine

__all__ = ["activate"]


def activate() -> Engine:
    """Make Calc the program that xlwings works in, and return xlwings' engine.

    LibreOffice itself is started by the first `xw.App()` or `xw.Book()`; OfficeError when it is not there.
    """
    from sn_excel.engine import engines

    return engines.activate()
