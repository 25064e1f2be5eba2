"""Make the sample inputs in workbooks/exempel: `python workbooks/build_samples.py FOLDER`.

The folder holds the transcribed documents. What is printed and what is our own is told in exempel/README.md.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

HERE = Path(__file__).resolve().parent / "exempel"
PAGES = {
    "100": "100+285+750",
    "285": "100+285+750",
    "750": "100+285+750",
    "753": "",
    "756": "756+770",
    "770": "756+770",
}
CHANGES = (
    ("781", 200, "2024-02", "tilläggsbudget", "SN 2024-01-25 § 4"),
    ("770", 300, "2024-03", "omdisponering", "SN 2024-02-22 § 17"),
    ("754", -300, "2024-03", "omdisponering", "SN 2024-02-22 § 17"),
    ("7562", 100, "2024-04", "omdisponering", "SN 2024-03-21 § 29"),
    ("7564", -100, "2024-04", "omdisponering", "SN 2024-03-21 § 29"),
)
PROGRAMME_OF_UNIT = {"7562": "756", "7564": "756"}
ROLES = {
    "100": "förvaltningschef", "285": "verksamhetschef IFO", "750": "verksamhetschef IFO",
    "753": "verksamhetschef IFO", "754": "verksamhetschef IFO", "756": "verksamhetschef stöd",
    "770": "förvaltningschef", "771": "verksamhetschef äldreomsorg", "774": "verksamhetschef hälso- och sjukvård",
    "781": "verksamhetschef stöd",
}  # fmt: skip
"""Who answers for a programme's budget, by role; our own."""
MONTH_SHARES = (24, 26, 25)
"""January to March, per cent of what was booked through April; April takes the rest."""

Row = dict[str, str]
Cells = Sequence[object]


def main() -> None:
    """Write every sample file."""
    seeds = Path(sys.argv[1])
    may = _rows(seeds / "maj_2024.csv")
    april = _rows(seeds / "driftredovisning_2024-04.csv")
    income = _rows(seeds / "resultatrakning_2024-04.csv")
    _write("export_2024-05.csv", _export(may))
    _write("huvudbok_2024-05.csv", _ledger(may, april))
    _write("arsbudget.csv", _decided(may))
    _write("budgetandringar.csv", [("Kod", "Belopp (tkr)", "Från period", "Slag", "Beslut"), *CHANGES])
    _write("organisation.csv", _organisation(may))
    _write("alias.csv", [("Alias", "Namn")])
    _write("april_2024_driftredovisning.csv", _operating(april))
    _write("april_2024_resultatrakning.csv", _income(income))
    _text("april_2024.txt", _april_text(seeds))
    _text("installningar.toml", SETTINGS)


def leaves(may: Iterable[Row]) -> list[tuple[Row, str]]:
    """Return the rows that the ledger books on, each with its programme, in printed order."""
    rows = list(may)
    summary = [row for row in rows if row["page"] == "1" and row["kind"] == "program"]
    found: list[tuple[Row, str]] = []
    for programme in summary:
        units = [row for row in rows if row["kind"] == "enhet" and _owner(rows, row) == programme["code"]]
        found.extend((row, programme["code"]) for row in units or [programme])
    return found


def _owner(rows: Sequence[Row], unit: Row) -> str:
    above = rows[: rows.index(unit)]
    return next(row["code"] for row in reversed(above) if row["kind"] == "program")


def _export(may: list[Row]) -> list[Cells]:
    titles = (
        "Verksamhet",
        "Benämning",
        "Utfall jan-maj 2024 (tkr)",
        "Budget jan-maj 2024 (tkr)",
        "Årsbudget 2024 (tkr)",
    )
    amounts = [
        (row["code"], row["name"], *(_grouped(row[name]) for name in ("utfall", "budget", "arsbudget")))
        for row, _ in leaves(may)
    ]
    return [titles, *amounts]


def _grouped(amount: str) -> str:
    return f"{int(amount):,}".replace(",", " ")


def _ledger(may: list[Row], april: list[Row]) -> list[Cells]:
    """Return a row per code and month in kronor; the months sum to May as printed, and to April's programmes."""
    lines: list[Cells] = [("Period", "Kod", "Benämning", "Utfall (kr)", "Budget (kr)", "Årsbudget (kr)")]
    actual, budget = _through_april(may, april)
    for row, _ in leaves(may):
        code = row["code"]
        actuals = _months(actual[code], int(row["utfall"]), uneven=int(code) * 7919 % 90001)
        budgets = _months(budget[code], int(row["budget"]), uneven=0)
        for month, (booked, planned) in enumerate(zip(actuals, budgets, strict=True), 1):
            annual = _kronor(int(row["arsbudget"]) * 100_000)
            lines.append((f"2024{month:02}", code, row["name"], _kronor(booked), _kronor(planned), annual))
    return lines


