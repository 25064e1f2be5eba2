"""A damaged record of the last job is no record: nothing is taken back by it, and nothing breaks."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from sn_excel.hosts.desktop import takebacks
from sn_excel.hosts.desktop.takebacks import Kept, dumped, loaded
from sn_excel.model.edits import Formula
from sn_excel.model.sheets import Fault
from sn_excel.writing.undo.changes import Change, Page, Record

CONTENTS = (None, True, False, 0, 7, "", "text", Decimal("0.1"), Decimal("-1E-9"), Formula("A1*2", None), Fault("#N/A"))
DONE = Kept(
    "fill",
    Record(
        changes=tuple(Change("771", (row, 2), one, None) for row, one in enumerate(CONTENTS, 1)),
        added=(Page("Ny", {(1, 1): "a", (2, 1): Decimal("2.5")}, {(2, 1): "0.0"}, "771"),),
        names=(("_sn", "771", ""),),
    ),
)


def test_every_content_comes_back_as_it_was() -> None:
    back = loaded(dumped(DONE))
    assert back == DONE
    assert [type(one.before) for one in back.record.changes] == [type(one) for one in CONTENTS]


def damaged(**change: Any) -> str:
    return json.dumps(json.loads(dumped(DONE)) | change)


BROKEN = [
    "", "null", "[]", "{", "[" * 50_000, damaged(version="2"), damaged(version=99), damaged(macro=None),
    damaged(extra=1), damaged(changes={}), damaged(changes=[["771"]]),
    damaged(changes=[["771", "B2", 1.5, None, "", ""]]),
    damaged(changes=[["771", "B2", {"n": "abc"}, None, "", ""]]),
    damaged(changes=[["771", "B2", {"n": "NaN"}, None, "", ""]]),
    damaged(changes=[["771", "B2", {"f": 1}, None, "", ""]]), damaged(changes=[["771", "ingen", 1, None, "", ""]]),
    damaged(added=[{"name": "x"}]), damaged(marks=[["771", "B2", "okänd", ""]]), damaged(names=[["a", "b"]]),
]  # fmt: skip


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_damaged_record_is_none(text: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(takebacks, "folder", lambda: tmp_path)
    assert takebacks.keep("bok.xlsx", DONE)
    assert takebacks.last("bok.xlsx") == DONE
    next(tmp_path.glob("*.json")).write_text(text, encoding="utf-8")
    assert takebacks.last("bok.xlsx") is None
