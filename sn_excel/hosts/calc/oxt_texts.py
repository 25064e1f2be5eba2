"""What the Calc add-in declares to LibreOffice, made from what Python declares: functions, their help, the menu."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

from sn_excel import __version__
from sn_excel.hosts.commands import COMMANDS, LATER, TAB, Command
from sn_excel.hosts.desktop import functions
from sn_excel.hosts.desktop.declarations import CATEGORY

SPACE = "snexcel"
"""Our corner among LibreOffice's names: types, services and commands begin with it."""
SERVICE = f"{SPACE}.Functions"
MENU = f"{SPACE}.Menu"
SAVING = f"{SPACE}.Saving"
PROTOCOL = f"{SPACE}:"
COMPONENT = "sn_excel_addin.py"
TYPES = "sn_excel.rdb"
OLDEST = "7.0"

_LANGUAGES = ("en-US", "sv")
_PACKAGE = "org.openoffice.Office"
_CALC = "com.sun.star.sheet.SpreadsheetDocument"
_EVENTS = ("OnLoad", "OnSaveDone", "OnSaveAsDone", "OnCopyToDone")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_REGISTRY = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'

Metadata = Mapping[str, Any]


def declared() -> tuple[Metadata, ...]:
    """Return what the cell functions declare, by name."""
    found = [value.__xlfunc__ for value in vars(functions).values() if hasattr(value, "__xlfunc__")]
    return tuple(sorted(found, key=lambda one: str(one["name"])))


def sources() -> dict[str, str]:
    """Return the texts of the add-in by their place in it, all but the component itself."""
    return {
        "META-INF/manifest.xml": _manifest(),
        "description.xml": _description(),
        "description_sv.txt": f"Cellfunktionerna SN_ och menyn {TAB}: budgetuppföljning för socialnämnder.\n",
        "sn_excel.idl": interface(declared()),
        "sn_excel.components": _components(),
        "CalcAddIns.xcu": function_help(declared()),
        "Addons.xcu": menu(COMMANDS),
        "ProtocolHandler.xcu": _protocol(),
        "Jobs.xcu": _jobs(),
    }


def interface(functions: Sequence[Metadata]) -> str:
    """Return the functions as UNO must know their types: whatever a cell can hold comes in, rows of cells go out.

    A Python component cannot hand out rows as `any`, so a single answer goes out as one row of one cell.
    """
    lines = [f"module {SPACE} {{", "  interface XFunctions {"]
    for one in functions:
        taken = ", ".join(f"[in] any {_camel(argument['name'])}" for argument in one["args"])
        lines.append(f"    sequence< sequence<any> > {one['name']}({taken});")
    return "\n".join([*lines, "  };", "};", ""])


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def function_help(functions: Sequence[Metadata]) -> str:
    """Return names and help for the function wizard; the compatibility name is the one that Excel files have."""
    return _data("CalcAddIns", _node("AddInInfo", _node(SERVICE, _node("AddInFunctions", map(_function, functions)))))


def _function(one: Metadata) -> str:
    arguments = (
        _node(_camel(argument["name"]), [_text("DisplayName", argument["name"]), _text("Description", argument["doc"])])
        for argument in one["args"]
    )
    return _node(
        one["name"],
        [
            _text("DisplayName", one["name"]),
            _text("Description", one["ret"]["doc"]),
            _plain("Category", "Add-In"),
            _text("CategoryDisplayName", CATEGORY),
            _text("CompatibilityName", one["name"]),
            _node("Parameters", arguments),
        ],
    )


def menu(commands: Sequence[Command]) -> str:
    """Return the menu: the ribbon's groups in its order with a line between; what is not built says so."""
    entries: list[str] = []
    for _, group in groupby(commands, key=lambda command: command.group):
        entries += [_entry(len(entries), "private:separator", "")] if entries else []
        for command in group:
            label = command.label if command.built else f"{command.label} ({LATER.split(';')[0].lower()})"
            entries.append(_entry(len(entries), PROTOCOL + command.macro, label))
    shown = [
        _text("Title", TAB),
        _plain("Context", _CALC),
        _node("Submenu", entries),
    ]
    return _data("Addons", _node("AddonUI", _node("OfficeMenuBar", _node(MENU, shown))))


