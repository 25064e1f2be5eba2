"""Formulas: Excel's way of writing them turned into Calc's and back: English names, `,` and `!` against `;` and `.`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from sn_excel.engine.addresses import quoted

ERRORS = r"#(?:REF!|N/A|NAME\?|NULL!|NUM!|VALUE!|DIV/0!)"
REFERENCE = r"(?:\$?[A-Za-z]{1,3}\$?\d{1,7}|\$?[A-Za-z]{1,3}(?=:\$?[A-Za-z]{1,3}(?![\w(]))|\$?\d{1,7}(?=:\$?\d)|#REF!)"
CORNER = r"\$?[A-Za-z]{1,3}\$?\d{1,7}"
TEXT = r'"(?:[^"]|"")*"'
QUOTED = r"'(?:[^']|'')*'"
WORD = r"[^\W\d][\w.]*"
EXCEL = re.compile(
    rf"(?P<text>{TEXT})|(?P<cube>(?:'(?:[^':]|'')+:(?:[^']|'')+'|[\w.]+:[\w.]+)!{CORNER}(?::{CORNER})?)"
    rf"|(?P<sheet>(?:{QUOTED}|(?:\[[^\[\]]+\])?[\w.]+)!)|(?P<error>{ERRORS})"
    rf"|(?P<open>{{)|(?P<close>}})|(?P<call>{WORD}\s*\()|(?P<group>\()|(?P<end>\))|(?P<comma>,)|(?P<semicolon>;)"
    rf"|(?P<table>\[)|(?P<at>@)|(?P<space>\s+)|(?P<word>{WORD})|(?P<other>[$\d.]+|.)",
    re.DOTALL,
)
CALC = re.compile(
    rf"(?P<text>{TEXT})|(?P<outer>'file:[^']*'#)|(?P<error>{ERRORS})"
    rf"|(?P<sheet>\$?(?:{QUOTED}|\w+)\.(?={REFERENCE}))"
    rf"|(?P<open>{{)|(?P<close>}})|(?P<call>{WORD}\()|(?P<group>\()|(?P<end>\))|(?P<comma>;)|(?P<semicolon>\|)"
    rf"|(?P<table>\[)|(?P<union>~)|(?P<cross>!)|(?P<word>{WORD})|(?P<other>[$\d.]+|.)",
    re.DOTALL,
)
CUBE = re.compile(rf"({QUOTED}|[\w.]+)!({CORNER}):({QUOTED}|[\w.]+)!({CORNER})")
MODERN = ("_xlfn._xlws.", "_xlfn.", "_xlws.")


@dataclass(slots=True)
class _Pass:
    """One walk through a formula: what is open, and what the last sign was."""

    functions: Mapping[str, str]
    sheets: Collection[str]
    depth: list[str] = field(default_factory=list)
    outer: str = ""

    def within(self, kind: str) -> bool:
        return bool(self.depth) and self.depth[-1] == kind


Way = dict[str, Callable[[_Pass, str], str]]


def _always(sign: str) -> Callable[[_Pass, str], str]:
    return lambda _state, _piece: sign


def _replaced(old: str, new: str) -> Callable[[_Pass, str], str]:
    return lambda _state, piece: piece.replace(old, new)


def _walk(pattern: re.Pattern[str], ways: Way, state: _Pass, text: str) -> Iterator[str]:
    at = 0
    while found := pattern.match(text, at):
        kind, piece = str(found.lastgroup), found[0]
        at = found.end()
        if kind == "table":
            piece, at = _bracketed(text, found.start())
        if kind == "space" and _crosses(text, found.start(), at):
            piece = "!"
        yield ways[kind](state, piece) if kind in ways else piece


def _bracketed(text: str, start: int) -> tuple[str, int]:
    """Return a table reference's brackets with all they hold, and where they end."""
    depth = 0
    for at in range(start, len(text)):
        depth += {"[": 1, "]": -1}.get(text[at], 0)
        if depth == 0:
            return text[start : at + 1], at + 1
    return text[start:], len(text)


def _crosses(text: str, start: int, end: int) -> bool:
    """Return whether a blank stands between two references: Excel's sign for what they have in common."""
    before, after = text[:start], text[end:]
    return bool(
        re.search(rf"(?:{REFERENCE}|[\w)])$", before) and re.match(rf"{REFERENCE}|\$|'|{WORD}", after)
    ) and not (before.endswith(("(", ",", "{")) or after.startswith((")", ",")))


def _opened(kind: str) -> Callable[[_Pass, str], str]:
    def opening(state: _Pass, piece: str) -> str:
        state.depth.append(kind)
        return piece

    return opening


def _closed(state: _Pass, piece: str) -> str:
    if state.depth:
        state.depth.pop()
    return piece


