"""The package of a workbook: a zip whose untouched members are copied as they are, headers and packed bytes alike."""

from __future__ import annotations

import re
import struct
import zlib

from sn_excel.model.errors import UnreadableFileError
from sn_excel.ooxml.package.members import Member, fresh, kept, unpacked

_SMALL = 100_000
"""Parts of at most so many bytes are kept when they have been unpacked."""
_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb\xbf": "utf-8"}
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


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
        self._small: dict[str, bytes] = {}
        self._codecs: dict[str, tuple[bytes, str]] = {}

    def copy(self) -> Package:
        """Return a package that changes apart from this one."""
        twin = Package(self._blob, [], self._limit)
        twin._members, twin._small, twin._codecs = self._members, self._small, self._codecs
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

    @property
    def size(self) -> int:
        """Return how many bytes the file's parts have together when they are unpacked."""
        return sum(member.size for member in self._members.values())

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
        if key not in self._small:
            raw = unpacked(self._blob, self._members[key], self._limit)
            if len(raw) > _SMALL:
                return raw
            self._small[key] = raw
        return self._small[key]

    def text(self, name: str) -> str:
        """Return a part as text, whatever its encoding."""
        key = name.lower()
        if key not in self._texts:
            raw = self.read(name)
            mark, encoding = self._codecs[key] = codec(raw)
            try:
                self._texts[key] = raw[len(mark) :].decode(encoding)
            except (UnicodeDecodeError, LookupError) as error:
                raise UnreadableFileError(f"Filen är skadad: delen {name} har tecken som inte går att läsa.") from error
        return self._texts[key]

    def write(self, name: str, text: str) -> None:
        """Give a part new text, in the encoding it has; the bytes of the file where nothing changed."""
        if self.has(name):
            self.text(name)
        mark, encoding = self._codecs[name.lower()] if self.has(name) else (b"", "utf-8")
        self.put(name, mark + text.encode(encoding, "xmlcharrefreplace"))
        self._codecs[name.lower()] = mark, encoding
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
            local, entry = kept(self._blob, member) if key not in self._new else fresh(*self._new[key])
            body.append(local)
            entries.append(entry[:42] + struct.pack("<I", at) + entry[46:])
            at += len(local)
        for key, (name, raw) in self._new.items():
            if key in self._members:
                continue
            local, entry = fresh(name, raw)
            body.append(local)
            entries.append(entry[:42] + struct.pack("<I", at) + entry[46:])
            at += len(local)
        listing = b"".join(entries)
        end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(entries), len(entries), len(listing), at, 0)
        return b"".join([*body, listing, end])
