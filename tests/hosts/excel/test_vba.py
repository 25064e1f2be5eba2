"""The add-in's VBA, held by an analyser and a parser, and its own logic run by an interpreter."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pyopenvba.exceptions import VBACompileError
from pyopenvba.interpreter import Interpreter, VBAErrorValue, parse_module

from sn_excel.hosts.commands import Status, Told
from sn_excel.hosts.desktop import settings

ROOT = Path(__file__).resolve().parents[3]
VBA = ROOT / "vba"
SOURCES = sorted(path for path in VBA.iterdir() if path.suffix in (".bas", ".cls"))


def text(path: Path) -> str:
    """Return a source as a module; the head of a class file is the file's, not the module's.

    The interpreter does not know the word WithEvents and takes no attributes inside procedures: the analyser, which
    knows both, reads the same text whole.
    """
    source = re.sub(r"\AVERSION.*?^END\n", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"^Attribute \w+\.VB_.*\n", "", source.replace("WithEvents ", ""), flags=re.MULTILINE)


def analysed(path: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "pyvbaanalysis", "--fail-level", "warning", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def vba() -> Interpreter:
    """The modules that are plain logic, with the error numbers that Excel brings."""
    interpreter = Interpreter()
    names = {"Null": 2000, "Div0": 2007, "Value": 2015, "Ref": 2023, "Name": 2029, "Num": 2036, "NA": 2042}
    constants = "\n".join(f"Public Const xlErr{name} As Long = {number}" for name, number in names.items())
    interpreter.add_module(constants, name="Excel")
    for name in ("SnErrors", "SnConfig", "SnLinks", "SnQuestions", "SnRuntime", "SnVersions"):
        interpreter.add_module(text(VBA / f"{name}.bas"), name=name)
    return interpreter


def test_the_analyser_warns_of_nothing_in_the_built_addin() -> None:
    code, told = analysed(ROOT / "workbooks" / "sn_excel.xlam")
    assert code == 0, told
    assert "no diagnostics" in told


def test_the_analyser_would_see_a_call_that_leads_nowhere(tmp_path: Path) -> None:
    for path in SOURCES:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    broken = tmp_path / "SnRibbon.bas"
    broken.write_text(broken.read_text("utf-8").replace("RunSelfTest", "RunSelfTset"), "utf-8")
    assert analysed(tmp_path)[0] != 0


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_module_parses_and_speaks_ascii_in_its_names(path: Path) -> None:
    source = text(path)
    assert parse_module(source)
    assert "Option Explicit" in source
    code = re.sub(r'"(?:[^"\n]|"")*"|\'.*', "", source)
    assert code.isascii()


def test_a_missing_end_if_would_not_parse() -> None:
    source = text(VBA / "SnConfig.bas").replace("End If", "", 1)
    with pytest.raises(VBACompileError):
        parse_module(source)


@pytest.mark.parametrize(
    ("line", "key", "wanted"),
    [
        ('"INTERPRETER_WIN","C:\\Program Files\\python.exe"', "INTERPRETER_WIN", "C:\\Program Files\\python.exe"),
        ('"INTERPRETER_WIN","C:\\py\\python.exe"', "interpreter_win", "C:\\py\\python.exe"),
        ('  "A","b"  ', "A", "b"),
        ('"A","b","c"', "A", 'b","c'),
        ('"A",""', "A", ""),
        ('"A","b"', "B", ""),
        ("A,b", "A", ""),
        ("", "A", ""),
        ('"","b"', "", ""),
        ('"A","b', "A", ""),
    ],
)  # fmt: skip
def test_a_line_of_settings_says(vba: Interpreter, line: str, key: str, wanted: str) -> None:
    assert str(vba.run("SettingOfLine", [line, key])) == wanted


def test_vba_reads_what_the_installer_writes(vba: Interpreter, tmp_path: Path) -> None:
    file = tmp_path / "sn_excel.conf"
    wanted = {"INTERPRETER_WIN": "C:\\Användare\\Åsa\\py, 3\\python.exe", "LIBRARY_FOLDER": ""}
    settings.write(file, wanted)
    assert settings.read(file) == wanted
    lines = file.read_text("utf-8").splitlines()
    for key, value in wanted.items():
        assert "".join(str(vba.run("SettingOfLine", [line, key])) for line in lines) == value


def test_the_open_workbook_is_never_asked_for_settings() -> None:
    code = re.sub(r"'.*", "", (VBA / "SnConfig.bas").read_text("utf-8"))
    assert "Sheet1" in code
    for other in ("ActiveWorkbook", "ThisWorkbook", "Worksheets(", "Sheets(", ".Path", "CurDir"):
        assert other not in code, other


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("C:\\Program Files\\Python311\\python.exe", True),
        ("\\\\server\\delat\\python.exe", True),
        ("/usr/local/bin/python3", True),
        ("python.exe", False),
        ("python", False),
        ("C:\\py\\..\\x\\python.exe", False),
        ('C:\\py\\python.exe" & calc & "', False),
        ("C:\\%TEMP%\\python.exe", False),
        ("C:\\py\\python.bat", False),
        ("", False),
    ],
)
def test_only_a_whole_path_may_be_started(vba: Interpreter, path: str, whole: bool) -> None:
    assert bool(vba.run("IsWholePath", [path])) is whole


def test_the_server_is_started_without_the_current_folder_on_its_path(vba: Interpreter) -> None:
    command = str(vba.run("ServerCommand", ["C:\\Program Files\\py\\python.exe"]))
    assert command == (
        'cmd.exe /D /K ""C:\\Program Files\\py\\python.exe" -P -B -c '
        '"import sn_excel.hosts.desktop.server as server; server.serve(\'$(CLSID)\')""'
    )


def test_a_mac_gets_no_folder_of_the_workbook_on_its_path(vba: Interpreter) -> None:
    from xlwings.utils import prepare_sys_path

    call = str(vba.run("Coded", ["check", ""]))
    told = str(vba.run("MacParameters", ["/py/python3", call, "maj.xlsx", "/Applications", "/tmp/logg"]))  # noqa: S108
    parts = told.split("|")
    assert parts == [
        "false;;;;;",
        "/py/python3",
        "import sn_excel.hosts.desktop.macros as macros; macros.press_and_tell('check', '')",
        "maj.xlsx",
        "/Applications",
        "/tmp/logg",  # noqa: S108
    ]
    before = list(sys.path)
    prepare_sys_path(parts[0])  # type: ignore[no-untyped-call]  # xlwings' own
    assert sys.path == before


@pytest.mark.parametrize("answers", ["/Users/Åsa/export|maj.csv\n2024-05", "x'); import os; ('\n2024-05", "bok \uff21"])
def test_an_answer_reaches_python_whole_and_cannot_end_the_call(
    vba: Interpreter, monkeypatch: pytest.MonkeyPatch, answers: str
) -> None:
    from sn_excel.hosts.desktop import macros

    coded = str(vba.run("Coded", ["fill", answers]))
    assert re.fullmatch(r"'fill', '[0-9A-F]*'", coded)
    seen: list[tuple[str, str]] = []

    def pressed(macro: str, given: str) -> Told:
        seen.append((macro, given))
        return Told("")

    monkeypatch.setattr(macros, "press", pressed)
    macros.press_and_tell(*(part.strip(" '") for part in coded.split(",")))
    assert seen == [("fill", answers)]


def test_answers_are_handed_over_one_a_line(vba: Interpreter) -> None:
    first = str(vba.run("Joined", ["", "C:\\export\nmaj.csv"]))
    assert first == "C:\\exportmaj.csv"
    assert str(vba.run("Joined", [first, "2024-05"])).split("\n") == [first, "2024-05"]


@pytest.mark.parametrize(("today", "wanted"), [((2024, 6, 11), "2024-05"), ((2025, 1, 31), "2024-12")])
def test_the_month_that_is_proposed_is_the_one_before_todays(
    vba: Interpreter, today: tuple[int, int, int], wanted: str
) -> None:
    vba.add_module(
        "Function Proposed(ByVal y As Long, ByVal m As Long, ByVal d As Long) As String\n"
        "    Proposed = MonthBefore(DateSerial(y, m, d))\n"
        "End Function\n",
        name="Proposing",
    )
    assert str(vba.run("Proposed", list(today))) == wanted


def test_a_question_left_without_an_answer_presses_nothing(vba: Interpreter) -> None:
    """RunPython, with Excel and Python played by small modules: what is asked, and what is pressed."""
    source = text(VBA / "SnRuntime.bas")
    body = source[source.index("Public Sub RunPython") : source.index("' Excel is told last of all")]
    body = body.replace("ActiveWorkbook Is Nothing", "False").replace("pausedUntil = 0", "")
    alone = Interpreter()
    alone.add_module(
        text(VBA / "SnQuestions.bas").replace("Function AnswerTo(", "Function RealAnswerTo("), name="Asking"
    )
    alone.add_module(
        "Public seen As String\nPublic shut As Boolean\n"
        "Function AnswerTo(ByVal question As String) As String\n"
        '    If Not shut Then AnswerTo = "<" & question & ">"\n'
        "End Function\n"
        "Function Pressed(ByVal macro As String, ByVal answers As String) As String\n"
        '    seen = seen & macro & "(" & answers & ")"\n'
        "End Function\n"
        "Function TextOf(ByVal answer As String) As String\nEnd Function\n"
        "Function IsWrong(ByVal answer As String) As Boolean\nEnd Function\n"
        "Sub Tell(ByVal text As String, ByVal fault As Boolean)\nEnd Sub\n"
        f"{body}"
        "Function Try(ByVal closed As Boolean) As String\n"
        '    seen = ""\n    shut = closed\n    RunPython "fill", "file:a", "month:b"\n'
        '    RunPython "check"\n    Try = seen\n'
        "End Function\n",
        name="Playing",
    )
    assert str(alone.run("Try", [False])) == "fill(<file:a>\n<month:b>)check()"
    assert str(alone.run("Try", [True])) == "check()"


@pytest.mark.parametrize(
    "told", [Told("Spara boken först.", wrong=True), Told("2 fel.\nSe Avstämning!"), Told(""), Told("!", wrong=True)]
)
def test_what_python_answers_is_taken_apart_as_it_was_put_together(vba: Interpreter, told: Told) -> None:
    assert bool(vba.run("IsWrong", [told.lines])) is told.wrong
    assert str(vba.run("TextOf", [told.lines])) == told.text


def test_a_python_that_does_not_start_is_told_in_the_same_way(vba: Interpreter) -> None:
    source = text(VBA / "SnRuntime.bas")
    assert f'WRONG As String = "{Status.WRONG}"' in source
    assert 'Pressed = WRONG & vbLf & "Python kunde inte startas' in source


def test_what_can_be_undone_is_offered_last_and_leads_back_to_the_button() -> None:
    runtime, undoing = (text(VBA / f"{name}.bas") for name in ("SnRuntime", "SnUndoing"))
    pressed = runtime[runtime.index("Function Pressed(") :]
    assert pressed.index('"press_from_vba"') < pressed.index(
        'OfferUndo server.Str(server.Call(server.Module(MACROS), "undo_offered"'
    )
    assert 'Application.OnUndo text, "\'" & ThisWorkbook.Name & "\'!UndoLast"' in undoing
    assert re.search(r'Sub UndoLast\(\)\n    RunPython "undo"', undoing)
    assert "Option Private Module" not in undoing


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("#NULL!", 2000), ("#DIV/0!", 2007), ("#VALUE!", 2015), ("#REF!", 2023), ("#NAME?", 2029), ("#NUM!", 2036),
        ("#N/A", 2042), ("#GETTING_DATA", 2043), ("#SPILL!", 2045), ("#CONNECT!", 2046), ("#BLOCKED!", 2047),
        ("#UNKNOWN!", 2048), ("#FIELD!", 2049), ("#CALC!", 2050),
    ],
)  # fmt: skip
def test_an_errors_text_becomes_the_error(vba: Interpreter, word: str, number: int) -> None:
    answer = vba.run("WithErrors", [word])
    assert isinstance(answer, VBAErrorValue)
    assert str(number) in repr(answer)


def test_an_error_cell_is_handed_over_by_its_name(vba: Interpreter) -> None:
    from sn_excel.calculations.cell_functions.cell_blocks import ERRORS

    assert {str(vba.run("WithNames", [vba.run("WithErrors", [word])])) for word in ERRORS} == ERRORS
    assert vba.run("WithNames", [12.5]) == 12.5
    assert vba.run("WithNames", ["#N/A"]) == "#N/A"


def test_every_error_that_python_names_is_known_to_vba(vba: Interpreter) -> None:
    from sn_excel.calculations.cell_functions.cell_blocks import ERRORS

    assert all(isinstance(vba.run("WithErrors", [word]), VBAErrorValue) for word in ERRORS)


@pytest.mark.parametrize("answer", ["Stämmer", "# 7", "", 12.5])
def test_what_is_no_error_stays_what_it_is(vba: Interpreter, answer: Any) -> None:
    assert vba.run("WithErrors", [answer]) == answer


def test_errors_inside_ranges_become_errors_cell_by_cell(vba: Interpreter) -> None:
    vba.add_module(
        "Function Probe(ByVal across As Boolean) As String\n"
        "    Dim block(0 To 1, 0 To 1) As Variant, row(0 To 1) As Variant, found As Variant\n"
        '    block(0, 0) = "#N/A": block(0, 1) = 1: block(1, 0) = "text": block(1, 1) = "#REF!"\n'
        '    row(0) = "#DIV/0!": row(1) = 2\n'
        "    If across Then\n"
        "        found = WithErrors(row)\n"
        "        Probe = TypeName(found(0)) & TypeName(found(1))\n"
        "    Else\n"
        "        found = WithErrors(block)\n"
        "        Probe = TypeName(found(0, 0)) & TypeName(found(0, 1)) _\n"
        "            & TypeName(found(1, 0)) & TypeName(found(1, 1))\n"
        "    End If\n"
        "End Function\n",
        name="Probing",
    )
    assert str(vba.run("Probe", [False])) == "ErrorIntegerStringError"
    assert str(vba.run("Probe", [True])) == "ErrorInteger"


@pytest.mark.parametrize(
    ("link", "moved"),
    [
        ("C:\\Users\\a\\AddIns\\sn_excel.xlam", True),
        ("https://bolaget.sharepoint.com/delat/SN_EXCEL.xlam", True),
        ("\\\\server\\x\\sn_excel.xlam", True),
        ("C:\\Users\\b\\AddIns\\sn_excel.xlam", False),
        ("c:\\users\\B\\addins\\SN_EXCEL.XLAM", False),
        ("C:\\Users\\a\\annan.xlam", False),
        ("C:\\Users\\a\\min_sn_excel.xlam", False),
    ],
)
def test_a_link_to_the_addin_in_another_place_is_known(vba: Interpreter, link: str, moved: bool) -> None:
    assert bool(vba.run("IsMoved", [link, "C:\\Users\\b\\AddIns\\sn_excel.xlam"])) is moved


def test_a_message_box_gets_signs_that_windows_can_show(vba: Interpreter) -> None:
    assert str(vba.run("Plain", ["differens \u22125\u202f210 → rätta"])) == "differens -5 210 -> rätta"


def test_mended_links_never_recalculate_everything() -> None:
    code = "\n".join(path.read_text("utf-8") for path in SOURCES)
    assert "CalculateFull" not in code
    assert "UpdateLink" not in code
    assert "book.ReadOnly" in (VBA / "SnLinks.bas").read_text("utf-8")
