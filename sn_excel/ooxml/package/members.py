"""Members of a zip: read from its directory, copied as they stand, or written anew with a fixed date."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from sn_excel.model.errors import UnreadableFileError

DAMAGED = "Filen är skadad (zip-arkivet går inte att läsa); hämta en ny kopia eller öppna och reparera den i Excel."
_LARGE = 1_000_000
"""Parts from so many bytes on are packed a little less tightly, in a third of the time."""
_EPOCH = 33
"""1980-01-01 as zip counts days; every member we write carries it, so that the same input gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the zip as the central directory has it; `stop` is where the next one starts."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    entry: bytes
    stop: int = 0


def directory(blob: bytes, limit: int) -> list[Member]:
    """Return the members of a zip in the order of its central directory.

    UnreadableFileError when the directory is damaged or lists more than `limit` members.
    """
    at = blob.rfind(b"PK\x05\x06", max(0, len(blob) - 65_557))
    if at < 0 or at + 22 > len(blob):
        raise UnreadableFileError(DAMAGED)
    count, size, start = struct.unpack("<HII", blob[at + 10 : at + 20])
    wide = blob.rfind(b"PK\x06\x06", 0, at)
    if 0xFFFFFFFF in (size, start) and wide >= 0:
        count, size, start = struct.unpack("<QQQ", blob[wide + 32 : wide + 56])
        at = wide
    if count > limit:
        raise UnreadableFileError(
            f"Filen har {count} delar, fler än en arbetsbok brukar ha ({limit}); den öppnas inte."
        )
    shift = at - size - start
    if shift < 0 or size > at:
        raise UnreadableFileError(DAMAGED)
    return _stops(_members(blob[at - size : at], shift), at - size)


def _members(data: bytes, shift: int) -> list[Member]:
    members: list[Member] = []
    position = 0
    while position + 46 <= len(data) and data.startswith(b"PK\x01\x02", position):
        fields = struct.unpack("<HHHHHHIIIHHHHHII", data[position + 4 : position + 46])
        named, extra, comment = fields[9], fields[10], fields[11]
        end = position + 46 + named + extra + comment
        entry, position = data[position:end], end
        if len(entry) != 46 + named + extra + comment:
            break
        sizes = _wide(fields, entry[46 + named : 46 + named + extra])
        raw = entry[46 : 46 + named]
        name = raw.decode("utf-8" if fields[2] & 0x800 else "cp437", "replace")
        members.append(
            Member(
                name.replace("\\", "/"), fields[2], fields[3], fields[6], sizes[1], sizes[0], sizes[2] + shift, entry
            )
        )
    if position != len(data) or not members:
        raise UnreadableFileError(DAMAGED)
    return members


def _wide(fields: tuple[int, ...], extra: bytes) -> tuple[int, int, int]:
    """Return size, packed size and offset, from the zip64 extra field where the plain ones are full."""
    sizes = [fields[8], fields[7], fields[15]]
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack("<HH", extra[at : at + 4])
        body = extra[at + 4 : at + 4 + length]
        at += 4 + length
        if kind != 1:
            continue
        for index, value in enumerate(sizes):
            if value == 0xFFFFFFFF and len(body) >= 8:
                sizes[index], body = struct.unpack("<Q", body[:8])[0], body[8:]
    return sizes[0], sizes[1], sizes[2]


def _stops(members: list[Member], end: int) -> list[Member]:
    starts = sorted(member.offset for member in members)
    after = dict(zip(starts, [*starts[1:], end], strict=True))
    return [
        Member(m.name, m.flags, m.method, m.crc, m.packed, m.size, m.offset, m.entry, after[m.offset]) for m in members
    ]


def unpacked(blob: bytes, member: Member, limit: int) -> bytes:
    """Return a member's content; UnreadableFileError when it is damaged, encrypted or larger than `limit` bytes."""
    head = blob[member.offset : member.offset + 30]
    if len(head) != 30 or head[:4] != b"PK\x03\x04":
        raise UnreadableFileError(DAMAGED)
    if member.flags & 1:
        raise UnreadableFileError("Filen är krypterad; öppna den i programmet som skapade den och spara utan lösenord.")
    named, extra = struct.unpack("<HH", head[26:30])
    start = member.offset + 30 + named + extra
    data = blob[start : start + member.packed]
    if member.method == 8:
        data = _inflated(data, limit)
    elif member.method != 0:
        raise UnreadableFileError("Filen är packad på ett sätt som Excel inte använder; spara om den i Excel.")
    if len(data) > limit or len(data) != member.size or zlib.crc32(data) != member.crc:
        raise UnreadableFileError(DAMAGED)
    return data


def _inflated(data: bytes, limit: int) -> bytes:
    machine = zlib.decompressobj(-15)
    try:
        return machine.decompress(data, limit + 1)
    except zlib.error as error:
        raise UnreadableFileError(DAMAGED) from error


def kept(blob: bytes, member: Member) -> tuple[bytes, bytes]:
    """Return a member as it stands in the file, and its directory entry (the offset in it is the caller's)."""
    entry = member.entry
    if 0xFFFFFFFF in struct.unpack("<II", entry[20:28]) or entry[42:46] == b"\xff" * 4:
        entry = _narrowed(member)
    return blob[member.offset : member.stop], entry


def _narrowed(member: Member) -> bytes:
    """Return a directory entry without its zip64 field: no workbook of ours is that large."""
    entry = member.entry
    named = struct.unpack("<H", entry[28:30])[0]
    sizes = struct.pack("<II", member.packed, member.size)
    return entry[:20] + sizes + entry[28:30] + b"\0\0\0\0" + entry[34:46] + entry[46 : 46 + named]


def fresh(name: str, raw: bytes) -> tuple[bytes, bytes]:
    """Return a new member and its directory entry (the offset in it is the caller's)."""
    machine = zlib.compressobj(6 if len(raw) < _LARGE else 3, zlib.DEFLATED, -15)
    data = machine.compress(raw) + machine.flush()
    title = name.encode("utf-8")
    flags = 0 if name.isascii() else 0x800
    common = struct.pack("<HHHHHIIIHH", 20, flags, 8, 0, _EPOCH, zlib.crc32(raw), len(data), len(raw), len(title), 0)
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + common + b"\0" * 14 + title
    return b"PK\x03\x04" + common + title + data, entry
