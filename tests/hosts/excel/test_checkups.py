"""The doctor on machines in memory: each fault is seen, said in Swedish and given its remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sn_excel.hosts.desktop import settings
from sn_excel.hosts.excel.addin_files import ADDIN
from sn_excel.hosts.excel.doctor import Check, State, doctor, lines
from sn_excel.hosts.excel.doctor_windows import ATTACK_RULES, CHILD_PROCESSES, MACHINE, POLICIES
from sn_excel.hosts.excel.installations import install_addin
from sn_excel.hosts.excel.machines import Machine
from tests.hosts.excel.machines import OPTIONS, FakeRegistry, machine

EXCEL = rf"{MACHINE}\Windows\CurrentVersion\App Paths\excel.exe"
SECURITY = r"HKCU\Software\Microsoft\Office\16.0\Excel\Security"
POLICY = rf"{POLICIES}\16.0\Excel\Security"
COMMON = rf"{POLICIES}\16.0\Common\Security"
MANAGED = rf"{POLICIES}\16.0\Excel\Resiliency"
CLICK = rf"{MACHINE}\Office\ClickToRun\Configuration"
RESILIENCY = r"HKCU\Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"


def installed(folder: Path) -> tuple[Machine, FakeRegistry]:
    registry = FakeRegistry({OPTIONS: {}, EXCEL: {"": "C:\\Office\\EXCEL.EXE"}})
    here = machine(folder, registry)
    install_addin(machine=here)
    return here, registry


def named(checks: tuple[Check, ...], name: str) -> Check:
    return next(check for check in checks if check.name.startswith(name))


def test_a_sound_machine_has_no_fault_but_what_this_system_lacks(tmp_path: Path) -> None:
    here, _ = installed(tmp_path)
    bad = [check.name for check in doctor(here) if check.state is State.BAD]
    assert bad == ["Bryggan till Excel"]


@pytest.mark.parametrize(
    ("name", "fault", "state", "word"),
    [
        ("Excel", lambda here, held: held[EXCEL].clear(), State.BAD, "inte registrerat"),
        ("Registrerat", lambda here, held: held[OPTIONS].clear(), State.BAD, "install-addin"),
        ("Registrerat", lambda here, held: held[OPTIONS].update(OPEN3='"C:\\x.xlam"'), State.BAD, "hål"),
        ("Registrerat", lambda here, held: (here.addins / ADDIN).unlink(), State.BAD, "inte finns"),
        (
            "Inaktiverade",
            lambda here, held: held.update({RESILIENCY: {"1A2B": f"\x00C:\\{ADDIN}".encode("utf-16-le")}}),
            State.BAD,
            "aktivera",
        ),
        ("Makroinställning", lambda here, held: held.update({SECURITY: {"VBAWarnings": 4}}), State.BAD, "Skicka till"),
        ("Makroinställning", lambda here, held: held.update({POLICY: {"VBAWarnings": 3}}), State.DOUBT, "policy"),
        ("Krav på signatur", lambda here, held: held.update({POLICY: {"RequireAddinSig": 1}}), State.DOUBT, "signera"),
        ("Makroinställning", lambda here, held: held.update({POLICY: {"vbawarnings": 4}}), State.BAD, "policy"),
        ("Krav på signatur", lambda here, held: held.update({POLICY: {"requireaddinsig": 1}}), State.DOUBT, "signera"),
        ("Krav", lambda here, held: held.update({COMMON: {"requirealwaysonmacrosig": 1}}), State.DOUBT, "signera"),
        ("Tillåtna", lambda here, held: held.update({MANAGED: {"restricttolist": 1}}), State.BAD, "utom dem"),
        ("Tillåtna", lambda here, held: held.update({MANAGED + r"\AddinList": {ADDIN: "0"}}), State.BAD, "spärrar"),
        (
            "Biblioteket",
            lambda here, held: held.update({CLICK: {"Platform": "x86"}}),
            State.BAD,
            "xlwings32-0.37.8.dll",
        ),
        ("Defender", lambda here, held: held.update({ATTACK_RULES: {CHILD_PROCESSES: "1"}}), State.BAD, "Skicka till"),
        (
            "Defender",
            lambda h, held: held.update({ATTACK_RULES: {CHILD_PROCESSES.upper(): "1"}}),
            State.BAD,
            "Defender",
        ),
        ("Defender", lambda here, held: held.update({ATTACK_RULES: {CHILD_PROCESSES: "6"}}), State.DOUBT, "varnar"),
        (
            "Hämtat",
            lambda here, held: Path(f"{here.addins / ADDIN}:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n"),
            State.BAD,
            "Avblockera",
        ),
        (
            "Biblioteket",
            lambda here, held: (here.interpreter.parent / "xlwings64-0.37.8.dll").rename(
                here.interpreter.parent / "xlwings64-0.30.0.dll"
            ),
            State.BAD,
            "xlwings==0.37.8",
        ),
        (
            "Biblioteket",
            lambda here, held: (here.interpreter.parent / "xlwings64-0.37.8.dll").unlink(),
            State.BAD,
            "Installera om xlwings",
        ),
        (
            "Inställningar",
            lambda here, held: (here.home / ".sn_excel" / "sn_excel.conf").unlink(),
            State.BAD,
            "install-addin",
        ),
        (
            "Inställningar",
            lambda here, held: (here.home / ".sn_excel" / "sn_excel.conf").write_text('"INTERPRETER_WIN","D:\\x.exe"'),
            State.BAD,
            "D:\\x.exe, som inte finns",
        ),
        (
            "Inställningar",
            lambda here, held: (here.home / ".sn_excel" / "sn_excel.conf").write_text(
                f'"INTERPRETER_WIN","{here.interpreter.parent}/xlwings64-0.37.8.dll"'
            ),
            State.DOUBT,
            "men det här är",
        ),
        (
            "Arkivet",
            lambda here, held: settings.write(
                here.home / ".sn_excel" / "sn_excel.conf", {"ARCHIVE": str(here.home / "borta.db")}
            ),
            State.DOUBT,
            "Rätta ARCHIVE",
        ),
    ],
)
def test_a_fault_is_seen_with_its_remedy(
    tmp_path: Path, name: str, fault: Callable[[Machine, dict[str, dict[str, object]]], object], state: State, word: str
) -> None:
    here, registry = installed(tmp_path)
    before = named(doctor(here), name)
    assert before.state is State.GOOD
    fault(here, registry.held)
    after = named(doctor(here), name)
    assert after.state is state
    assert word in after.line


def test_an_addin_that_the_policy_lists_is_allowed(tmp_path: Path) -> None:
    here, registry = installed(tmp_path)
    registry.held.update({MANAGED: {"RestrictToList": 1}, MANAGED + r"\AddinList": {ADDIN: "1"}})
    assert named(doctor(here), "Tillåtna").state is State.GOOD


def test_both_libraries_serve_an_excel_of_32_bits(tmp_path: Path) -> None:
    here, registry = installed(tmp_path)
    registry.held.update({CLICK: {"Platform": "x86"}})
    (here.interpreter.parent / "xlwings32-0.37.8.dll").touch()
    assert named(doctor(here), "Biblioteket").state is State.GOOD
    assert "32 bitar" in named(doctor(here), "Excel").found


def test_the_python_that_it_has_put_into_the_addin_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sn_excel.hosts.excel import doctor as checkups

    here, _ = installed(tmp_path)
    (here.home / ".sn_excel" / "sn_excel.conf").unlink()
    monkeypatch.setattr(checkups, "built_with", lambda _: {"INTERPRETER_WIN": str(here.interpreter)})
    assert named(doctor(here), "Inställningar").state is State.GOOD


def test_a_policy_goes_before_the_users_choice(tmp_path: Path) -> None:
    here, registry = installed(tmp_path)
    registry.held.update({SECURITY: {"VBAWarnings": 1}, POLICY: {"VBAWarnings": 4}})
    assert named(doctor(here), "Makroinställning").state is State.BAD


def test_a_synced_folder_is_warned_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, _ = installed(tmp_path)
    monkeypatch.setenv("OneDrive", str(here.roaming))
    assert named(doctor(here), "Synkade").state is State.DOUBT


def test_another_xlwings_than_the_addin_was_built_for_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sn_excel.hosts.excel import doctor as checkups

    monkeypatch.setattr(checkups, "built_with", lambda _: {"SN_VERSION": "0.0.1", "XLWINGS_VERSION": "0.30.0"})
    found = named(doctor(machine(tmp_path)), "Tilläggets version")
    assert found.state is State.BAD
    assert "xlwings==0.30.0" in found.remedy


def test_elsewhere_it_says_what_does_not_apply_and_still_helps(tmp_path: Path) -> None:
    checks = doctor(machine(tmp_path, system="Linux"))
    apart = [check.name for check in checks if check.state is State.APART]
    assert "Defender: Office får starta program" in apart
    assert not [check for check in checks if check.state is State.BAD]
    told = lines(checks)
    assert told[-1] == "Inga fel."
    assert sum(line.startswith("Gäller inte här") for line in told) == 1


def test_faults_come_first_and_are_counted(tmp_path: Path) -> None:
    told = lines(doctor(machine(tmp_path)))
    states = [line.split(":")[0] for line in told[:-1]]
    assert states == sorted(states, key=["Fel", "Obs", "OK", "Gäller inte här"].index)
    assert told[-1] == f"{states.count('Fel')} fel."
