"""The doctor: what the add-in needs on this machine, what was found, what it means and what to do about it."""

from __future__ import annotations

import os
import shutil
import struct
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sn_excel import __version__
from sn_excel.hosts.desktop import settings
from sn_excel.hosts.desktop.error_log import log_file
from sn_excel.hosts.excel.addin_files import ADDIN, built_with
from sn_excel.hosts.excel.machines import Machine, this_machine
from sn_excel.hosts.files import data

OLDEST = (3, 11)
PACKAGES = ("openpyxl", "pandas", "pydantic", "rich", "typer", "xlwings")


class State(StrEnum):
    """How a check went; the value is the word people see."""

    GOOD = "OK"
    DOUBT = "Obs"
    BAD = "Fel"
    APART = "Gäller inte här"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what it is, how it is, and what to do when it is not well."""

    name: str
    state: State
    found: str
    remedy: str = ""

    @property
    def line(self) -> str:
        """Return the check as a line of text."""
        text = f"{self.state.value}: {self.name}. {self.found}"
        return f"{text} → {self.remedy}" if self.remedy else text


def doctor(machine: Machine | None = None) -> tuple[Check, ...]:
    """Return every check of this machine, in the order in which a fault would stop the add-in."""
    from sn_excel.hosts.excel.doctor_windows import WINDOWS_NAMES, windows_checks

    here = machine or this_machine()
    everywhere = (_python(), *_packages(), _addin(), _settings(here), _archive(here))
    if here.windows:
        return (*everywhere, *windows_checks(here), _office(), _log())
    reason = "Registret och Excels säkerhet finns bara på Windows."
    apart = tuple(Check(name, State.APART, reason) for name in WINDOWS_NAMES)
    return (*everywhere, *apart, _office(), _log())


def lines(checks: Sequence[Check]) -> tuple[str, ...]:
    """Return the checks as lines, faults first, and a line that sums them up; what does not apply here is one line."""
    shown = sorted((check for check in checks if check.state is not State.APART), key=_order)
    apart = [check.name for check in checks if check.state is State.APART]
    told = [check.line for check in shown]
    if apart:
        told.append(f"{State.APART.value}: {', '.join(apart)}.")
    bad = sum(check.state is State.BAD for check in checks)
    return (*told, f"{bad} fel." if bad else "Inga fel.")


def report() -> str:
    """Return the lines as one text, for the self-test's message box."""
    return "\n".join(lines(doctor()))


def _order(check: Check) -> int:
    return (State.BAD, State.DOUBT, State.GOOD).index(check.state)


def _python() -> Check:
    bits = struct.calcsize("P") * 8
    found = f"Python {sys.version.split()[0]}, {bits} bitar, {sys.executable}."
    if sys.version_info < OLDEST:
        return Check("Python", State.BAD, found, "Installera Python 3.11 eller senare och sn-excel i den.")
    return Check("Python", State.GOOD, found)


def _packages() -> Iterator[Check]:
    for name in PACKAGES:
        try:
            yield Check(f"Paketet {name}", State.GOOD, f"Version {version(name)}.")
        except PackageNotFoundError:
            yield Check(f"Paketet {name}", State.BAD, "Finns inte.", "Installera om sn-excel med pip.")


def _addin() -> Check:
    name = "Tilläggets version"
    built = built_with(data(ADDIN))
    if not built:
        return Check(name, State.BAD, f"{ADDIN} saknas eller är skadad.", "Installera om sn-excel.")
    theirs = built.get("XLWINGS_VERSION", "")
    if theirs != version("xlwings") or built.get("SN_VERSION") != __version__:
        found = f"Tillägget är byggt för sn_excel {built.get('SN_VERSION')} och xlwings {theirs}."
        remedy = f"Installera xlwings=={theirs}, eller installera om sn-excel och kör sn-excel install-addin."
        return Check(name, State.BAD, found, remedy)
    return Check(name, State.GOOD, f"sn_excel {__version__} och xlwings {theirs}, samma som de installerade.")


def _settings(machine: Machine) -> Check:
    name = "Inställningar"
    file = settings.settings_file(machine.home, machine.mac)
    key = "INTERPRETER_MAC" if machine.mac else "INTERPRETER_WIN"
    if not (machine.windows or machine.mac):
        return Check(name, State.APART, "Excel finns inte på det här systemet.")
    chosen = os.path.expandvars(_in_addin(machine).get(key) or settings.read(file).get(key, ""))
    if not chosen:
        return Check(name, State.BAD, f"{file} anger ingen Python.", "Kör sn-excel install-addin.")
    if not Path(chosen).exists():
        return Check(name, State.BAD, f"Excel ska starta {chosen}, som inte finns.", "Kör sn-excel install-addin.")
    if chosen != str(machine.interpreter):
        found = f"Excel startar {chosen}, men det här är {machine.interpreter}."
        return Check(name, State.DOUBT, found, "Kör sn-excel install-addin med den Python som ska användas.")
    return Check(name, State.GOOD, f"Excel startar {chosen}.")


def _in_addin(machine: Machine) -> Mapping[str, str]:
    """Return the settings that an IT department has put into the installed add-in's own sheet: they go first."""
    from sn_excel.hosts.excel.doctor_windows import installed

    path = installed(machine)
    return built_with(path) if path else {}


def _archive(machine: Machine) -> Check:
    name = "Arkivet"
    file = settings.settings_file(machine.home, machine.mac)
    chosen = settings.read(file).get("ARCHIVE", "")
    if not chosen:
        return Check(name, State.GOOD, "Inget är angivet; Beräkna prognos räknar utan tidigare år.")
    if not Path(chosen).is_file():
        return Check(name, State.DOUBT, f"{chosen} finns inte.", f"Rätta ARCHIVE i {file}.")
    return Check(name, State.GOOD, f"Beräkna prognos läser {chosen}.")


def _office() -> Check:
    found = shutil.which("soffice")
    if found:
        return Check("LibreOffice", State.GOOD, f"Finns: {found}. Samma knappar och funktioner kan användas där.")
    return Check("LibreOffice", State.APART, "Finns inte; behövs inte för Excel.")


def _log() -> Check:
    path = log_file()
    state = "finns i" if path.exists() else "är tom och skrivs i"
    return Check("Logg", State.GOOD, f"Loggen {state} {path}. Den har felkoder och programrader, aldrig innehåll.")
