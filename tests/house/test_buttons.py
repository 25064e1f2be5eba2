"""Every button followed from the ribbon over VBA to Python and back, and every broken link of the chain seen."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_type_hints
from xml.etree import ElementTree

import pytest

from sn_excel.hosts import commands
from sn_excel.hosts.commands import COMMANDS, LATER, Command
from sn_excel.hosts.excel.ribbons import NAMESPACE, ribbon
from sn_excel.hosts.excel.vba_stubs import button_stubs

ROOT = Path(__file__).resolve().parents[2]
MACROS = ROOT / "sn_excel" / "hosts" / "desktop" / "macros.py"


def buttons(xml: str) -> dict[str, dict[str, str]]:
    """The ribbon's buttons by id."""
    root = ElementTree.fromstring(xml)  # noqa: S314  our own file
    return {element.attrib["id"]: element.attrib for element in root.iter(f"{{{NAMESPACE}}}button")}


def subs(vba: str) -> dict[str, tuple[str, str]]:
    """Each Sub's arguments and its body."""
    found = re.findall(r"^Public Sub (\w+)\(([^)]*)\)\n(.*?)^End Sub", vba, re.DOTALL | re.MULTILINE)
    return {name: (arguments, body.strip()) for name, arguments, body in found}


def functions(python: str) -> dict[str, ast.FunctionDef]:
    """The public functions of a module by name."""
    return {node.name: node for node in ast.parse(python).body if isinstance(node, ast.FunctionDef)}


def faults(texts: Sequence[str], registry: tuple[Command, ...] = COMMANDS) -> list[str]:
    """Every link of the chain that does not hold, from the button to the function and back."""
    xml, vba, python = texts
    shown, stubs, macros = buttons(xml), subs(vba), functions(python)
    by_id = {command.id: command for command in registry}
    told = [f"knapp utan kommando: {one}" for one in shown.keys() - by_id.keys()]
    told += [f"kommando utan knapp: {one}" for one in by_id.keys() - shown.keys()]
    called = {button["onAction"] for button in shown.values()}
    told += [f"Sub utan knapp: {one}" for one in stubs.keys() - called]
    for one, button in shown.items():
        command = by_id.get(one)
        if command is not None:
            told += _stub_faults(command, button, stubs)
            told += _macro_faults(command, macros)
    return told


def _stub_faults(command: Command, button: dict[str, str], stubs: dict[str, tuple[str, str]]) -> list[str]:
    if button["onAction"] not in stubs:
        return [f"knapp utan Sub: {command.id}"]
    arguments, body = stubs[button["onAction"]]
    told = [] if arguments == "control As IRibbonControl" else [f"fel argument: {command.sub}({arguments})"]
    asked = "".join(f', "{ask.code}"' for ask in command.asks)
    wanted = command.vba or f'RunPython "{command.macro}"{asked}'
    told += [] if body == wanted else [f"Sub gör annat: {command.sub}: {body}"]
    off = button.get("enabled") == "false"
    return told + ([] if off is not command.built else [f"tänd fast den inte finns, eller tvärtom: {command.id}"])


def _macro_faults(command: Command, macros: dict[str, ast.FunctionDef]) -> list[str]:
    if command.vba or not command.built:
        return [f"funktion till en knapp som inte är byggd: {command.macro}"] if command.macro in macros else []
    node = macros.get(command.macro)
    if node is None:
        return [f"Sub utan Python: {command.macro}"]
    arguments = [(argument.arg, ast.unparse(argument.annotation or ast.Constant(None))) for argument in node.args.args]
    answers = [kind for name, kind in arguments[1:]]
    takes = arguments[:1] == [("book", "xw.Book")] and answers == ["str"] * len(command.asks)
    right = takes and ast.unparse(node.returns or ast.Constant(None)) == "str"
    return [] if right else [f"fel signatur: {command.macro}{arguments}"]


def committed() -> tuple[str, str, str]:
    """The ribbon, its Subs and the macros as they are in the project."""
    vba = (ROOT / "vba" / "SnRibbon.bas").read_text("utf-8")
    return (ROOT / "vba" / "customUI14.xml").read_text("utf-8"), vba, MACROS.read_text("utf-8")


def test_every_button_leads_to_its_function_and_every_function_comes_from_a_button() -> None:
    assert faults(committed()) == []
    assert len(COMMANDS) == 15


