"""Each word of our own sheets has one home: a room that reads them back and one that writes them share it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "sn_excel"
_KEYS = {"first", "last"}
"""English keys of records, which nobody sees."""


def _texts(source: str) -> Iterator[str]:
    """The literals of a module, without its docstrings."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def literals(room: str) -> set[str]:
    found = {text for path in (ROOT / room).rglob("*.py") for text in _texts(path.read_text(encoding="utf-8"))}
    return {text for text in found if re.search(r"[A-Za-zÅÄÖåäö]{2}", text)} - _KEYS


def test_no_word_stands_both_where_our_sheets_are_read_and_where_they_are_written() -> None:
    assert literals("reading") & literals("writing") == set()


def test_the_measure_sees_words_but_not_docstrings() -> None:
    assert list(_texts('"""Om."""\nX = "Angivet"\n"""Mer."""\n')) == ["Angivet"]
    assert "Angivet" in literals("schema")
