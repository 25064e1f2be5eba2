"""What the ledger says: amounts per code over one span, in exact tkr, before any rounding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sn_excel.model.amounts import Amount
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period


@dataclass(frozen=True, slots=True)
class Entry:
    """One code's amounts in exact tkr: Utfall and Budget over the ledger's span, Årsbudget for the year."""

    code: str
    name: str
    amounts: Mapping[Measure, Amount]


@dataclass(frozen=True, slots=True)
class Ledger:
    """An export of the leaves: `period` is its span from January; `extracted` is the day it was made, if said.

    `cautions` are Swedish sentences on what a person should look at before the figures are used.
    """

    document: str
    period: Period
    entries: Mapping[str, Entry]
    extracted: str = ""
    cautions: tuple[str, ...] = ()
