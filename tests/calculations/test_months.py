"""The month in figures: rounded once, decided budgets with their changes, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from sn_excel.calculations.months import Leaf, month
from sn_excel.model.errors import SnError
from sn_excel.model.ledgers import Entry
from sn_excel.model.measures import Measure
from sn_excel.model.organisation import BudgetChange, ChangeKind
from tests import may


def test_a_programme_is_the_sum_of_its_units(seeds: Path) -> None:
    maj = month(may.ledger(seeds), may.organisation(seeds), may.decided(seeds))
    assert maj.programme("771") == Leaf(58611, 57760, 139324)
    assert maj.decided["771"] == 134114
    assert maj.programme("753") == Leaf(-665, 0, 0)


def test_kronor_are_rounded_half_away_from_zero_after_summing(seeds: Path) -> None:
    ledger = may.ledger(seeds)
    amounts = {Measure.ACTUAL: Decimal("-664.5"), Measure.PERIOD_BUDGET: Decimal("0.5")}
    entries = dict(ledger.entries) | {"753": Entry("753", "", amounts)}
    maj = month(replace(ledger, entries=entries), may.organisation(seeds), may.decided(seeds))
    assert maj.leaves["753"] == Leaf(-665, 1, 0)


def test_a_change_of_a_unit_reaches_its_programme(seeds: Path) -> None:
    changes = [
        BudgetChange("7401", 3200, "2024-02", ChangeKind.SUPPLEMENTARY, "§ 12"),
        BudgetChange("754", -100, "2024-06", ChangeKind.REALLOCATION, "§ 30"),
    ]
    maj = month(may.ledger(seeds), may.organisation(seeds), may.decided(seeds), changes)
    assert maj.decided["771"] == 134114 + 3200
    assert maj.decided["754"] == 29124


def test_a_code_the_export_lacks_is_zero_and_told(seeds: Path) -> None:
    ledger = may.ledger(seeds)
    entries = {code: entry for code, entry in ledger.entries.items() if code != "7776"}
    maj = month(replace(ledger, entries=entries), may.organisation(seeds), may.decided(seeds))
    assert maj.leaves["7776"] == Leaf(0, 0, 0)
    assert [code.code for code in maj.absent] == ["7776"]


def test_an_unknown_code_is_refused_with_its_name(seeds: Path) -> None:
    ledger = may.ledger(seeds)
    entries = dict(ledger.entries) | {"7999": Entry("7999", "", {})}
    with pytest.raises(SnError, match="7999"):
        month(replace(ledger, entries=entries), may.organisation(seeds), may.decided(seeds))


@pytest.mark.parametrize(("programme", "words"), [("781", "saknas för program 781"), ("999", "program 999")])
def test_decided_budgets_must_be_the_programmes(seeds: Path, programme: str, words: str) -> None:
    decided = may.decided(seeds)
    changed = {code: amount for code, amount in decided.items() if code != programme}
    if programme == "999":
        changed["999"] = 1
    with pytest.raises(SnError, match=words):
        month(may.ledger(seeds), may.organisation(seeds), changed)


def test_a_change_of_an_unknown_code_is_refused(seeds: Path) -> None:
    change = BudgetChange("9999", 1, "2024-01", ChangeKind.SUPPLEMENTARY, "§ 5")
    with pytest.raises(SnError, match="§ 5"):
        month(may.ledger(seeds), may.organisation(seeds), may.decided(seeds), [change])


def test_an_export_without_a_measure_is_refused_not_printed_as_zero(seeds: Path) -> None:
    ledger = may.ledger(seeds)
    entries = {code: Entry(code, "", {Measure.ACTUAL: 1}) for code in ledger.entries}
    with pytest.raises(SnError, match="Budget"):
        month(replace(ledger, entries=entries), may.organisation(seeds), may.decided(seeds))
