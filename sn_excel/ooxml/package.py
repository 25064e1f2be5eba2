"""The package of a workbook: a zip whose untouched members are copied as they are, headers and packed bytes alike."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass

from sn_excel.model.errors import UnreadableFileError

DAMAGED = "Filen är skadad (zip-arkivet går inte att läsa); hämta en ny kopia eller öppna och reparera den i Excel."
_EPOCH = 33
"""1980-01-01 as zip counts days; every member we write carries it, so that the same input gives the same bytes."""
_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb\xbf": "utf-8"}
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


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


def codec(raw: bytes) -> tuple[bytes, str]:
    """Return the byte order mark and the encoding of an XML part."""
    for mark, name in _BOMS.items():
        if raw.startswith(mark):
            return mark, name
    if raw[:2] in (b"<\0", b"\0<"):
        return b"", "utf-16-le" if raw[0] else "utf-16-be"
    found = _DECLARED.match(raw[:200])
    return b"", found[1].decode("ascii").lower() if found else "utf-8"


class Package:
    """The parts of a workbook by name (case does not matter); changes stay beside the blob until `packed`."""

    def __init__(self, blob: bytes, members: list[Member], limit: int) -> None:
        self._blob = blob
        self._members = {member.name.lower().lstrip("/"): member for member in members}
        self._limit = limit
        self._new: dict[str, tuple[str, bytes]] = {}
        self._gone: set[str] = set()
        self._texts: dict[str, str] = {}

    def copy(self) -> Package:
        """Return a package that changes apart from this one."""
        twin = Package(self._blob, [], self._limit)
        twin._members = self._members
        twin._new, twin._gone, twin._texts = dict(self._new), set(self._gone), dict(self._texts)
        return twin

    def has(self, name: str) -> bool:
        """Say whether there is such a part."""
        key = name.lower()
        return key in self._new or (key in self._members and key not in self._gone)

    def names(self) -> list[str]:
        """Return the parts' names in order."""
        kept = [member.name.lstrip("/") for key, member in self._members.items() if key not in self._gone]
        return kept + [name for key, (name, _) in self._new.items() if key not in self._members]

    def changed(self) -> set[str]:
        """Return the names (lower case) of parts that differ from the file: new, rewritten or taken away."""
        return set(self._new) | self._gone

    def read(self, name: str) -> bytes:
        """Return a part's bytes; UnreadableFileError when it is missing or damaged."""
        key = name.lower()
        if key in self._new:
            return self._new[key][1]
        if not self.has(name):
            raise UnreadableFileError(
                f"Filen är skadad: delen {name} saknas; öppna och reparera den i Excel eller hämta en ny kopia."
            )
        return unpacked(self._blob, self._members[key], self._limit)

    def text(self, name: str) -> str:
        """Return a part as text, whatever its encoding."""
        key = name.lower()
        if key not in self._texts:
            raw = self.read(name)
            mark, encoding = codec(raw)
            try:
                self._texts[key] = raw[len(mark) :].decode(encoding)
            except (UnicodeDecodeError, LookupError) as error:
                raise UnreadableFileError(f"Filen är skadad: delen {name} har tecken som inte går att läsa.") from error
        return self._texts[key]

    def write(self, name: str, text: str) -> None:
        """Give a part new text, in the encoding it has; the bytes of the file where nothing changed."""
        mark, encoding = codec(self.read(name)) if self.has(name) else (b"", "utf-8")
        self.put(name, mark + text.encode(encoding, "xmlcharrefreplace"))
        self._texts[name.lower()] = text

    def put(self, name: str, raw: bytes) -> None:
        """Give a part new bytes."""
        key = name.lower()
        kept = self._members.get(key)
        self._gone.discard(key)
        self._texts.pop(key, None)
        if kept and kept.size == len(raw) and kept.crc == zlib.crc32(raw):
            self._new.pop(key, None)
            return
        self._new[key] = (kept.name if kept else name, raw)

    def drop(self, name: str) -> None:
        """Take a part away."""
        key = name.lower()
        self._new.pop(key, None)
        self._texts.pop(key, None)
        if key in self._members:
            self._gone.add(key)

    def packed(self) -> bytes:
        """Return the zip: untouched members as they were, the others with a fixed date."""
        body: list[bytes] = []
        entries: list[bytes] = []
        at = 0
        for key, member in self._members.items():
            if key in self._gone:
                continue
            local, entry = _kept(self._blob, member) if key not in self._new else _fresh(*self._new[key])
            body.append(local)
            entries.append(entry[:42] + struct.pack("<I", at) + entry[46:])
            at += len(local)
        for key, (name, raw) in self._new.items():
            if key in self._members:
                continue
            local, entry = _fresh(name, raw)
            body.append(local)
            entries.append(entry[:42] + struct.pack("<I", at) + entry[46:])
            at += len(local)
        listing = b"".join(entries)
        end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(entries), len(entries), len(listing), at, 0)
        return b"".join([*body, listing, end])


def _kept(blob: bytes, member: Member) -> tuple[bytes, bytes]:
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


def _fresh(name: str, raw: bytes) -> tuple[bytes, bytes]:
    machine = zlib.compressobj(6, zlib.DEFLATED, -15)
    data = machine.compress(raw) + machine.flush()
    title = name.encode("utf-8")
    flags = 0 if name.isascii() else 0x800
    common = struct.pack("<HHHHHIIIHH", 20, flags, 8, 0, _EPOCH, zlib.crc32(raw), len(data), len(raw), len(title), 0)
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + common + b"\0" * 14 + title
    return b"PK\x03\x04" + common + title + data, entry