def _entry(at: int, url: str, label: str) -> str:
    texts = [_plain("URL", url), *([_text("Title", label), _plain("Target", "_self")] if label else [])]
    return _node(f"m{at:02}", [*texts, _plain("Context", _CALC)])


def _protocol() -> str:
    handled = '<prop oor:name="Protocols" oor:type="oor:string-list"><value>' + f"{PROTOCOL}*</value></prop>"
    return _data("ProtocolHandler", _node("HandlerSet", _node(MENU, handled)))


def _jobs() -> str:
    """Return which events of a workbook we are told of: opened and saved."""
    job = _node("SnExcel", [_plain("Service", SAVING), _plain("Context", _CALC)])
    events = (_node(event, _node("JobList", _node("SnExcel", ""))) for event in _EVENTS)
    return _data("Jobs", [_node("Jobs", job), _node("Events", events)])


def _components() -> str:
    services = {SERVICE: (SERVICE, "com.sun.star.sheet.AddIn"), MENU: (MENU,), SAVING: (SAVING,)}
    told = "".join(
        f'<implementation name="{name}">{"".join(f"""<service name="{one}"/>""" for one in offered)}</implementation>\n'
        for name, offered in services.items()
    )
    return (
        f'{_HEAD}<components xmlns="http://openoffice.org/2010/uno-components">\n'
        f'<component loader="com.sun.star.loader.Python" uri="{COMPONENT}">\n{told}</component>\n</components>\n'
    )


def _manifest() -> str:
    kinds = {
        TYPES: "uno-typelibrary;type=RDB",
        "sn_excel.components": "uno-components",
        "CalcAddIns.xcu": "configuration-data",
        "Addons.xcu": "configuration-data",
        "ProtocolHandler.xcu": "configuration-data",
        "Jobs.xcu": "configuration-data",
    }
    entries = "".join(
        f'<manifest:file-entry manifest:media-type="application/vnd.sun.star.{kind}" manifest:full-path="{name}"/>\n'
        for name, kind in kinds.items()
    )
    return f'{_HEAD}<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">\n{entries}</manifest:manifest>\n'


def _description() -> str:
    return (
        f'{_HEAD}<description xmlns="http://openoffice.org/extensions/description/2006"\n'
        ' xmlns:xlink="http://www.w3.org/1999/xlink">\n'
        f'<identifier value="{SPACE}"/>\n<version value="{__version__}"/>\n'
        f'<dependencies><LibreOffice-minimal-version value="{OLDEST}" name="LibreOffice {OLDEST}"\n'
        ' xmlns="http://libreoffice.org/extensions/description/2011"/></dependencies>\n'
        '<display-name><name lang="sv">Socialnämnd (sn_excel)</name></display-name>\n'
        '<extension-description><src xlink:href="description_sv.txt" lang="sv"/></extension-description>\n'
        "</description>\n"
    )


def _data(name: str, nodes: Iterable[str]) -> str:
    return (
        f'{_HEAD}<oor:component-data {_REGISTRY} oor:name="{name}" oor:package="{_PACKAGE}">\n'
        f"{''.join(nodes)}</oor:component-data>\n"
    )


def _node(name: str, content: Iterable[str]) -> str:
    return f'<node oor:name="{escape(name)}" oor:op="fuse">\n{"".join(content)}</node>\n'


def _plain(name: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:type="xs:string"><value>{escape(value)}</value></prop>\n'


def _text(name: str, value: str) -> str:
    """Return a text that people read: Swedish, whatever language the program speaks."""
    values = "".join(f'<value xml:lang="{language}">{escape(value)}</value>' for language in _LANGUAGES)
    return f'<prop oor:name="{name}" oor:type="xs:string">{values}</prop>\n'
