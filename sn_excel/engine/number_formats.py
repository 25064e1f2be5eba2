"""Number formats: Excel's codes against Calc's keys, kept per document, and which cells hold dates or truth values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from sn_excel.engine import bridge

GENERAL = 0
DATE, LOGICAL, TEXT = 2, 1024, 256
Area: TypeAlias = tuple[int, int, int, int]
"""Top, left, bottom, right; all counted from 0."""

DAY_CODE, MOMENT_CODE, TIME_CODE = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss"


class NumberFormats:
    """The formats of one document; what was looked up once is remembered."""

    def __init__(self, document: Any) -> None:
        self._formats = document.NumberFormats
        self._english = bridge.struct("lang.Locale", Language="en", Country="US")
        self._anywhere = bridge.struct("lang.Locale")
        self._keys: dict[str, int] = {"General": GENERAL}
        self._codes: dict[int, str] = {GENERAL: "General"}
        self._kinds: dict[int, int] = {}

    def key(self, code: str) -> int:
        """Return the key of an Excel format code; ValueError when Calc cannot read it."""
        if code not in self._keys:
            try:
                key = int(self._formats.addNewConverted(code, self._english, self._anywhere))
            except bridge.uno_errors() as fault:
                raise ValueError(f"Talformatet {code} kan inte tolkas.") from fault
            self._keys[code] = key
            self._codes[key] = code
        return self._keys[code]

    def code(self, key: int) -> str:
        """Return the Excel code of a format, in English."""
        if key not in self._codes:
            found = self._formats.getByKey(key)
            code = str(found.FormatString)
            if found.Locale.Language not in ("en", ""):
                converted = self._formats.addNewConverted(code, found.Locale, self._english)
                code = str(self._formats.getByKey(converted).FormatString)
            self._codes[key] = {"Standard": "General", "BOOLEAN": "General"}.get(code, code)
        return self._codes[key]

    def kind(self, key: int) -> int:
        """Return what a format is for, as flags."""
        if key not in self._kinds:
            self._kinds[key] = int(self._formats.getByKey(key).Type)
        return self._kinds[key]

    def logical(self) -> int:
        """Return the key under which Calc shows a number as a truth value."""
        return int(self._formats.getStandardFormat(LOGICAL, self._anywhere))

    def special(self, xl: Any) -> tuple[list[Area], list[Area]]:
        """Return where a range is formatted as dates, and where as truth values."""
        dates: list[Area] = []
        truths: list[Area] = []
        for key, areas in self.groups(xl):
            kind = self.kind(key)
            if kind & LOGICAL:
                truths.extend(areas())
            elif kind & DATE:
                dates.extend(areas())
        return dates, truths

    def groups(self, xl: Any) -> list[tuple[int, Callable[[], list[Area]]]]:
        """Return the formats of a range, each with a way to the areas it covers."""
        if not bridge.mixed(xl, "NumberFormat"):
            return [(int(xl.NumberFormat), _whole(xl))]
        unique = xl.getUniqueCellFormatRanges()
        found = (unique.getByIndex(index) for index in range(unique.Count))
        return [(int(one.NumberFormat), _areas(one)) for one in found]


def _whole(xl: Any) -> Callable[[], list[Area]]:
    def areas() -> list[Area]:
        whole = xl.RangeAddress
        return [(whole.StartRow, whole.StartColumn, whole.EndRow, whole.EndColumn)]

    return areas


def _areas(ranges: Any) -> Callable[[], list[Area]]:
    def areas() -> list[Area]:
        return [(a.StartRow, a.StartColumn, a.EndRow, a.EndColumn) for a in ranges.RangeAddresses]

    return areas