def test_ribbon_and_subs_are_made_from_the_registry() -> None:
    xml, vba, _ = committed()
    assert xml == ribbon()
    assert vba == button_stubs(COMMANDS)


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        (1, "Public Sub SnCheck(", "Public Sub SnChek(", "knapp utan Sub: snCheck"),
        (1, "SnCheck(control As IRibbonControl)", "SnCheck(control As IRibbonUI)", "fel argument: SnCheck"),
        (1, 'RunPython "check"', 'RunPython "clear"', "Sub gör annat: SnCheck"),
        (1, 'RunPython "fill", "file:', 'RunPython "fill", "month:', "Sub gör annat: SnFill"),
        (1, ', "month:Vilken månad ska den nya', "' month:", "Sub gör annat: SnRoll"),
        (0, 'onAction="SnCheck"', 'onAction="SnKontroll"', "knapp utan Sub: snCheck"),
        (0, 'id="snCheck"', 'id="snKontroll"', "knapp utan kommando: snKontroll"),
        (0, ' enabled="false"', "", "tänd fast den inte finns"),
        (2, "def check(book: xw.Book)", "def kontroll(book: xw.Book)", "Sub utan Python: check"),
        (2, "def check(book: xw.Book)", "def check(book: xw.Book, more: int)", "fel signatur: check"),
        (
            2,
            "def fill(book: xw.Book, export: str, month: str)",
            "def fill(book: xw.Book, export: str)",
            "fel signatur: fill",
        ),
        (2, "def undo(book: xw.Book)", "def undo(book: Book)", "fel signatur: undo"),
        (2, "def check(book: xw.Book) -> str", "def check(book: xw.Book) -> None", "fel signatur: check"),
    ],
)
def test_a_broken_link_is_seen(part: int, old: str, new: str, fault: str) -> None:
    texts = list(committed())
    assert old in texts[part]
    texts[part] = texts[part].replace(old, new, 1)
    assert any(told.startswith(fault) for told in faults(texts))


def test_a_macro_for_a_button_that_is_not_built_is_seen() -> None:
    registry = tuple(replace(command, built=False) if command.macro == "check" else command for command in COMMANDS)
    assert any("check" in told for told in faults(committed(), registry))


def test_the_macros_hints_resolve_as_they_would_on_windows() -> None:
    import xlwings

    from sn_excel.hosts.desktop import macros

    for command in COMMANDS:
        if command.built and not command.vba:
            hints = get_type_hints(getattr(macros, command.macro))
            assert [hints.pop("book"), hints.pop("return")] == [xlwings.Book, str]
            assert list(hints.values()) == [str] * len(command.asks)


def test_a_hint_that_only_the_type_checker_sees_is_seen() -> None:
    """As on Windows: a type imported under TYPE_CHECKING is no name when the hints are resolved."""
    hidden: dict[str, Any] = {}
    source = MACROS.read_text("utf-8").replace("import xlwings as xw\n", "", 1)
    exec(compile(source, "macros", "exec"), hidden)  # noqa: S102  our own module with a planted fault
    with pytest.raises(NameError):
        get_type_hints(hidden["check"])


def test_no_macro_keeps_a_workbook_in_its_module() -> None:
    import xlwings

    from sn_excel.hosts.desktop import macros, open_books, takebacks
    from sn_excel.hosts.desktop.xlwings_grid import grid as live_grid
    from sn_excel.hosts.desktop.xlwings_grid import marks as live_marks
    from sn_excel.hosts.desktop.xlwings_grid import sheets as live_sheets

    for module in (macros, live_grid, live_marks, live_sheets, open_books, takebacks):
        held = [name for name, value in vars(module).items() if isinstance(value, xlwings.Book | xlwings.App)]
        assert held == []


def test_nothing_shared_by_the_programs_goes_behind_xlwings() -> None:
    for path in (ROOT / "sn_excel" / "hosts" / "desktop").glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert "api" not in names, path.name


def test_what_people_read_on_the_buttons_is_whole_and_their_keys_differ() -> None:
    keys = [command.keytip for command in COMMANDS]
    assert len(set(keys)) == len(keys)
    assert all(key.isascii() and key.isalnum() for key in (*keys, commands.TAB_KEYTIP))
    for command in COMMANDS:
        assert command.supertip.endswith(".")
        assert command.tip.endswith(LATER) is not command.built
        assert len(command.tip) < 250


def test_no_sub_has_the_name_of_a_module() -> None:
    modules = {path.stem for path in (ROOT / "vba").iterdir()}
    assert not modules & {command.sub for command in COMMANDS}
