"""Tables as other municipalities print them, figures made up: every sum found is true, and nothing else is claimed."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from sn_excel.model.measures import Measure
from sn_excel.model.number_texts import parse
from sn_excel.model.sheets import Sheet, Value
from sn_excel.model.tables import Column, Figure, Kind, Line, Table
from sn_excel.reading.tables import Reading, tables

BUDGET, ANNUAL, ACTUAL, FORECAST = Measure.PERIOD_BUDGET, Measure.ANNUAL_BUDGET, Measure.ACTUAL, Measure.FORECAST
PERIOD_GAP, FORECAST_GAP, RESULT_GAP = (
    Measure.PERIOD_DEVIATION,
    Measure.FORECAST_DEVIATION,
    Measure.RESULT_DEVIATION,
)


@dataclass(frozen=True)
class Specimen:
    text: str
    measures: tuple[Measure, ...]
    sums: dict[str, tuple[str, ...]] = field(default_factory=dict)
    relations: tuple[tuple[Measure, Measure, Measure], ...] = ()
    kind: Kind = Kind.OTHER
    costs: int = 1
    asides: int = 0


SPECIMENS = {
    "boards in mnkr, costs negative": Specimen(
        """Driftredovisning, mnkr
Nämnd | Budget 2023 | Utfall jan-aug 2023 | Prognos 2023 | Avvikelse prognos-budget | Utfall jan-aug 2022
Kommunstyrelsen | -82,4 | -51,3 | -81,9 | 0,5 | -49,8
Barnnämnd | -512,6 | -338,9 | -518,0 | -5,4 | -321,0
Socialnämnd | -402,1 | -275,0 | -411,3 | -9,2 | -259,7
Miljönämnd | -31,0 | -18,8 | -30,5 | 0,5 | -17,9
Summa nämnder | -1 028,1 | -684,0 | -1 041,7 | -13,6 | -648,4
Pensioner | -40,0 | -22,3 | -41,0 | -1,0 | -20,1
Skatteintäkter | 801,0 | 534,2 | 805,5 | 4,5 | 520,3
Statsbidrag | 290,0 | 193,3 | 291,0 | 1,0 | 187,2
Årets resultat | 22,9 | 21,2 | 13,8 | -9,1 | 39,0""",
        (ANNUAL, ACTUAL, FORECAST, FORECAST_GAP, ACTUAL),
        {
            "Summa nämnder": ("Kommunstyrelsen", "Barnnämnd", "Socialnämnd", "Miljönämnd"),
            "Årets resultat": ("Summa nämnder", "Pensioner", "Skatteintäkter", "Statsbidrag"),
        },
        ((FORECAST_GAP, FORECAST, ANNUAL),),
        Kind.OPERATING,
        -1,
    ),
    "income, costs and net below one outcome": Specimen(
        """Tkr | Ack utfall | | | Ack budget | | |
 | Intäkter | Kostnader | Netto | Intäkter | Kostnader | Netto | Avvikelse
IFO | 1 200 | -14 500 | -13 300 | 1 000 | -14 000 | -13 000 | -300
Äldreomsorg | 5 000 | -85 000 | -80 000 | 5 200 | -84 200 | -79 000 | -1 000
Summa | 6 200 | -99 500 | -93 300 | 6 200 | -98 200 | -92 000 | -1 300""",
        (ACTUAL, BUDGET, PERIOD_GAP),
        {"Summa": ("IFO", "Äldreomsorg")},
        ((PERIOD_GAP, ACTUAL, BUDGET),),
        costs=-1,
    ),
    "kinds of cost with two deviations": Specimen(
        """Socialnämnden
