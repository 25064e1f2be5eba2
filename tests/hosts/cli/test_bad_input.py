"""Bad input gets one Swedish sentence, exit code 2, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hosts.cli.conftest import Answer, Run

Change = Callable[[Path], None]


def swapped(name: str, old: str, new: str) -> Change:
    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8-sig")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8-sig")

    return change


def added(name: str, line: str) -> Change:
    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8-sig").rstrip("\n")
        path.write_text(f"{text}\n{line}\n", encoding="utf-8-sig")

    return change


def written(name: str, data: bytes) -> Change:
    def change(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return change


def emptied(name: str) -> Change:
    return written(name, b"")


def encoded(name: str) -> Change:
    return written(name, b"Kod;Utfall\n\x81\x8d\x00\x01\x02;5\n" * 20)


def removed(name: str) -> Change:
    return lambda folder: (folder / name).unlink()


def months_only(folder: Path) -> None:
    path = folder / "huvudbok_2024-05.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    kept = [line for line in lines if not line.startswith("202403;")]
    path.write_text("\n".join(kept), encoding="utf-8-sig")


CASES: dict[str, tuple[Change, str, str, str]] = {
    "missing file": (removed("export_2024-05.csv"), "export_2024-05.csv", "2024-05", "finns inte"),
    "missing organisation": (removed("organisation.csv"), "export_2024-05.csv", "2024-05", "organisation.csv"),
    "empty export": (emptied("export_2024-05.csv"), "export_2024-05.csv", "2024-05", "tom"),
    "wrong encoding": (encoded("export_2024-05.csv"), "export_2024-05.csv", "2024-05", "export_2024-05.csv"),
    "text in a number column": (
        swapped("export_2024-05.csv", ";738;", ";sju;"),
        "export_2024-05.csv",
        "2024-05",
        "sju",
    ),
    "unknown code": (added("export_2024-05.csv", "7999;Okänd;1;1;1"), "export_2024-05.csv", "2024-05", "7999"),
    "unit in two programmes": (
        added("organisation.csv", "7500;Ledning verkställighet IFO;754;;2024-01;"),
        "export_2024-05.csv",
        "2024-05",
        "7500",
    ),
    "duplicate row": (
        added("export_2024-05.csv", "7500;Ledning verkställighet IFO;738;720;1646"),
        "export_2024-05.csv",
        "2024-05",
        "7500",
    ),
    "another period": (lambda folder: None, "export_2024-05.csv", "2024-06", "2024"),
    "no period": (lambda folder: None, "export_2024-05.csv", "maj", "period"),
    "month figures with a gap": (months_only, "huvudbok_2024-05.csv", "2024-05", "mars"),
    "a folder": (lambda folder: (folder / "mapp").mkdir(), "mapp", "2024-05", "mapp"),
}


def one_sentence(answer: Answer) -> str:
    assert answer.code == 2, answer
    lines = answer.err.strip().splitlines()
    assert len(lines) == 1, answer.err
    assert lines[0].startswith("sn-excel: ")
    assert "Traceback" not in answer.err
    assert lines[0].rstrip().endswith((".", "?"))
    return lines[0]


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_answered_in_one_sentence(run: Run, samples: Path, tmp_path: Path, case: str) -> None:
    change, export, period, words = CASES[case]
    change(samples)
    out = tmp_path / "ut.xlsx"
    answer = run("regenerate", samples / export, "--period", period, "--out", out)
    assert words in one_sentence(answer)
    assert not out.exists()


@pytest.mark.parametrize("command", ["check", "recompute", "clear"])
def test_a_missing_file_is_answered_by_every_command(run: Run, tmp_path: Path, command: str) -> None:
    assert "finns inte" in one_sentence(run(command, tmp_path / "saknas.xlsx"))


def test_a_target_that_may_not_be_written_is_answered(run: Run, samples: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fil"
    folder.write_text("inte en mapp", encoding="utf-8")
    answer = run("regenerate", samples / "export_2024-05.csv", "--period", "2024-05", "--out", folder / "ut.xlsx")
    one_sentence(answer)


def test_a_file_without_tables_is_answered(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "brev.txt"
    path.write_text("Hej!\nHär finns inga tabeller.\n", encoding="utf-8")
    assert "Ingen tabell" in one_sentence(run("check", path))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("explain", "SN999"), "SN999"),
        (("check",), "saknas"),
        (("check", "--okänd", "x"), "--okänd"),
        (("okänt",), "känns inte igen"),
        (("check", "x.csv", "--unit", "öre"), "går inte"),
    ],
)
def test_a_mistaken_command_is_answered(run: Run, arguments: tuple[str, ...], words: str) -> None:
    assert words in one_sentence(run(*arguments))
