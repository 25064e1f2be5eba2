"""Our own promises, held by tests: small modules, Swedish in its place, nothing of the seeds in the code."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "sn_excel").rglob("*.py"))
TEXTS = [
    path
    for folder in ("sn_excel", "tests", "docs", "vba", "workbooks", "benchmarks")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".md", ".bas", ".cls", ".xml", ".csv", ".txt", ".toml", ".sh"}
] + [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "pyproject.toml", ".ci/run")]

LONGEST = 250


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_module_fits_in_a_readers_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_module_opens_with_what_it_is(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith('"""')


def test_no_room_is_called_utils() -> None:
    assert not [path for path in SOURCES if path.stem in {"utils", "helpers", "misc", "common"}]


def test_every_room_has_a_line_in_contributing() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rooms = [path.name for path in (ROOT / "sn_excel").iterdir() if (path / "__init__.py").exists()]
    assert not [room for room in rooms if f"`{room}`" not in text]


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_no_path_of_a_machine_stands_in_the_project(path: Path) -> None:
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    assert not re.search(r"/(?:work|home|root)/[a-z.]", text)


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_pattern_needs_a_python_that_debian_lacks(path: Path) -> None:
    """Possessive quantifiers and atomic groups lose their groups in Python before 3.11.5."""
    patterns = re.findall(r"""rf?(?:\"{3}.*?\"{3}|"[^"\n]*"|'[^'\n]*')""", path.read_text(encoding="utf-8"), re.DOTALL)
    assert not [text for text in patterns if re.search(r"[\])*?.\w}](?:\+\+|\*\+|\?\+)|\(\?>", text)]


@pytest.mark.parametrize(
    "path",
    [path for path in SOURCES if not {"cli", "excel", "calc", "engine"} & set(path.relative_to(ROOT).parts)],
    ids=name,
)
def test_only_the_command_line_speaks_of_its_options(path: Path) -> None:
    """A button tells the same errors: what is missing is a field, and each host says how it is told there.

    Installers (excel, calc) and the engine start programs with options of their own.
    """
    assert not re.findall(r"(?<![\w-])--[a-z]\w+", path.read_text(encoding="utf-8"))


def code_of(text: str) -> str:
    """The text without docstrings and comments: examples from the documents may stand there."""
    text = re.sub(r'""".*?"""', "", text, flags=re.DOTALL)
    return re.sub(r"#[^\n\"']*$", "", text, flags=re.MULTILINE)


def test_no_code_name_or_figure_of_the_documents_stands_in_the_code(seeds: Path) -> None:
    with (seeds / "maj_2024.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    words = {row["code"] for row in rows if row["code"] not in {"", "100"}}
    words |= {row["name"] for row in rows if row["kind"] != "total"}
    for column in ("utfall", "budget", "avvikelse", "arsbudget"):
        words |= {row[column].lstrip("-") for row in rows if int(row[column]) % 100 and abs(int(row[column])) > 999}
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    pattern = re.compile(r"(?<![\w.#/])(?:" + "|".join(longest_first) + r")(?!\w)")
    found = {name(path): sorted(set(pattern.findall(code_of(path.read_text(encoding="utf-8"))))) for path in SOURCES}
    assert {path: hits for path, hits in found.items() if hits} == {}
