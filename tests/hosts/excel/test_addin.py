"""The built add-in: equal to its sources, the same bytes everywhere, and sound by every tool that reads such files."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import pytest

from sn_excel import __version__
from sn_excel.hosts.excel.addin_files import ADDIN, build, built_with, write_sources
from sn_excel.hosts.excel.vba_stubs import quoted, versions
from sn_excel.model.errors import SnError

ROOT = Path(__file__).resolve().parents[3]
VBA = ROOT / "vba"
BUILT = ROOT / "workbooks" / ADDIN


def copied(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for path in VBA.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def tool(shared: Path, name: str, *arguments: Path) -> str:
    command = [sys.executable, str(shared / "tools" / name), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return f"{done.returncode} {done.stdout.strip()} {done.stderr.strip()[-500:]}".strip()


def test_the_committed_addin_is_what_its_sources_make() -> None:
    assert build(VBA) == BUILT.read_bytes(), "run `make addin` and commit what it writes"


def test_the_generated_sources_are_what_python_declares(tmp_path: Path) -> None:
    write_sources(tmp_path)
    for path in sorted(tmp_path.iterdir()):
        assert path.read_text("utf-8") == (VBA / path.name).read_text("utf-8"), f"run `make addin`: {path.name}"
    assert len(list(tmp_path.iterdir())) == 5


def test_two_builds_in_two_places_have_one_fingerprint(tmp_path: Path) -> None:
    one, other = copied(tmp_path / "ett"), copied(tmp_path / "långt bort" / "två")
    assert sha256(build(one)).digest() == sha256(build(other)).digest()


def test_a_changed_source_makes_another_addin(tmp_path: Path) -> None:
    folder = copied(tmp_path / "ändrad")
    source = folder / "SnErrors.bas"
    source.write_text(source.read_text("utf-8") + "\n' ett ord till\n", "utf-8")
    assert build(folder) != BUILT.read_bytes()


def test_a_sign_that_vba_cannot_hold_stops_the_build(tmp_path: Path) -> None:
    folder = copied(tmp_path / "minus")
    source = folder / "SnErrors.bas"
    source.write_text(source.read_text("utf-8") + "' \u2212\n", "utf-8")
    with pytest.raises(UnicodeEncodeError):
        build(folder)
    with pytest.raises(ValueError, match="→"):
        quoted("a → b")


def test_the_ribbon_and_its_calls_hold_by_the_schema_and_excels_control_names(shared: Path) -> None:
    assert tool(shared, "check_ribbon.py", VBA / "customUI14.xml", VBA, BUILT) == "0 15 buttons, 23 Subs, 0 faults"


def test_the_file_holds_by_its_format_and_says_what_its_sources_say(shared: Path) -> None:
    assert tool(shared, "check_addin.py", BUILT, VBA) == "0 14 modules, 14 sources, 0 faults"


def test_the_addin_is_bound_to_the_installed_and_pinned_xlwings() -> None:
    pinned = next(
        line
        for line in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
        if line.startswith("xlwings")
    )
    assert pinned == f"xlwings=={version('xlwings')}"
    assert built_with(BUILT)["XLWINGS_VERSION"] == version("xlwings")
    assert built_with(BUILT)["SN_VERSION"] == __version__
    declared = (VBA / "SnVersions.bas").read_text("utf-8")
    assert set(re.findall(r"xlwings(?:32|64)-([\d.]+)\.dll", declared)) == {version("xlwings")}


def test_another_xlwings_would_be_noticed() -> None:
    assert versions(__version__, "0.38.0") != (VBA / "SnVersions.bas").read_text("utf-8")


def test_nobody_is_named_in_the_file_and_no_setting_chooses_a_program() -> None:
    with ZipFile(BUILT) as archive:
        core = archive.read("docProps/core.xml").decode("utf-8")
        stamps = {entry.date_time for entry in archive.infolist()}
    assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", core) == ["sn_excel", "sn_excel"]
    assert stamps == {(1980, 1, 1, 0, 0, 0)}
    assert {name: value for name, value in built_with(BUILT).items() if not name.endswith("VERSION")} == {
        "INTERPRETER_WIN": "",
        "LIBRARY_FOLDER": "",
        "INTERPRETER_MAC": "",
    }


def test_a_file_that_is_no_addin_carries_nothing(tmp_path: Path) -> None:
    other = tmp_path / "annan.xlam"
    other.write_bytes(b"PK")
    assert built_with(other) == {}
    assert built_with(tmp_path / "saknas.xlam") == {}


def test_another_template_is_refused_and_not_half_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    from sn_excel.hosts.excel import addin_files

    monkeypatch.setattr(addin_files, "_with_project", lambda _: {"_rels/.rels": b"<Relationships/>"})
    with pytest.raises(SnError, match="pyOpenVBA"):
        build(VBA)
