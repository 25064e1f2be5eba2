"""The rows of an export that are leaves of the organisation: codes known, in force, booked once; sums left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sn_excel.model.amounts import Amount, Unit
from sn_excel.model.errors import SnError
from sn_excel.model.organisation import Code, Organisation
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Value
from sn_excel.sources import export_headings
from sn_excel.sources.bookings import Booking
from sn_excel.sources.export_columns import Layout
from sn_excel.sources.export_headings import Months
from sn_excel.sources.record_rows import code_and_name, is_total, text


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a ledger is read for: January to the period's month, the organisation, and what settles an unsaid unit.

    Without an organisation every row with a code counts as a leaf. `decided` is the decided Årsbudget per programme
    in tkr, costs positive, as stated in what `source` names; without an organisation it is per leaf.
    """

    period: Period
    organisation: Organisation | None = None
    unit: Unit | None = None
    decided: Mapping[str, Amount] = field(default_factory=dict)
    source: str = "beslutad årsbudget"


@dataclass(frozen=True, slots=True)
class Leaf:
    """What an export holds for a leaf over one span of rows (None: the rows name no months)."""

    code: str
    programme: str
    name: str
    months: Months | None
    sums: tuple[Amount, ...]


def leaves(found: Iterable[Booking], layout: Layout, wanted: Wanted, document: str) -> tuple[Leaf, ...]:
    """Return the leaves, without sums and without rows of words alone.

    SnError with file, row and remedy for a code that is unknown, out of force or there twice."""
    register = _Register(wanted, document)
    coded = [(*code_and_name(booking.code), booking) for booking in found]
    sums = {code: booking.row for code, _, booking in reversed(coded) if register.is_sum(code)}
    kept: list[Leaf] = []
    for code, name, booking in coded:
        if code in sums or (not code and (is_total(name or booking.name) or not any(booking.sums))):
            continue
        member = register.member(code, name, booking)
        _once(booking, layout, f"{document}, rad {booking.again}", repeated=bool(sums) and not member.parent)
        months = _months(booking.period, f"{document}, rad {booking.row}") if layout.period >= 0 else None
        kept.append(Leaf(code, member.parent or code, name or booking.name or member.name, months, booking.sums))
    _parts_there(sums, kept, document)
    return tuple(kept)


class _Register:
    """The organisation's codes as they are looked up, row by row."""

    def __init__(self, wanted: Wanted, document: str) -> None:
        self._document = document
        self._period = wanted.period
        self._open = wanted.organisation is None
        organisation = wanted.organisation or Organisation("", ())
        self._leaves = {code.code: code for code in organisation.leaves(wanted.period)}
        self._programmes = {code.code for code in organisation.programmes(wanted.period)}
        self._all: dict[str, Code] = {code.code: code for code in organisation.codes}

    def is_sum(self, code: str) -> bool:
        """Say whether the code is a programme with units, whose row only repeats them."""
        return code in self._programmes and code not in self._leaves

    def member(self, code: str, name: str, booking: Booking) -> Code:
        """Return the leaf of a code."""
        if code in self._leaves:
            return self._leaves[code]
        if self._open and code:
            return Code(code, name)
        where = f"{self._document}, rad {booking.row}"
        if not code:
            raise SnError(
                f"{where}: koden saknas ({name or booking.name or 'tom rad'}). Fyll i koden eller ta bort raden."
            )
        if code not in self._all:
            raise SnError(
                f"{where}: koden {code} finns inte i organisationen. "
                "Lägg till den i organisationsfilen eller rätta exporten."
            )
        known = self._all[code]
        span = f"från {known.first or 'början'} till {known.last or 'vidare'}"
        raise SnError(
            f"{where}: koden {code} gäller {span} och inte {self._period.code}. "
            "Rätta organisationsfilen eller exporten."
        )


def _once(booking: Booking, layout: Layout, where: str, repeated: bool) -> None:
    """Refuse a second row of a code, but for a programme that a printed table repeats on its page."""
    if not booking.again or layout.details or (repeated and not booking.differs):
        return
    code = text(booking.code)
    how = "med andra belopp" if booking.differs else "med samma belopp"
    raise SnError(
        f"{where}: {code} finns redan på rad {booking.row}, {how}. Ta bort den ena raden eller exportera på nytt."
    )


def _parts_there(sums: Mapping[str, int], kept: Iterable[Leaf], document: str) -> None:
    programmes = {leaf.programme for leaf in kept}
    for code, row in sums.items():
        if code not in programmes:
            raise SnError(
                f"{document}, rad {row}: {code} är ett program med enheter, men filen har inga rader för enheterna. "
                "Exportera per verksamhet (enhet)."
            )


def _months(value: Value, where: str) -> Months:
    said = text(value)
    short = re.fullmatch(r"([0-9]{2})(0[1-9]|1[0-2])", said)
    if short:
        return Months(2000 + int(short[1]), int(short[2]), int(short[2]))
    alone = re.fullmatch(r"(?:p|per|period|mån|månad)?\.? ?(0?[1-9]|1[0-2])", said, re.IGNORECASE)
    if alone:
        return Months(0, int(alone[1]), int(alone[1]))
    turned = re.fullmatch(r"(0?[1-9]|1[0-2])[/.-]((?:19|20)[0-9]{2})", said)
    parted = re.fullmatch(r"((?:19|20)[0-9]{2})[ .:]?[pm.:](0[1-9]|1[0-2])", said, re.IGNORECASE)
    if turned or parted:
        year, month = (turned[2], turned[1]) if turned else (parted[1], parted[2]) if parted else ("", "")
        return Months(int(year), int(month), int(month))
    months = export_headings.months(said)
    if months is None:
        raise SnError(f"{where}: {said!r} är ingen period. Skriv till exempel 202405 eller 2024-05.")
    return months