def _called(state: _Pass, piece: str) -> str:
    state.depth.append("call")
    name = piece[:-1].rstrip()
    for prefix in MODERN:
        name = name[len(prefix) :] if name.lower().startswith(prefix) else name
    return state.functions.get(name.upper(), name.upper()) + "("


def _bare(name: str) -> str:
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def _calc_sheet(state: _Pass, piece: str) -> str:
    book, bracket, sheet = _bare(piece[:-1]).rpartition("]")
    own = not bracket or book.lstrip("[").casefold() == state.outer.casefold()
    return f"$'{_podf(sheet)}'." if own else piece


def _calc_cube(_state: _Pass, piece: str) -> str:
    names, _, area = piece.rpartition("!")
    first, _, last = _bare(names).partition(":")
    start, _, end = area.partition(":")
    return f"$'{_podf(first)}'.{start}:$'{_podf(last)}'.{end or start}"


def _podf(sheet: str) -> str:
    return sheet.replace("'", "''")


def _separator(inside_call: str, inside_array: str, otherwise: str) -> Callable[[_Pass, str], str]:
    def separating(state: _Pass, _piece: str) -> str:
        if state.within("array"):
            return inside_array
        return inside_call if state.within("call") else otherwise

    return separating


def _truth(state: _Pass, piece: str) -> str:
    return f"{piece.upper()}()" if piece.upper() in ("TRUE", "FALSE") and not state.within("array") else piece


TO_CALC: Way = {
    "cube": _calc_cube,
    "sheet": _calc_sheet,
    "open": _opened("array"),
    "close": _closed,
    "call": _called,
    "group": _opened("group"),
    "end": _closed,
    "comma": _separator(";", ";", "~"),
    "semicolon": _separator(";", "|", ";"),
    "table": _replaced("],[", "];["),
    "at": _always(""),
    "word": _truth,
}


def _excel_sheet(state: _Pass, piece: str) -> str:
    bare = _bare(piece[:-1].lstrip("$"))
    book, state.outer = state.outer, ""
    if book:
        return "'" + f"[{book}]{bare}".replace("'", "''") + "'!"
    return f"{quoted(bare)}!" if bare.casefold() in state.sheets or not state.sheets else piece


def _outer(state: _Pass, piece: str) -> str:
    state.outer = piece[1:-2].rpartition("/")[2]
    return ""


TO_EXCEL: Way = {
    "outer": _outer,
    "sheet": _excel_sheet,
    "open": _opened("array"),
    "close": _closed,
    "call": _called,
    "group": _opened("group"),
    "end": _closed,
    "comma": _always(","),
    "semicolon": _always(";"),
    "table": _replaced("];[", "],["),
    "union": _always(","),
    "cross": _always(" "),
}


def calc(formula: str, functions: Mapping[str, str] | None = None, book: str = "") -> str:
    """Return a formula written for Excel as Calc's programming interface wants it.

    `functions` holds the names that differ, Excel's to Calc's; `book` is the name of the book itself.

    >>> calc("=SUM('100+285'!A1:B2,Blad1!C3)*{1,2;3,4}")
    "=SUM($'100+285'.A1:B2;$'Blad1'.C3)*{1;2|3;4}"
    >>> calc('=IF(TRUE,"a,b",A1:C3 B2)')
    '=IF(TRUE();"a,b";A1:C3!B2)'
    """
    state = _Pass(functions or {}, (), outer=book)
    return "".join(_walk(EXCEL, TO_CALC, state, formula))


def _excel_cube(found: re.Match[str]) -> str:
    first, start, last, end = _bare(found[1]), found[2], _bare(found[3]), found[4]
    if first == last:
        return f"{found[1]}!{start}:{end}"
    both = f"{first}:{last}"
    names = both if quoted(first) == first and quoted(last) == last else "'" + both.replace("'", "''") + "'"
    return f"{names}!{start}" if start == end else f"{names}!{start}:{end}"


def excel(formula: str, functions: Mapping[str, str] | None = None, sheets: Collection[str] = ()) -> str:
    """Return a formula as Calc tells it in Excel's writing; `sheets` are the book's sheets in lower case.

    >>> excel("=SUM($'100+285'.A1:B2;$Blad1.C3)*{1;2|3;4}")
    "=SUM('100+285'!A1:B2,Blad1!C3)*{1,2;3,4}"
    >>> excel('=IF(TRUE();"a;b";A1:C3!B2)')
    '=IF(TRUE,"a;b",A1:C3 B2)'
    """
    state = _Pass(functions or {}, sheets)
    text = CUBE.sub(_excel_cube, "".join(_walk(CALC, TO_EXCEL, state, formula)))
    return re.sub(rf"({TEXT})|\b(TRUE|FALSE)\(\)", lambda found: found[1] or found[2], text)
