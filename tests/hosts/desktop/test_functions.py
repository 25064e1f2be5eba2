"""The cell functions as Excel meets them: what they declare, what they cost to import, what xlwings hands them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from sn_excel.hosts.desktop import functions
from sn_excel.hosts.desktop.declarations import CATEGORY, LONGEST, arg, func
from sn_excel.hosts.excel.vba_stubs import declarations

ROOT = Path(__file__).resolve().parents[3]
HEAVY = ("pandas", "numpy", "polars", "xlwings", "pydantic", "openpyxl")


def run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def windows() -> dict[str, Any]:
    """What xlwings' own Windows machinery makes of our functions."""
    answers: dict[str, Any] = json.loads(run("-m", "tests.hosts.desktop.windows"))
    return answers


def test_the_functions_are_those_of_the_handbook() -> None:
    names = [declared["name"] for declared in declarations(functions)]
    assert names == [
        "SN_DEVIATION",
        "SN_DEVIATION_PCT",
        "SN_FORECAST",
        "SN_SUBTOTAL_CHECK",
        "SN_SUBTOTAL_DIFF",
        "SN_TKR",
    ]


def test_importing_the_functions_imports_nothing_heavy() -> None:
    code = f"import sn_excel.hosts.desktop.functions, sys; print([name for name in {HEAVY} if name in sys.modules])"
    assert run("-c", code).strip() == "[]"


def test_the_server_imports_xlwings_without_pandas_and_leaves_pandas_to_who_needs_it() -> None:
    code = (
        "import sys\n"
        "from sn_excel.hosts.desktop.server import HEAVY, without\n"
        "with without(*HEAVY):\n    import xlwings\n"
        "assert not [name for name in HEAVY if name in sys.modules]\n"
        "import pandas\nprint(pandas.DataFrame([[1]]).shape)"
    )
    assert run("-c", code).strip() == "(1, 1)"


def test_every_hint_resolves_as_xlwings_resolves_it_on_windows() -> None:
    for declared in declarations(functions):
        assert get_type_hints(getattr(functions, declared["name"]), include_extras=True)


def test_a_hint_that_only_the_type_checker_sees_fails_at_once() -> None:
    def hidden(utfall: Missing) -> None:  # type: ignore[name-defined]  # noqa: F821  as under TYPE_CHECKING
        """Beskrivning."""

    with pytest.raises(NameError):
        func()(hidden)


def test_a_function_without_help_is_not_declared() -> None:
    def undescribed(utfall: Any) -> Any:
        """Beskrivning."""

    def talkative(utfall: Any) -> Any:
        return utfall

    with pytest.raises(ValueError, match="undescribed"):
        func()(undescribed)
    talkative.__doc__ = "x" * (LONGEST + 1)
    with pytest.raises(ValueError, match="talkative"):
        func()(arg("utfall", doc="Utfall.")(talkative))


def test_nothing_is_volatile_or_asynchronous_and_all_leave_the_wizard_at_once() -> None:
    for declared in declarations(functions):
        assert (declared["volatile"], declared["async_mode"], declared["call_in_wizard"]) == (False, None, False)
        assert declared["category"] == CATEGORY
        assert all(argument["options"]["err_to_str"] for argument in declared["args"])
        assert all(argument["options"]["ndim"] == 2 for argument in declared["args"])


def test_what_is_declared_is_what_xlwings_would_declare(windows: dict[str, Any]) -> None:
    assert windows["names"]
    assert windows["ours"] == windows["theirs"]


@pytest.mark.parametrize(
    ("call", "wanted"),
    [
        ("cell", [[-1721.0]]),
        ("range", [[-1721.0], [""], [18.0]]),
        ("error", [["#DIV/0!"], ["#SPILL!"]]),
        ("switch", [[1721.0]]),
        ("shape", [["#VALUE!"]]),
        ("words", [["Inom avrundning"]]),
    ],
)
def test_xlwings_hands_cells_over_and_takes_answers_back(windows: dict[str, Any], call: str, wanted: Any) -> None:
    assert windows["calls"][call] == wanted


def test_answers_are_what_a_cell_can_hold() -> None:
    answers = functions.SN_TKR([[2500.0, None], ["#REF!", "ej"]])
    assert answers == [[3.0, ""], ["#REF!", "#VALUE!"]]
    assert all(type(cell) in (float, str) for row in answers for cell in row)
    assert functions.SN_FORECAST(1420.0, 3000.0, 5.0, 1250.0) == 3408.0
    assert functions.SN_SUBTOTAL_DIFF([[10.0]], [[3.0], [3.0], [3.0]]) == [[0.0]]
    assert functions.SN_DEVIATION_PCT([[14191.0]], [[12470.0]])[0][0] == pytest.approx(-0.138, abs=5e-4)
