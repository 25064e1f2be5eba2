"""A Windows machine in memory: a registry that is a dictionary, folders under a temporary one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sn_excel.hosts.excel.machines import Machine

OPTIONS = r"HKCU\Software\Microsoft\Office\16.0\Excel\Options"


@dataclass
class FakeRegistry:
    """A registry of keys and values."""

    held: dict[str, dict[str, Any]] = field(default_factory=dict)

    def values(self, key: str) -> Mapping[str, Any]:
        return dict(self.held.get(key, {}))

    def keys(self, key: str) -> tuple[str, ...]:
        below = {path[len(key) + 1 :].split("\\")[0] for path in self.held if path.startswith(key + "\\")}
        return tuple(sorted(below))

    def put(self, key: str, name: str, value: str) -> None:
        self.held.setdefault(key, {})[name] = value

    def remove(self, key: str, name: str) -> None:
        self.held.get(key, {}).pop(name, None)


def machine(folder: Path, registry: FakeRegistry | None = None, *running: str, system: str = "Windows") -> Machine:
    python = folder / "py" / "python.exe"
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch()
    (python.parent / "xlwings64-0.37.8.dll").touch()
    return Machine(
        system=system,
        home=folder / "hem",
        roaming=folder / "roaming",
        local=folder / "local",
        interpreter=python,
        library_folders=(python.parent, folder),
        registry=registry or FakeRegistry({OPTIONS: {}}),
        running=lambda: frozenset(running),
    )
