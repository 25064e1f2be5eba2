"""The board's decisions and organisation: a wrong row has a sentence with file, row, column and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from sn_excel.model.errors import SnError
from sn_excel.model.organisation import BudgetChange, ChangeKind, Code
from sn_excel.model.periods import Period
from sn_excel.model.places import At
from sn_excel.model.sheets import Sheet, Value
from sn_excel.sources.configurations import Configuration, configuration
from sn_excel.sources.documents import sheets
from sn_excel.sources.organisations import organisation
from sn_excel.sources.records import aliases, budget_changes, decided_budget

SAMPLES = Path(__file__).resolve().parents[2] / "workbooks" / "exempel"


def table(text: str, document: str = "filen.csv") -> tuple[Sheet, ...]:
    lines = [line.strip().split(";") for line in text.strip().splitlines()]
    cells = {(row, column): cell for row, line in enumerate(lines, 1) for column, cell in enumerate(line, 1) if cell}
    return (Sheet(document, "filen", cells),)


def refusal(function: object, text: str, *others: object) -> str:
    with pytest.raises(SnError) as error:
        function(table(text), *others)  # type: ignore[operator]  # one of the four readers
    return str(error.value)


ORGANISATION = """
Kod;Namn;Program;Sida;Från period;Till period
754;Myndighet;;754;2024-01;
7541;Öppna insatser;754;;;2024-03
756;Social omsorg;;756+770;;
7541;Öppna insatser;756;;2024-04;
753;Ensamkommande barn;;;;
"""


def test_the_decided_budget_of_the_sample_and_its_changes_make_the_printed_summary(seeds: Path) -> None:
    amounts = dict(decided_budget(sheets(SAMPLES / "arsbudget.csv")))
    units = {code.code: code.parent for code in organisation(sheets(SAMPLES / "organisation.csv"), "Socialnämnd").codes}
    for change in budget_changes(sheets(SAMPLES / "budgetandringar.csv")):
        amounts[units[change.code] or change.code] += change.amount
    printed = {}
    for line in (seeds / "maj_2024.csv").read_text(encoding="utf-8").splitlines():
        page, kind, code, *_, annual = line.split(",")
        if page == "1" and kind == "program":
            printed[code] = int(annual)
    assert amounts == printed
    assert amounts["771"] == 134114


def test_the_sample_organisation_has_the_printed_pages_and_leaves() -> None:
    board = organisation(sheets(SAMPLES / "organisation.csv"), "Socialnämnd")
    may = Period.parse("2024-05")
    pages = {code.page for code in board.programmes(may)}
    assert pages == {"100+285+750", "754", "756+770", "771", "774", "781", ""}
    assert len(board.leaves(may)) == 76
    assert [code.code for code in board.leaves(may) if not code.parent] == ["100", "285", "753"]
    assert board.leaves(Period.parse("2023-12")) == ()


def test_headings_may_come_in_any_order_and_case_below_a_title() -> None:
    found = decided_budget(table("Beslut i fullmäktige\nÅRSBUDGET 2024 (KR);namn;PROGRAM\n29124000;Myndighet;754"))
    assert found == {"754": 29124}


def test_code_and_name_may_share_a_cell_and_numbers_may_be_numbers() -> None:
    cells: dict[At, Value] = {(1, 1): "Verksamhet program", (1, 2): "Årsbudget", (2, 1): "754 Myndighet", (2, 2): 29124}
    assert decided_budget((Sheet("budget.xlsx", "Blad1", cells),)) == {"754": 29124}


def test_a_total_must_be_the_sum_of_its_rows() -> None:
    text = "Program;Årsbudget\n754;29 124\n756;10 429\nTotalt;{}"
    assert sum(decided_budget(table(text.format("39 553"))).values()) == 39553
    said = refusal(decided_budget, text.format("39 555"))
    assert said.startswith("filen.csv, rad 4, kolumnen Årsbudget: summan är 39 555 tkr men raderna blir 39 553")
    near = decided_budget(table(text.format("39 554")))
    assert ["inom vad avrundningen av 2 rader kan ge" in one for one in near.cautions] == [True]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Program;Belopp\n754;29 124\n754;1", "filen.csv, rad 3: 754 finns på två rader"),
        ("Program;Belopp\n754;många", "filen.csv, rad 2, kolumnen Belopp: 'många' är inget belopp"),
        ("Program;Belopp\n754;1.302", "rad 2, kolumnen Belopp: '1.302' är inget belopp"),
        ("Program;Belopp\nMyndighet;29 124", "rad 2, kolumnen Program: 'Myndighet' är ingen kod"),
        ("Program;Belopp\n754;", "rad 2, kolumnen Belopp: beloppet saknas"),
        ("Program;Belopp", "inga rader"),
        ("Program;Pengar\n754;1", "saknar kolumnen 'Årsbudget'"),
    ],
)
def test_a_wrong_budget_row_is_pointed_at(text: str, said: str) -> None:
    assert said in refusal(decided_budget, text)


CHANGES = "Kod;Belopp;Från period;Slag;Beslut\n"


def test_changes_are_read_with_kind_month_and_decision() -> None:
    (change,) = budget_changes(table(CHANGES + "7541;-1 250,5;april 2024;Tilläggsbudget;§ 12"))
    assert change.amount == -1250.5
    assert (change.code, change.first, change.kind) == ("7541", "2024-04", ChangeKind.SUPPLEMENTARY)


@pytest.mark.parametrize("written", ["2024-03", "202403", "mars 2024", "mar-24", "2024-03-01"])
def test_months_are_read_as_people_write_them(written: str) -> None:
    (change,) = budget_changes(table(CHANGES + f"754;100;{written};tilläggsbudget;§ 12"))
    assert change == BudgetChange("754", 100, "2024-03", ChangeKind.SUPPLEMENTARY, "§ 12")


def test_a_reallocation_sums_to_nothing_within_its_decision() -> None:
    balanced = "754;-300;2024-03;omdisponering;§ 1\n770;300;2024-03;omdisponering;§ 1"
    assert len(budget_changes(table(CHANGES + balanced))) == 2
    said = refusal(
        budget_changes, CHANGES + balanced.replace("300;2024-03;omdisponering;§ 1", "310;2024-03;omdisponering;§ 2", 1)
    )
    assert "omdisponeringen § 2 summerar till −310 tkr men ska bli 0" in said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("754;100;någon gång;tilläggsbudget;§ 1", "rad 2, kolumnen Från period: 'någon gång' är ingen månad"),
        ("754;100;maj;tilläggsbudget;§ 1", "kolumnen Från period: 'maj' är ingen månad"),
        ("754;100;;tilläggsbudget;§ 1", "månaden saknas"),
        ("754;100;2024-03;gåva;§ 1", "'gåva' är inget känt slag"),
        ("754;100;2024-03;tilläggsbudget;", "kolumnen Beslut: texten saknas"),
        (
            "754;100;2024-03;tilläggsbudget;§ 1\n754;100;2024-03;tilläggsbudget;§ 1",
            "rad 3: samma ändring står på rad 2",
        ),
    ],
)
def test_a_wrong_change_is_pointed_at(row: str, said: str) -> None:
    assert said in refusal(budget_changes, CHANGES + row)


def test_a_unit_may_move_between_programmes_from_one_month_to_the_next() -> None:
    board = organisation(table(ORGANISATION), "Nämnd", {"Sociala omsorg": "Social omsorg"})
    assert board.units("754", Period.parse("2024-03")) == (Code("7541", "Öppna insatser", "754", "", "", "2024-03"),)
    assert board.units("754", Period.parse("2024-04")) == ()
    assert [unit.code for unit in board.units("756", Period.parse("2024-05"))] == ["7541"]
    assert board.aliases == {"Sociala omsorg": "Social omsorg"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("756;;2024-04;", "756;;2024-03;", "rad 5: 7541 ligger i två program samtidigt, 754 (rad 3) och 756."),
        ("7541;Öppna insatser;756;;2024-04;", "7541;Öppna insatser;754;;;", "rad 5: 7541 står redan på rad 3"),
        (
            "756;Social omsorg;;756+770;;",
            "757;Social omsorg;;757;;",
            "rad 5, kolumnen Program: programmet 756 finns inte",
        ),
        ("754;;;2024-03", "754;;2024-04;2024-03", "2024-03 ligger före 2024-04"),
        ("754;;;2024-03", "754;;;slutet", "'slutet' är ingen månad"),
        ("753;Ensamkommande barn", "753;", "rad 6, kolumnen Namn: texten saknas"),
    ],
)
def test_a_wrong_organisation_is_pointed_at(old: str, new: str, said: str) -> None:
    assert old in ORGANISATION
    assert said in refusal(organisation, ORGANISATION.replace(old, new, 1), "Nämnd")


def test_aliases_may_be_none_or_some() -> None:
    assert aliases(sheets(SAMPLES / "alias.csv")) == {}
    assert aliases(table("Annat namn;Namn\nSociala omsorg;Social omsorg")) == {"Sociala omsorg": "Social omsorg"}


def test_settings_left_out_have_their_usual_values(tmp_path: Path) -> None:
    assert configuration(SAMPLES / "installningar.toml") == Configuration()
    path = tmp_path / "installningar.toml"
    path.write_text('namnd = "Omsorgsnämnden"\nenhet = "kr"\n[kommentarer]\nandel_procent = 2.5\n', encoding="utf-8")
    read = configuration(path)
    assert (read.board, read.comment_amount, str(read.comment_share), read.unit) == (
        "Omsorgsnämnden",
        100,
        "0.025",
        "kr",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("namn = 1\n", "inställningen namn är okänd"),
        ("[kommentarer]\nbelopp_tkr = -5\n", "kommentarer.belopp_tkr kan inte vara -5"),
        ("enhet = 'öre'\n", "enhet kan inte vara 'öre'"),
        ("namnd = \n", "rad 1: skriv nyckel = värde"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "installningar.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SnError, match=r"installningar\.toml") as error:
        configuration(path)
    assert said in str(error.value)
