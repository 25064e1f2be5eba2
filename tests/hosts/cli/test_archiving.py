"""The archive on the command line: versions, status, CSV out and in, foreign files refused, forecasts for programs."""

from __future__ import annotations

import io
import json
from math import isfinite
from pathlib import Path
from random import Random

import pytest

from tests.hosts.cli.conftest import Run
from tests.hosts.cli.test_bad_input import one_sentence


@pytest.fixture
def home(run: Run, samples: Path, tmp_path: Path) -> Path:
    archive = tmp_path / "arkiv.db"
    ledger = samples / "huvudbok_2024-05.csv"
    for month in ("2024-03", "2024-04"):
        answer = run("archive", "add", archive, ledger, "--period", month, "--status", "stängd")
        assert answer.code == 0, answer.err
    return archive


def test_a_month_again_is_a_new_version_and_the_old_one_stays(run: Run, home: Path, samples: Path) -> None:
    answer = run(
        "archive", "add", home, samples / "april_2024.txt", "--status", "levererad", "--extracted", "2024-05-08"
    )
    assert "januari–april 2024, version 2, levererad, 10 koder" in answer.out
    assert "saknar 73 koder som 2024-04 redan har" in answer.err
    listed = run("archive", "list", home, "--json").json["months"]
    assert [(one["period"], one["version"], one["status"], one["extracted"]) for one in listed] == [
        ("2024-03", 1, "stängd", None),
        ("2024-04", 1, "stängd", None),
        ("2024-04", 2, "levererad", "2024-05-08"),
    ]
    assert "661" in run("archive", "show", home, "--period", "2024-04").out
    assert "−661" in run("archive", "show", home, "--period", "2024-04", "--version", "1").out


def test_programmes_are_summed_from_their_units(run: Run, home: Path) -> None:
    codes = {
        one["code"]: one["actual"]
        for one in run("archive", "show", home, "--period", "2024-04", "--json").json["codes"]
    }
    printed = {"100": 456, "285": -466, "753": -661, "754": 11265, "771": 46576}
    assert {code: round(codes[code]) for code in printed} == printed


def test_what_is_exported_rebuilds_the_archive(run: Run, home: Path, tmp_path: Path) -> None:
    assert run("archive", "export", home, "--to", tmp_path / "csv").code == 0
    again = tmp_path / "nytt.db"
    assert run("archive", "add", again, tmp_path / "csv" / "leveranser.csv").code == 0
    first, second = (run("archive", "show", one, "--period", "2024-03", "--json").json for one in (home, again))
    assert first == second
    twice = run("archive", "add", again, tmp_path / "csv" / "leveranser.csv")
    assert "2 leveranser fanns redan" in twice.out


@pytest.mark.parametrize("content", [b"ingen databas", b"SQLite format 3\x00" + b"\x00" * 2000])
def test_a_foreign_file_is_refused_in_a_sentence(run: Run, samples: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "annat.db"
    path.write_bytes(content)
    one_sentence(run("archive", "list", path))
    one_sentence(run("archive", "add", path, samples / "april_2024.txt"))
    assert path.read_bytes() == content


def test_an_archive_that_is_missing_is_told(run: Run, tmp_path: Path) -> None:
    assert "finns inte" in one_sentence(run("archive", "list", tmp_path / "saknas.db"))


def test_a_status_that_is_none_is_told(run: Run, samples: Path, tmp_path: Path) -> None:
    answer = run("archive", "add", tmp_path / "a.db", samples / "april_2024.txt", "--status", "klar")
    assert "klar är ingen status" in one_sentence(answer)


def test_a_synced_folder_is_warned_about(run: Run, samples: Path, tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Kommunen"
    folder.mkdir()
    answer = run("archive", "add", folder / "a.db", samples / "april_2024.txt")
    assert answer.code == 0
    assert "synkad mapp" in answer.err


def test_tasks_are_answered_line_by_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    task = {"key": "a", "m": 6, "actual": [5] * 6, "prior": [], "budget_annual": 72, "budget_months": [6] * 12}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(task) + "\n\n" + json.dumps(task | {"key": "b"}) + "\n"))
    answer = run("forecast", "--jsonl")
    assert answer.code == 0
    found = [json.loads(line) for line in answer.out.splitlines()]
    assert [(one["key"], one["forecast"], one["rule"]) for one in found] == [
        ("a", 60.0, "Linjär framskrivning"),
        ("b", 60.0, "Linjär framskrivning"),
    ]
    assert all(one["lo"] < one["forecast"] < one["hi"] for one in found)


@pytest.mark.parametrize(
    ("line", "key", "words"),
    [
        ("{}", None, "actual saknas"),
        ("inte json", None, "inte JSON"),
        ("[1]", None, "Rad 2"),
        ('{"key": "x", "m": 2, "actual": [1], "budget_annual": 9}', "x", "Rad 2"),
        ('{"key": "x", "m": 1, "actual": [NaN], "budget_annual": 9}', "x", "actual 1 är inget tal"),
        ('{"key": "x", "m": 1, "actual": ["ett"], "budget_annual": 9}', "x", "Rad 2"),
    ],
)
def test_a_line_that_is_no_task_is_told_and_the_others_are_answered(
    run: Run, monkeypatch: pytest.MonkeyPatch, line: str, key: str | None, words: str
) -> None:
    task = {"key": "a", "m": 6, "actual": [5] * 6, "prior": [], "budget_annual": 72, "budget_months": [6] * 12}
    good = json.dumps(task)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{good}\n{line}\n{good}\n"))
    answer = run("forecast", "--jsonl")
    assert answer.code == 1
    assert words in answer.err
    found = [json.loads(one) for one in answer.out.splitlines()]
    assert [one.get("forecast") for one in found] == [60.0, None, 60.0]
    assert (found[1]["key"], "Rad 2" in found[1]["error"]) == (key, True)


def _amounts(kind: int, random: Random) -> float:
    odd = (0, 0.0, -5.0, 1e15, -1e15, 1e-12, 1e300, -1e300, 10**20)
    return random.choice(odd) if kind == 0 else random.gauss(100, 50) if kind == 1 else -random.random() * 1e6


def test_no_task_within_the_schema_is_left_unanswered(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(6)  # noqa: S311 - made-up amounts, no secret
    tasks = []
    for number in range(300):
        month, kind = 1 + number % 12, number % 3
        tasks.append(
            {
                "key": str(number), "m": month, "actual": [_amounts(kind, random) for _ in range(month)],
                "prior": [[_amounts(kind, random) for _ in range(12)] for _ in range(number % 4)],
                "budget_annual": _amounts(random.randrange(3), random),
                "budget_months": [_amounts(kind, random) for _ in range(12)],
                "adjustments": [],
            }
        )  # fmt: skip
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(map(json.dumps, tasks))))
    answer = run("forecast", "--jsonl")
    assert (answer.code, answer.err) == (0, "")
    found = [json.loads(one) for one in answer.out.splitlines()]
    assert len(found) == len(tasks)
    assert all(isfinite(one["forecast"]) and one["lo"] <= one["forecast"] <= one["hi"] for one in found)


def test_a_forecast_without_a_workbook_is_told(run: Run) -> None:
    assert "Arbetsboken saknas" in one_sentence(run("forecast"))
