"""Prognosjusteringar: what a person knows of the rest of the year that no rule can see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from sn_excel.model.amounts import Amount


class AdjustmentKind(StrEnum):
    """What kind of event the adjustment is; the value is the word in the sheet's list."""

    ONE_OFF = "engångs"
    RUNNING = "löpande"
    SHIFT = "förskjutning"
    STATE_GRANT = "statsbidrag"
    MEASURE = "åtgärd"
    VOLUME = "volym"
    PAY_PRICE = "lön/pris"
    ACCRUAL = "periodisering"

    @property
    def recurs(self) -> bool:
        """Say whether an item of this kind in the outcome tells of the months to come.

        >>> AdjustmentKind.RUNNING.recurs, AdjustmentKind.ONE_OFF.recurs
        (True, False)
        """
        return self not in (AdjustmentKind.ONE_OFF, AdjustmentKind.SHIFT, AdjustmentKind.ACCRUAL)


class AdjustmentMode(StrEnum):
    """How the amount meets the rule's expected rest."""

    ADDS = "läggs till"
    REPLACES_REST = "ersätter resten"


class AdjustmentStatus(StrEnum):
    """Where the adjustment stands; only an agreed one counts in the forecast."""

    PROPOSED = "föreslagen"
    AGREED = "godkänd"
    REJECTED = "avvisad"
    ENDED = "avslutad"

    @property
    def counts(self) -> bool:
        """Say whether the adjustment is part of the forecast."""
        return self is AdjustmentStatus.AGREED


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A named event of a unit or a programme, in tkr over the months `first` to `last` (`YYYY-MM`, both included).

    A cost or a lost income is positive. `reason` is internal and required; `board_text` is what the board may read.
    `low` and `high` bound the amount where it is uncertain. `date` is `YYYY-MM-DD`.
    """

    code: str
    amount: Amount
    first: str
    last: str
    kind: AdjustmentKind
    reason: str
    mode: AdjustmentMode = AdjustmentMode.ADDS
    board_text: str = ""
    author: str = ""
    date: str = ""
    source: str = ""
    low: Amount | None = None
    high: Amount | None = None
    status: AdjustmentStatus = AdjustmentStatus.AGREED

    def __post_init__(self) -> None:
        """Refuse what cannot be counted: AdjustmentError with a Swedish sentence for the cell it came from."""
        if fault := _fault(self):
            raise AdjustmentError(*fault)

    @property
    def months(self) -> int:
        """Return how many months the amount is spread over.

        >>> Adjustment("754", 900, "2024-11", "2025-01", AdjustmentKind.RUNNING, "fler ärenden").months
        3
        """
        return month_number(self.last) - month_number(self.first) + 1


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person should know of an adjustment in the sheet; `counts` False: the forecast passes it over."""

    text: str = ""
    counts: bool = True

    @property
    def swedish(self) -> str:
        """Return the remark as the sheet shows it.

        >>> Remark("raden kan inte läsas.", counts=False).swedish
        'Räknas inte: raden kan inte läsas.'
        """
        return self.text if self.counts else f"Räknas inte: {self.text}"


class AdjustmentError(ValueError):
    """What is wrong with an adjustment, in Swedish, and the name of the field that it is about."""

    def __init__(self, field: str, message: str) -> None:
        """Keep the field beside the sentence."""
        super().__init__(message)
        self.field = field


def month_number(code: str) -> int:
    """Return a month `YYYY-MM` as a number that grows by one each month.

    >>> month_number("2025-01") - month_number("2024-12")
    1
    """
    return int(code[:4]) * 12 + int(code[5:7])


def _fault(item: Adjustment) -> tuple[str, str] | None:
    """Return the field that is wrong and what is wrong with it, in Swedish; None when nothing is."""
    for field, code in (("first", item.first), ("last", item.last)):
        if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", code):
            return field, f"{code!r} är ingen månad; skriv år och månad, till exempel 2024-05."
    if item.last < item.first:
        return "last", f"Till-månaden {item.last} ligger före från-månaden {item.first}."
    if not item.reason.strip():
        return "reason", "Orsak saknas; en justering måste kunna förklaras."
    low = item.amount if item.low is None else item.low
    high = item.amount if item.high is None else item.high
    if not low <= item.amount <= high:
        return "amount", f"Beloppet {item.amount} ligger inte mellan lägst {low} och högst {high}."
    return None
