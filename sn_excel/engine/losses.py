"""Losses: an office that dies while somebody talks with it is noticed in one place and told in one sentence."""

from __future__ import annotations

from functools import wraps
from typing import Any

from sn_excel.engine import bridge
from sn_excel.engine.errors import GONE, OfficeGoneError


class Spoken:
    """Base of all that talks with the office: the heirs have `office`, and any call of theirs may find it lost."""

    office: Any

    def __init_subclass__(cls, **rest: object) -> None:
        super().__init_subclass__(**rest)
        for name, member in list(vars(cls).items()):
            if isinstance(member, property):
                setattr(cls, name, _told_property(member))
            elif callable(member) and not isinstance(member, (type, staticmethod, classmethod)):
                setattr(cls, name, _told(member))


def _told_property(member: property) -> property:
    reading, writing = (_told(part) if part else None for part in (member.fget, member.fset))
    return property(reading, writing, doc=member.__doc__)


def _told(function: Any) -> Any:
    @wraps(function)
    def telling(self: Any, *args: object, **named: object) -> Any:
        try:
            return function(self, *args, **named)
        except OfficeGoneError:
            raise
        except bridge.uno_errors() as fault:
            if not self.office.answers():
                raise OfficeGoneError(GONE) from fault
            raise

    return telling
