"""Make docs/koder.md out of the checks and their specimens: `python -m tests.checks.codes_page`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sn_excel.checks import CHECKS, check
from sn_excel.checks.check_type import Check
from tests.checks.specimens import SPECIMENS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "koder.md"
OPENING = """# Koder

Varje fynd har en kod. Här står vad koden betyder, varför den finns och vad du gör åt den; `sn-excel explain SN301`
visar samma text. Meddelandet är det som verktyget säger om ett litet prov. Har en kod flera allvarlighetsgrader står
den vanligaste först. Sidan görs av kontrollerna själva (`make docs`).
"""


def codes_page() -> str:
    """Return the page: a chapter for each code."""
    return "\n".join((OPENING, *(line for one in CHECKS for line in _chapter(one))))


def _chapter(one: Check) -> Iterator[str]:
    severities = " eller ".join(severity.swedish.lower() for severity in one.severities)
    paragraphs = re.sub(
        r"^(Varför|Exempel|Åtgärd):", r"\n**\1:**", one.explanation.partition("\n\n")[2], flags=re.MULTILINE
    )
    yield f"## {one.title.removesuffix('.')}\n"
    yield f"**Allvar:** {severities}\n{paragraphs}\n"
    yield f"**Meddelande:** {check(SPECIMENS[one.code]())[0].message}\n"


if __name__ == "__main__":
    PAGE.write_text(codes_page(), encoding="utf-8", newline="\n")
