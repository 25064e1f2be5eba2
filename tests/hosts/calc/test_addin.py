"""The Calc add-in's file: equal to its sources, the same bytes everywhere, and saying what Python declares."""

from __future__ import annotations

import ast
import doctest
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from sn_excel import __version__
from sn_excel.hosts.calc import component_functions, function_names, oxt_packages, oxt_texts, questions
from sn_excel.hosts.calc.oxt_packages import ADDIN, build, parts_of, type_writer, types
from sn_excel.hosts.calc.oxt_texts import COMPONENT, TYPES, declared, interface, menu, sources
from sn_excel.hosts.commands import COMMANDS, TAB
from sn_excel.hosts.desktop import functions
from sn_excel.model.errors import SnError
from tests.conftest import REQUIRE

ROOT = Path(__file__).resolve().parents[3]
BUILT = ROOT / "workbooks" / ADDIN
OOR = "{http://openoffice.org/2001/registry}"
REBUILD = "run `python workbooks/build_oxt.py` and commit what it writes"


def parts() -> dict[str, str]:
    """The texts in the committed add-in."""
    return {name: blob.decode("utf-8") for name, blob in parts_of(BUILT).items() if name != TYPES}


def entries(xml: str) -> list[dict[str, str]]:
    """The properties of each entry of the menu, in Swedish."""
    nodes = ElementTree.fromstring(xml).iter("node")  # noqa: S314  our own file
    return [
        {prop.get(f"{OOR}name", ""): prop[-1].text or "" for prop in node.findall("prop")}
        for node in nodes
        if re.fullmatch(r"m\d\d", node.get(f"{OOR}name", ""))
    ]


@pytest.mark.parametrize("module", [component_functions, function_names, questions])
def test_the_examples_in_the_docstrings_hold(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert (found.failed, found.attempted > 0) == (0, True)


def test_the_committed_addin_is_what_its_sources_make() -> None:
    assert build(parts_of(BUILT)[TYPES]) == BUILT.read_bytes(), REBUILD


def test_the_committed_types_are_what_the_functions_declare(soffice: Path) -> None:
    if type_writer() is None:
        reason = "unoidl-write is not here (libreoffice-dev): the committed types are trusted as they are"
        pytest.fail(reason) if REQUIRE else pytest.skip(reason)
    assert types(interface(declared())) == parts_of(BUILT)[TYPES], REBUILD


def test_a_text_that_is_no_interface_stops_the_build(soffice: Path) -> None:
    if type_writer() is None:
        pytest.skip("unoidl-write is not here")
    with pytest.raises(SnError, match="kan inte skrivas"):
        types("module snexcel { interface")


def test_the_types_cannot_be_made_where_their_writer_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oxt_packages, "type_writer", lambda: None)
    with pytest.raises(SnError, match="libreoffice-dev"):
        types("")


def test_two_builds_in_two_processes_give_the_same_bytes() -> None:
    code = (
        "from pathlib import Path; import hashlib, sys\n"
        "from sn_excel.hosts.calc.oxt_packages import build\n"
        "print(hashlib.sha256(build(b'typer')).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": "", "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_every_function_of_excel_is_declared_in_calc_with_the_same_help() -> None:
    root = ElementTree.fromstring(parts()["CalcAddIns.xcu"])  # noqa: S314  our own file
    nodes = {node.get(f"{OOR}name", ""): node for node in root.iter("node")}
    names = [name for name in vars(functions) if name.startswith("SN_")]
    assert len(names) == 6
    for name in names:
        texts = {prop.get(f"{OOR}name"): prop[-1].text for prop in nodes[name].findall("prop")}
        assert texts["DisplayName"] == texts["CompatibilityName"] == name
        assert texts["Description"] == getattr(functions, name).__doc__
        assert texts["CategoryDisplayName"] == TAB
        helped = [prop[-1].text for prop in nodes[name].iter("prop") if prop.get(f"{OOR}name") == "Description"][1:]
        assert helped == [argument["doc"] for argument in getattr(functions, name).__xlfunc__["args"]]


def test_the_menu_has_the_ribbons_commands_in_their_order_with_lines_between_the_groups() -> None:
    shown = [entry for entry in entries(parts()["Addons.xcu"]) if entry["URL"] != "private:separator"]
    assert [entry["URL"] for entry in shown] == [f"snexcel:{command.macro}" for command in COMMANDS]
    for entry, command in zip(shown, COMMANDS, strict=True):
        assert entry["Title"] == command.label + ("" if command.built else " (finns inte än)")
    lines = [entry for entry in entries(parts()["Addons.xcu"]) if entry["URL"] == "private:separator"]
    assert len(lines) == len({command.group for command in COMMANDS}) - 1


def test_a_command_more_is_an_entry_more() -> None:
    assert len(entries(menu(COMMANDS[:3]))) == 3


def test_the_addin_says_its_version_and_its_parts_are_all_listed() -> None:
    texts = parts()
    assert f'<version value="{__version__}"/>' in texts["description.xml"]
    listed = set(re.findall(r'full-path="([^"]+)"', texts["META-INF/manifest.xml"]))
    assert listed == {TYPES, *(name for name in texts if name.endswith((".xcu", ".components")))}
    assert f'uri="{COMPONENT}"' in texts["sn_excel.components"]
    for name, text in texts.items():
        if name.endswith((".xml", ".xcu", ".components")):
            ElementTree.fromstring(text)  # noqa: S314  our own file


def test_the_component_is_the_module_and_knows_the_names_that_are_declared() -> None:
    text = parts()[COMPONENT]
    assert text == (ROOT / "sn_excel" / "hosts" / "calc" / "component.py").read_text("utf-8")
    names = {
        node.value.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }
    assert {oxt_texts.SERVICE, oxt_texts.MENU, oxt_texts.SAVING} <= names
    assert f'"{oxt_texts.PROTOCOL}"' in text


def test_no_folder_of_this_machine_is_in_the_committed_addin() -> None:
    assert "platser.txt" not in parts_of(BUILT)
    assert not re.search(r"/(?:work|home|root|tmp)/", "".join(parts().values()))


def test_nothing_is_lost_between_the_sources_and_the_file() -> None:
    assert set(parts()) == {*sources(), COMPONENT}


def test_a_missing_addin_is_told_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(SnError, match="Installera om"):
        parts_of(tmp_path / ADDIN)
