"""Självtest in Calc: what the add-in needs is tried in the office itself, with a remedy for what does not work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from sn_excel import __version__
from sn_excel.hosts.commands import Told
from sn_excel.hosts.desktop.error_log import log_file

NEEDED = ("pydantic", "openpyxl", "xlwings")
_REMEDY = "kör sn-excel install-calc igen från en Python {}.{} där sn-excel är installerat"
_TRIED = (("SN_DEVIATION", (1000.0, 1200.0), 200.0), ("SN_TKR", (1500.0,), 2.0))
"""Functions, arguments and the one cell they answer with."""


def told(context: Any) -> Told:
    """Return the answers of all trials, one a line, and whether something does not work."""
    faults = [*_functions(context), *_packages()]
    lines = [
        f"sn_excel {__version__} i Python {sys.version.split()[0]}",
        *(faults or ["Cellfunktionerna räknar rätt och menyns kommandon har det de behöver."]),
        f"Logg: {log_file()}",
    ]
    return Told("\n".join(lines), wrong=bool(faults))


def _functions(context: Any) -> Iterator[str]:
    access = context.ServiceManager.createInstanceWithContext("com.sun.star.sheet.FunctionAccess", context)
    for name, arguments, wanted in _TRIED:
        try:
            answer = access.callFunction(name, arguments)
        except Exception:  # noqa: BLE001  UNO's exceptions are not known here; any of them says the same
            answer = None
        if answer != ((wanted,),):
            yield f"{name} räknar inte rätt: starta om LibreOffice; hjälper inte det, {_remedy()}."


def _packages() -> Iterator[str]:
    for name in NEEDED:
        if find_spec(name) is None:
            yield f"Paketet {name} hittas inte: {_remedy()}."
            continue
        try:
            import_module(name)
        except ImportError:
            yield f"Paketet {name} är gjort för en annan Python: {_remedy()}."


def _remedy() -> str:
    return _REMEDY.format(*sys.version_info[:2])
