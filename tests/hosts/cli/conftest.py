"""The command line as a person runs it, on copies of the sample inputs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sn_excel.hosts.cli.runs import run as run_command
from tests.conftest import ROOT


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process and return exit code and what it printed."""

    def command(*arguments: object) -> Answer:
        capsys.readouterr()
        code = run_command([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return command


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """A folder with a copy of the sample inputs."""
    folder = tmp_path / "underlag"
    shutil.copytree(ROOT / "workbooks" / "exempel", folder)
    return folder


@pytest.fixture
def maj(run: Run, samples: Path, tmp_path: Path) -> Path:
    """The regenerated workbook of May."""
    out = tmp_path / "maj.xlsx"
    answer = run("regenerate", samples / "export_2024-05.csv", "--period", "2024-05", "--out", out)
    assert answer.code == 0, answer.err
    return out
