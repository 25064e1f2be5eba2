"""The same work without Excel starting Python: small .cmd files in "Skicka till" and in the Start menu."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sn_excel.hosts.commands import named
from sn_excel.hosts.excel.machines import Machine

FOLDER = "Socialnämnd"


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One command for closed books: its label, the command line's words, and whether it takes books.

    `{}` in the words is where a book stands, at the end where there is none; `asks` are the variables that the words
    name, each with the question that is asked for it once.
    """

    label: str
    words: str
    books: bool = True
    asks: tuple[tuple[str, str], ...] = ()

    @property
    def file_name(self) -> str:
        """Return the shortcut's file name."""
        return f"{FOLDER} - {self.label}.cmd"


_EXPORT = ("EXPORT", "Dra ekonomisystemets export hit och tryck Enter")
_MONTH = ("MANAD", "Vilken månad? Skriv år och månad, till exempel 2024-05")
SHORTCUTS = (
    Shortcut(named("fill").label, 'fill "%EXPORT%" {} --period "%MANAD%"', asks=(_EXPORT, _MONTH)),
    Shortcut(named("roll").label, 'roll {} --period "%MANAD%"', asks=(_MONTH,)),
    Shortcut(named("check").label, "check --mark"),
    Shortcut(named("recompute").label, "recompute"),
    Shortcut(named("clear").label, "clear"),
    Shortcut(named("forecast").label, "forecast"),
    Shortcut("Felsökning", "doctor", books=False),
)


def script(shortcut: Shortcut, interpreter: Path) -> str:
    """Return the .cmd file: UTF-8, quoted, without the current folder on Python's path, and it waits at the end.

    Each book is handed over by itself, since most commands take one.
    """
    program = str(interpreter).replace("%", "%%")
    words = shortcut.words if "{}" in shortcut.words or not shortcut.books else f"{shortcut.words} {{}}"
    call = f'"{program}" -P -c "from sn_excel.hosts.cli import main; raise SystemExit(main())" '
    call += words.replace("{}", '"%%~B"')
    body = [f"for %%B in (%*) do {call}"] if shortcut.books else [call]
    asked = (
        ['if "%~1"=="" echo Dra en arbetsbok hit, eller välj Skicka till i dess högermeny.'] if shortcut.books else []
    )
    asked += [line for name, text in shortcut.asks for line in _question(name, text)]
    return "\r\n".join(
        ["@echo off", "chcp 65001 >nul", f"title {FOLDER}: {shortcut.label}", *asked, *body, "pause", ""]
    )


def _question(name: str, text: str) -> tuple[str, ...]:
    """Return the lines that ask for a variable; a file that is dragged in comes in quotation marks."""
    return (
        f"set {name}=",
        f"set /p {name}={text}: ",
        f"if not defined {name} exit /b",
        f'set "{name}=%{name}:"=%"',
    )


def places(machine: Machine, shortcut: Shortcut) -> tuple[Path, ...]:
    """Return where a shortcut is put: the Start menu, and "Skicka till" when it takes books."""
    windows = machine.roaming / "Microsoft" / "Windows"
    menu = windows / "Start Menu" / "Programs" / FOLDER / shortcut.file_name
    return (menu, windows / "SendTo" / shortcut.file_name) if shortcut.books else (menu,)


def place(machine: Machine) -> int:
    """Write the shortcuts and return how many files there are."""
    files = [(path, shortcut) for shortcut in SHORTCUTS for path in places(machine, shortcut)]
    for path, shortcut in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(script(shortcut, machine.interpreter).encode("utf-8"))
    return len(files)


def take_away(machine: Machine) -> int:
    """Remove the shortcuts, and their folder in the Start menu when it is empty; return how many there were."""
    found = [path for shortcut in SHORTCUTS for path in places(machine, shortcut) if path.exists()]
    for path in found:
        path.unlink()
        if path.parent.name == FOLDER and not any(path.parent.iterdir()):
            path.parent.rmdir()
    return len(found)
