"""What was understood, told in Swedish."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sn_excel.model.sheets import Sheet, Value
from sn_excel.reading.layouts import describe
from sn_excel.reading.tables import Reading, tables

ROWS: tuple[tuple[Value, ...], ...] = (
    ("Belopp i kr", None, None, None, None),
    ("Enhet", "Utfall maj 2024", "Budget maj 2024", "Avvikelse", "Kvar av budget"),
    ("7100 Stab", 525000, 543000, 18000, 7),
    ("7101 Chef", 1941000, 2323000, 382000, 8),
)


def test_a_table_is_described_by_place_unit_columns_and_what_its_deviation_is() -> None:
    cells = {(row, at): value for row, values in enumerate(ROWS, 1) for at, value in enumerate(values, 1)}
    assert describe(tables([Sheet("a.xlsx", "Maj", cells)])) == (
        "Maj A3:D4: underlag utan summor, 2 rader, 1 nivå, 0 summor, kr, kostnader är positiva",
        "  B Utfall, januari–maj 2024",
        "  C Budget, januari–maj 2024",
        "  D Avvikelse, januari–maj 2024 = Budget − Utfall",
    )


def test_both_april_tables_are_described(seeds: Path, load: Callable[[Path], Sheet]) -> None:
    said = describe(tables([load(seeds / "003_37b11e039177ece9.txt")]))
    assert "  D Avvikelse, helår 2024 = Prognos − Årsbudget" in said
    assert "  D Avvikelse mot prognos, helår 2024 = Årsbudget − Prognos" in said
    assert sum("inte prövad" in line for line in said) == 1


def test_no_table_is_said() -> None:
    assert describe(Reading((), ("Något lämnas utanför.",))) == ("Ingen tabell hittades.", "Något lämnas utanför.")
