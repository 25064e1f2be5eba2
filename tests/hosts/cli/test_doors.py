"""Every door: odd types, NaN, huge numbers, missing and extra keys, wrong nesting become one sentence, no traceback."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.hosts.cli.conftest import Run
from tests.hosts.cli.test_bad_input import one_sentence

SETTINGS = [
    "namnd = 7", "namnd = []", 'namnd = ""', "namnd = nan", "enhet = 1", 'enhet = "euro"', "okänd = 1", "okand = 1",
    "kommentarer = 1", "kommentarer = [1]", "[kommentarer]\nbelopp_tkr = nan", "[kommentarer]\nbelopp_tkr = inf",
    "[kommentarer]\nbelopp_tkr = 1e999", "[kommentarer]\nbelopp_tkr = -1", '[kommentarer]\nbelopp_tkr = "hundra"',
    "[kommentarer]\nandel_procent = nan", "[kommentarer]\nandel_procent = -inf", "[kommentarer]\nandel_procent = 101",
    "[kommentarer]\nandel_procent = 1e999999", "[kommentarer]\nextra = 1", "[kommentarer.mer]\na = 1",
    "[[kommentarer]]\nbelopp_tkr = 1", "namnd =", "namnd = 'a'\nnamnd = 'b'", "[" * 5000, "a = " + "[" * 5000,
    "[kommentarer]\nbelopp_tkr = " + "9" * 5000, "\x00",
]  # fmt: skip


@pytest.mark.parametrize("words", SETTINGS, ids=range(len(SETTINGS)))
def test_settings_that_cannot_be_used_are_one_sentence(run: Run, samples: Path, tmp_path: Path, words: str) -> None:
    (samples / "installningar.toml").write_text(words, encoding="utf-8")
    out = tmp_path / "ny.xlsx"
    answer = run("regenerate", samples / "export_2024-05.csv", "--period", "2024-05", "--out", out)
    assert "Något gick fel i programmet" not in one_sentence(answer)
    assert not out.exists()


CHANGES: list[dict[str, object]] = [
    {"m": 0},
    {"m": 13},
    {"m": "2"},
    {"m": 2.5},
    {"m": None},
    {"m": True},
    {"m": 10**400},
    {"actual": None},
    {"actual": {}},
    {"actual": [[5]]},
    {"actual": ["5"]},
    {"actual": [True]},
    {"actual": [float("nan")]},
    {"actual": [10**400]},
    {"prior": [5]},
    {"prior": {"a": 1}},
    {"budget_annual": None},
    {"budget_annual": "72"},
    {"budget_annual": float("inf")},
    {"budget_months": 6},
    {"key": None},
    {"key": []},
]
TASK = {"key": "a", "m": 2, "actual": [5, 5], "budget_annual": 72}
TASKS = [
    json.dumps(TASK | change)
    for change in CHANGES
] + ["null", "7", '"a"', "[" * 100_000, '{"key": ' * 5000, "1" * 5000, '{"key": "a"', "\x00"]  # fmt: skip


@pytest.mark.parametrize("line", TASKS, ids=range(len(TASKS)))
def test_a_task_that_is_none_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(line + "\n"))
    answer = run("forecast", "--jsonl")
    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert answer.err.startswith("Rad 1 är ingen uppgift som kan besvaras (")
    assert "Traceback" not in answer.err
    assert json.loads(answer.out)["error"] == answer.err.strip()


HEAD = "period;version;status;uttag;lagrad;dokument;kod;namn;mått;belopp"
GOOD = ["2024-05", "1", "stängd", "", "2024-06-01", "a.xlsx", "771", "Program", "Utfall", "5"]
CELLS = [
    (at, word)
    for at, words in {
        0: ("", "maj", "2024-13", "0000-01", "²⁰²⁴-05", "2024-05-01"),
        1: ("", "²", "1.5", "-1", "9" * 5000, "ett"),
        2: ("", "klar", "0"),
        6: ("", " "),
        8: ("", "Prognos", "utfall!"),
        9: ("", "NaN", "nan", "inf", "1e999", "fem", "²", "--5", "0x10", "#N/A"),
    }.items()
    for word in words
]


@pytest.mark.parametrize(("at", "word"), CELLS)
def test_a_row_of_the_archives_csv_that_cannot_be_used_is_one_sentence(
    run: Run, tmp_path: Path, at: int, word: str
) -> None:
    cells = [*GOOD[:at], word, *GOOD[at + 1 :]]
    path, home = tmp_path / "leveranser.csv", tmp_path / "arkiv.db"
    path.write_text(f"{HEAD}\n{';'.join(cells)}\n", encoding="utf-8")
    told = one_sentence(run("archive", "add", home, path))
    assert "Något gick fel i programmet" not in told
    assert "ad 2" in told


def test_the_same_row_unharmed_is_taken(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "leveranser.csv"
    path.write_text(f"{HEAD}\n{';'.join(GOOD)}\n", encoding="utf-8")
    assert run("archive", "add", tmp_path / "arkiv.db", path).code == 0
