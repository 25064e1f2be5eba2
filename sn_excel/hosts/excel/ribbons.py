"""The ribbon's XML, made from the registry of commands (customUI 2009/07, Excel 2010 and later)."""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import quoteattr

from sn_excel.hosts.commands import COMMANDS, TAB, TAB_KEYTIP, Command

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
RELATIONSHIP = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
PART = "customUI/customUI14.xml"


def ribbon() -> str:
    """Return the tab with its groups and buttons; what is not built yet is disabled."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        f'<customUI xmlns="{NAMESPACE}">',
        "  <ribbon>",
        "    <tabs>",
        f"      <tab{_attributes(id='snTab', label=TAB, keytip=TAB_KEYTIP)}>",
    ]
    for group, commands in groupby(COMMANDS, lambda command: command.group):
        lines.append(f"        <group{_attributes(id='snGroup' + group.name.capitalize(), label=group.value)}>")
        lines += [f"          {_button(command)}" for command in commands]
        lines.append("        </group>")
    return "\n".join([*lines, "      </tab>", "    </tabs>", "  </ribbon>", "</customUI>", ""])


def _button(command: Command) -> str:
    shown = {
        "id": command.id,
        "label": command.label,
        "imageMso": command.image,
        "size": "large" if command.large else "normal",
        "screentip": command.screentip,
        "supertip": command.tip,
        "keytip": command.keytip,
        "onAction": command.sub,
    }
    if not command.built:
        shown["enabled"] = "false"
    return f"<button{_attributes(**shown)}/>"


def _attributes(**values: str) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items())