def _through_april(may: list[Row], april: list[Row]) -> tuple[dict[str, int], dict[str, int]]:
    """Share each programme's printed Utfall and budget through April over its leaves, in whole tkr."""
    actual: dict[str, int] = {}
    budget: dict[str, int] = {}
    for stated in (row for row in april if row["kind"] == "program"):
        own = [row for row, programme in leaves(may) if programme == stated["code"]]
        # The document printed 753 without its minus sign; the ledger has the amount that its totals tie with.
        booked = -661 if stated["code"] == "753" else int(stated["utfall"])
        actual |= _shared(booked, {row["code"]: int(row["utfall"]) for row in own})
        budget |= _shared(booked + int(stated["budgetavvikelse"]), {row["code"]: int(row["budget"]) for row in own})
    return actual, budget


def _shared(total: int, weights: dict[str, int]) -> dict[str, int]:
    whole = sum(weights.values())
    parts = {code: (total * weight) // whole if whole else 0 for code, weight in weights.items()}
    largest = max(weights, key=lambda code: abs(weights[code]))
    parts[largest] += total - sum(parts.values())
    return parts


def _months(through_april: int, through_may: int, uneven: int) -> list[int]:
    """Return January to May in öre."""
    whole = through_april * 100_000
    first = [
        whole * share // 100 + sign * uneven * bool(whole) for share, sign in zip(MONTH_SHARES, (1, -1, 0), strict=True)
    ]
    return [*first, whole - sum(first), through_may * 100_000 - whole]


def _kronor(ore: int) -> str:
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100},{abs(ore) % 100:02}"


def _decided(may: list[Row]) -> list[Cells]:
    """Return the budgets decided before the year: as printed in the summary, less the changes taken since."""
    lines: list[Cells] = [("Program", "Benämning", "Beslutad årsbudget 2024 (tkr)")]
    total = 0
    for row in may:
        if row["page"] == "1" and row["kind"] == "program":
            changed = sum(change[1] for change in CHANGES if PROGRAMME_OF_UNIT.get(change[0], change[0]) == row["code"])
            amount = int(row["arsbudget"]) - changed
            total += amount
            lines.append((row["code"], row["name"], amount))
    return [*lines, ("", "Totalt", total)]


def _organisation(may: list[Row]) -> list[Cells]:
    lines: list[Cells] = [("Kod", "Namn", "Program", "Sida", "Från period", "Till period", "Ansvar")]
    done: set[str] = set()
    for row, programme in leaves(may):
        if programme not in done:
            done.add(programme)
            name = next(entry["name"] for entry in may if entry["code"] == programme)
            lines.append((programme, name, "", PAGES.get(programme, programme), "2024-01", "", ROLES[programme]))
        if row["code"] != programme:
            lines.append((row["code"], row["name"], programme, "", "2024-01", "", ""))
    return lines


def _operating(april: list[Row]) -> list[Cells]:
    titles = ("Kod", "Driftredovisning, tkr", "Prognos 2024", "Budget 2024", "Avvikelse", "Utfall 2024-04",
              "Budgetavvikelse 2024-04")  # fmt: skip
    fields = ("code", "name", "prognos", "budget", "avvikelse", "utfall", "budgetavvikelse")
    return [titles, *([row[name] for name in fields] for row in april)]


def _income(income: list[Row]) -> list[Cells]:
    titles = ("Resultaträkning, tkr", "Prognos 2024", "Budget 2024", "Avvikelse", "Utfall 2024-04", "Utfall 2023-04")
    return [titles, *(list(row.values()) for row in income)]


def _april_text(seeds: Path) -> str:
    """Return the two tables of the April document as they were copied from its PDF, without what surrounds them."""
    document = next(seeds.glob("003_*.txt")).read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(document) if line.startswith("RESULTATRÄKNING"))
    last = next(number for number, line in enumerate(document) if line.strip().startswith("TOTALT"))
    return "\n".join(["SOCIALNÄMND BUDGETUPPFÖLJNING 2024-04", "", *document[first : last + 1], ""])


SETTINGS = """\
# Inställningar för budgetuppföljningen. Ta bort en rad för att få det vanliga värdet.
namnd = "Socialnämnd"

[kommentarer]
# Ett program ska kommenteras när avvikelsen är större än något av dem.
belopp_tkr = 100
andel_procent = 1
"""


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _write(name: str, lines: Iterable[Cells]) -> None:
    """Write a CSV as a Swedish Excel saves it: semicolons, UTF-8 with a mark, CRLF."""
    written = StringIO(newline="")
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows(lines)
    (HERE / name).write_bytes(written.getvalue().encode("utf-8-sig"))


def _text(name: str, body: str) -> None:
    (HERE / name).write_bytes(body.encode("utf-8"))


if __name__ == "__main__":
    main()
