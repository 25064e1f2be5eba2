"""Saving: the file is always the whole old one or the whole new one, and the old one is kept."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sn_excel.model.errors import RefusedEditError

_SYNCED = re.compile(
    r"(?i)onedrive\b.*|sharepoint\b.*|dropbox\b.*|google drive|googledrive\b.*|icloud.*|nextcloud|box sync"
)
_FULL = {errno.ENOSPC, errno.EDQUOT}
_LONGEST = 200
"""Bytes of a file's name: file systems take 255, and the names of the backup and of the unfinished file are longer."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a workbook was written, where the previous file is kept, and why it became a copy (empty: it did not)."""

    path: Path
    backup: Path | None = None
    reason: str = ""


def save(blob: bytes, path: Path, stamp: datetime | None = None, backup: bool = True) -> Saved:
    """Write a workbook; RefusedEditError with one sentence when it cannot be, and then nothing has changed.

    An existing file is kept beside the new one under a name with the stamp, unless `backup` is False. In a synced
    folder an existing file is left alone and a copy is written: the sync or AutoSave may hold it without a sign.
    """
    target = path.resolve()
    _folder(target)
    if not target.exists():
        _written(blob, target)
        return Saved(path)
    if synced(target):
        copy = _free(target, "sn_excel", stamp)
        _written(blob, copy)
        return Saved(
            copy, None, f"{path.name} ligger i en synkad mapp, så resultatet skrevs som en kopia: {copy.name}."
        )
    _exclusive(target)
    kept = _backed(target, stamp) if backup else None
    try:
        _written(blob, target)
    except RefusedEditError:
        if kept:
            kept.unlink(missing_ok=True)
        raise
    return Saved(path, kept)


def synced(path: Path) -> bool:
    """Say whether a file lies in a folder that a program synchronises with other computers."""
    homes = (os.environ.get(name, "") for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"))
    inside = any(home and path.is_relative_to(home) for home in homes)
    return inside or any(_SYNCED.fullmatch(part) for part in path.parent.parts)


def _folder(target: Path) -> None:
    if len(os.fsencode(target.name)) > _LONGEST:
        raise RefusedEditError(f"Filnamnet {target.name[:40]}… är för långt för att sparas säkert; förkorta det.")
    if target.is_dir():
        raise RefusedEditError(f"{target.name} är en mapp; ange ett filnamn.")
    if not target.parent.is_dir():
        raise RefusedEditError(f"Mappen {target.parent} finns inte, så {target.name} kan inte sparas där.")


def _exclusive(target: Path) -> None:
    """Refuse a file that somebody has open; a missing owner file proves nothing, so it is opened for writing too."""
    for owner in (f"~${target.name}", f".~lock.{target.name}#"):
        if (target.parent / owner).exists():
            raise RefusedEditError(f"{target.name} är öppen i ett annat program ({owner}); stäng den och försök igen.")
    if not target.stat().st_mode & 0o222:
        raise RefusedEditError(f"{target.name} är skrivskyddad; ta bort skrivskyddet eller spara under ett annat namn.")
    try:
        with target.open("r+b") as file:
            _locked(file.fileno())
    except OSError as error:
        raise RefusedEditError(_sentence(target, error)) from error


def _locked(descriptor: int) -> None:
    """Take and release an exclusive lock; OSError when another program holds one. Windows refuses at opening."""
    with suppress(ImportError):
        import fcntl

        for take in (fcntl.flock, fcntl.lockf):
            take(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            take(descriptor, fcntl.LOCK_UN)


def _backed(target: Path, stamp: datetime | None) -> Path:
    kept = _free(target, "före", stamp)
    try:
        try:
            kept.hardlink_to(target)
        except OSError:
            _written(target.read_bytes(), kept)
    except OSError as error:
        raise RefusedEditError(_sentence(target, error)) from error
    return kept


def _free(target: Path, word: str, stamp: datetime | None) -> Path:
    """Return a name beside the target that no file has."""
    dated = f"{word} {stamp:%Y-%m-%d %H%M%S}" if stamp else word
    names = (f"{target.stem} ({dated}{extra}){target.suffix}" for extra in _numbers())
    return next(place for name in names if not (place := target.with_name(name)).exists())


def _numbers() -> Iterator[str]:
    yield ""
    yield from (f" {number}" for number in range(2, 100_000))


def _written(blob: bytes, target: Path) -> None:
    """Write beside the target, flush to disk, then put in its place in one step."""
    _swept(target)
    part = target.with_name(f".~{target.name}.{os.getpid()}.sntmp")
    try:
        with part.open("wb") as file:
            file.write(blob)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
        _flushed(target.parent)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise RefusedEditError(_sentence(target, error)) from error


def _swept(target: Path) -> None:
    """Remove what an interrupted save of the same file left behind."""
    for left in target.parent.glob(f".~{_literal(target.name)}.*.sntmp"):
        number = left.name.split(".")[-2]
        if number.isdecimal() and not _alive(int(number)):
            with suppress(OSError):
                left.unlink()


def _literal(name: str) -> str:
    return re.sub(r"([\[\]*?])", r"[\1]", name)


def _alive(process: int) -> bool:
    if os.name == "nt":
        return False  # an open file cannot be removed there, so trying is safe
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _flushed(folder: Path) -> None:
    """Have the folder's new entry on disk as well; Windows cannot and need not."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sentence(target: Path, error: OSError) -> str:
    name = target.name
    if error.errno in _FULL:
        return f"Disken är full, så {name} är inte sparad och den gamla filen är orörd; frigör utrymme och försök igen."
    if error.errno in (errno.EAGAIN, errno.ETXTBSY) or getattr(error, "winerror", 0) in (32, 33):
        return f"{name} är öppen i ett annat program; stäng den och försök igen."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{name} kan inte skrivas: filen eller mappen är skrivskyddad; välj ett annat namn eller en annan mapp."
    return f"{name} kan inte sparas ({error.strerror}); den gamla filen är orörd."
