"""Entities: the characters that XML text writes as references (XML 1.0, 4.1 and 4.6)."""

from __future__ import annotations

import re

_AMPERSAND = 38
_NUMBERED = re.compile(r"&#(?:([0-9]{1,7})|x([0-9A-Fa-f]{1,6}));")
_NAMED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
"""The ampersand last, so that what it begins is not read as another reference."""


def unescape(text: str) -> str:
    """Return text with its references written out: the five that XML names and those by number.

    >>> unescape("1 &lt; 2 &amp;amp; &#229;&#xE4;")
    '1 < 2 &amp; åä'
    """
    if "&" not in text:
        return text
    if "&#" in text:
        text = _NUMBERED.sub(_character, text)
    for name, character in _NAMED:
        text = text.replace(name, character)
    return text


def _character(found: re.Match[str]) -> str:
    number = int(found[1]) if found[1] else int(found[2], 16)
    if number == _AMPERSAND:
        return "&amp;"
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
