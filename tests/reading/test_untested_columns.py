"""A deviation that no rows bear out is told as not tested, never passed over."""

from __future__ import annotations

import pytest

from sn_excel.model.sheets import Sheet
from sn_excel.reading.tables import tables

HEADINGS = ("Kod", "Verksamhet", "Utfall maj 2024", "Budget maj 2024", "Avvikelse", "Årsbudget 2024")


def asides(deviations: tuple[int, int, int]) -> tuple[str, ...]:
    amounts = ((610, 620, 1488), (840, 830, 1992), (3600, 3500, 8400))
    rows = [
        (f"510{number}", f"Enhet {number}", actual, budget, deviation, annual)
        for number, ((actual, budget, annual), deviation) in enumerate(zip(amounts, deviations, strict=True))
    ]
    texts = [("Belopp i tkr",), HEADINGS, *rows]
    cells = {(row, column): value for row, line in enumerate(texts, 1) for column, value in enumerate(line, 1)}
    return tables([Sheet("bok.xlsx", "Nämnd", cells)]).asides


@pytest.mark.parametrize(("deviations", "told"), [((20, -40, 7), True), ((10, -10, -100), False), ((0, 0, 0), False)])
def test_a_deviation_beside_its_terms_is_tested_or_told(deviations: tuple[int, int, int], told: bool) -> None:
    words = "Nämnd kolumn E: Avvikelse är inte prövad; raderna visar inte vad den är skillnaden mellan."
    assert (words in asides(deviations)) is told
