"""The functions' names on their way between Excel's files and Calc: `SN_DEVIATION(` in, `SN_DEVIATION(` out.

Calc 7.4 knows an add-in's functions only by a long name of its own when it reads and writes xlsx: what Excel wrote
comes in as an unknown word, and what Calc computes would go out under the long name, which Excel does not know.
Later versions use the add-in's compatibility names by themselves; then there is nothing to do here.
"""

from __future__ import annotations

import re
from html import escape, unescape

from sn_excel.hosts.calc.oxt_texts import SERVICE, declared

_NAMES = "|".join(sorted((str(one["name"]) for one in declared()), key=len, reverse=True))
_TEXT = r'"(?:[^"]|"")*"'
_LINK = r"(?:\[\d+\]!|'[^']*sn_excel\.xlam\]?[^']*'(?:!|#\$?)|\[?sn_excel\.xlam\]?!)"
_LONG = rf"{re.escape(SERVICE)}\."
_CALL = re.compile(
    rf"{_TEXT}|(?P<link>{_LINK})?(?<![\w.])(?P<long>{_LONG})?(?P<name>{_NAMES})(?=\s*\()|'(?:[^']|'')*'", re.IGNORECASE
)
_FORMULAS = re.compile(r"(<(?:f|formula|formula1|formula2|definedName|xm:f)\b[^>]*>)([^<]+)(?=</)")
PARTS = re.compile(r"xl/(?:workbook|worksheets/[^/]+)\.xml", re.IGNORECASE)
"""The parts of a workbook that hold formulas."""


def plain(formula: str) -> str:
    """Return a formula with our functions under the names that people write; other text is left as it is.

    A link to the Excel add-in's file before a name goes too: in Calc the functions come from Calc's own add-in.

    >>> plain('=sn_deviation(A1;B1)&"sn_tkr("'), plain("=1+[1]!SN_TKR(A1)"), plain("=SUM(A1:A2)")
    ('=SN_DEVIATION(A1;B1)&"sn_tkr("', '=1+SN_TKR(A1)', '=SUM(A1:A2)')
    >>> plain("='C:\\\\Tillägg\\\\sn_excel.xlam'!SN_TKR('sn_tkr('!A1)"), plain("=SNEXCEL.FUNCTIONS.SN_TKR(A1)")
    ("=SN_TKR('sn_tkr('!A1)", '=SN_TKR(A1)')
    """
    return _CALL.sub(lambda found: found["name"].upper() if found["name"] else found[0], formula)


def unknown(formula: str) -> bool:
    """Return whether a formula names a function of ours as Excel's files do, which Calc did not understand.

    Calc writes words that it does not know in small letters.

    >>> unknown("=sn_tkr(A1)"), unknown("=SNEXCEL.FUNCTIONS.SN_TKR(A1)"), unknown('="sn_tkr("')
    (True, False, False)
    """
    if "sn_" not in formula.lower():
        return False
    calls = (found for found in _CALL.finditer(formula) if found["name"])
    return any(found["link"] or not found["name"].isupper() for found in calls)


def excel(part: str) -> str:
    """Return a part of an xlsx file with our functions under Excel's names in every formula of it.

    >>> excel('<c r="D1"><f aca="false">SNEXCEL.FUNCTIONS.SN_TKR(A1)&amp;"sn_tkr("</f><v>2</v></c>')
    '<c r="D1"><f aca="false">SN_TKR(A1)&amp;"sn_tkr("</f><v>2</v></c>'
    """
    if "sn_" not in part.lower():
        return part
    return _FORMULAS.sub(lambda found: found[1] + _excel(found[2]), part)


def _excel(written: str) -> str:
    formula = unescape(written)
    renamed = plain(formula)
    return written if renamed == formula else escape(renamed, quote=False)
