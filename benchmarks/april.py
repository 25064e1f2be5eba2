"""April 2024, ten programmes: the rules side by side beside the printed Prognos, and what no rule explains.

    python benchmarks/april.py --seeds ../shared/seeds

Utfall, Årsbudget, Budgetavvikelse and Prognos are as printed (tkr), the period's budget is Utfall + Budgetavvikelse;
753 stands as printed and mended. A rule in brackets is refused. A rule that, pinned, gives the printed forecast
(deviation rounded to 100 tkr) is named; where there is none, `Oförklarat` is the printed forecast less that of our
rule. The report's own words are quoted for such a remainder only when they speak of the same direction; nothing is
filled in to make a remainder go away.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.documents import APRIL, april
from sn_excel.calculations.forecasting.comparisons import Comparison, comparison
from sn_excel.calculations.forecasting.forecast_rows import forecast_rows
from sn_excel.calculations.forecasting.forecasts import forecast
from sn_excel.calculations.forecasting.outlooks import Outlook, Rule
from sn_excel.model.amounts import Amount, rounded, spoken
from sn_excel.model.measures import Measure
from sn_excel.model.tables import Dossier

RULES = (Rule.LINEAR, Rule.REMAINING_BUDGET, Rule.BUDGET_PACE)
MENDED = {("753", "utfall"): -661}
SAID = {
    "754": (1, "högre placeringskostnader på myndighet"),
    "285": (1, "En stor kostnad för ombyggnation förväntas komma som påverkar resultatet i slutet av året"),
    "771": (1, "Anställningarna förväntas vara genomförda i andra tertialet"),
    "774": (1, "Kostnader för hjälpmedel fortsätter med samma ökningstakt"),
    "781": (1, "dyra men nödvändiga externa placeringar inom Funktionshinderomsorgen"),
}
"""What the report says of a programme's rest of the year, and whether it means more cost (+1) or less (−1)."""


@dataclass(frozen=True)
class Row:
    """A programme: its rules beside the printed forecast."""

    code: str
    name: str
    found: Comparison
    reason: str = ""

    @property
    def pinned(self) -> Rule | None:
        """The rule that gives the printed forecast."""
        return self.found.agreeing[0] if self.found.agreeing else None


def rows(seeds: Path) -> tuple[Row, ...]:
    """The ten programmes as printed, and 753 mended after its printed row."""
    words = " ".join((seeds / "kommentarer.md").read_text(encoding="utf-8").split())
    mended = {row.code: row for row in _rows(april(seeds, MENDED), words)}
    found = []
    for row in _rows(april(seeds), words):
        found.append(row)
        if (row.code, "utfall") in MENDED:
            found.append(Row(row.code, f"{row.name}, rättad", mended[row.code].found, mended[row.code].reason))
    return tuple(found)


def _rows(dossier: Dossier, words: str) -> Iterator[Row]:
    lines = {line.code: line for table in dossier.tables for line in table.walk() if line.code}
    for row in forecast_rows(dossier, APRIL):
        forecasts = (one.value for column, one in lines[row.code].figures.items() if column.measure is Measure.FORECAST)
        printed = next(value for value in forecasts if value is not None)
        budget = row.budget.value if row.budget else None
        found = comparison(forecast(Outlook(row.actual.value, row.annual.value, APRIL.last, budget)), printed)
        yield Row(row.code, row.name, found, reason(row.code, found.unexplained, words))


def reason(code: str, remainder: Amount, words: str) -> str:
    """What the report gives as reason for a remainder; nothing where it speaks of the other direction."""
    way, said = SAID.get(code, (0, ""))
    return said if remainder * way > 0 and said in words else ""


def lines(found: tuple[Row, ...]) -> Iterator[str]:
    """The table as text."""
    heads = ("Linjär", "+återst.budget", "Budgettakt", "Vår regel", "Tryckt", "Oförklarat")
    yield f"{'':36}" + "".join(f"{head:>15}" for head in heads) + "  Ger tryckt / rapportens ord"
    for row in found:
        values = [row.found.forecast.of(rule) for rule in RULES]
        told = ["–" if one.value is None else _amount(one.value, bool(one.refusal)) for one in values]
        told += [_amount(row.found.forecast.value), _amount(row.found.submitted), _amount(row.found.unexplained)]
        end = row.pinned.swedish if row.pinned else f"ingen; ”{row.reason}”" if row.reason else "ingen"
        yield f"{f'{row.code} {row.name}':36}" + "".join(f"{text:>15}" for text in told) + f"  {end}"
        yield from (f"  ! {words}" for words in row.found.forecast.warnings)


def _amount(value: Amount, refused: bool = False) -> str:
    text = spoken(rounded(value))
    return f"({text})" if refused else text


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seeds", type=Path, required=True)
    print("\n".join(lines(rows(options.parse_args().seeds))))


if __name__ == "__main__":
    main()
