"""Characters: the text of a cell or a shape, or a part of it, with a font of its own."""

from __future__ import annotations

from typing import Any

from xlwings import base_classes

from sn_excel.engine.fonts import Font
from sn_excel.engine.losses import Spoken


class Characters(Spoken, base_classes.Characters):
    """A stretch of a text that Calc keeps (in a cell or a shape); places count from 0."""

    def __init__(self, parent: Any, holder: Any, start: int = 0, stop: int | None = None) -> None:
        self.parent = parent
        self.office = parent.office
        self._holder = holder
        self._start = start
        self._stop = stop

    def _cursor(self) -> Any:
        """Return Calc's text cursor over the stretch."""
        cursor = self._holder.createTextCursor()
        cursor.gotoStart(False)
        if self._start:
            cursor.goRight(self._start, False)
        if self._stop is None:
            cursor.gotoEnd(True)
        else:
            cursor.goRight(max(0, self._stop - self._start), True)
        return cursor

    @property
    def api(self) -> Any:
        """Return Calc's text cursor over the stretch."""
        return self._cursor()

    @property
    def text(self) -> str:
        """Return the stretch."""
        return str(self._holder.String)[self._start : self._stop]

    @property
    def font(self) -> Font:
        """Return how the stretch is set."""
        return Font(self, self._cursor())

    def __getitem__(self, item: int | slice) -> Characters:
        """Return a part: one character, or a slice without negative places."""
        length = len(self.text)
        if isinstance(item, slice):
            if (item.start or 0) < 0 or (item.stop or 0) < 0:
                raise ValueError("En del av en text anges från början; negativa platser går inte.")
            start, stop, _ = item.indices(length)
        else:
            start = item + length if item < 0 else item
            stop = start + 1
        if not 0 <= start < max(stop, 1) <= length:
            raise IndexError(f"Texten har {length} tecken.")
        return Characters(self.parent, self._holder, self._start + start, self._start + stop)
