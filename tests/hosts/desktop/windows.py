"""xlwings as it is on Windows, run here: its UDF machinery with the Windows packages stood in for.

Run as a program in a process of its own, so that the stand-ins reach no other test. Prints JSON.
"""

from __future__ import annotations

import ctypes
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import MagicMock

PACKAGES = (
    "pythoncom", "pywintypes", "win32api", "win32com", "win32com.client", "win32com.client.dynamic",
    "win32com.server", "win32com.server.dispatcher", "win32com.server.policy", "win32com.server.util",
    "win32con", "win32event", "win32gui", "win32process", "win32timezone", "winerror", "winreg",
)  # fmt: skip
DIVISION = -2146826281


def windows() -> ModuleType:
    """Return xlwings.udfs, which imports only where these packages are."""
    for name in PACKAGES:
        sys.modules[name] = MagicMock()
    sys.modules["pythoncom"].__file__ = "pythoncom.dll"
    sys.modules["pywintypes"].TimeType = type("TimeType", (), {})  # type: ignore[attr-defined]
    for name in ("oledll", "windll", "PyDLL"):
        setattr(ctypes, name, MagicMock())
    import xlwings
    from xlwings import _xlwindows, udfs

    _xlwindows.is_range_instance = lambda _: False
    sys.modules["xlwings.com_server"] = MagicMock()
    xlwings._xlwindows = _xlwindows
    xlwings.engines.add(xlwings.main.Engine(impl=_xlwindows.engine))
    xlwings.engines["excel"].activate()
    return udfs


def declared_by_xlwings(udfs: ModuleType) -> ModuleType:
    """Return our functions' module, declared by xlwings' own decorators."""
    words: Any = ModuleType("declarations")
    words.func = lambda: udfs.xlfunc(category="Socialnämnd", call_in_wizard=False)
    words.arg = lambda name, doc: udfs.xlarg(name, ndim=2, err_to_str=True, doc=doc)
    import sn_excel.hosts.desktop as room

    ours = sys.modules.pop("sn_excel.hosts.desktop.declarations")
    room.declarations = sys.modules["sn_excel.hosts.desktop.declarations"] = words
    source = Path(room.__file__ or "").parent / "functions.py"
    spec = importlib.util.spec_from_file_location("theirs", source)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    room.declarations = sys.modules["sn_excel.hosts.desktop.declarations"] = ours
    return module


def shown(metadata: Any) -> str:
    return repr(metadata)


def main() -> None:
    import sn_excel.hosts.desktop.functions as ours

    udfs = windows()
    theirs = declared_by_xlwings(udfs)
    names = sorted(name for name in vars(ours) if hasattr(getattr(ours, name), "__xlfunc__"))

    def call(name: str, *arguments: Any) -> Any:
        return udfs.call_udf(ours.__name__, name, arguments)

    answers = {
        "names": names,
        "ours": {name: shown(_sorted(getattr(ours, name).__xlfunc__)) for name in names},
        "theirs": {name: shown(_sorted(getattr(theirs, name).__xlfunc__)) for name in names},
        "calls": {
            "cell": call("SN_DEVIATION", 14191.0, 12470.0, None),
            "range": call("SN_DEVIATION", ((14191.0,), (None,), ("525",)), ((12470.0,), (None,), (543.0,)), None),
            "error": call("SN_DEVIATION", ((DIVISION,), (1.0,)), ((1.0,), ("#SPILL!",)), None),
            "switch": call("SN_DEVIATION", 14191.0, 12470.0, True),
            "shape": call("SN_DEVIATION", ((1.0,), (2.0,)), ((1.0, 2.0),), None),
            "words": call("SN_SUBTOTAL_CHECK", 10.0, ((3.0,), (3.0,), (3.0,)), None),
        },
    }
    sys.stdout.write(json.dumps(answers))


def _sorted(metadata: dict[str, Any]) -> dict[str, Any]:
    return {key: metadata[key] for key in sorted(metadata) if key != "argmap"}


if __name__ == "__main__":
    main()
