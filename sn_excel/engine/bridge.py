"""The edge to UNO, LibreOffice's object model: the one module that knows that `uno` is untyped and where it lives."""

from __future__ import annotations

import builtins
import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from sn_excel.engine.errors import OfficeError

PLACES = (
    "/usr/lib/python3/dist-packages",
    "/usr/lib/libreoffice/program",
    "/usr/lib64/libreoffice/program",
    "/opt/libreoffice/program",
    "/Applications/LibreOffice.app/Contents/Resources",
    "C:/Program Files/LibreOffice/program",
)
PROGRAMS = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)


def program() -> Path:
    """Return LibreOffice's start program; OfficeError where there is none."""
    found = shutil.which("soffice") or next((place for place in PROGRAMS if Path(place).is_file()), None)
    if found is None:
        raise OfficeError("LibreOffice finns inte på datorn; installera LibreOffice Calc och försök igen.")
    return Path(found)


@cache
def uno() -> Any:
    """Return the module `uno`, loaded by path so that nothing else of the system's Python comes along.

    `uno` replaces `builtins.__import__` and lengthens `sys.path`; both are put back. OfficeError when there is none
    that this Python can load.
    """
    if "uno" in sys.modules:
        return sys.modules["uno"]
    folders = [*map(Path, PLACES), program().resolve().parent]
    source = next((folder / "uno.py" for folder in folders if (folder / "uno.py").is_file()), None)
    if source is None:
        raise OfficeError("LibreOffices brygga till Python saknas; installera paketet python3-uno och försök igen.")
    _same_python(program().resolve().parent)
    with _undisturbed():
        module = _loaded("uno", source)
        _loaded("unohelper", source.with_name("unohelper.py"))
    return module


def _same_python(folder: Path) -> None:
    """Raise OfficeError when LibreOffice's bridge was built for another Python than this one."""
    made_for = built_for(folder)
    ours = sys.version_info[:2]
    if made_for and made_for != ours:
        wanted = f"{made_for[0]}.{made_for[1]}"
        raise OfficeError(
            f"LibreOffice talar med Python {wanted} men programmet körs i Python {ours[0]}.{ours[1]}; "
            f"installera programmet i en miljö med Python {wanted}."
        )


def built_for(folder: Path) -> tuple[int, int] | None:
    """Return the Python version LibreOffice's bridge in `folder` is linked to; None when it does not tell."""
    for name in ("libpyuno.so", "libpyuno.dylib", "pyuno.pyd", "pyuno.so"):
        library = folder / name
        found = re.search(rb"python(3)\.?(\d{1,2})[.\x00]", library.read_bytes()) if library.is_file() else None
        if found:
            return int(found[1]), int(found[2])
    return None


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the import function and the search path as they were; children do not inherit the bridge's setting."""
    importing, path = builtins.__import__, list(sys.path)
    try:
        yield
    finally:
        builtins.__import__ = importing
        sys.path[:] = path
        if "URE_BOOTSTRAP" not in os.environ:
            os.unsetenv("URE_BOOTSTRAP")


def _loaded(name: str, source: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, source)
    if spec is None or spec.loader is None:
        raise OfficeError(f"LibreOffices brygga till Python kan inte läsas ({source.name}).")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except ImportError as fault:
        del sys.modules[name]
        raise OfficeError(f"LibreOffices brygga till Python kan inte laddas ({fault}).") from fault
    return module


def connected(pipe: str) -> Any:
    """Return the component context of the office that listens on a pipe; None while nobody does."""
    local = uno().getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    try:
        return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
    except uno().getClass("com.sun.star.connection.NoConnectException"):
        return None


def uno_errors() -> tuple[type[BaseException], ...]:
    """Return the exceptions UNO raises for anything it does not like, a lost connection among them."""
    return (uno().getClass("com.sun.star.uno.Exception"), uno().getClass("com.sun.star.uno.RuntimeException"))


def answers(context: object) -> bool:
    """Return whether the office behind a component context still answers."""
    try:
        return getattr(context, "ServiceManager", None) is not None
    except uno_errors():
        return False


def struct(name: str, **fields: object) -> Any:
    """Return a UNO struct, such as `table.CellRangeAddress`, with its fields set."""
    return uno().createUnoStruct(f"com.sun.star.{name}", **fields)


def enum(kind: str, value: str) -> Any:
    """Return a value of a UNO enum, such as `table.CellVertJustify`."""
    return uno().Enum(f"com.sun.star.{kind}", value)


def constant(name: str) -> int:
    """Return a UNO constant, such as `sheet.CellFlags.VALUE`."""
    return int(uno().getConstantByName(f"com.sun.star.{name}"))


def settings(**values: object) -> tuple[Any, ...]:
    """Return named settings as UNO wants them for loading, storing and dispatching."""
    return tuple(struct("beans.PropertyValue", Name=name, Value=value) for name, value in values.items())


def typed(kind: str, value: object) -> Any:
    """Return a value that UNO must take as exactly this type (for `invoke`)."""
    return uno().Any(kind, value)


def invoke(target: object, method: str, *values: object) -> Any:
    """Call a method whose arguments must have exact types."""
    return uno().invoke(target, method, values)


def listener(hear: Callable[[Any], None]) -> Any:
    """Return a UNO status listener that hands on what it is told."""

    class Listener(sys.modules["unohelper"].Base, uno().getClass("com.sun.star.frame.XStatusListener")):  # type: ignore[misc]
        def statusChanged(self, event: Any) -> None:  # noqa: N802 - UNO's name
            hear(event)

        def disposing(self, source: Any) -> None: ...

    return Listener()


def url(path: Path) -> str:
    """Return the address UNO uses for a file."""
    return path.resolve().as_uri()


def file_of(address: str) -> Path | None:
    """Return the file of a UNO address; None for a document that has no file."""
    return Path(uno().fileUrlToSystemPath(address)) if address.startswith("file:") else None


def mixed(target: object, name: str) -> bool:
    """Return whether the cells of a range differ in a property."""
    cells: Any = target
    return bool(cells.getPropertyState(name).value == "AMBIGUOUS_VALUE")
