"""How our marks are known again: the rule and the note that carry our name, in a file and in an open program alike."""

from __future__ import annotations

import re

from sn_excel.model.findings import Severity

FILLS = {Severity.ERROR: "FFB3B3", Severity.WARNING: "FFE08A", Severity.NOTE: "CFE2F3"}
"""The colour of a marked cell by severity, as RRGGBB."""

AUTHOR = "sn_excel"
_HEAD = "Avstämning (sn_excel):\n"
_TAIL = "\n(Rensa markeringar tar bort den här anteckningen.)"
_RULE = re.compile(r'\s*=?\s*N\(\s*"sn_excel:(error|warning|note)"\s*\)\s*=\s*0\s*', re.IGNORECASE)


def rule(severity: Severity) -> str:
    """Return the formula of our conditional format: always true, and it carries our name.

    >>> rule(Severity.ERROR)
    'N("sn_excel:error")=0'
    """
    return f'N("sn_excel:{severity.value}")=0'


def ruled(formula: str) -> Severity | None:
    """Return the severity that a conditional format of ours stands for, None when the rule is not ours.

    >>> ruled('=N("sn_excel:note")=0'), ruled('AND(N("sn_excel:note")=0,A1>5)')
    (<Severity.NOTE: 'note'>, None)
    """
    found = _RULE.fullmatch(formula)
    return Severity(found[1].lower()) if found else None


def note(text: str) -> str:
    """Return the text of a note of ours."""
    return f"{_HEAD}{text.strip()}{_TAIL}"


def noted(text: str) -> str | None:
    """Return what a note of ours says; None when it is a person's, or when a person has written on in ours.

    >>> noted(note("SN301 Stämmer ej")), noted(note("SN301") + " Utrett, EL")
    ('SN301 Stämmer ej', None)
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if text.startswith(_HEAD) and text.endswith(_TAIL):
        return text[len(_HEAD) : -len(_TAIL)]
    return None
