"""An archive in a synced folder is warned of, whatever the synchroniser."""

from __future__ import annotations

from pathlib import PurePath, PureWindowsPath

import pytest

from sn_excel.archive.folders import sync_warning


@pytest.mark.parametrize(
    "path",
    [
        PureWindowsPath(r"C:\Users\controller\OneDrive - Kommunen\SN\arkiv.db"),
        PureWindowsPath(r"C:\Users\controller\Kommunen\Ekonomi - SharePoint\arkiv.db"),
        PurePath("/Users/controller/Dropbox/arkiv.db"),
        PurePath("/Users/controller/Library/Mobile Documents/arkiv.db"),
        PurePath("/srv/Nextcloud/sn/arkiv.db"),
    ],
)
def test_a_synced_folder_is_warned_of_by_its_name(path: PurePath) -> None:
    assert "synkad mapp" in sync_warning(path)


@pytest.mark.parametrize("path", ["/srv/ekonomi/sn/arkiv.db", "/srv/sn/onedrive.db", "/srv/Inbox/arkiv.db"])
def test_an_ordinary_folder_is_not(path: str) -> None:
    assert sync_warning(PurePath(path)) == ""
