"""Every package we ask for is used by the product and told of, and nothing else is used."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

BESIDE = {"uno", "unohelper", "com", "snexcel", "pyopenvba"}
"""In LibreOffice's own Python, our add-in's types there, and what only the building of the add-in asks for."""
COMES_WITH = {"pydantic_core": "pydantic"}


def asked() -> set[str]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    return {re.split(r"[^\w-]", line)[0].lower() for line in told}


def imported() -> Iterator[str]:
    for path in (ROOT / "sn_excel").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (name.name.split(".")[0].lower() for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.split(".")[0].lower()


def test_the_packages_that_are_asked_for_are_those_that_are_imported() -> None:
    foreign = set(imported()) - sys.stdlib_module_names - {"sn_excel"} - BESIDE
    assert {COMES_WITH.get(name, name) for name in foreign} == asked()


def test_contributing_says_what_each_package_is_for() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert not [name for name in asked() if f"\n| `{name}` | " not in text]


@pytest.mark.parametrize(
    ("command", "absent"),
    [
        (["--help"], {"pandas", "openpyxl", "pydantic", "xlwings", "rich"}),
        (
            ["check", str(ROOT / "workbooks" / "exempel" / "april_2024.txt")],
            {"pandas", "openpyxl"},
        ),  # typer looks for pydantic itself
    ],
)
def test_a_command_starts_without_what_it_does_not_need(command: list[str], absent: set[str]) -> None:
    """Newer typer looks for pydantic by itself when a command runs."""
    script = (
        "import sys\nfrom sn_excel.hosts.cli.runs import run\n"
        f"run({command!r})\nprint('MET', sorted({sorted(absent)!r} & sys.modules.keys()))"
    ).replace(f"{sorted(absent)!r} &", f"set({sorted(absent)!r}) &")
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.splitlines()[-1] == "MET []"
