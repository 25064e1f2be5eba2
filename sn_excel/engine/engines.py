"""The engine: xlwings told how to work in LibreOffice Calc, with xlwings' open-source part only.

`activate()` once, and `xw.Book(path)`, `xw.books.active`, `xw.App()` and the rest act on Calc.
"""

from __future__ import annotations

from typing import Any

import xlwings as xw
from xlwings.main import Engine as PublicEngine

from sn_excel.engine import values
from sn_excel.engine.apps import Apps

NAME = "libreoffice"


class Engine:
    """What xlwings asks of an engine."""

    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:  # noqa: ARG004 - xlwings' signature
        """Return a value as a cell may hold it."""
        return values.prepared(value)

    @staticmethod
    def clean_value_data(data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool) -> Any:
        """Return raw rows as the reader asked for them."""
        return values.cleaned(data, datetime_builder, empty_as, number_builder, err_to_str)


engine = Engine()


def activate() -> PublicEngine:
    """Make Calc the program that xlwings works in, and return xlwings' engine."""
    if NAME not in xw.engines.engines_by_name:
        xw.engines.add(PublicEngine(impl=engine))
    public = xw.engines[NAME]
    public.activate()
    return public
