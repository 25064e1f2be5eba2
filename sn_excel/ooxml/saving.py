"""Saving: the whole new file or the whole old one, never a half."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a workbook was written, where the previous file is kept, and why it became a copy (empty: it did not)."""

    path: Path
    backup: Path | None = None
    reason: str = ""


def save(blob: bytes, path: Path, stamp: datetime | None, backup: bool) -> Saved:
    """Write the bytes to the path."""
    part = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    part.write_bytes(blob)
    part.replace(path)
    return Saved(path)