Belopp i tkr | Budget ack | Utfall ack | Avvikelse | Årsbudget | Prognos helår | Avvikelse
Intäkter | 12 000 | 12 500 | 500 | 28 800 | 29 500 | 700
Personalkostnader | -98 000 | -99 200 | -1 200 | -235 200 | -238 000 | -2 800
Lokalkostnader | -8 000 | -7 950 | 50 | -19 200 | -19 100 | 100
Köp av verksamhet | -31 000 | -33 400 | -2 400 | -74 400 | -79 000 | -4 600
Summa kostnader | -137 000 | -140 550 | -3 550 | -328 800 | -336 100 | -7 300
Nettokostnad | -125 000 | -128 050 | -3 050 | -300 000 | -306 600 | -6 600""",
        (BUDGET, ACTUAL, PERIOD_GAP, ANNUAL, FORECAST, FORECAST_GAP),
        {
            "Summa kostnader": ("Personalkostnader", "Lokalkostnader", "Köp av verksamhet"),
            "Nettokostnad": ("Intäkter", "Summa kostnader"),
        },
        ((PERIOD_GAP, ACTUAL, BUDGET), (FORECAST_GAP, FORECAST, ANNUAL)),
        costs=-1,
    ),
    "the year and the months so far below headings of their own": Specimen(
        """Uppföljning mars 2024
Verksamhet | Helår | | | Ackumulerat | |
 | Budget | Prognos | Avvikelse | Budget | Utfall | Avvikelse
Nämnd | 12 000 | 12 100 | -100 | 3 000 | 2 950 | 50
Förskola | 145 000 | 146 500 | -1 500 | 36 250 | 37 000 | -750
Grundskola | 230 400 | 229 000 | 1 400 | 57 600 | 56 000 | 1 600
Summa | 387 400 | 387 600 | -200 | 96 850 | 95 950 | 900""",
        (ANNUAL, FORECAST, FORECAST_GAP, BUDGET, ACTUAL, PERIOD_GAP),
        {"Summa": ("Nämnd", "Förskola", "Grundskola")},
        ((FORECAST_GAP, ANNUAL, FORECAST), (PERIOD_GAP, BUDGET, ACTUAL)),
    ),
    "rows told apart and a row after the sum": Specimen(
        """Verksamhet (tkr) | Årsbudget | Utfall | Budget | Avvikelse
Individ- och familjeomsorg | 60 000 | 26 000 | 25 000 | -1 000
varav placeringar barn | 22 000 | 11 000 | 9 200 | -1 800
varav försörjningsstöd | 15 000 | 6 000 | 6 250 | 250
Äldreomsorg | 140 000 | 58 000 | 58 300 | 300
- varav hemtjänst | 40 000 | 17 500 | 16 700 | -800
Funktionsstöd | 70 000 | 29 000 | 29 200 | 200
Summa socialnämnd | 270 000 | 113 000 | 112 500 | -500
Exkl. flyktingmedel | 268 000 | 112 000 | 111 600 | -400""",
        (ANNUAL, ACTUAL, BUDGET, PERIOD_GAP),
        {"Summa socialnämnd": ("Individ- och familjeomsorg", "Äldreomsorg", "Funktionsstöd")},
        ((PERIOD_GAP, BUDGET, ACTUAL),),
    ),
    "a municipality's income statement with notes": Specimen(
        """RESULTATRÄKNING (mnkr)
 | Not | Utfall 2023-08 | Utfall 2022-08 | Budget 2023 | Prognos 2023 | Avvikelse
Verksamhetens intäkter | 1 | 210,5 | 198,3 | 301,0 | 310,2 | 9,2
Verksamhetens kostnader | 2 | -890,1 | -845,7 | -1 320,4 | -1 341,0 | -20,6
Avskrivningar | 3 | -40,2 | -38,8 | -61,0 | -60,5 | 0,5
Verksamhetens nettokostnader | | -719,8 | -686,2 | -1 080,4 | -1 091,3 | -10,9
Skatteintäkter | 4 | 530,3 | 515,0 | 795,0 | 798,1 | 3,1
Generella statsbidrag | 5 | 201,2 | 190,4 | 300,1 | 301,0 | 0,9
Verksamhetens resultat | | 11,7 | 19,2 | 14,7 | 7,8 | -6,9
Finansiella intäkter | 6 | 3,1 | 2,0 | 2,5 | 4,0 | 1,5
Finansiella kostnader | 7 | -2,2 | -1,5 | -2,0 | -3,1 | -1,1
Årets resultat | | 12,6 | 19,7 | 15,2 | 8,7 | -6,5""",
        (ACTUAL, ACTUAL, ANNUAL, FORECAST, RESULT_GAP),
        {
            "Verksamhetens nettokostnader": ("Verksamhetens intäkter", "Verksamhetens kostnader", "Avskrivningar"),
            "Verksamhetens resultat": ("Verksamhetens nettokostnader", "Skatteintäkter", "Generella statsbidrag"),
            "Årets resultat": ("Verksamhetens resultat", "Finansiella intäkter", "Finansiella kostnader"),
        },
        ((RESULT_GAP, FORECAST, ANNUAL),),
        Kind.INCOME,
        -1,
    ),
    "three lengths of codes": Specimen(
        """Ansvar | Benämning | Utfall ack | Budget ack | Avvikelse | Årsbudget
