"""Files in, sheets out: tells by content what a file is, and turns text and CSV into sheets of text cells."""

from __future__ import annotations

import csv
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from io import StringIO
from pathlib import Path

from sn_excel.model.errors import UnreadableFileError
from sn_excel.model.places import MAX_ROW, At
from sn_excel.model.sheets import Sheet, Value
from sn_excel.sources.encodings import decoded

DELIMITERS = ";\t|,"
_LOOKED_AT = 400
_SHARE = 0.6

_COPY_TABLE = "Kopiera tabellen till en textfil (.txt) eller spara den som CSV."
_SAVE_BOOK = "Öppna den i Excel och spara som Excel-arbetsbok (.xlsx)."
_REFUSED = {
    b"%PDF": f"är en PDF. {_COPY_TABLE}",
    b"\xd0\xcf\x11\xe0": f"är i gammalt Excelformat (.xls) eller har lösenord. {_SAVE_BOOK[:-1]} utan lösenord.",
    b"{\\rtf": f"är ett RTF-dokument. {_COPY_TABLE}",
    b"PAR1": "är en Parquet-fil. Exportera uppgifterna som CSV.",
}
_MARKUP = re.compile(rb"\s*<(?:\?xml|!doctype|html|table|meta|workbook)", re.IGNORECASE)
_ARCHIVES = {
    "word/document.xml": f"är ett Word-dokument. {_COPY_TABLE}",
    "xl/workbook.bin": f"är en binär arbetsbok (.xlsb). {_SAVE_BOOK}",
    "content.xml": f"är en ODF-fil. {_SAVE_BOOK}",
}


class Content(StrEnum):
    """What a file holds, whatever its name ends with."""

    TEXT = "text"
    SIE = "sie"
    WORKBOOK = "workbook"


def content(path: Path) -> Content:
    """Return what the file is by what it holds; UnreadableFileError says what to do with one that cannot be used."""
    head = _head(path)
    for mark, sentence in _REFUSED.items():
        if head.startswith(mark):
            raise UnreadableFileError(f"{path.name} {sentence}")
    if head.startswith(b"PK"):
        return _archive(path)
    if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise UnreadableFileError(f"{path.name} är en webbsida eller XML-fil. {_SAVE_BOOK}")
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return Content.SIE if re.match(rb"#(FLAGGA|PROGRAM|FORMAT|GEN|SIETYP)\b", plain) else Content.TEXT


def text(path: Path) -> str:
    """Return the text of a text file, with its lines parted by a single line feed."""
    content(path)
    return decoded(path.read_bytes(), path.name).replace("\r\n", "\n").replace("\r", "\n")


def sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the one sheet of a text, CSV or SIE file; cells of text are texts, rows the file's lines (records).

    Text without a delimiter gives a sheet of whole lines (`lines`), page breaks taken away.
    """
    body = text(path)
    if content(path) is Content.SIE:
        from sn_excel.sources import sie  # rare, and dear to load

        return (sie.sheet(body, path.name, path.stem),)
    mark, skipped = _hint(body)
    mark = mark or delimiter(body)
    if not mark:
        lines = enumerate(body.replace("\f", "").split("\n"), 1)
        return (_sheet(path, {(row, 1): line for row, line in lines if line.strip()}, lines=True),)
    cells: dict[At, Value] = {}
    for row, record in enumerate(records(StringIO(body, newline=""), mark, path.name), 1):
        if row > skipped:
            cells.update({(row, column): cell for column, cell in enumerate(record, 1) if _told(cell)})
        if row > MAX_ROW:
            raise UnreadableFileError(
                f"{path.name} har fler rader än ett kalkylblad rymmer. Dela upp filen per period."
            )
    return (_sheet(path, cells, lines=False),)


def _told(cell: str) -> bool:
    """Say whether a cell holds anything: neither spaces nor a line drawn between heading and rows."""
    said = cell.strip()
    return bool(said.strip("-:=_ ")) or said in ("-", "--")


def delimiter(body: str) -> str:
    """Return the sign that parts the cells of each line; empty for running text.

    The one that parts most lines as other lines are parted. A comma between digits is a decimal comma, a comma before
    a space belongs to a name, unless the first line shows it to be a delimiter.
    """
    lines = [line for line in body.split("\n", _LOOKED_AT)[:_LOOKED_AT] if line.strip()]
    shares = {mark: _evenness(lines, mark) for mark in DELIMITERS}
    best = max(DELIMITERS, key=shares.__getitem__)
    return best if shares[best] >= _SHARE else ""


def _evenness(lines: list[str], mark: str) -> float:
    """Return the share of lines with as many cells as another line has: a file may hold tables of two widths."""
    counts = [len(record) for record in csv.reader(lines, delimiter=mark)]
    parted = Counter(count for count in counts if count > 1)
    if not parted:
        return 0.0
    usual = parted.most_common(1)[0][0]
    times = sum(lines for lines in parted.values() if lines > 1) or 1
    if mark == "," and not (counts[0] == usual and re.search(r"[^\W\d],[^\W\d]", lines[0])):
        times = sum(bool(re.search(r"(?<![0-9]),(?! )|,(?![0-9 ])", line)) for line in lines)
    return times / len(counts)


def records(lines: Iterable[str], mark: str, document: str) -> Iterator[list[str]]:
    """Yield the cells of each record of a CSV.

    A line whose quotation marks break the rules is read where it then has as many cells as the record before it, else
    UnreadableFileError names it.
    """
    source = _Source(lines)
    width = 0
    while True:
        try:
            for record in csv.reader(source, delimiter=mark, strict=True):
                source.taken()
                width = len(record) or width
                yield record
            return
        except csv.Error:
            yield _lenient(source, mark, width, document)
        except UnicodeDecodeError:
            raise UnreadableFileError(
                f"{document}, efter rad {source.done}: tecken i en annan teckenkodning än resten av filen. "
                "Spara den som CSV UTF-8 i Excel och försök igen."
            ) from None


class _Source:
    """Lines that remember those which no record has taken yet, so that they can be read again."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: list[str] = []
        self.pending: list[str] = []
        self.done = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._lines)
        self.pending.append(line)
        return line

    def taken(self) -> None:
        """Let a record take the pending lines."""
        self.done += len(self.pending)
        self.pending = []

    def first(self) -> str:
        """Return the first pending line, and let the others be read again."""
        line = self.pending[0]
        self._again += reversed(self.pending[1:])
        self.pending = []
        self.done += 1
        return line


def _lenient(source: _Source, mark: str, width: int, document: str) -> list[str]:
    from sn_excel.sources.quotes import cells  # rare

    found = cells(source.first(), mark, width)
    if found is None:
        raise UnreadableFileError(
            f"{document}, rad {source.done}: citattecknen går inte ihop. Rätta raden eller exportera filen på nytt."
        )
    return found


def _hint(body: str) -> tuple[str, int]:
    """Return the delimiter that a first line `sep=;` names, as Excel understands it, and how many lines that takes."""
    found = re.match(r"sep=(.)\s*\n", body, re.IGNORECASE)
    return (found[1], 1) if found else ("", 0)


def _sheet(path: Path, cells: dict[At, Value], lines: bool) -> Sheet:
    if not cells:
        raise UnreadableFileError(f"{path.name} är tom. Exportera uppgifterna på nytt.")
    return Sheet(path.name, path.stem, cells, lines=lines)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise UnreadableFileError(f"{path.name} finns inte. Kontrollera sökvägen: {path}") from None
    except IsADirectoryError:
        raise UnreadableFileError(f"{path.name} är en mapp. Ange en fil i den.") from None
    except OSError:
        raise UnreadableFileError(f"{path.name} kan inte öppnas. Stäng den i andra program och försök igen.") from None
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFileError(f"{path.name} är tom. Exportera uppgifterna på nytt.")
    return head


def _archive(path: Path) -> Content:
    try:
        with zipfile.ZipFile(path) as package:
            members = set(package.namelist())
    except (zipfile.BadZipFile, OSError):
        raise UnreadableFileError(f"{path.name} är skadad och kan inte öppnas. Hämta filen på nytt.") from None
    if "xl/workbook.xml" in members:
        return Content.WORKBOOK
    for member, sentence in _ARCHIVES.items():
        if member in members:
            raise UnreadableFileError(f"{path.name} {sentence}")
    if "[Content_Types].xml" in members:
        return Content.WORKBOOK
    raise UnreadableFileError(f"{path.name} är ett arkiv (zip). Packa upp det och ange filen i det.")
