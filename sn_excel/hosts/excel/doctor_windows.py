"""The doctor's checks of Windows: Excel itself, its list of add-ins, and every policy that may stop them."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path, PureWindowsPath
from typing import Any

from sn_excel.hosts.excel.addin_files import ADDIN, built_with
from sn_excel.hosts.excel.doctor import Check, State
from sn_excel.hosts.excel.machines import Machine
from sn_excel.hosts.excel.registrations import OFFICE, entries, gaps, ours, versions

POLICIES = r"HKCU\Software\Policies\Microsoft\Office"
MACHINE = r"HKLM\SOFTWARE\Microsoft"
ATTACK_RULES = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
CHILD_PROCESSES = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
"""Defender's rule "Block all Office applications from creating child processes" (Microsoft's list of ASR rules)."""

WITHOUT_EXCEL = "Använd genvägarna i Start-menyn och under Skicka till: de startar Python utan Excel."


def windows_checks(machine: Machine) -> tuple[Check, ...]:
    """Return every check that only Windows can answer."""
    return tuple(Check(name, *found(machine)) for name, found in _CHECKS)


Found = tuple[State, str] | tuple[State, str, str]


def _library(machine: Machine) -> Found:
    theirs = built_with(installed(machine) or Path()).get("XLWINGS_VERSION", "")
    names = [path.name for folder in machine.library_folders for path in sorted(folder.glob("xlwings*-*.dll"))]
    if not names:
        return State.BAD, "Ingen xlwings*.dll bredvid Python.", "Installera om xlwings i den Python som Excel startar."
    if theirs and not any(name.endswith(f"-{theirs}.dll") for name in names):
        return State.BAD, f"{names[0]} är inte version {theirs}.", f"Installera xlwings=={theirs}."
    bits = _bits(machine)
    if bits and not any(name.startswith(f"xlwings{bits}-") for name in names):
        return State.BAD, f"Excel har {bits} bitar, men xlwings{bits}-{theirs}.dll saknas.", "Installera om xlwings."
    return State.GOOD, f"{', '.join(dict.fromkeys(names))}."


def _bridge(machine: Machine) -> Found:  # noqa: ARG001
    from importlib.util import find_spec

    if find_spec("pythoncom") is None:
        return State.BAD, "Paketet pywin32 finns inte.", "Kör pip install pywin32."
    return State.GOOD, "pywin32 finns."


def _excel(machine: Machine) -> Found:
    places = machine.registry.values(rf"{MACHINE}\Windows\CurrentVersion\App Paths\excel.exe")
    if not places:
        return State.BAD, "Excel är inte registrerat på den här datorn.", "Installera Excel, eller använd kommandona."
    bits = _bits(machine)
    known = f", {bits} bitar" if bits else ""
    ours_bits = struct.calcsize("P") * 8
    mixed = f" Python har {ours_bits} bitar, vilket går bra." if bits and bits != ours_bits else ""
    return State.GOOD, f"{next(iter(places.values()))}{known}.{mixed}"


def _bits(machine: Machine) -> int | None:
    platform = _value(machine, rf"{MACHINE}\Office\ClickToRun\Configuration", "Platform")
    return {"x86": 32, "x64": 64}.get(str(platform))


def _registered(machine: Machine) -> Found:
    if (machine.startup / ADDIN).exists():
        return State.GOOD, f"I Excels startmapp: {machine.startup / ADDIN}."
    for version in versions(machine.registry):
        if gaps(machine.registry, version):
            return State.BAD, f"Excel {version} har ett hål i sin lista över tillägg.", "Kör sn-excel install-addin."
    path = installed(machine)
    if path is None:
        return State.BAD, "Tillägget står inte på Excels lista.", "Stäng Excel och kör sn-excel install-addin."
    if not path.exists():
        return State.BAD, f"Excel söker {path}, som inte finns.", "Stäng Excel och kör sn-excel install-addin."
    return State.GOOD, f"På Excels lista: {path}."


def installed(machine: Machine) -> Path | None:
    """Return the add-in that Excel opens, whether it is there or not; None where it opens none."""
    if (machine.startup / ADDIN).exists():
        return machine.startup / ADDIN
    for version in versions(machine.registry):
        for entry in entries(machine.registry, version):
            if ours(entry, ADDIN):
                return Path(entry.strip().strip('"'))
    return None


def _disabled(machine: Machine) -> Found:
    for version in versions(machine.registry):
        items = machine.registry.values(rf"{OFFICE}\{version}\Excel\Resiliency\DisabledItems")
        if any(ADDIN in _decoded(value) for value in items.values()):
            remedy = "Arkiv, Alternativ, Tillägg, Hantera: Inaktiverade objekt; aktivera sn_excel och starta om Excel."
            return State.BAD, "Excel har inaktiverat tillägget efter ett avbrott.", remedy
    return State.GOOD, "Tillägget är inte inaktiverat."


def _decoded(value: Any) -> str:
    return value.decode("utf-16-le", "ignore").lower() if isinstance(value, bytes) else str(value).lower()


def _macros(machine: Machine) -> Found:
    value, policy = _security(machine, "VBAWarnings")
    who = "av en policy" if policy else "i Excels säkerhetscenter"
    if value == 4:
        return State.BAD, f"Makron är avstängda {who}.", f"Be IT signera tillägget och tillåta det. {WITHOUT_EXCEL}"
    if value == 3:
        return (
            State.DOUBT,
            f"Bara signerade makron tillåts {who}.",
            "Tillägget måste vara signerat av en betrodd utgivare.",
        )
    return State.GOOD, "Makron i installerade tillägg är inte avstängda."


def _signature(machine: Machine) -> Found:
    value, _ = _security(machine, "RequireAddinSig")
    loaded, _ = _security(machine, "RequireAlwaysOnMacroSig", "Common")
    if 1 in (value, loaded):
        return State.DOUBT, "Tillägg måste vara signerade.", "Be IT signera sn_excel.xlam med kommunens certifikat."
    return State.GOOD, "Osignerade tillägg tillåts."


def _managed(machine: Machine) -> Found:
    """Look at the list of add-ins that a policy allows or blocks by their file names."""
    remedy = f"Be IT tillåta {ADDIN} i listan över hanterade tillägg. {WITHOUT_EXCEL}"
    for version in versions(machine.registry):
        key = rf"{POLICIES}\{version}\Excel\Resiliency"
        listed = _value(machine, rf"{key}\AddinList", ADDIN)
        if str(listed) == "0":
            return State.BAD, f"En policy spärrar {ADDIN}.", remedy
        if _value(machine, key, "RestrictToList") == 1 and listed is None:
            return State.BAD, "En policy spärrar alla tillägg utom dem den räknar upp.", remedy
    return State.GOOD, "Ingen läsbar policy spärrar tillägget."


def _internet(machine: Machine) -> Found:
    value, _ = _security(machine, "blockcontentexecutionfrominternet")
    path = installed(machine)
    if path is not None and _marked(path):
        remedy = "Högerklicka på filen, Egenskaper, Avblockera; eller kör sn-excel install-addin."
        return State.BAD, f"{path.name} är märkt som hämtad från internet, och Excel kör inte makron i den.", remedy
    told = (
        "Makron från internet blockeras, men tillägget är inte märkt så." if value == 1 else "Tillägget är inte märkt."
    )
    return State.GOOD, told


def _marked(path: Path) -> bool:
    """Say whether a file carries the Mark-of-the-Web: a stream beside its contents, with the zone it came from."""
    try:
        text = Path(f"{path}:Zone.Identifier").read_text("utf-8", errors="ignore")
    except OSError:
        return False
    return "ZoneId=3" in text or "ZoneId=4" in text


def _children(machine: Machine) -> Found:
    value = str(_value(machine, ATTACK_RULES, CHILD_PROCESSES) or "")
    if value == "1":
        return (
            State.BAD,
            "Defender låter inte Office starta andra program, alltså inte Python.",
            (f"Be IT om ett undantag för den Python som Excel startar. {WITHOUT_EXCEL}"),
        )
    if value in ("2", "6"):
        return State.DOUBT, "Defender varnar när Office startar andra program.", WITHOUT_EXCEL
    return State.GOOD, "Ingen läsbar regel hindrar Office från att starta Python."


def _synced(machine: Machine) -> Found:
    roots = [os.environ.get(name, "") for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")]
    path = installed(machine)
    for root in filter(None, roots):
        for place in filter(None, (path, machine.interpreter)):
            if PureWindowsPath(place).is_relative_to(PureWindowsPath(root)):
                return State.DOUBT, f"{place} ligger i OneDrive.", "Installera utanför synkade mappar."
    return State.GOOD, "Varken tillägget eller Python ligger i en synkad mapp."


def _security(machine: Machine, name: str, program: str = "Excel") -> tuple[int | None, bool]:
    """Return a security setting, and whether a policy sets it; a policy goes before the user's choice."""
    for root, policy in ((POLICIES, True), (OFFICE, False)):
        for version in versions(machine.registry):
            value = _value(machine, rf"{root}\{version}\{program}\Security", name)
            if isinstance(value, int):
                return value, policy
    return None, False


def _value(machine: Machine, key: str, name: str) -> Any:
    """Return a value whatever the case of its name: policies write theirs in small letters, Excel does not."""
    by_name = {one.casefold(): value for one, value in machine.registry.values(key).items()}
    return by_name.get(name.casefold())


def _checks() -> Iterator[tuple[str, Callable[[Machine], Found]]]:
    yield "Biblioteket (DLL)", _library
    yield "Bryggan till Excel", _bridge
    yield "Excel", _excel
    yield "Registrerat i Excel", _registered
    yield "Inaktiverade objekt", _disabled
    yield "Makroinställning (VBAWarnings)", _macros
    yield "Krav på signatur (RequireAddinSig)", _signature
    yield "Tillåtna tillägg (policy)", _managed
    yield "Hämtat från internet", _internet
    yield "Defender: Office får starta program", _children
    yield "Synkade mappar (OneDrive)", _synced


_CHECKS = tuple(_checks())
WINDOWS_NAMES = tuple(name for name, _ in _CHECKS)
