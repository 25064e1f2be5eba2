"""The organisation as data: which unit belongs to which programme, on which page, from when to when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sn_excel.model.amounts import Amount
from sn_excel.model.periods import Period


@dataclass(frozen=True, slots=True)
class Code:
    """A programme or a unit; `parent` is empty for a programme, `page` is the sheet a programme stands on.

    `first` and `last` bound the months in which the membership holds (`YYYY-MM`, empty: without end). `responsible` is
    the role that answers for the budget (ansvar), empty where the file does not say.
    """

    code: str
    name: str
    parent: str = ""
    page: str = ""
    first: str = ""
    last: str = ""
    responsible: str = ""

    def holds(self, period: Period) -> bool:
        """Say whether the membership holds in the period's last month."""
        return (not self.first or self.first <= period.code) and (not self.last or period.code <= self.last)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A board, its programmes and units in printed order, and other spellings of their names (alias → name)."""

    board: str
    codes: tuple[Code, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)

    def programmes(self, period: Period) -> tuple[Code, ...]:
        """Return the programmes in force, in printed order."""
        return tuple(code for code in self.codes if not code.parent and code.holds(period))

    def units(self, programme: str, period: Period) -> tuple[Code, ...]:
        """Return the units of a programme in force, in printed order."""
        return tuple(code for code in self.codes if code.parent == programme and code.holds(period))

    def leaves(self, period: Period) -> tuple[Code, ...]:
        """Return the codes that the ledger books on: units, and programmes without any."""
        found: list[Code] = []
        for programme in self.programmes(period):
            found.extend(self.units(programme.code, period) or (programme,))
        return tuple(found)


class ChangeKind(StrEnum):
    """Why a budget was changed in the year."""

    SUPPLEMENTARY = "tilläggsbudget"
    REALLOCATION = "omdisponering"


@dataclass(frozen=True, slots=True)
class BudgetChange:
    """A decided change of Årsbudget for a code, in tkr, from a month on (`YYYY-MM`), with its decision (§)."""

    code: str
    amount: Amount
    first: str
    kind: ChangeKind
    decision: str
