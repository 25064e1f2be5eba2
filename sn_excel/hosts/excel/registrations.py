"""Excel's list of add-ins: the values OPEN, OPEN1, OPEN2 … of its options, which must stay without gaps.

Excel reads the list when it starts and writes it when it ends, so it is changed only while Excel is closed.
"""

from __future__ import annotations

import re
from pathlib import PureWindowsPath

from sn_excel.hosts.excel.machines import Registry

OFFICE = r"HKCU\Software\Microsoft\Office"
NEWEST = "16.0"
_OPEN = re.compile(r"OPEN(\d*)")


def versions(registry: Registry) -> tuple[str, ...]:
    """Return the versions of Office whose Excel has options of this user; the newest one where none has."""
    found = [
        name
        for name in registry.keys(OFFICE)
        if re.fullmatch(r"\d+\.0", name) and "Excel" in registry.keys(rf"{OFFICE}\{name}")
    ]
    return tuple(sorted(found)) or (NEWEST,)


def options(version: str) -> str:
    """Return the key of Excel's options."""
    return rf"{OFFICE}\{version}\Excel\Options"


def entries(registry: Registry, version: str) -> tuple[str, ...]:
    """Return the add-ins that Excel opens, in order."""
    found = {}
    for name, value in registry.values(options(version)).items():
        match = _OPEN.fullmatch(name)
        if match:
            found[int(match[1] or 0)] = str(value)
    return tuple(found[at] for at in sorted(found))


def gaps(registry: Registry, version: str) -> bool:
    """Say whether the list has a gap: Excel reads no further than to it."""
    names = {name for name in registry.values(options(version)) if _OPEN.fullmatch(name)}
    return names != {_name(at) for at in range(len(names))}


def ours(entry: str, file_name: str) -> bool:
    """Say whether an entry opens the add-in of that file name, wherever it lies.

    >>> ours(r'"C:\\Users\\a b\\AddIns\\sn_excel.xlam"', "sn_excel.xlam"), ours("/R other.xll", "sn_excel.xlam")
    (True, False)
    """
    path = re.sub(r"^/\w+\s+", "", entry.strip()).strip('"')
    return PureWindowsPath(path).name.casefold() == file_name.casefold()


def register(registry: Registry, version: str, path: str) -> None:
    """Let Excel open an add-in, once, after the user's others."""
    kept = [entry for entry in entries(registry, version) if not ours(entry, PureWindowsPath(path).name)]
    _write(registry, version, [*kept, f'"{path}"'])


def unregister(registry: Registry, version: str, file_name: str) -> bool:
    """Take an add-in off the list, close the gap it leaves, and say whether it was there."""
    present = entries(registry, version)
    kept = [entry for entry in present if not ours(entry, file_name)]
    if len(kept) < len(present):
        _write(registry, version, kept)
    return len(kept) < len(present)


def _write(registry: Registry, version: str, wanted: list[str]) -> None:
    key = options(version)
    for at, entry in enumerate(wanted):
        registry.put(key, _name(at), entry)
    names = {_name(at) for at in range(len(wanted))}
    for name in list(registry.values(key)):
        if _OPEN.fullmatch(name) and name not in names:
            registry.remove(key, name)


def _name(at: int) -> str:
    return f"OPEN{at or ''}"
