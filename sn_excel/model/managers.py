"""A budget-responsible manager's workbook: the rows to forecast with figures as a guide, and what came back."""

from __future__ import annotations

from dataclasses import dataclass, field

from sn_excel.model.amounts import Amount
from sn_excel.model.entries import EntryFault, Submission
from sn_excel.model.places import Place
from sn_excel.model.sheets import Value


@dataclass(frozen=True, slots=True)
class ManagerRow:
    """One row to forecast, in tkr: `guide` are the cells before the one to fill, `typed` is what stands there."""

    code: str
    guide: tuple[Value, ...]
    typed: Submission


@dataclass(frozen=True, slots=True)
class ManagerBook:
    """What one manager is asked: role, period (`YYYY-MM`) and the name of the workbook that asks."""

    role: str
    period: str
    document: str
    rows: tuple[ManagerRow, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """A manager's workbook as it came back.

    `sealed` is the mark of the figures that were sent and `found` the mark of those that stand there now.
    """

    file: str
    book: ManagerBook
    sealed: str
    found: str
    comments: tuple[tuple[str, str], ...] = ()
    places: dict[str, Place] = field(default_factory=dict)
    faults: tuple[EntryFault, ...] = ()

    @property
    def changed(self) -> bool:
        """Say whether something outside the cells to fill is not as it was sent."""
        return self.sealed != self.found


@dataclass(frozen=True, slots=True)
class Merge:
    """A submitted forecast that is taken in, from a file, with the amount that stood there before."""

    file: str
    label: str
    typed: Submission
    before: Amount | None
