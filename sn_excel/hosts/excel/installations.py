"""Putting the add-in where Excel finds it, and taking it away again; for one user, without administrator rights."""

from __future__ import annotations

from pathlib import Path

from sn_excel.hosts.desktop import settings
from sn_excel.hosts.excel import registrations, shortcuts
from sn_excel.hosts.excel.addin_files import ADDIN
from sn_excel.hosts.excel.machines import Machine, this_machine
from sn_excel.hosts.files import data
from sn_excel.model.errors import SnError

STARTING = ("INTERPRETER_WIN", "LIBRARY_FOLDER", "INTERPRETER_MAC")
"""The settings that are the installer's; the others are the user's own."""
_EXCEL = frozenset({"excel.exe", "microsoft excel"})


def install_addin(xlstart: bool = False, machine: Machine | None = None) -> tuple[str, ...]:
    """Install for this user and return what was done, in Swedish; SnError when it cannot be done now.

    `xlstart` puts the add-in in Excel's start folder instead of on its list, where the list is locked by policy.
    """
    here = machine or this_machine()
    _ready(here)
    target = (here.startup if xlstart or here.mac else here.addins) / ADDIN
    _copied(data(ADDIN), target)
    told = [f"Tillägget ligger i {target}."]
    if here.mac:
        return (*told, *_on_mac(here))
    for version in registrations.versions(here.registry):
        if xlstart:
            registrations.unregister(here.registry, version, ADDIN)
        else:
            registrations.register(here.registry, version, str(target))
            told.append(f"Excel {version} öppnar det när det startar.")
    _removed((here.addins if xlstart else here.startup) / ADDIN)
    values = {"INTERPRETER_WIN": str(here.interpreter), "LIBRARY_FOLDER": _library_folder(here)}
    settings.write(_settings(here), values)
    (here.local / "sn_excel").mkdir(parents=True, exist_ok=True)
    count = shortcuts.place(here)
    return (
        *told,
        f"Excel startar Python i {here.interpreter} (inställning i {_settings(here)}).",
        f"{count} genvägar finns i Start-menyn och under Skicka till; de fungerar utan att Excel startar Python.",
        "Starta Excel: fliken heter Socialnämnd. Tryck på Självtest under Verktyg.",
    )


def uninstall_addin(machine: Machine | None = None) -> tuple[str, ...]:
    """Take away everything that install_addin placed, and return what was there."""
    here = machine or this_machine()
    _ready(here)
    told: list[str] = []
    if here.windows:
        known = registrations.versions(here.registry)
        listed = [version for version in known if registrations.unregister(here.registry, version, ADDIN)]
        told += [f"Excel {version} öppnar inte längre tillägget." for version in listed]
        if count := shortcuts.take_away(here):
            told.append(f"{count} genvägar är borttagna.")
    told += [f"{path} är borttagen." for path in (here.addins / ADDIN, here.startup / ADDIN) if _removed(path)]
    if settings.forget(_settings(here), STARTING):
        told.append("Inställningarna för vilken Python Excel startar är borttagna.")
    return tuple(told) or ("Tillägget var inte installerat.",)


def _ready(machine: Machine) -> None:
    if not (machine.windows or machine.mac):
        raise SnError(
            "Excel finns inte på det här systemet. Kommandona (sn-excel --help) fungerar här, "
            "och i LibreOffice finns samma funktioner: sn-excel install-calc."
        )
    if machine.running() & _EXCEL:
        raise SnError("Stäng Excel först: det skriver om sin lista över tillägg när det avslutas. Kör sedan igen.")


def _settings(machine: Machine) -> Path:
    return settings.settings_file(machine.home, machine.mac)


def _copied(source: Path, target: Path) -> None:
    """Copy the add-in's bytes; a mark that it came from the internet does not follow."""
    if not source.exists():
        raise SnError(f"Tillägget {source.name} saknas i installationen. Installera om paketet sn-excel.")
    fresh = target.with_suffix(".ny")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(source.read_bytes())
        fresh.replace(target)
    except OSError as error:
        raise SnError(f"Det går inte att skriva i {target.parent}: {error.strerror}.") from error


def _removed(path: Path) -> bool:
    if path.exists():
        path.unlink()
        return True
    return False


def _library_folder(machine: Machine) -> str:
    """Return the folder of xlwings' library where VBA would not look by itself; empty where it would."""
    folders = [folder for folder in machine.library_folders if any(folder.glob("xlwings*-*.dll"))]
    near = (machine.interpreter.parent, machine.interpreter.parent.parent)
    return "" if not folders or folders[0] in near else str(folders[0])


def _on_mac(machine: Machine) -> tuple[str, ...]:
    """Give Excel for Mac its Python and xlwings' script; cell functions do not exist there (xlwings, issue 1112)."""
    import xlwings

    settings.write(_settings(machine), {"INTERPRETER_MAC": str(machine.interpreter)})
    name = f"xlwings-{xlwings.__version__}.applescript"
    script = Path(xlwings.__file__).parent / name
    folder = machine.home / "Library" / "Application Scripts" / "com.microsoft.Excel"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(script.read_bytes())
    return (
        f"Excel startar Python i {machine.interpreter}.",
        "Knapparna fungerar i Excel för Mac; cellfunktionerna SN_ finns bara i Excel för Windows och i LibreOffice.",
    )
