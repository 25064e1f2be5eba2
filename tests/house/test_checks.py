"""The checks listed are those on disk; each has its code, its explanation and its specimen."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from sn_excel import checks
from sn_excel.checks import CHECKS
from sn_excel.checks.check_type import Check
from tests.checks.codes_page import codes_page
from tests.checks.specimens import SPECIMENS

FOLDER = Path(checks.__file__).parent
CODES = [check.code for check in CHECKS]


def test_every_file_with_a_code_is_listed_and_every_listed_check_is_a_file() -> None:
    on_disk = {path.stem: import_module(f"sn_excel.checks.{path.stem}").CHECK for path in FOLDER.glob("sn[0-9]*.py")}
    assert sorted(on_disk.values(), key=lambda check: check.code) == list(CHECKS)
    assert all(name.startswith(f"{check.code.lower()}_") for name, check in on_disk.items())


def test_codes_are_never_reused_and_stand_in_order() -> None:
    assert sorted(set(CODES)) == CODES


@pytest.mark.parametrize("check", CHECKS, ids=CODES)
def test_a_check_opens_with_its_code_a_title_why_an_example_and_a_remedy(check: Check) -> None:
    assert re.match(rf"{check.code} [A-ZÅÄÖ].*\.\n\nVarför: ", check.explanation)
    assert re.search(r"^Exempel: (?:.+\n)+Åtgärd: [a-zåäö](?:.+\n)*.+\.\Z", check.explanation, re.MULTILINE)


def test_every_code_is_explained_by_its_own_docstring() -> None:
    assert [checks.explain(code).split(" ", 1)[0] for code in CODES] == CODES
    assert checks.explain("sn301") == checks.explain("SN301")


def test_an_unknown_code_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        checks.explain("SN999")


def test_every_check_has_a_specimen() -> None:
    assert set(SPECIMENS) == set(CODES)


def test_the_page_of_codes_is_the_one_that_the_checks_make() -> None:
    page = (FOLDER.parent.parent / "docs" / "koder.md").read_text(encoding="utf-8")
    assert page == codes_page(), "run make docs"
