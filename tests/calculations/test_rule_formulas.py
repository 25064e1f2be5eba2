"""The rules as Excel formulas give what Python gives: LibreOffice is the other hand that computes them."""

from __future__ import annotations

import csv
import random
import re
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from sn_excel.calculations.forecasting import rule_formulas
from sn_excel.calculations.forecasting.bases import Basis
from sn_excel.calculations.forecasting.forecasts import forecast
from sn_excel.calculations.forecasting.outlooks import Outlook, Rule, RuleValue, shown
from sn_excel.model.amounts import Amount

Unit = tuple[Amount, Amount, Amount, int, str]


def may(seeds: Path) -> list[Unit]:
    with (seeds / "maj_2024.csv").open(encoding="utf-8") as file:
        return [(int(row["utfall"]), int(row["budget"]), int(row["arsbudget"]), 5, "") for row in csv.DictReader(file)]


def edges() -> list[Unit]:
    chance = random.Random(4)  # noqa: S311  # no secret, only spread
    pins = ["", *(rule.swedish for rule in Rule), "okänd regel"]
    found: list[Unit] = [
        (-466, 367, 1100, 4, ""), (-661, 0, 0, 4, ""), (661, 0, 0, 4, ""), (0, 0, 0, 1, ""), (0, 0, 1200, 3, ""),
        (500, 1200, 1200, 12, ""), (-5, 0, 0, 12, ""), (600, 500, 1200, 5, ""), (1250, 1250, 3000, 5, ""),
        (Decimal("14191.255"), Decimal("12470.01"), 29124, 5, ""),
    ]  # fmt: skip
    for _ in range(400):
        size = chance.choice([1, 10, 3000, 200_000])
        unit = [chance.choice([0, 1, chance.randint(-size, size)]) for _ in range(3)]
        found.append((unit[0], unit[1], unit[2], chance.randint(1, 12), chance.choice(pins)))
    return found


@pytest.fixture(scope="module")
def recalculated(seeds: Path, soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    folder = tmp_path_factory.mktemp("formulas")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, (actual, budget, annual, month, pin) in enumerate(may(seeds) + edges(), 1):
        at = rule_formulas.BasisCells(f"A{row}", f"B{row}", f"C{row}", f"D{row}")
        of = rule_formulas.RuleCells(f"F{row}", f"G{row}", f"H{row}")
        texts = (
            rule_formulas.linear(at), rule_formulas.remaining_budget(at),
            rule_formulas.budget_pace(at), rule_formulas.median(at, of),
            rule_formulas.median_name(f"I{row}", of), rule_formulas.chosen(f"E{row}", at, of, f"I{row}"),
            rule_formulas.shown(f"C{row}", f"K{row}"),
        )  # fmt: skip
        sheet.append([float(actual), float(budget), float(annual), month, pin or None, *("=" + text for text in texts)])
    book.save(folder / "regler.xlsx")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder / "out",
         folder / "regler.xlsx"], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    values = openpyxl.load_workbook(folder / "out" / "regler.xlsx", data_only=True).worksheets[0]
    return [tuple(cell for cell in row[5:12]) for row in values.iter_rows(values_only=True)]


def same(cell: object, expected: Amount | str) -> bool:
    if isinstance(expected, str):
        return cell == expected
    if isinstance(expected, int):
        return isinstance(cell, int | float) and abs(cell - expected) < 1e-9
    return isinstance(cell, int | float) and cell == pytest.approx(float(expected), rel=1e-12, abs=1e-12)


def cell_of(value: RuleValue) -> Amount | str:
    return value.refusal or (value.value if value.value is not None else "")


def test_every_formula_gives_what_the_rule_gives(seeds: Path, recalculated: list[tuple[object, ...]]) -> None:
    for (actual, budget, annual, month, pin), row in zip(may(seeds) + edges(), recalculated, strict=True):
        task = Outlook(actual, annual, month, period_budget=budget)
        found = forecast(task)
        three = [cell_of(found.of(rule)) for rule in (Rule.LINEAR, Rule.REMAINING_BUDGET, Rule.BUDGET_PACE)]
        pinned = forecast(Outlook(actual, annual, month, period_budget=budget, pinned=Rule.named(pin)))
        wanted = [*three, found.value, found.rule.swedish, pinned.value, shown(pinned.value, annual)]
        assert [same(cell, value) for cell, value in zip(row, wanted, strict=True)] == [True] * 7, (task, row, wanted)


def test_the_edges_reach_every_refusal_and_limit(seeds: Path) -> None:
    found = [forecast(Outlook(a, c, m, period_budget=b)) for a, b, c, m, _ in may(seeds) + edges()]
    refusals = {value.refusal for one in found for value in one.values[:3]}
    remarks = {value.remark for one in found for value in one.values}
    assert len(refusals - {""}) == 6
    assert len(remarks - {""}) == 2


def test_formulas_use_english_names_commas_and_the_addresses_given() -> None:
    at = rule_formulas.BasisCells("Data!$B$5", "C5", "D5", "$B$2")
    for text in (rule_formulas.linear(at), rule_formulas.remaining_budget(at), rule_formulas.budget_pace(at)):
        bare = re.sub(r'"[^"]*"', "", text)
        assert ";" not in bare
        assert not text.startswith("=")
        assert set(re.findall(r"[A-Z]{2,}(?=\()", bare)) <= {"IF", "AND", "ABS"}
        assert bare.count("(") == bare.count(")")
        assert "Data!$B$5" in text


def test_a_pinned_rule_of_history_is_taken_from_its_cell() -> None:
    at = rule_formulas.BasisCells("B5", "C5", "D5", "$B$2")
    text = rule_formulas.chosen("J5", at, rule_formulas.RuleCells("F5", "G5", "H5", {Rule.SEASONAL_SHARE: "M5"}), "I5")
    assert 'IF(AND(J5="Säsongsandel",ISNUMBER(M5)),M5,' in text


def test_a_basis_is_what_the_cells_hold() -> None:
    assert set(rule_formulas.BasisCells.__slots__) - {"once"} <= set(Basis.__slots__)
