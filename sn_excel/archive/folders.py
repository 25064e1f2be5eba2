"""Where an archive should not lie: a synced folder copies the file while it is being written."""

from __future__ import annotations

import re
from pathlib import PurePath

_SYNCED = re.compile(
    r"onedrive|sharepoint|dropbox|google ?drive|my ?drive|icloud|mobile documents|^box( sync)?$|nextcloud|owncloud|"
    r"synology ?drive|pcloud",
    re.IGNORECASE,
)


def sync_warning(path: PurePath) -> str:
    r"""Return a Swedish warning where the path lies in a synced folder; empty where it does not.

    >>> from pathlib import PureWindowsPath
    >>> sync_warning(PureWindowsPath(r"C:\Users\k\OneDrive - Kommunen\SN\arkiv.db"))[:54]
    'Arkivet ligger i en synkad mapp (OneDrive - Kommunen);'
    >>> sync_warning(PurePath("/srv/ekonomi/arkiv.db"))
    ''
    """
    folder = next((part for part in path.parts[:-1] if _SYNCED.search(part)), "")
    if not folder:
        return ""
    return (
        f"Arkivet ligger i en synkad mapp ({folder}); synkningen kan skada filen eller skapa en dubblett. "
        f"Lägg arkivet på en vanlig disk eller filserver och exportera CSV till den synkade mappen."
    )
