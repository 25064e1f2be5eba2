"""The long-lived Python that Excel talks to: xlwings' COM server, started without what our functions never use."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

HEAVY = ("pandas", "numpy", "polars", "matplotlib", "PIL")
"""xlwings imports these where they are installed, to convert to and from them; that is most of its start."""


def serve(clsid: str) -> None:
    """Serve one Excel until it ends; `clsid` is what the library expects to find."""
    with without(*HEAVY):
        import xlwings
    import sn_excel.hosts.desktop.functions  # noqa: F401  so that the first cell does not wait for it

    xlwings.serve(clsid)  # type: ignore[call-arg]  # on Linux it is another function, which says what is missing


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Let imports of packages fail as if they were not installed; those that are already imported stay."""
    absent = [name for name in names if name not in sys.modules]
    for name in absent:
        sys.modules[name] = None  # type: ignore[assignment]  # Python's own way to say that there is none
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
