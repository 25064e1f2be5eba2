"""Patterns say what they mean: in a raw string a digit is one backslash and a d."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sn_excel

_DEAD = re.compile(r"\\\\(?:[dDwWsSbB](?![A-Za-z]))")


def dead_escapes(source: str) -> list[str]:
    """Return the lines of a module where a raw string spells a class of signs with two backslashes."""
    raw = re.compile(r"""\br[bf]?(["'])|\b[bf]r(["'])""", re.IGNORECASE)
    return [
        line.strip() for line in source.splitlines() if (found := raw.search(line)) and _DEAD.search(line, found.end())
    ]


@pytest.mark.parametrize("module", sorted(Path(sn_excel.__file__).parent.rglob("*.py")), ids=lambda path: path.stem)
def test_no_raw_string_doubles_the_backslash_of_a_class(module: Path) -> None:
    assert not dead_escapes(module.read_text(encoding="utf-8"))


def test_a_doubled_backslash_is_found_and_a_single_one_is_not() -> None:
    assert dead_escapes('x = re.sub(rf"{year}(?!' + "\\\\" + 'd)", "", text)')
    assert not dead_escapes(r'x = re.sub(r"(?<!\d)2024", "", text)')
