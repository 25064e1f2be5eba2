"""The machine as the installer and the doctor see it: folders, registry, processes; handed in, so that tests own it."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

WINDOWS, MAC = "Windows", "Darwin"


class Registry(Protocol):
    """Windows' registry, keys written `HKCU\\Software\\…`; what cannot be read is as if it were not there."""

    def values(self, key: str) -> Mapping[str, Any]:
        """Return the values of a key by name; empty when there is no such key."""

    def keys(self, key: str) -> tuple[str, ...]:
        """Return the names of the keys below a key."""

    def put(self, key: str, name: str, value: str) -> None:
        """Write a text value, making the key where it is missing."""

    def remove(self, key: str, name: str) -> None:
        """Take a value away, if it is there."""


class NoRegistry:
    """The registry of a system that has none."""

    def values(self, key: str) -> Mapping[str, Any]:  # noqa: ARG002
        """Return nothing."""
        return {}

    def keys(self, key: str) -> tuple[str, ...]:  # noqa: ARG002
        """Return nothing."""
        return ()

    def put(self, key: str, name: str, value: str) -> None:
        """Do nothing."""

    def remove(self, key: str, name: str) -> None:
        """Do nothing."""


class WindowsRegistry:
    """Windows' own registry, of the user and of the machine; only the user's is ever written."""

    def __init__(self) -> None:
        import winreg

        self._api: Any = winreg

    def _opened(self, key: str, write: bool = False) -> Any:
        root, _, path = key.partition("\\")
        top = {"HKCU": self._api.HKEY_CURRENT_USER, "HKLM": self._api.HKEY_LOCAL_MACHINE}[root]
        if write:
            return self._api.CreateKeyEx(top, path, 0, self._api.KEY_SET_VALUE)
        return self._api.OpenKey(top, path, 0, self._api.KEY_READ | self._api.KEY_WOW64_64KEY)

    def values(self, key: str) -> Mapping[str, Any]:
        """Return the values of a key by name; empty when there is no such key."""
        try:
            with self._opened(key) as handle:
                count = self._api.QueryInfoKey(handle)[1]
                return {name: value for name, value, _ in (self._api.EnumValue(handle, at) for at in range(count))}
        except OSError:
            return {}

    def keys(self, key: str) -> tuple[str, ...]:
        """Return the names of the keys below a key."""
        try:
            with self._opened(key) as handle:
                return tuple(self._api.EnumKey(handle, at) for at in range(self._api.QueryInfoKey(handle)[0]))
        except OSError:
            return ()

    def put(self, key: str, name: str, value: str) -> None:
        """Write a text value, making the key where it is missing."""
        with self._opened(key, write=True) as handle:
            self._api.SetValueEx(handle, name, 0, self._api.REG_SZ, value)

    def remove(self, key: str, name: str) -> None:
        """Take a value away, if it is there."""
        if name in self.values(key):
            with self._opened(key, write=True) as handle:
                self._api.DeleteValue(handle, name)


@dataclass(frozen=True, slots=True)
class Machine:
    """Where things are on one machine for one user. `running` gives the names of the running programs, lower case."""

    system: str
    home: Path
    roaming: Path
    local: Path
    interpreter: Path
    library_folders: tuple[Path, ...]
    registry: Registry
    running: Callable[[], frozenset[str]]

    @property
    def windows(self) -> bool:
        """Say whether this is Windows."""
        return self.system == WINDOWS

    @property
    def mac(self) -> bool:
        """Say whether this is a Mac."""
        return self.system == MAC

    @property
    def startup(self) -> Path:
        """Return the folder that Excel loads add-ins from by itself."""
        if self.mac:
            office = self.home / "Library" / "Group Containers" / "UBF8T346G9.Office"
            return office / "User Content.localized" / "Startup.localized" / "Excel"
        return self.roaming / "Microsoft" / "Excel" / "XLSTART"

    @property
    def addins(self) -> Path:
        """Return the folder that Excel proposes for a user's add-ins."""
        return self.roaming / "Microsoft" / "AddIns"


def this_machine() -> Machine:
    """Return the machine we run on."""
    home = Path.home()
    system = platform.system()
    interpreter = Path(sys.executable)
    beside = (interpreter.parent, interpreter.parent.parent, Path(sys.prefix), Path(sys.base_prefix))
    return Machine(
        system=system,
        home=home,
        roaming=Path(os.environ.get("APPDATA", str(home / "AppData" / "Roaming"))),
        local=Path(os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))),
        interpreter=interpreter.with_name("python.exe") if system == WINDOWS else interpreter,
        library_folders=tuple(dict.fromkeys(beside)),
        registry=WindowsRegistry() if system == WINDOWS else NoRegistry(),
        running=_running if system == WINDOWS else _running_elsewhere,
    )


def _running() -> frozenset[str]:
    lines = _output("tasklist", "/FO", "CSV", "/NH").splitlines()
    return frozenset(line.split('","')[0].strip('"').lower() for line in lines if line.strip())


def _running_elsewhere() -> frozenset[str]:
    return frozenset(Path(line.strip()).name.lower() for line in _output("ps", "-Ao", "comm=").splitlines())


def _output(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False).stdout  # noqa: S603  our own words
    except (OSError, subprocess.TimeoutExpired):
        return ""
