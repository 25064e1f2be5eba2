"""Third-party tables without headings of ours: nothing is read into them, and nothing breaks."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from sn_excel.model.sheets import Sheet
from sn_excel.reading.tables import tables


def strangers(shared: Path) -> Iterator[tuple[str, list[list[str]]]]:
    for name in ("dataset", "unseen"):
        with gzip.open(shared / "bench" / "aggregations" / "data" / f"{name}.jl.gz", "rt", encoding="utf-8") as file:
            for line in file:
                table = json.loads(line)
                yield table["file_name"], table["table_array"]


def test_no_table_of_ours_is_seen_in_177_tables_of_others(shared: Path) -> None:
    read = 0
    seen: list[str] = []
    for name, rows in strangers(shared):
        cells = {(row, at): str(text) for row, texts in enumerate(rows, 1) for at, text in enumerate(texts, 1) if text}
        lines = {(row, 1): " ".join(map(str, texts)) for row, texts in enumerate(rows, 1)}
        found = [tables([Sheet(name, "blad", cells)]), tables([Sheet(name, "blad", lines, lines=True)])]
        seen += [name for reading in found if reading.tables]
        read += 1
    assert read == 177
    assert not seen
