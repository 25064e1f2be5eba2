"""The office seen from inside: the macros work in the workbook of a window in the same process as the menu."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sn_excel.engine.bridge import uno
from sn_excel.engine.office import Office
from sn_excel.hosts.desktop.server import HEAVY, without

with without(*HEAVY):
    import xlwings as xw

from sn_excel.engine import engines
from sn_excel.engine.books import Book


class Inside(Office):
    """The office that this Python runs in. It is not ours to end."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self._visible = True

    @property
    def pid(self) -> int:
        """Return the office's process, which is this one."""
        return os.getpid()

    @property
    def alive(self) -> bool:
        """Return that the office runs, as this does."""
        return True

    @property
    def profile(self) -> Path:
        """Return the folder of the user's settings."""
        place = self.service("util.PathSubstitution").substituteVariables("$(user)", True)
        return Path(uno().fileUrlToSystemPath(place))

    def answers(self) -> bool:
        """Return that the office answers."""
        return True

    def end(self) -> None:
        """Do nothing: the user ends the office."""

    def kill(self) -> None:
        """Do nothing: the user ends the office."""


@cache
def _inside(context: Any) -> Inside:
    return Inside(context)


@contextmanager
def calling(context: Any, document: Any) -> Iterator[xw.Book]:
    """Let xlwings' caller be a workbook of this office."""
    engines.activate()
    app = engines.engine.apps.of(_inside(context))
    impl = Book(app, document)
    impl.activate()
    book = xw.Book(impl=impl)
    book.set_mock_caller()
    try:
        yield book
    finally:
        delattr(xw.Book, "_mock_caller")  # xlwings has no word for it
