"""The examples in the docstrings of the hosts that need no program run as tests too."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

MODULES = (
    "sn_excel.hosts.commands",
    "sn_excel.hosts.desktop.xlwings_grid.cell_blocks",
    "sn_excel.hosts.desktop.xlwings_grid.looks",
    "sn_excel.hosts.desktop.xlwings_grid.sheets",
    "sn_excel.hosts.desktop.takebacks",
    "sn_excel.hosts.excel.registrations",
    "sn_excel.hosts.excel.vba_stubs",
    "sn_excel.hosts.files",
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_are_true(name: str) -> None:
    result = doctest.testmod(import_module(name))
    assert result.attempted
    assert not result.failed
