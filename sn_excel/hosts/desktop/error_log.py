"""The log of what went wrong: kinds of errors and places in our code, never contents, names or messages."""

from __future__ import annotations

import os
import sys
import traceback
from datetime import datetime
from pathlib import Path

LARGEST = 1_000_000
"""Bytes after which the log begins anew."""


def log_file() -> Path:
    """Return where the log is: the same file that the add-in's VBA writes to."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "sn_excel" / "sn_excel.log"
    return Path.home() / "sn_excel.log"


def write(what: str, error: BaseException) -> None:
    """Add an error: its kind and the lines of code it came through. A log that cannot be written is let be."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M:%S")
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LARGEST:
            path.unlink()
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{stamp} python {what} {type(error).__name__} {places}\n")
    except OSError:
        return
