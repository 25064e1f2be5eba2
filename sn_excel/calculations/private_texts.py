"""Texts that seem to tell of a single person: board papers are published (OSL 26 kap.), small groups reveal people.

A suspicion is a question to the writer, never a refusal. Personal numbers are proved by date and check digit
(Skatteverket); names and single placements are guessed from the words about people in social services.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

_NUMBER = re.compile(r"(?<![\d-])(?:(\d{2})[ ]?)?(\d{2})(\d{2})(\d{2})([-+−–]?)[ ]?(\d{4})(?![\d-])")
_BORN = re.compile(r"\b(född|f\.)\s*\d{2,4}", re.IGNORECASE)
_WORD = r"[A-ZÅÄÖÉÜ][a-zåäöéü]+(?:-[A-ZÅÄÖÉÜ][a-zåäöéü]+)?"
_PAIR = re.compile(rf"(?<![.!?:;•\n-] )(?<!^)\b({_WORD}) ({_WORD})\b", re.MULTILINE)
_SURNAME = re.compile(
    rf"\b{_WORD} [A-ZÅÄÖ][a-zåäöéü]*(?:sson|ström|berg|gren|lund|qvist|kvist|dahl|stedt|löf|lund)s?\b"
)
_PERSON = (
    r"barnet|barnets|pojken|pojkens|flickan|flickans|klienten|brukaren|patienten|modern|fadern|mamman|pappan|mannen|"
    r"kvinnan|ungdomen|familjen|herr|fru|fröken"
)
_CALLED = re.compile(rf"\b(?i:{_PERSON})\s+({_WORD})\b|\bvid namn\s+{_WORD}")
_ONE = re.compile(
    r"\b(?:en|ett|1|enda)\s+(?:ny\s+|nytt\s+|dyr\s+|extern\s+|enstaka\s+|placerad\s+|placerat\s+)*"
    r"(?:(?:\w+-?)?placering|lvu|lvm|hvb|barn|flicka|pojke|ungdom|kvinna|man|brukare|klient|patient|familj|person|"
    r"syskonpar|ärende)(?:en|et)?\b(?!-)",
    re.IGNORECASE,
)
_AGED = re.compile(r"\b\d{1,2}\s?-?\s?åri(?:g|ga|ge|ng|ngen|ngar)\b|\b\d{1,2} år gam(?:mal|la|malt)\b", re.IGNORECASE)
_BARE = re.compile(
    r"\b(?:pojke|flicka|kvinna|man|ungdom|barn|brukare|klient|patient|person|tonåring|familj)\b"
    r"(?:,? (?:på )?\d{1,2} år\b| (?:placerad|placerat|omhändertagen|omhändertaget)\b)",
    re.IGNORECASE,
)
"""One person without an article, as notes are written."""
_THE_ONE = re.compile(rf"\b(?:{_PERSON})\b", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:Adam|Ahmed|Alexander|Ali|Alice|Amanda|Amir|Anders|Andreas|Anita|Ann|Anna|Anneli|Annika|Anton|Arvid|Axel|"
    r"Barbro|Bengt|Birgitta|Björn|Bo|Britt|Camilla|Carina|Carl|Caroline|Charlotte|Christer|Christina|Daniel|David|Ebba|"
    r"Elias|Elin|Elisabeth|Ella|Ellen|Elsa|Emil|Emilia|Emma|Erik|Eva|Fatima|Felicia|Filip|Fredrik|Frida|Gunilla|Gunnar|"
    r"Gustav|Göran|Hanna|Hans|Hassan|Helena|Henrik|Håkan|Ida|Inger|Ingrid|Isabella|Jan|Jenny|Jesper|Jessica|Joakim|"
    r"Johan|Johanna|John|Jonas|Josefin|Julia|Kajsa|Karin|Karl|Kenneth|Kerstin|Kevin|Klara|Kristina|Lars|Leif|Leila|Lena|"
    r"Leo|Liam|Linda|Linnea|Linus|Lisa|Louise|Lucas|Ludvig|Magnus|Maja|Malin|Margareta|Maria|Marie|Markus|Martin|Mats|"
    r"Matilda|Mattias|Michael|Mikael|Mohammed|Moa|Monica|Nils|Noah|Olof|Oliver|Olle|Omar|Oscar|Oskar|Patrik|Per|Peter|"
    r"Petra|Pia|Robert|Robin|Roger|Rolf|Ronja|Samuel|Sandra|Sara|Simon|Sofia|Stefan|Sten|Stig|Susanne|Sven|Tobias|"
    r"Tomas|Thomas|Tommy|Ulf|Ulla|Urban|Viktor|Viktoria|Vincent|William|Wilma|Yvonne|Åke|Åsa)s?\b(?! (?:gata|väg))"
)
"""Common given names of people in Sweden, as Statistics Sweden lists them; a name alone may tell who it is."""
_PLACES = frozenset(
    [
        "Region",
        "Kommun",
        "Sveriges",
        "Svenska",
        "Norra",
        "Södra",
        "Östra",
        "Västra",
        "Stora",
        "Lilla",
        "Sankt",
        "Nya",
        "Gamla",
    ]
)


def suspicions(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return Swedish sentences on what seems to tell of a person; `known` names (units, places) are no persons.

    >>> suspicions("Fler placeringar än budgeterat"), suspicions("Pojkens nya placering")[0][:42]
    ((), 'Texten verkar peka ut en enskild (”Pojkens')
    """
    found = []
    if any(personal_numbers(text)) or _BORN.search(text):
        found.append("Texten verkar innehålla ett personnummer eller födelsedatum; ta bort det.")
    if name := _name(text, frozenset(word for one in known for word in one.split())):
        found.append(f"Texten verkar innehålla ett namn (”{name}”); skriv rollen i stället.")
    if single := next(filter(None, (one.search(text) for one in (_ONE, _AGED, _BARE, _THE_ONE))), None):
        found.append(f"Texten verkar peka ut en enskild (”{single[0]}”); skriv så att ingen kan kännas igen.")
    return tuple(found)


def personal_numbers(text: str) -> Iterator[str]:
    """Yield what is a personal or coordination number: a real date, and the check digit or a dash before the last four.

    >>> list(personal_numbers("nr 811218-9876, belopp 811218 9875")), list(personal_numbers("konto 1234567890"))
    (['811218-9876'], [])
    """
    for match in _NUMBER.finditer(text):
        century, year, month, day, dash, last = match.groups()
        if _is_date(century or "20", year, month, day) and (dash or checks(year + month + day + last)):
            yield match[0]


def checks(digits: str) -> bool:
    """Say whether ten digits end in their check digit (Luhn).

    >>> checks("8112189876"), checks("8112189875")
    (True, False)
    """
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _is_date(century: str, year: str, month: str, day: str) -> bool:
    in_month = int(day) - 60 if int(day) > 60 else int(day)
    try:
        date(int(century + year), int(month), in_month)
    except ValueError:
        return False
    return century in ("18", "19", "20")


def _name(text: str, known: frozenset[str]) -> str:
    if called := _CALLED.search(text) or _SURNAME.search(text):
        return called[0]
    for pair in _PAIR.finditer(text):
        if not {pair[1], pair[2]} & (known | _PLACES):
            return pair[0]
    return next((given[0] for given in _GIVEN.finditer(text) if given[0] not in known), "")
