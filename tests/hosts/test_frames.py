"""`sn_excel.frames`: the command line's answers as DataFrames with fixed columns and types, amounts exact."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from sn_excel import frames
from sn_excel.hosts.cli.runs import run
from sn_excel.model.errors import SnError
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ramar")
    shutil.copytree(ROOT / "workbooks" / "exempel", folder, dirs_exist_ok=True)
    book, home = folder / "maj.xlsx", folder / "arkiv.db"
    (folder / "helår.csv").write_text(
        "kod;namn;period;utfall;årsbudget\n771;Program;2024-12;140000,25;134000\n", encoding="utf-8"
    )
    for command in (
        ("regenerate", folder / "export_2024-05.csv", "--period", "2024-05", "--out", book),
        ("forecast", book, "--no-backup"),
        ("archive", "add", home, book),
        ("archive", "add", home, folder / "helår.csv", "--history"),
    ):
        assert run([str(word) for word in command]) == 0, command
    return folder


def every(folder: Path) -> Iterator[tuple[str, pd.DataFrame, str]]:
    book, home = folder / "maj.xlsx", folder / "arkiv.db"
    yield "figures", frames.figures(book), frames.figures.__doc__ or ""
    yield "findings", frames.findings(folder / "april_2024.txt"), frames.findings.__doc__ or ""
    yield "forecasts", frames.forecasts(book, archive=home), frames.forecasts.__doc__ or ""
    yield "months", frames.archive_months(home), frames.archive_months.__doc__ or ""
    yield "accuracy", frames.accuracy(home), frames.accuracy.__doc__ or ""


def test_every_table_has_rows_and_exact_amounts(made: Path) -> None:
    for name, frame, _ in every(made):
        assert len(frame), name
        assert {str(kind) for kind in frame.dtypes} <= {"string", "Int64", "object"}, name
        for column in frame.select_dtypes("object"):
            assert all(value is None or isinstance(value, Decimal) for value in frame[column]), (name, column)


def test_every_column_is_told_of(made: Path) -> None:
    for name, frame, told in every(made):
        plain = {re.sub("^(?:unadjusted|submitted)_", "", c) if name == "accuracy" else c for c in frame.columns}
        assert not [column for column in plain if not re.search(rf"\b{column}\b", told)], name


def test_types_do_not_depend_on_what_is_found(made: Path, tmp_path: Path) -> None:
    empty = tmp_path / "tomt.db"
    run(["archive", "add", str(empty), str(made / "helår.csv"), "--history"])
    assert frames.accuracy(empty).empty
    pd.testing.assert_series_equal(frames.accuracy(empty).dtypes, frames.accuracy(made / "arkiv.db").dtypes)


def test_amounts_are_those_of_the_documents_and_sum_exactly(made: Path) -> None:
    months = frames.archive_months(made / "arkiv.db")
    assert list(months.loc[months["period"] == "2024-12", "actual"]) == [Decimal("140000.25")]
    figures = frames.figures(made / "april_2024.txt")
    rows = figures[(figures["code"] == "771") & (figures["measure"] == "actual")]
    assert set(rows["value"]) == {Decimal(46576)}
    assert isinstance(figures["value"].dropna().sum(), Decimal)


def test_the_workbook_is_left_as_it_is(made: Path) -> None:
    before = (made / "maj.xlsx").read_bytes()
    frames.forecasts(made / "maj.xlsx")
    assert (made / "maj.xlsx").read_bytes() == before


def test_programmes_hold_their_units(made: Path) -> None:
    forecasts = frames.forecasts(made / "maj.xlsx")
    units = forecasts[forecasts["programme"].notna()].groupby("programme")["actual"].agg(sum)
    whole = forecasts[forecasts["programme"].isna()].set_index("code")["actual"]
    assert len(units)
    assert all(units[code] == whole[code] for code in units.index)


@pytest.mark.parametrize("unit", ["euro", ""])
def test_what_cannot_be_used_is_one_sentence(made: Path, unit: str) -> None:
    with pytest.raises(SnError, match="ingen enhet"):
        frames.figures(made / "maj.xlsx", unit=unit)
    with pytest.raises(SnError, match="finns inte"):
        frames.findings(made / "saknas.xlsx")
    with pytest.raises(SnError):
        frames.accuracy(made / "saknas.db")


def test_the_example_of_the_documents_runs(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(made)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text("utf-8"), re.DOTALL)
    assert blocks
    space: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "python.md", "exec"), space)  # noqa: S102 - our own document's example
    assert isinstance(space["over"], pd.DataFrame)
    assert (made / "utfall.csv").exists()
