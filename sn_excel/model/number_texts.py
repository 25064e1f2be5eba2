"""Amounts as people and programs write them in Swedish tables: one text in, one exact number out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from sn_excel.model.amounts import Amount

SPACES = "\u00a0\u1680\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""Signs that stand for a space between thousands: no-break, narrow no-break, thin, figure and their kin."""

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
"""Signs that stand for a minus: hyphens, dashes, the real minus."""

_PLAIN = str.maketrans(SPACES + DASHES, " " * len(SPACES) + "-" * len(DASHES))
_STARS = " *\u2020\u00b9\u00b2\u00b3"
_GROUPED = r"[1-9][0-9]{0,2}(?:%s[0-9]{3})+"
_SIGNED = re.compile(r"(?P<lead>[-+]?) *(?P<open>\(?) *(?P<size>[0-9][0-9 .,]*?) *(?P<shut>\)?) *(?P<trail>-?)")


def _shape(decimal: str, group: str) -> re.Pattern[str]:
    whole = f"{_GROUPED % ' '}|{_GROUPED % re.escape(group)}|[0-9]+"
    return re.compile(rf"({whole})(?:{re.escape(decimal)}([0-9]+))?")


_SHAPES = {",": _shape(",", "."), ".": _shape(".", ",")}


def parse(text: str, decimal: str = "") -> Amount | None:
    """Return the amount a text states, with its printed decimals; None where it states none.

    `decimal` is the sign before decimals in this column or file (see `decimal_sign`). Left empty, the text must
    decide for itself: `1.302` and `1,302` do not, and are None. So are percentages, a lone dash and split groups.

    >>> parse("\u2212 1\u00a0721"), parse("1.721,00-"), parse("(70)*"), parse("1.302"), parse("1.302", ",")
    (-1721, Decimal('-1721.00'), -70, None, 1302)
    """
    found = _SIGNED.fullmatch(_cleaned(text))
    if not found or bool(found["open"]) != bool(found["shut"]):
        return None
    if sum(bool(found[sign]) for sign in ("lead", "open", "trail")) > 1:
        return None
    size = _size(found["size"], decimal)
    negative = found["lead"] == "-" or bool(found["open"] or found["trail"])
    return -size if negative and size is not None else size


def decimal_sign(texts: Iterable[str]) -> str:
    """Return the decimal sign that the texts of a column or a file agree on; empty where they leave it open.

    A text with decimals that cannot be a group of thousands decides. Where all could be groups, a whole number
    beside them that is short enough to need none says that they are groups.

    >>> decimal_sign(["525,00", "1.302"]), decimal_sign(["1302.00"]), decimal_sign(["525", "14.191"])
    (',', '.', ',')
    >>> decimal_sign(["1.302", "14.191"]), decimal_sign(["525", "1 302"])
    ('', '')
    """
    proved: set[str] = set()
    maybe: set[str] = set()
    short = False
    for text in texts:
        readings = _readings(text)
        if len(readings) == 1:
            proved |= readings
        elif "." in text or "," in text:
            maybe |= {mark for mark in ",." if mark in text} if readings else set()
        else:
            short = short or bool(re.fullmatch("[1-9][0-9]{0,2}", _cleaned(text).strip("-+()")))
    if not proved and short and len(maybe) == 1:
        return "," if maybe == {"."} else "."
    return proved.pop() if len(proved) == 1 else ""


def _cleaned(text: str) -> str:
    return text.translate(_PLAIN).strip(_STARS + "\t\r\n")


def _readings(text: str) -> set[str]:
    """Return the decimal signs under which the text is an amount: both for one without any or with a group only."""
    return {sign for sign in ",." if parse(text, sign) is not None}


def _size(text: str, decimal: str) -> Amount | None:
    if not decimal and ("." in text or "," in text):
        found = [size for size in (_size(text, ","), _size(text, ".")) if size is not None]
        return found[0] if len(found) == 1 else None
    match = _SHAPES[decimal or ","].fullmatch(text)
    if not match:
        return None
    whole = re.sub("[ .,]", "", match[1])
    return Decimal(f"{whole}.{match[2]}") if match[2] else int(whole)
