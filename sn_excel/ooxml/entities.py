"""Entities: the characters that XML text writes as references (XML 1.0, 4.1 and 4.6)."""

from __future__ import annotations

import re

_CHARACTER = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(lt|gt|quot|apos|amp));")
_NAMED = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}


def unescape(text: str) -> str:
    """Return text with its references written out: the five that XML names and those by number.

    >>> unescape("1 &lt; 2 &amp;amp; &#229;&#xE4;")
    '1 < 2 &amp; åä'
    """
    return _CHARACTER.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    number = int(found[1]) if found[1] else int(found[2], 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
