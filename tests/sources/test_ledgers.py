"""The ledger's export: the same 76 leaves whatever the layout, and every doubt a sentence instead of a guess."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from sn_excel.model.amounts import Unit
from sn_excel.model.errors import AmbiguousInputError, Missing, SnError
from sn_excel.model.ledgers import Ledger
from sn_excel.model.measures import Measure
from sn_excel.model.organisation import Organisation
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet
from sn_excel.sources.documents import sheets
from sn_excel.sources.ledgers import Wanted, ledger, ledger_file
from sn_excel.sources.organisations import organisation
from sn_excel.sources.records import decided_budget

SAMPLES = Path(__file__).resolve().parents[2] / "workbooks" / "exempel"
MAY, APRIL = Period.parse("2024-05"), Period.parse("2024-04")
BOARD = organisation(sheets(SAMPLES / "organisation.csv"), "Socialnämnd")
DECIDED = decided_budget(sheets(SAMPLES / "arsbudget.csv"))
WANTED = Wanted(MAY, BOARD, None, DECIDED)
MEASURES = (Measure.ACTUAL, Measure.PERIOD_BUDGET, Measure.ANNUAL_BUDGET)
LAYOUTS = (
    "cp437_semicolon", "dot_thousands_da", "english_locale", "kronor_trailing_minus", "narrow_nbsp_semicolon",
    "nbsp_tab", "raindance_like_csv", "thin_space", "unit4_like_csv", "utf16_excel_unicode_text",
)  # fmt: skip


@pytest.fixture(scope="session")
def printed(seeds: Path) -> Mapping[str, tuple[int, ...]]:
    """Utfall, Budget and Årsbudget of the leaves as the May pages print them."""
    with (seeds / "maj_2024.csv").open(encoding="utf-8") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    leaves = [code.code for code in BOARD.leaves(MAY)]
    return {code: tuple(int(rows[code][name]) for name in ("utfall", "budget", "arsbudget")) for code in leaves}


def stated(found: Ledger) -> dict[str, tuple[object, ...]]:
    return {code: tuple(entry.amounts[one] for one in MEASURES) for code, entry in found.entries.items()}


def organisation_of(text: str) -> Organisation:
    cells = {
        (row, column): cell
        for row, line in enumerate(text.splitlines(), 1)
        for column, cell in enumerate(line.split(";"), 1)
        if cell
    }
    return organisation((Sheet("organisation.csv", "organisation", cells),), "Nämnd")


TWO_PROGRAMMES = organisation_of(
    "Kod;Namn;Program;Från;Till\n1;Ett;;;\n11;A;1;;\n12;B;1;;\n19;Gammal;1;;2023-12\n2;Två;;;\n"
)
SMALL = Wanted(Period.parse("2024-03"), TWO_PROGRAMMES, None, {"1": 3600, "2": 1200})


def read(folder: Path, text: str, wanted: Wanted = SMALL) -> dict[str, dict[str, object]]:
    path = folder / "export.csv"
    path.write_text(text, encoding="utf-8")
    found = ledger_file(path, wanted)
    assert ledger(sheets(path), wanted).entries == found.entries, "a file and its sheet must read alike"
    return {code: {one.value: amount for one, amount in entry.amounts.items()} for code, entry in found.entries.items()}


def refusal(folder: Path, text: str, wanted: Wanted = SMALL) -> str:
    path = folder / "export.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SnError) as error:
        ledger_file(path, wanted)
    return str(error.value)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_has_the_printed_leaves_with_the_unit_proved(
    shared: Path, printed: Mapping[str, tuple[int, ...]], layout: str
) -> None:
    path = shared / "swedish_numbers" / f"maj_2024__{layout}.txt"
    assert stated(ledger_file(path, WANTED)) == printed
    assert stated(ledger(sheets(path), WANTED)) == printed


def test_millions_with_one_decimal_are_within_half_a_step(shared: Path, printed: Mapping[str, tuple[int, ...]]) -> None:
    found = stated(ledger_file(shared / "swedish_numbers" / "maj_2024__mkr_1dec.txt", WANTED))
    assert found.keys() == printed.keys()
    for code, amounts in found.items():
        assert all(abs(read - true) <= 50 for read, true in zip(amounts, printed[code], strict=True))  # type: ignore[operator]


@pytest.mark.parametrize("name", ["export_2024-05.csv", "huvudbok_2024-05.csv"])
def test_the_samples_have_the_printed_leaves(printed: Mapping[str, tuple[int, ...]], name: str) -> None:
    found = ledger_file(SAMPLES / name, WANTED)
    assert stated(found) == printed
    assert found.period == MAY
    assert found.entries["7779"].name == "Avgifter hemtjänst"


def test_the_samples_months_through_april_are_the_april_documents_programmes(seeds: Path) -> None:
    found = ledger_file(SAMPLES / "huvudbok_2024-05.csv", Wanted(APRIL, BOARD, None, DECIDED))
    home = {code.code: code.parent or code.code for code in BOARD.leaves(APRIL)}
    with (seeds / "driftredovisning_2024-04.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "program"]
    for row in rows:
        entries = [entry.amounts for code, entry in found.entries.items() if home[code] == row["code"]]
        actual = sum(amounts[Measure.ACTUAL] for amounts in entries)
        budget = sum(amounts[Measure.PERIOD_BUDGET] for amounts in entries)
        # 753 is printed 661 there: the fault in the document that its own totals prove.
        assert actual == (-661 if row["code"] == "753" else int(row["utfall"]))
        assert budget - actual == int(row["budgetavvikelse"])


def test_sie_and_csv_agree_on_actual_and_budget(shared: Path, printed: Mapping[str, tuple[int, ...]]) -> None:
    path = shared / "swedish_numbers" / "maj_2024.SE"
    for found in (ledger_file(path, WANTED), ledger(sheets(path), WANTED)):
        assert {code: tuple(entry.amounts.values()) for code, entry in found.entries.items()} == {
            code: amounts[:2] for code, amounts in printed.items()
        }


HEAD = "Kod;Namn;Utfall;Budget;Årsbudget\n"
ROWS = "11;A;500;450;1800\n12;B;400;450;1800\n2;Två;310;300;1200\n"


def test_the_unit_is_read_given_or_proved(tmp_path: Path) -> None:
    expected = {"actual": 500, "period_budget": 450, "annual_budget": 1800}
    kronor = ROWS.replace("0;", "0000;").replace("0\n", "0000\n")
    blind = Wanted(SMALL.period, SMALL.organisation)
    assert read(tmp_path, HEAD + ROWS)["11"] == expected
    assert read(tmp_path, HEAD + kronor)["11"] == expected
    assert read(tmp_path, HEAD.replace(";Årsbudget", " (kr);Årsbudget") + kronor, blind)["11"] == expected
    assert read(tmp_path, "Belopp i kronor\n" + HEAD + kronor, blind)["11"] == expected
    assert read(tmp_path, HEAD + kronor, Wanted(SMALL.period, SMALL.organisation, Unit.KR))["11"] == expected


def test_an_unsaid_unit_without_proof_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(AmbiguousInputError, match="säger inte om beloppen") as caught:
        read(tmp_path, HEAD + ROWS, Wanted(SMALL.period, SMALL.organisation))
    assert caught.value.missing is Missing.UNIT


def test_a_stated_unit_that_the_decided_budget_contradicts_is_refused(tmp_path: Path) -> None:
    assert "enheten sägs vara kr" in refusal(tmp_path, "Belopp i kr\n" + HEAD + ROWS)
    given = Wanted(SMALL.period, SMALL.organisation, Unit.MKR, SMALL.decided)
    assert "enheten sägs vara mkr" in refusal(tmp_path, HEAD + ROWS, given)


def test_costs_printed_negative_are_turned(tmp_path: Path) -> None:
    text = HEAD + "11;A;-500;-450;-1800\n12;B;-400;-450;-1800\n2;Två;310;300;-1200\n"
    assert read(tmp_path, text)["11"]["actual"] == 500
    assert read(tmp_path, text)["2"]["actual"] == -310


def test_only_the_periods_budget_can_prove_the_unit_too(tmp_path: Path) -> None:
    text = "Kod;Utfall;Budget\n11;500000;440000\n12;400000;450000\n2;310000;300000\n"
    assert read(tmp_path, text)["11"] == {"actual": 500, "period_budget": 440}


def months(last: int = 3, per_month: int = 150, year: int = 2024, first: int = 1) -> str:
    rows = [
        f"{year}{month:02};{code};{per_month + month};{per_month};1800"
        for month in range(first, last + 1)
        for code in ("11", "12")
    ]
    return "Period;Kod;Utfall (tkr);Budget;Årsbudget\n" + "\n".join(rows) + f"\n{year}{last:02};2;1;100;1200\n"


def test_months_are_summed_to_the_month_asked_for(tmp_path: Path) -> None:
    assert read(tmp_path, months())["11"] == {"actual": 456, "period_budget": 450, "annual_budget": 1800}
    assert read(tmp_path, months(last=5))["11"] == {"actual": 456, "period_budget": 450, "annual_budget": 1800}


def test_rows_of_another_year_are_left_out(tmp_path: Path) -> None:
    old = months(year=2023, per_month=999).split("\n", 1)[1]
    assert read(tmp_path, months() + old)["11"]["actual"] == 456


def test_month_columns_are_summed(tmp_path: Path) -> None:
    heads = ";".join(f"Utfall {name} 2024;Budget {name} 2024" for name in ("jan", "feb", "mar"))
    text = f"Kod;{heads};Årsbudget\n11;1;150;2;150;3;150;1800\n12;1;150;1;150;1;150;1800\n2;1;100;1;100;1;100;1200\n"
    assert read(tmp_path, text)["11"] == {"actual": 6, "period_budget": 450, "annual_budget": 1800}


def test_twelve_months_of_budget_make_the_annual_budget(tmp_path: Path) -> None:
    rows = [
        f"2024{month:02};{code};{150 if month <= 3 else ''};150" for month in range(1, 13) for code in ("11", "12", "2")
    ]
    text = "Period;Kod;Utfall;Budget\n" + "\n".join(rows)
    assert read(tmp_path, text)["11"] == {"actual": 450, "period_budget": 450, "annual_budget": 1800}


def test_accumulated_columns_go_before_those_of_the_month(tmp_path: Path) -> None:
    text = "Kod;Utfall mars;Utfall ack mars;Budget månad;Budget ack;Årsbudget\n" + ROWS.replace("A;", "1;").replace(
        "B;", "1;"
    ).replace("Två;", "1;").replace("500;450", "500;9;450").replace("400;450", "400;9;450").replace(
        "310;300", "310;9;300"
    )
    assert read(tmp_path, text)["12"] == {"actual": 400, "period_budget": 450, "annual_budget": 1800}


def test_rows_that_are_accumulated_month_by_month_are_not_summed(tmp_path: Path) -> None:
    rows = [f"2024{month:02};{code};{160 * month};{150 * month};1800" for month in (1, 2, 3) for code in ("11", "12")]
    text = "Period;Kod;Utfall;Budget;Årsbudget\n" + "\n".join(rows) + "\n202403;2;1;300;1200\n"
    assert read(tmp_path, text)["11"] == {"actual": 480, "period_budget": 450, "annual_budget": 1800}


def test_a_single_month_of_rows_counts_when_its_budget_proves_it_accumulated(tmp_path: Path) -> None:
    text = "Period;" + HEAD + "".join(f"202403;{row}\n" for row in ROWS.splitlines())
    assert read(tmp_path, text)["11"]["actual"] == 500


HOLE = "\n".join(line for line in months().splitlines() if not line.startswith("202402"))
MARCH = HEAD.replace("Utfall;Budget", "Utfall mars 2024;Budget mars 2024")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (months(first=3), "ensam"),
        (HOLE, "saknar februari"),
        (months(last=2), "inget utfall för januari–mars 2024; filen har januari 2024, februari 2024"),
        (months(year=2023), "inget utfall för januari–mars 2024"),
        (HEAD.replace("Utfall", "Utfall april 2024") + ROWS, "filen har april 2024"),
        (HEAD.replace("Utfall", "Månadens utfall") + ROWS, "utfall för månaden"),
        (MARCH + "11;A;160;150;1800\n12;B;160;150;1800\n2;C;100;100;1200\n", "utfall för mars ensam"),
        (HEAD + "11;A;1;1350;1800\n12;B;1;1350;1800\n2;C;1;900;1200\n", "ungefär 9 månader av årsbudgeten, inte 3"),
        (months().replace("202402;11", "någon;11"), "'någon' är ingen period"),
    ],
)  # fmt: skip
def test_a_span_that_is_not_there_is_refused(tmp_path: Path, text: str, said: str) -> None:
    assert said in refusal(tmp_path, text)


def test_a_single_month_without_proof_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Period;Kod;Utfall (tkr)\n202403;11;500\n", encoding="utf-8")
    with pytest.raises(AmbiguousInputError, match="ackumulerat"):
        ledger_file(path, SMALL)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("400;", "många;", "export.csv, rad 3, kolumn C: 'många' är inget entydigt belopp"),
        ("12;B", "13;B", "rad 3: koden 13 finns inte i organisationen"),
        ("12;B", "19;B", "rad 3: koden 19 gäller från början till 2023-12 och inte 2024-03"),
        ("12;B", ";B", "rad 3: koden saknas (B)"),
        ("12;B;400;450", "11;B;500;450", "rad 3: 11 finns redan på rad 2, med samma belopp"),
        ("12;B", "11;B", "rad 3: 11 finns redan på rad 2, med andra belopp"),
        ("11;A;500;450;1800\n12;B;400;450;1800", "1;Ett;900;900;3600", "1 är ett program med enheter"),
        ("Kod;", "Vad;", "ingen tabell med kod och utfall"),
        ("Utfall;", "Summa;", "ingen tabell med kod och utfall"),
        (ROWS, "", "inga rader"),
        ("Budget;", "Årsbudget;", "flera kolumner med årsbudget"),
    ],
)
def test_a_wrong_row_is_pointed_at(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in HEAD + ROWS
    assert said in refusal(tmp_path, (HEAD + ROWS).replace(old, new, 1))


def test_sums_in_the_export_are_not_booked_twice(tmp_path: Path) -> None:
    text = HEAD + "2;Två;310;300;1200\n1;Ett;900;900;3600\n;Totalt;1210;1200;4800\n" + ROWS
    assert read(tmp_path, text) == read(
        tmp_path, HEAD + ROWS.replace("2;Två;310;300;1200\n", "") + "2;Två;310;300;1200\n"
    )


def test_bookings_are_summed_exactly_to_the_ore(tmp_path: Path) -> None:
    rows = [f"2024-01-{day:02};A{day};4010;11;0,{day:02}" for day in range(1, 29)]
    rows += ["2024-02-03;B1;4010;11;1 000,1", "2024-03-31;B2;3010;11;-12", "2024-03-31;B3;3010;12;1,005"]
    found = read(tmp_path, "Datum;Verifikation;Konto;Kod;Belopp (kr)\n" + "\n".join(rows))
    assert found["11"]["actual"] == (Decimal(sum(range(1, 29))) / 100 + Decimal("1000.1") - 12) / 1000
    assert found["12"]["actual"] == Decimal("0.001005")


def test_small_whole_numbers_are_not_taken_for_hundredths(tmp_path: Path) -> None:
    text = "Kod;Utfall (kr);Budget;Årsbudget\n11;26;4;1800000\n12;7;450;1800000\n2;310;300;1200000\n"
    assert read(tmp_path, text, Wanted(Period.parse("2024-01"), TWO_PROGRAMMES))["11"]["actual"] == Decimal("0.026")


def test_the_day_of_the_extraction_is_kept_when_said(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Uttagsdatum: 2024-04-10;;;;\n" + HEAD + ROWS, encoding="utf-8")
    assert ledger_file(path, SMALL).extracted == "2024-04-10"
