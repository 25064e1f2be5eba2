"""Settings from a TOML file with Swedish keys; what is not said has its usual value."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from textwrap import shorten

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sn_excel.model.amounts import Unit
from sn_excel.model.errors import SnError
from sn_excel.sources.documents import text


@dataclass(frozen=True, slots=True)
class Configuration:
    """The board's name, when a deviation must be commented (above either limit), and the unit of its exports."""

    board: str = "Socialnämnd"
    comment_amount: int = 100
    comment_share: Decimal = Decimal("0.01")
    unit: Unit | None = None


class _Comments(BaseModel):
    model_config = ConfigDict(extra="forbid")
    belopp_tkr: int = Field(100, ge=0, le=10**9)
    andel_procent: Decimal = Field(Decimal(1), ge=0, le=100)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    namnd: str = Field("Socialnämnd", min_length=1)
    enhet: Unit | None = None
    kommentarer: _Comments = _Comments()


def configuration(path: Path) -> Configuration:
    """Return the settings of a file. SnError names the key that is wrong."""
    try:
        read = _File.model_validate(tomllib.loads(text(path), parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line ([0-9]+)", str(error))
        line = f"rad {found[1]}" if found else "sista raden"
        raise SnError(f'{path.name}, {line}: skriv nyckel = värde, till exempel namnd = "Socialnämnd".') from None
    except ValidationError as error:
        raise SnError(_sentence(path.name, error)) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, or brackets within thousands of brackets
        raise SnError(
            f"{path.name} kan inte läsas som inställningar. Jämför med exemplets installningar.toml."
        ) from None
    return Configuration(read.namnd, read.kommentarer.belopp_tkr, read.kommentarer.andel_procent / 100, read.enhet)


def _sentence(document: str, error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"{document}: inställningen {key} är okänd. De som finns: {', '.join(_keys())}."
    return f"{document}: {key} kan inte vara {shorten(repr(first['input']), 60)}. Rätta värdet eller ta bort raden."


def _keys() -> list[str]:
    own = [name for name in _File.model_fields if name != "kommentarer"]
    return own + [f"kommentarer.{name}" for name in _Comments.model_fields]
