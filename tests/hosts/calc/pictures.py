"""Pictures looked at without an image library: a PNG's colours, and a screen's memory as a PNG."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

Colour = tuple[int, int, int]


def colours(path: Path) -> set[Colour]:
    """The colours of a PNG of eight bits a channel, as RGB."""
    width, channels, rows = _rows(path.read_bytes())
    return {tuple(row[at : at + 3]) for row in rows for at in range(0, width * channels, channels)}  # type: ignore[misc]


def _rows(blob: bytes) -> tuple[int, int, list[bytes]]:
    at, packed, width, channels = 8, b"", 0, 3
    while at < len(blob):
        length, kind = struct.unpack(">I4s", blob[at : at + 8])
        data = blob[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, _, bits, colour = struct.unpack(">IIBB", data[:10])
            assert (bits, colour) in ((8, 2), (8, 6)), (bits, colour)
            channels = 3 if colour == 2 else 4
        packed += data if kind == b"IDAT" else b""
        at += 12 + length
    raw, step = zlib.decompress(packed), width * channels + 1
    rows: list[bytes] = []
    for start in range(0, len(raw), step):
        above = rows[-1] if rows else bytes(step - 1)
        rows.append(_unfiltered(raw[start], raw[start + 1 : start + step], above, channels))
    return width, channels, rows


def _unfiltered(kind: int, line: bytes, above: bytes, channels: int) -> bytes:
    if kind == 0:
        return line
    if kind == 2:
        return bytes((one + up) & 255 for one, up in zip(line, above, strict=True))
    done = bytearray(len(line))
    for at, one in enumerate(line):
        left = done[at - channels] if at >= channels else 0
        corner = above[at - channels] if at >= channels else 0
        done[at] = (one + _predicted(kind, left, above[at], corner)) & 255
    return bytes(done)


def _predicted(kind: int, left: int, up: int, corner: int) -> int:
    if kind == 1:
        return left
    if kind == 3:
        return (left + up) // 2
    guess = left + up - corner
    return min((left, up, corner), key=lambda near: abs(guess - near))


def screen(memory: Path, picture: Path) -> None:
    """Write a virtual screen's memory (XWD, 32 bits a dot) as a PNG."""
    blob = memory.read_bytes()
    header = struct.unpack(">25I", blob[:100])
    size, width, height, step, entries = header[0], header[4], header[5], header[12], header[19]
    start = size + 12 * entries
    lines = []
    for row in range(height):
        line = blob[start + row * step : start + row * step + 4 * width]
        rgb = bytearray(3 * width)
        rgb[0::3], rgb[1::3], rgb[2::3] = line[2::4], line[1::4], line[0::4]
        lines.append(b"\0" + bytes(rgb))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"".join(lines), 9)),
    )
    chunks = b"".join(_chunk(kind, data) for kind, data in (*parts, (b"IEND", b"")))
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
