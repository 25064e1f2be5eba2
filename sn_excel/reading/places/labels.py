"""Labels: code and name of a row, and what its words say about sums."""

from __future__ import annotations

import re
from enum import StrEnum


class Role(StrEnum):
    """What a row's words say: an ordinary row, a total, a part told apart (varav), or no amount of money."""

    PLAIN = "plain"
    TOTAL = "total"
    OF_WHICH = "of_which"
    NO_MONEY = "no_money"


CODE = r"[A-ZÅÄÖ]{0,2}\d{1,8}"
_CODE = re.compile(CODE)
_CODED = re.compile(rf"({CODE})(?:[\s:.–-]+(?=[^\d\s])|\s*$)(.*)", re.DOTALL)
_TOTAL = re.compile(
    r"^(?:(?:del|slut)?(?:total|summa)\w*|s:a|tot\.?|sum\.?|netto(?:kostnad|resultat|utfall)?\w*|resultat|"
    r"verksamhetens nettokostnad\w*|(?:årets|periodens|förändring av) resultat\w*|resultat (?:före|efter)\b.*|"
    r"verksamhetens resultat|(?:hela )?(?:nämnden|förvaltningen|kommunen) totalt)(?![^\W_])"
    r"|(?<![^\W_])(?:totalt|totalsumma|summa|nettokostnad(?:er)?|netto)$",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"^[-–•*\s]*(?:varav|därav|dvs\.? )\b", re.IGNORECASE)
_NO_MONEY = re.compile(
    r"(?<!\d)(?<!\d )%|"
    r"\b(?:procent|andel(?:en)?|antal(?:et)?|årsarbetare|helårsarbetare|nettokostnadsandel|index|snitt\w*|"
    r"genomsnitt\w*|sjukfrånvaro|per (?:invånare|brukare|plats|dygn|timme)|invånare|volym\w*|timmar|kr/\w+|dygn)\b",
    re.IGNORECASE,
)


def code_and_name(text: str) -> tuple[str, str]:
    """Return a row's code and name; the code is empty where the text begins with none.

    >>> code_and_name("771 Äldreomsorg"), code_and_name("Totalt"), code_and_name("7506"), code_and_name("100-tals")
    (('771', 'Äldreomsorg'), ('', 'Totalt'), ('7506', ''), ('', '100-tals'))
    """
    clean = " ".join(text.split())
    found = _CODED.fullmatch(clean)
    if not found or re.match(r"\d+-\S", clean):
        return "", clean
    return found[1], found[2].strip()


def is_code(text: str) -> bool:
    """Say whether a text is a code and nothing else."""
    return bool(_CODE.fullmatch(text.strip()))


def role(name: str, code: str = "") -> Role:
    """Return what a row's words say about sums; a row with a code is never a total by its words.

    >>> [role(name).value for name in ("TOTALT", "Summa äldreomsorg", "varav hyror", "Netto", "Nettokostnad per plats")]
    ['total', 'total', 'of_which', 'total', 'no_money']
    >>> role("Totalförsvar").value, role("Verksamhetens nettokostnader").value, role("Socialnämnd totalt").value
    ('plain', 'total', 'total')
    >>> role("Sjukfrånvaro (%)").value, role("Tillfälligt boende (75 %)").value
    ('no_money', 'plain')
    """
    clean = " ".join(name.split())
    if _OF_WHICH.search(clean):
        return Role.OF_WHICH
    if _NO_MONEY.search(clean):
        return Role.NO_MONEY
    if code or re.match(r"totalförsvar", clean, re.IGNORECASE):
        return Role.PLAIN
    return Role.TOTAL if _TOTAL.search(clean) else Role.PLAIN