4 | Förvaltning | 1 500 | 1 450 | -50 | 3 480
41 | Ledning | 500 | 480 | -20 | 1 152
4101 | Chef | 300 | 290 | -10 | 696
4102 | Stab | 200 | 190 | -10 | 456
42 | IFO | 1 000 | 970 | -30 | 2 328
4201 | Barn | 600 | 570 | -30 | 1 368
4202 | Vuxna | 400 | 400 | 0 | 960""",
        (ACTUAL, BUDGET, PERIOD_GAP, ANNUAL),
        {
            "4 Förvaltning": ("41 Ledning", "42 IFO"),
            "41 Ledning": ("4101 Chef", "4102 Stab"),
            "42 IFO": ("4201 Barn", "4202 Vuxna"),
        },
        ((PERIOD_GAP, BUDGET, ACTUAL),),
        Kind.PAGE,
    ),
    "income printed positive beside positive costs": Specimen(
        """Tkr | Budget | Utfall | Avvikelse
Kostnader | 1 000 | 1 100 | -100
Intäkter | 200 | 250 | 50
Netto | 800 | 850 | -50""",
        (BUDGET, ACTUAL, PERIOD_GAP),
        {},
        ((PERIOD_GAP, BUDGET, ACTUAL),),
        asides=2,
    ),
    "change from last year beside the deviation": Specimen(
        """Tkr | Utfall 2023 | Utfall 2022 | Förändring | Budget 2023 | Avvikelse
Område A | 100 | 90 | 10 | 95 | -5
Område B | 210 | 205 | 5 | 220 | 10
Område C | 55 | 50 | 5 | 50 | -5
Summa | 365 | 345 | 20 | 365 | 0""",
        (ACTUAL, ACTUAL, ANNUAL, PERIOD_GAP),
        {"Summa": ("Område A", "Område B", "Område C")},
        ((PERIOD_GAP, ANNUAL, ACTUAL),),
    ),
    "budget as decided and as adjusted": Specimen(
        """Tkr | Bokslut 2022 | Budget 2023 | Tilläggsbudget | Justerad budget 2023 | Utfall 2023 | Avvikelse
KS | 80 000 | 82 000 | 500 | 82 500 | 81 050 | 1 450
SN | 390 000 | 400 000 | 2 000 | 402 000 | 411 020 | -9 020
BUN | 500 000 | 512 000 | 0 | 512 000 | 515 010 | -3 010
Totalt | 970 000 | 994 000 | 2 500 | 996 500 | 1 007 080 | -10 580""",
        (ACTUAL, ANNUAL, ACTUAL, PERIOD_GAP),
        {"Totalt": ("KS", "SN", "BUN")},
        ((PERIOD_GAP, ANNUAL, ACTUAL),),
        asides=1,
    ),
    "a sum without a name": Specimen(
        """Enhet | Utfall | Budget | Avvikelse
Enhet A | 1 250 | 1 300 | 50
Enhet B | 2 210 | 2 100 | -110
Enhet C | 855 | 800 | -55
 | 4 315 | 4 200 | -115""",
        (ACTUAL, BUDGET, PERIOD_GAP),
        {"": ("Enhet A", "Enhet B", "Enhet C")},
        ((PERIOD_GAP, BUDGET, ACTUAL),),
    ),
    "several forecasts": Specimen(
        """Tkr | Budget 2024 | Prognos mars | Prognos april | Avvikelse prognos april | Förändring sedan mars
