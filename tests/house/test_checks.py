"""The checks listed are those on disk; each has its code, its explanation and its specimen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sn_excel import checks
from tests.checks.specimens import SPECIMENS

FOLDER = Path(checks.__file__).parent
CODES = [check.CODE for check in checks.CHECKS]


def test_every_file_with_a_code_is_listed_and_every_listed_check_is_a_file() -> None:
    on_disk = {path.stem for path in FOLDER.glob("sn[0-9]*.py")}
    assert on_disk == {check.__name__.rpartition(".")[2] for check in checks.CHECKS}


def test_codes_are_never_reused_and_stand_in_order() -> None:
    assert sorted(set(CODES)) == CODES


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: str(check.CODE))
def test_a_check_opens_with_its_code_a_title_why_and_an_example(check: object) -> None:
    text = str(check.__doc__)
    code = str(getattr(check, "CODE", ""))
    assert re.match(rf"{code} [A-ZÅÄÖ].*\.\n\nVarför: ", text)
    assert re.search(r"^Exempel: ", text, re.MULTILINE)
    assert f"/{code.lower()}_" in str(getattr(check, "__file__", "")).replace("\\", "/")


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: str(check.CODE))
def test_a_check_claims_equations_or_tells_findings(check: object) -> None:
    assert sum(hasattr(check, word) for word in ("equations", "findings", "faults", "noted", "stale", "sifted")) == 1


def test_every_code_is_explained_by_its_own_docstring() -> None:
    assert [checks.explain(code).split(" ", 1)[0] for code in CODES] == CODES
    assert checks.explain("sn301") == checks.explain("SN301")


def test_an_unknown_code_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        checks.explain("SN999")


def test_every_check_has_a_specimen() -> None:
    assert set(SPECIMENS) == set(CODES)
