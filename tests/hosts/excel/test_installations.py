"""Installing and taking away, on a machine in memory: what the user had stays, and nothing is left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from sn_excel.hosts.desktop import settings
from sn_excel.hosts.excel.addin_files import ADDIN
from sn_excel.hosts.excel.installations import install_addin, uninstall_addin
from sn_excel.hosts.excel.shortcuts import SHORTCUTS, script
from sn_excel.hosts.files import data
from sn_excel.model.errors import SnError
from tests.hosts.excel.machines import OPTIONS, FakeRegistry, machine

THEIRS = {"OPEN": '/R "C:\\Bank\\rates.xll"', "OPEN1": '"C:\\annat.xlam"', "DefaultPath": "H:\\"}


def test_the_addin_is_copied_listed_and_given_its_python(tmp_path: Path) -> None:
    registry = FakeRegistry({OPTIONS: dict(THEIRS)})
    here = machine(tmp_path, registry)
    told = install_addin(machine=here)
    target = here.addins / ADDIN
    assert target.read_bytes() == data(ADDIN).read_bytes()
    assert registry.held[OPTIONS] == {**THEIRS, "OPEN2": f'"{target}"'}
    assert settings.read(here.home / ".sn_excel" / "sn_excel.conf") == {
        "INTERPRETER_WIN": str(here.interpreter),
        "LIBRARY_FOLDER": "",
    }
    assert any("Självtest" in line for line in told)


def test_installing_twice_lists_it_once_and_a_moved_one_is_replaced(tmp_path: Path) -> None:
    registry = FakeRegistry({OPTIONS: {"OPEN": f'"D:\\gammalt\\{ADDIN.upper()}"', "OPEN1": '"C:\\annat.xlam"'}})
    here = machine(tmp_path, registry)
    install_addin(machine=here)
    install_addin(machine=here)
    assert registry.held[OPTIONS] == {"OPEN": '"C:\\annat.xlam"', "OPEN1": f'"{here.addins / ADDIN}"'}


def test_taking_away_leaves_the_users_own_and_closes_the_gap(tmp_path: Path) -> None:
    registry = FakeRegistry({OPTIONS: {"OPEN": '"C:\\annat.xlam"'}})
    here = machine(tmp_path, registry)
    install_addin(machine=here)
    registry.put(OPTIONS, "OPEN2", '"C:\\senare.xlam"')
    uninstall_addin(here)
    assert registry.held[OPTIONS] == {"OPEN": '"C:\\annat.xlam"', "OPEN1": '"C:\\senare.xlam"'}
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(path.name for path in left) == ["python.exe", "xlwings64-0.37.8.dll"]
    assert uninstall_addin(here) == ("Tillägget var inte installerat.",)


def test_the_users_own_settings_survive_installing_and_taking_away(tmp_path: Path) -> None:
    here = machine(tmp_path)
    file = here.home / ".sn_excel" / "sn_excel.conf"
    settings.write(file, {"ARCHIVE": "H:\\arkiv.db", "ROLE": "ekonom"})
    install_addin(machine=here)
    assert settings.read(file).keys() == {"ARCHIVE", "ROLE", "INTERPRETER_WIN", "LIBRARY_FOLDER"}
    uninstall_addin(here)
    assert settings.read(file) == {"ARCHIVE": "H:\\arkiv.db", "ROLE": "ekonom"}


def test_a_gap_that_was_there_is_closed_when_we_write(tmp_path: Path) -> None:
    registry = FakeRegistry({OPTIONS: {"OPEN": '"C:\\a.xlam"', "OPEN3": '"C:\\b.xlam"'}})
    install_addin(machine=machine(tmp_path, registry))
    assert sorted(registry.held[OPTIONS]) == ["OPEN", "OPEN1", "OPEN2"]


def test_the_start_folder_is_used_where_the_list_is_locked(tmp_path: Path) -> None:
    registry = FakeRegistry({OPTIONS: {}})
    here = machine(tmp_path, registry)
    install_addin(machine=here)
    install_addin(xlstart=True, machine=here)
    assert (here.startup / ADDIN).exists()
    assert not (here.addins / ADDIN).exists()
    assert registry.held[OPTIONS] == {}


@pytest.mark.parametrize("work", [lambda here: install_addin(machine=here), uninstall_addin])
def test_nothing_is_touched_while_excel_runs(tmp_path: Path, work: object) -> None:
    registry = FakeRegistry({OPTIONS: dict(THEIRS)})
    here = machine(tmp_path, registry, "explorer.exe", "excel.exe")
    with pytest.raises(SnError, match="Stäng Excel"):
        work(here)  # type: ignore[operator]  # one of the two above
    assert registry.held == {OPTIONS: THEIRS}
    assert not here.addins.exists()


def test_every_version_of_excel_that_the_user_has_gets_it(tmp_path: Path) -> None:
    old = OPTIONS.replace("16.0", "15.0")
    registry = FakeRegistry({OPTIONS: {}, old: {}, OPTIONS.replace("16.0", "Common"): {}})
    install_addin(machine=machine(tmp_path, registry))
    assert "OPEN" in registry.held[OPTIONS]
    assert "OPEN" in registry.held[old]


def test_a_library_elsewhere_is_told_to_vba(tmp_path: Path) -> None:
    here = machine(tmp_path / "a" / "b")
    (here.interpreter.parent / "xlwings64-0.37.8.dll").unlink()
    apart = tmp_path / "delat"
    apart.mkdir()
    (apart / "xlwings64-0.37.8.dll").touch()
    from dataclasses import replace

    install_addin(machine=replace(here, library_folders=(apart,)))
    assert settings.read(here.home / ".sn_excel" / "sn_excel.conf")["LIBRARY_FOLDER"] == str(apart)


def test_the_shortcuts_run_the_command_line_without_excel(tmp_path: Path) -> None:
    here = machine(tmp_path)
    install_addin(machine=here)
    sent = sorted(path.name for path in (here.roaming / "Microsoft" / "Windows" / "SendTo").iterdir())
    assert sent == [
        "Socialnämnd - Beräkna prognos.cmd",
        "Socialnämnd - Läs in utfall.cmd",
        "Socialnämnd - Ny månad.cmd",
        "Socialnämnd - Rensa markeringar.cmd",
        "Socialnämnd - Stäm av.cmd",
        "Socialnämnd - Uppdatera beräkningar.cmd",
    ]
    text = script(next(one for one in SHORTCUTS if one.label == "Stäm av"), Path("C:/100% py/python.exe"))
    assert text.startswith("@echo off\r\nchcp 65001 >nul\r\n")
    assert "100%% py" in text
    assert '-P -c "from sn_excel.hosts.cli import main; raise SystemExit(main())" check --mark "%%~B"' in text
    assert text.endswith("pause\r\n")


def test_a_shortcut_asks_for_what_its_command_needs_before_it_works() -> None:
    fill = next(one for one in SHORTCUTS if one.label == "Läs in utfall")
    lines = script(fill, Path("C:/py/python.exe")).split("\r\n")
    at = [lines.index(line) for line in ("if not defined EXPORT exit /b", "if not defined MANAD exit /b")]
    work = next(number for number, line in enumerate(lines) if line.startswith("for "))
    assert at == sorted(at)
    assert at[-1] < work
    assert lines[work].endswith('fill "%EXPORT%" "%%~B" --period "%MANAD%"')
    assert 'set "EXPORT=%EXPORT:"=%"' in lines
    for shortcut in SHORTCUTS:
        assert all(f'"%{name}%"' in shortcut.words for name, _ in shortcut.asks)


def test_every_job_that_changes_a_closed_book_has_its_shortcut() -> None:
    """Ny justering is a row that anybody can write; Återställ is the backup that the command line leaves."""
    from sn_excel.hosts.commands import COMMANDS

    jobs = {one.label for one in COMMANDS if one.built and (one.undoable or one.macro == "roll")}
    assert jobs - {one.label for one in SHORTCUTS} == {"Ny justering"}


def test_every_shortcuts_words_are_commands_that_exist() -> None:
    from typer.main import get_command

    from sn_excel.hosts.cli.commands import app

    commands = get_command(app).commands  # type: ignore[attr-defined]  # a group has them
    for shortcut in SHORTCUTS:
        command, *words = shortcut.words.split()
        options = [word for word in words if word.startswith("--")]
        assert command in commands
        known = {option for parameter in commands[command].params for option in parameter.opts}
        assert set(options) <= known


def test_on_linux_it_says_what_works_there(tmp_path: Path) -> None:
    with pytest.raises(SnError, match="LibreOffice"):
        install_addin(machine=machine(tmp_path, system="Linux"))


def test_on_a_mac_the_buttons_get_their_python_and_script(tmp_path: Path) -> None:
    here = machine(tmp_path, system="Darwin")
    told = install_addin(machine=here)
    assert (here.startup / ADDIN).exists()
    scripts = here.home / "Library" / "Application Scripts" / "com.microsoft.Excel"
    assert [path.name for path in scripts.iterdir()] == ["xlwings-0.37.8.applescript"]
    assert settings.read(settings.settings_file(here.home, mac=True)) == {"INTERPRETER_MAC": str(here.interpreter)}
    assert any("bara i Excel för Windows" in line for line in told)
    uninstall_addin(here)
    assert not (here.startup / ADDIN).exists()


def test_a_setting_that_could_end_its_line_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SnError, match="citattecken"):
        settings.write(tmp_path / "a.conf", {"INTERPRETER_WIN": 'C:\\py.exe","x'})
    assert not (tmp_path / "a.conf").exists()