Ledning | 10 000 | 10 200 | 10 300 | -300 | -100
IFO | 55 000 | 57 000 | 56 500 | -1 500 | 500
ÄO | 150 000 | 151 000 | 152 500 | -2 500 | -1 500
Totalt | 215 000 | 218 200 | 219 300 | -4 300 | -1 100""",
        (ANNUAL, FORECAST, FORECAST_GAP),
        {"Totalt": ("Ledning", "IFO", "ÄO")},
        ((FORECAST_GAP, ANNUAL, FORECAST),),
        asides=1,
    ),
}
NO_MONEY = """Nyckeltal | Utfall 2022 | Utfall 2023 | Budget 2023
Antal brukare hemtjänst | 312 | 325 | 320
Antal platser särskilt boende | 210 | 214 | 214
Kostnad per plats, tkr | 645 | 671 | 660
Sjukfrånvaro, % | 8,1 | 7,5 | 7,0"""


def sheet(text: str) -> Sheet:
    cells: dict[tuple[int, int], Value] = {}
    for row, line in enumerate(text.split("\n"), 1):
        for column, part in enumerate(line.split("|"), 1):
            value = part.strip()
            amount = parse(value, ",") if column > 1 else None
            if value:
                cells[row, column] = value if amount is None else amount
    return Sheet("tabell.xlsx", "Blad1", cells)


def read(name: str) -> tuple[Specimen, Reading, Table]:
    specimen = SPECIMENS[name]
    found = tables([sheet(specimen.text)])
    assert len(found.tables) == 1
    return specimen, found, found.tables[0]


def off(stated: Figure, computed: list[tuple[int, Figure]]) -> bool:
    """Say whether a claim fails by more than rounding."""
    known = [(weight, figure) for weight, figure in computed if figure.value is not None]
    if stated.value is None or len(known) < len(computed):
        return False
    gap = abs(Decimal(stated.value) - sum(weight * Decimal(figure.value or 0) for weight, figure in known))
    return gap * 2 > Decimal(stated.step) + sum(Decimal(figure.step) for _, figure in known)


def false_claims(table: Table) -> list[str]:
    found = []
    for line in table.walk():
        for relation in table.relations:
            if relation.result in line.figures:
                terms = [(weight, line.figures[column]) for weight, column in relation.terms]
                found += [f"{line.label}: avvikelse"] * off(line.figures[relation.result], terms)
        if line.whole:
            found += [f"{line.label}: {column}" for column in line.figures if line.parts and _sum_off(line, column)]
    return found


def _sum_off(line: Line, column: Column) -> bool:
    parts = [part.figures[column] for part in line.parts if column in part.figures]
    return off(line.figures[column], [(1, part) for part in parts])


@pytest.mark.parametrize("name", SPECIMENS)
def test_the_columns_are_understood(name: str) -> None:
    specimen, _, table = read(name)
    assert tuple(column.measure for column in table.columns) == specimen.measures
    assert len(set(table.columns)) == len(table.columns)
    assert (table.kind, table.costs) == (specimen.kind, specimen.costs)


@pytest.mark.parametrize("name", SPECIMENS)
def test_the_sums_are_found_and_no_others(name: str) -> None:
    specimen, _, table = read(name)
    found = {line.label: tuple(part.label for part in line.parts) for line in table.walk() if line.parts and line.whole}
    assert found == specimen.sums


@pytest.mark.parametrize("name", SPECIMENS)
def test_the_deviations_are_proved(name: str) -> None:
    specimen, _, table = read(name)
    found = tuple(
        (said.result.measure, *(column.measure for _, column in sorted(said.terms, key=lambda term: -term[0])))
        for said in table.relations
    )
    assert found == specimen.relations


@pytest.mark.parametrize("name", SPECIMENS)
def test_nothing_is_claimed_that_is_not_so(name: str) -> None:
    specimen, found, table = read(name)
    assert false_claims(table) == []
    assert len(found.asides) == specimen.asides


def test_key_figures_that_are_no_money_are_no_table() -> None:
    assert tables([sheet(NO_MONEY)]).tables == ()


def test_a_row_told_apart_is_a_part_only() -> None:
    _, _, table = read("rows told apart and a row after the sum")
    found = {line.name: [part.name for part in line.parts] for line in table.walk() if not line.whole}
    assert list(found.values()) == [["varav placeringar barn", "varav försörjningsstöd"], ["- varav hemtjänst"]]
