"""The command line: `sn-excel`. Exit 0 when nothing is an error, 1 on an error, 2 when it could not run."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    gc.set_threshold(200_000)  # a command is over before there is anything worth collecting
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # looking for plugins costs more than validating a month
    from sn_excel.hosts.cli.runs import run

    code = run(sys.argv[1:])
    gc.freeze()  # the process gives everything back at once: nothing to go through on the way out
    sys.exit(code)
