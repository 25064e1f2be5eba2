"""The user's settings of the add-in: one small file in the user's own folder, read by VBA and written by the installer.

A line is `"NAME","value"`. On Windows VBA reads it in the code page of the machine, so it is written in that.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from sn_excel.model.errors import SnError

NAMES = {
    "INTERPRETER_WIN": "Python som Excel startar (hela sökvägen till pythonw.exe eller python.exe)",
    "LIBRARY_FOLDER": "mappen med xlwings DLL, om den inte ligger bredvid Python",
    "INTERPRETER_MAC": "Python som Excel för Mac startar",
    "ARCHIVE": "arkivet som Beräkna prognos hämtar tidigare månader ur (hela sökvägen); utan det räknas utan historik",
    "ROLE": "rollen som Ny justering skriver som upprättare, till exempel ekonom",
}
"""Every setting there is, and what it means."""


def settings_file(home: Path | None = None, mac: bool = sys.platform == "darwin") -> Path:
    """Return where a user's settings are; Excel for Mac may read only its own folder."""
    folder = home or Path.home()
    if mac:
        return folder / "Library" / "Containers" / "com.microsoft.Excel" / "Data" / "sn_excel.conf"
    return folder / ".sn_excel" / "sn_excel.conf"


def code_page() -> str:
    """Return the encoding that VBA reads and writes text files in."""
    return "mbcs" if sys.platform == "win32" else "utf-8"


def read(path: Path) -> dict[str, str]:
    """Return the settings of a file by name; none where there is no file. Lines that say nothing are passed over."""
    if not path.exists():
        return {}
    found: dict[str, str] = {}
    for line in path.read_text(code_page(), errors="replace").splitlines():
        name, _, value = line.strip().partition('","')
        if name.startswith('"') and value.endswith('"'):
            found.setdefault(name[1:].upper(), value[:-1])
    return found


def write(path: Path, values: Mapping[str, str]) -> None:
    """Write settings among those that are there; SnError for a value that the file cannot hold."""
    _put(path, {**read(path), **values})


def forget(path: Path, names: Collection[str]) -> bool:
    """Take settings away, and the file when nothing is left in it; say whether any of them was there."""
    before = read(path)
    kept = {name: value for name, value in before.items() if name not in names}
    if kept:
        _put(path, kept)
    else:
        path.unlink(missing_ok=True)
    return len(kept) < len(before)


def _put(path: Path, kept: Mapping[str, str]) -> None:
    if any('"' in value or "\n" in value for value in kept.values()):
        raise SnError("En inställning kan inte innehålla citattecken eller radbyte.")
    text = "".join(f'"{name}","{value}"\n' for name, value in sorted(kept.items()))
    try:
        data = text.encode(code_page())
    except UnicodeEncodeError:
        raise SnError(
            "Sökvägen till Python har tecken som Excel inte kan läsa. Installera sn_excel i en mapp utan dem."
        ) from None
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".ny")
    fresh.write_bytes(data.replace(b"\n", os.linesep.encode()))
    fresh.replace(path)


def told(path: Path | None = None) -> tuple[str, ...]:
    """Return the settings in words, with the file they stand in."""
    file = path or settings_file()
    values = read(file)
    lines = [f"{name}: {values.get(name) or 'inte angiven'} ({meaning})" for name, meaning in NAMES.items()]
    return (f"Inställningarna står i {file}; tilläggets eget blad sn_excel.conf går före.", *lines)
