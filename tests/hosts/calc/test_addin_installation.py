"""`sn-excel install-calc`: put in by LibreOffice's own program, found by an office, and taken out again."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp
from zipfile import ZipFile

import pytest

from sn_excel.engine import bridge
from sn_excel.engine.office import Office
from sn_excel.hosts.calc import oxt_installations
from sn_excel.hosts.calc.oxt_installations import (
    PLACES,
    Manager,
    install_calc,
    personal,
    places,
    uninstall_calc,
)
from sn_excel.hosts.calc.oxt_packages import ADDIN
from sn_excel.hosts.cli.runs import run
from sn_excel.hosts.files import data
from sn_excel.model.errors import SnError
from tests.hosts.calc.calc_sessions import chosen, opened, surroundings

NOBODY = 65534


@pytest.fixture
def user(soffice: Path) -> Iterator[Path]:
    """The home of somebody who is not root: unopkg refuses root."""
    home = Path(mkdtemp(prefix="sn_excel_hemma_"))
    if os.getuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root cannot become somebody else here")
        os.chown(home, NOBODY, NOBODY)
    yield home
    shutil.rmtree(home)


@pytest.fixture
def manager(user: Path) -> Manager:
    """LibreOffice's program for extensions, run by that user."""
    become = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups") if os.getuid() == 0 else ()
    before = (*become, "env", f"HOME={user}", f"PATH={os.defpath}")
    return replace(Manager.found(), before=before, options=(f"-env:UserInstallation={(user / 'profil').as_uri()}",))


def test_the_addin_is_put_in_works_in_an_office_and_is_taken_out(manager: Manager, user: Path) -> None:
    assert uninstall_calc(manager) == ("Tillägget var inte inlagt i LibreOffice.",)
    told = install_calc(manager)
    assert any("Socialnämnd" in line for line in told)
    assert install_calc(manager) == told
    cache = user / "profil" / "user" / "uno_packages" / "cache"
    placed = user / "kopia"
    shutil.copytree(cache, placed)
    assert "tillägget är borttaget" in uninstall_calc(manager)[0].lower()
    assert uninstall_calc(manager) == ("Tillägget var inte inlagt i LibreOffice.",)
    with surroundings(user):
        office = Office(options=(f"-env:UNO_USER_PACKAGES_CACHE={placed.as_uri()}",))
    with office, opened(office) as document:
        cell = document.Sheets.getByIndex(0).getCellByPosition(0, 0)
        cell.setFormula("=SN_DEVIATION(100;120)")
        assert cell.Value == 20
        assert "räknar rätt" in chosen(office, document, "self_test")


def test_what_is_installed_is_the_committed_file_and_a_list_of_folders(tmp_path: Path) -> None:
    mine = tmp_path / ADDIN
    mine.write_bytes(personal(("/en/mapp", "/en annan/mapp")))
    with ZipFile(mine) as ours, ZipFile(data(ADDIN)) as theirs:
        assert ours.read(PLACES).decode("utf-8") == "/en/mapp\n/en annan/mapp\n"
        assert {name: ours.read(name) for name in ours.namelist() if name != PLACES} == {
            name: theirs.read(name) for name in theirs.namelist()
        }


def test_the_folders_hold_the_package_and_all_that_the_buttons_import() -> None:
    for package in ("sn_excel", "xlwings", "pydantic", "openpyxl"):
        assert any((Path(folder) / package).is_dir() for folder in places()), package


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        ((3, 9), r"minst 3\.11"),
        ((3, sys.version_info[1] + 1), r"Installera sn-excel i en Python 3\.\d+"),
        (None, "python3-uno"),
    ],
)
def test_a_python_that_does_not_fit_is_told_with_its_remedy(
    soffice: Path, monkeypatch: pytest.MonkeyPatch, theirs: tuple[int, int] | None, said: str
) -> None:
    monkeypatch.setattr(bridge, "built_for", lambda _folder: theirs)
    with pytest.raises(SnError, match=said):
        install_calc(Manager(Path("används-inte")))


def test_a_refusal_is_one_sentence_with_what_to_do(
    soffice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refusing = tmp_path / "unopkg"
    refusing.write_text("#!/bin/sh\necho 'ERROR: låst fil' >&2\nexit 1\n")
    refusing.chmod(0o755)
    with pytest.raises(SnError, match=r"ERROR: låst fil\. Stäng LibreOffice"):
        install_calc(Manager(refusing))
    if os.getuid() == 0:
        assert run(["install-calc"]) == run(["uninstall-calc"]) == 2
        assert "vanliga användare" in capsys.readouterr().err


def test_a_program_that_does_not_answer_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = tmp_path / "unopkg"
    silent.write_text("#!/bin/sh\nexec sleep 60\n")
    silent.chmod(0o755)
    monkeypatch.setattr(oxt_installations, "_PATIENCE", 0.2)
    with pytest.raises(SnError, match="svarade inte"):
        Manager(silent).run("list")
