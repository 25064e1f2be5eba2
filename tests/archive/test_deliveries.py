"""Months kept: each addition is a version of its own and nothing stored is ever changed."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from sqlite3 import Connection
from typing import Any

import pytest

from sn_excel.archive.deliveries import Delivery, Status, add, add_all, fetched, listed, unknown
from sn_excel.model.amounts import Amount
from sn_excel.model.errors import SnError
from sn_excel.model.ledgers import Entry
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period

APRIL = Period(2024, 1, 4)


def april(amount: Amount, **changed: Any) -> Delivery:
    entry = Entry("7542", "Vård för barn", {Measure.ACTUAL: amount, Measure.ANNUAL_BUDGET: 0})
    facts: dict[str, Any] = {
        "period": APRIL, "status": Status.PRELIMINARY, "extracted": "2024-05-03", "stored": "2024-05-03T10:00:00",
        "document": "april.csv", "entries": {"7542": entry},
    }  # fmt: skip
    return Delivery(**{**facts, **changed})


def test_what_is_added_comes_back_exactly(archive: Connection) -> None:
    stored = add(archive, april(Decimal("-12345.678")))
    assert fetched(archive, APRIL) == stored
    assert fetched(archive, APRIL).entries["7542"].amounts[Measure.ACTUAL] == Decimal("-12345.678")


def test_adding_a_month_again_makes_a_new_version_and_keeps_the_old(archive: Connection) -> None:
    add(archive, april(500))
    second = add(archive, april(510, status=Status.DELIVERED, extracted="2024-05-20"))
    assert second.version == 2
    assert fetched(archive, APRIL).status is Status.DELIVERED
    assert fetched(archive, APRIL, version=1).entries["7542"].amounts[Measure.ACTUAL] == 500
    assert [(one.version, one.status.value, one.extracted) for one in listed(archive)] == [
        (1, "preliminär", "2024-05-03"), (2, "levererad", "2024-05-20"),
    ]  # fmt: skip


def test_a_stored_version_cannot_be_changed_or_removed(archive: Connection) -> None:
    add(archive, april(500))
    for statement in ("UPDATE amounts SET amount = '1'", "DELETE FROM amounts", "UPDATE deliveries SET status = 'x'",
                      "DELETE FROM deliveries"):  # fmt: skip
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            archive.execute(statement)


def test_a_month_the_archive_lacks_is_told(archive: Connection) -> None:
    with pytest.raises(SnError, match=r"Arkivet har inte 2024-04\."):
        fetched(archive, APRIL)
    add(archive, april(500))
    with pytest.raises(SnError, match="version 7 av 2024-04"):
        fetched(archive, APRIL, version=7)


def test_amounts_of_a_single_month_are_refused(archive: Connection) -> None:
    with pytest.raises(SnError, match="ackumulerade"):
        add(archive, april(500, period=Period(2024, 4, 4)))


def test_a_delivery_without_amounts_is_refused(archive: Connection) -> None:
    with pytest.raises(SnError, match="inga belopp"):
        add(archive, april(500, entries={}))


def test_of_several_all_are_stored_or_none(archive: Connection) -> None:
    with pytest.raises(SnError):
        add_all(archive, [april(500), april(510, entries={})])
    twice = Entry("7542", "samma kod två gånger", {Measure.ACTUAL: 1})
    with pytest.raises(sqlite3.IntegrityError):
        add_all(archive, [april(500), april(510, entries={"a": twice, "b": twice})])
    assert listed(archive) == ()


def test_what_the_archive_holds_already_is_known_again(archive: Connection) -> None:
    add(archive, april(500))
    later = april(510, stored="2024-05-04T10:00:00")
    assert unknown(archive, [april(500), later]) == (later,)


def test_another_boards_month_is_refused_and_nothing_is_stored(archive: Connection) -> None:
    add(archive, april(500))
    other = april(7, document="annan.csv", entries={"9100": Entry("9100", "Skola", {Measure.ACTUAL: 7})})
    with pytest.raises(SnError, match="ingen kod som arkivet redan har"):
        add(archive, other)
    assert [one.document for one in listed(archive)] == ["april.csv"]
