"""The add-in's generated VBA: one Function per cell function, one Sub per button, both from what Python declares.

Stock xlwings stubs write an error's text into the cell, where SUM skips it, and must be made inside each user's Excel;
these are made ahead of time, so that nobody needs to trust access to the VBA project.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from types import ModuleType
from typing import Any

from sn_excel import __version__
from sn_excel.hosts.commands import COMMANDS, Command
from sn_excel.hosts.desktop.declarations import CATEGORY
from sn_excel.model.amounts import MINUS

CODE_PAGE = "cp1252"
_GENERATED = "' Made by `make addin` from {}: change that, not this."

Metadata = Mapping[str, Any]


def generated() -> dict[str, str]:
    """Return the generated modules' texts by file name."""
    from sn_excel.hosts.desktop import functions

    declared = declarations(functions)
    return {
        "SnFunctions.bas": function_stubs(declared),
        "SnHelp.bas": function_help(declared),
        "SnRibbon.bas": button_stubs(COMMANDS),
        "SnVersions.bas": versions(__version__, version("xlwings")),
    }


def declarations(module: ModuleType) -> tuple[Metadata, ...]:
    """Return what a module's cell functions declare to xlwings, by name."""
    found = [value.__xlfunc__ for value in vars(module).values() if hasattr(value, "__xlfunc__")]
    return tuple(sorted(found, key=lambda declared: str(declared["name"])))


def function_stubs(declared: Sequence[Metadata]) -> str:
    """Return the module that Excel finds the cell functions in."""
    lines = _head("SnFunctions", "sn_excel/hosts/desktop/functions.py")
    for one in declared:
        lines += ["", *_function(one)]
    return _text(lines)


def _function(declared: Metadata) -> list[str]:
    name, arguments = declared["name"], declared["args"]
    left_out = [argument["name"] for argument in arguments if "optional" in argument]
    given = ", ".join(
        f"{'Optional ' if 'optional' in argument else ''}ByVal {argument['name']} As Variant" for argument in arguments
    )
    handed = "".join(f", {argument['name']}" for argument in arguments)
    return [
        f"Public Function {name}({_wrapped(given)}) As Variant",
        f"Attribute {name}.VB_Description = {quoted(declared['ret']['doc'])}",
        *(f"    If IsMissing({argument}) Then {argument} = Empty" for argument in left_out),
        f"    {name} = CallFunction({quoted(name)}{handed})",
        "End Function",
    ]


def _wrapped(arguments: str) -> str:
    return arguments.replace(", Optional", ", _\n    Optional", 1) if len(arguments) > 90 else arguments


def function_help(declared: Sequence[Metadata]) -> str:
    """Return the module that tells the function guide category, descriptions and argument help."""
    lines = [
        *_head("SnHelp", "sn_excel/hosts/desktop/functions.py"),
        "Option Private Module",
        "",
        f"Private Const CATEGORY As String = {quoted(CATEGORY)}",
        "",
        "Public Sub DescribeFunctions()",
    ]
    for one in declared:
        lines.append(f"    Describe {quoted(one['name'])}, {quoted(one['ret']['doc'])}, Array( _")
        lines += [f"        {quoted(argument['doc'])}, _" for argument in one["args"]]
        lines[-1] = lines[-1].removesuffix(", _") + ")"
    return _text([*lines, "End Sub", "", *_DESCRIBE])


_DESCRIBE = (
    "' Excel for Mac has no cell functions of ours, and some versions refuse; the texts are help, not function.",
    "Private Sub Describe(ByVal name As String, ByVal text As String, ByVal arguments As Variant)",
    "    #If Not Mac Then",
    "        On Error Resume Next",
    '        Application.MacroOptions Macro:="\'" & ThisWorkbook.name & "\'!" & name, Description:=text, _',
    "            Category:=CATEGORY, ArgumentDescriptions:=arguments",
    "        ThisWorkbook.Saved = True",
    "    #End If",
    "End Sub",
)


def button_stubs(commands: Sequence[Command]) -> str:
    """Return the module with one Sub per button: one line that presses its macro."""
    lines = _head("SnRibbon", "sn_excel/hosts/commands.py")
    for command in sorted(commands, key=lambda command: command.sub):
        action = command.vba or "RunPython " + ", ".join(
            map(quoted, [command.macro, *(ask.code for ask in command.asks)])
        )
        lines += ["", f"Public Sub {command.sub}(control As IRibbonControl)", f"    {action}", "End Sub"]
    return _text(lines)


def versions(ours: str, xlwings: str) -> str:
    """Return the module with the versions that belong together, and the library's entries, which carry theirs."""
    lines = [
        *_head("SnVersions", "pyproject.toml and the installed xlwings"),
        "Option Private Module",
        "",
        f"Public Const SN_VERSION As String = {quoted(ours)}",
        f"Public Const XLWINGS_VERSION As String = {quoted(xlwings)}",
        "",
        "#If Mac Then",
        '    Public Const XLWINGS_LIBRARY As String = ""',
        "#ElseIf Win64 Then",
        *_library(f"xlwings64-{xlwings}.dll"),
        "#Else",
        *_library(f"xlwings32-{xlwings}.dll"),
        "#End If",
        "#If Not Mac Then",
        '    Public Declare PtrSafe Function LoadLibrary Lib "kernel32" Alias "LoadLibraryA" ( _',
        "        ByVal path As String) As LongPtr",
        "#End If",
    ]
    return _text(lines)


def _library(name: str) -> list[str]:
    return [
        f"    Public Const XLWINGS_LIBRARY As String = {quoted(name)}",
        f"    Public Declare PtrSafe Function XLPyDLLActivateAuto Lib {quoted(name)} ( _",
        '        ByRef result As Variant, Optional ByVal config As String = "", _',
        "        Optional ByVal mode As Long = 1) As Long",
    ]


def _head(name: str, source: str) -> list[str]:
    return [f"Attribute VB_Name = {quoted(name)}", _GENERATED.format(source), "Option Explicit"]


def quoted(text: str) -> str:
    """Return a VBA string literal; ValueError for a sign that VBA's code page lacks.

    >>> print(quoted('Budget − "utfall".'))
    "Budget - ""utfall""."
    """
    plain = text.replace(MINUS, "-").replace('"', '""')
    try:
        plain.encode(CODE_PAGE)
    except UnicodeEncodeError as error:
        raise ValueError(f"VBA cannot hold {error.object[error.start]!r} in {text!r}") from error
    return f'"{plain}"'


def _text(lines: Sequence[str]) -> str:
    return "\n".join([*lines, ""])
