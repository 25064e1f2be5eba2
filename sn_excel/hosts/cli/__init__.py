"""The command line: `sn-excel`. Exit 0 when nothing is an error, 1 on an error, 2 when it could not run."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    from sn_excel.hosts.cli.runs import run

    sys.exit(run(sys.argv[1:]))
