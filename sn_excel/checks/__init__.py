"""The checks: each module names one fault, says why it matters, and what should tie or what to look for.

`check_type` has what a check is, `catalogue` the list of them, `pipeline` the order in which they answer.
"""

from __future__ import annotations

from sn_excel.checks.catalogue import CHECKS, explain
from sn_excel.checks.pipeline import check, equations

__all__ = ["CHECKS", "check", "equations", "explain"]
