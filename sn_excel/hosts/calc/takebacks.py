"""Ctrl+Z in Calc after a button: one step that does what `Återställ senaste` does, as Application.OnUndo in Excel.

Calc's own list of steps would take back some of a button's many changes and not others (rules for colours stay), so
it is locked while a button works, and emptied when the button has changed cells: older steps may not fit any more.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sn_excel.engine import bridge


@contextmanager
def locked(document: Any) -> Iterator[None]:
    """Let nothing that is done here become steps of Calc's own."""
    manager = document.UndoManager
    manager.lock()
    try:
        yield
    finally:
        manager.unlock()


def forget(document: Any) -> None:
    """Empty the list of steps."""
    document.UndoManager.clear()


def offer(context: Any, document: Any, title: str, back: Callable[[], None]) -> None:
    """Offer one step under a title: `back` takes it back. It is called soon after, when Calc is done with its list.

    Taking back drops a sheet, which makes Calc empty the list; were the step still at work it would crash.
    """
    document.UndoManager.addUndoAction(_step(context, title, back))


def _step(context: Any, title: str, back: Callable[[], None]) -> Any:
    class Callback(_base(), _interface("awt.XCallback")):  # type: ignore[misc]  # UNO's classes are untyped
        def notify(self, _: Any) -> None:
            back()

    class Step(_base(), _interface("document.XUndoAction")):  # type: ignore[misc]  # as above
        Title = title

        def undo(self) -> None:
            later = context.ServiceManager.createInstanceWithContext("com.sun.star.awt.AsyncCallback", context)
            later.addCallback(Callback(), None)

        def redo(self) -> None:
            """Nothing: the list is empty when the step has been taken back."""

    return Step()


def _base() -> Any:
    return sys.modules["unohelper"].Base


def _interface(name: str) -> Any:
    return bridge.uno().getClass(f"com.sun.star.{name}")
