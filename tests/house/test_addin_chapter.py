"""The handbook's chapter on the add-in: every example computed, every button named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from sn_excel.hosts.commands import COMMANDS, Group
from sn_excel.hosts.desktop import functions
from sn_excel.hosts.excel.vba_stubs import declarations

CHAPTER = (Path(__file__).resolve().parents[2] / "docs" / "tillagg.md").read_text("utf-8")
KINDS = {"tal", "tom", "text", "fel", "område"}


def part(name: str) -> str:
    found = re.search(rf"<!-- {name}: början -->(.*?)<!-- {name}: slut -->", CHAPTER, re.DOTALL)
    assert found
    return found[1]


EXAMPLES = re.findall(r"^\| `(\w+)\((.*)\)` \| (.*) \|$", part("exempel"), re.MULTILINE)


def split(text: str, sign: str) -> list[str]:
    """Parts outside quotes and braces."""
    parts, depth, quoted = [""], 0, False
    for letter in text:
        quoted ^= letter == '"'
        depth += (letter == "{") - (letter == "}")
        if letter == sign and not depth and not quoted:
            parts.append("")
        else:
            parts[-1] += letter
    return [one.strip() for one in parts]


def cell(text: str) -> Any:
    if text.startswith("{"):
        return [[cell(one) for one in split(row, "\\")] for row in split(text[1:-1], ";")]
    if text in ("SANT", "FALSKT", "tom"):
        return {"SANT": True, "FALSKT": False, "tom": None}[text]
    if text.startswith('"'):
        return text.strip('"')
    return float(text.replace("\u2212", "-").replace(",", ".")) if re.fullmatch(r"[\u2212\d,]+", text) else text


def shown(answer: Any) -> Any:
    if isinstance(answer, list):
        return [[shown(one) for one in row] for row in answer]
    if answer == "":
        return None
    return pytest.approx(answer, rel=1e-12) if isinstance(answer, float) else answer


@pytest.mark.parametrize(("name", "arguments", "wanted"), EXAMPLES, ids=lambda text: text[:40])
def test_an_example_of_the_handbook_is_true(name: str, arguments: str, wanted: str) -> None:
    answer = getattr(functions, name)(*(cell(one) for one in split(arguments, ";")))
    assert cell(wanted) == shown(answer)


def test_every_function_is_shown_for_number_blank_text_error_and_range() -> None:
    names = {declared["name"] for declared in declarations(functions)}
    seen: dict[str, set[str]] = {name: set() for name in names}
    for name, arguments, _ in EXAMPLES:
        kinds = {
            "tom" if "tom" in arguments else "tal",
            *({"text"} if '"' in arguments else ()),
            *({"fel"} if "#" in arguments else ()),
            *({"område"} if "{" in arguments else ()),
        }
        seen[name] |= kinds
    assert all(kinds == KINDS for kinds in seen.values()), seen


def test_the_drawn_ribbon_shows_every_button_and_stars_what_is_not_built() -> None:
    drawing = part("fliken")
    for command in COMMANDS:
        star = re.search(re.escape(command.label) + r"( ?\*)?", drawing)
        assert star, command.label
        assert bool(star[1]) is not command.built, command.label
    assert all(f"─ {group.value} ─" in drawing for group in Group)


def test_every_button_that_works_is_described() -> None:
    rows = re.findall(r"^\| ([^|`]+) \| [^|]+ \|$", CHAPTER, re.MULTILINE)
    assert {command.label for command in COMMANDS if command.built} <= set(rows)
