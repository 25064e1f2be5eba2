"""Damaged, disguised and hostile files: each is answered for what it is, by every command alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hosts.cli.conftest import Run
from tests.hosts.cli.test_bad_input import one_sentence

DISGUISED = {
    "14_truncated.xlsx": "skadad",
    "15_xls_renamed.xlsx": "gamla Excelformatet",
    "16_csv_renamed.xlsx": "rätt ändelse",
    "17_empty.xlsx": "tom",
    "31_encrypted.xlsx": "lösenord",
    "01_zipbomb_part_600MB.xlsx": "600 MB",
    "04_billion_laughs_sheet.xlsx": "DTD",
    "24_duplicate_member.xlsx": "två gånger",
}


@pytest.mark.parametrize("name", DISGUISED)
def test_a_strange_workbook_is_called_what_it_is(run: Run, shared: Path, name: str) -> None:
    path = shared / "bench" / "fidelity" / "bad" / name
    assert DISGUISED[name] in one_sentence(run("check", path))


@pytest.mark.parametrize(
    ("name", "words"), [("22_external_link.xlsx", "länkarna"), ("23_macro_in_xlsx.xlsx", "makron")]
)
def test_links_and_macros_are_told_and_left_alone(run: Run, shared: Path, name: str, words: str) -> None:
    answer = run("check", shared / "bench" / "fidelity" / "bad" / name)
    assert words in answer.err
