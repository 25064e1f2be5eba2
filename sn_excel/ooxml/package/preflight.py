"""Before a workbook is opened: is it one, and is it of a size and shape that a person could have made?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

from sn_excel.model.errors import UnreadableFileError
from sn_excel.ooxml.book.workbook_part import Book
from sn_excel.ooxml.package.members import Member, directory
from sn_excel.ooxml.package.package import Package
from sn_excel.ooxml.package.relationships import TYPES, relationships, rels_name


@dataclass(frozen=True, slots=True)
class Limits:
    """What a workbook may be at most; beyond it the file is refused before anything is parsed."""

    file: int = 300_000_000
    parts: int = 10_000
    part: int = 250_000_000
    total: int = 700_000_000
    cells: int = 4_500_000
    merges: int = 100_000
    formats: int = 131_000


LIMITS = Limits()
_SMALL = LIMITS.formats * 4
_AGAIN = "; hämta en ny kopia eller öppna och reparera den i Excel."
_MACRO = "Filen innehåller makron; de körs inte och lämnas orörda."
_OUTSIDE = "Filen hämtar värden ur andra arbetsböcker; länkarna följs inte och lämnas orörda."
_OTHERS = (
    ("xl/workbook.bin", "Filen är en binär arbetsbok (.xlsb); öppna den i Excel och spara den som .xlsx."),
    ("word/document.xml", "Filen är ett Worddokument; välj en Excelarbetsbok (.xlsx)."),
    ("ppt/presentation.xml", "Filen är en PowerPointpresentation; välj en Excelarbetsbok (.xlsx)."),
    ("content.xml", "Filen är i OpenDocument-format; öppna den i LibreOffice eller Excel och spara den som .xlsx."),
)
_STARTS = (
    (b"%PDF", "Filen är en PDF; välj arbetsboken eller texten som PDF:en gjordes av."),
    (b"Rar!", "Filen är ett RAR-arkiv; packa upp det och välj arbetsboken i det."),
    (b"7z\xbc\xaf", "Filen är ett 7z-arkiv; packa upp det och välj arbetsboken i det."),
    (b"\x1f\x8b", "Filen är ett gzip-arkiv; packa upp det och välj arbetsboken i det."),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def opened(blob: bytes) -> Book:
    """Return the workbook of a file's bytes; UnreadableFileError with one sentence when it may not be opened."""
    _kind(blob)
    members = directory(blob, LIMITS.parts)
    _named(members)
    _sized(members)
    package = Package(blob, members, LIMITS.part)
    if not package.has(TYPES):
        told = (sentence for part, sentence in _OTHERS if package.has(part))
        raise UnreadableFileError(next(told, f"Filen är ett zip-arkiv men ingen Excelarbetsbok{_AGAIN}"))
    return _parsed(package)


def cautions(book: Book) -> tuple[str, ...]:
    """Return what the user should know of a workbook that can be opened all the same, as Swedish sentences."""
    names = {name.lower().rsplit("/", 1)[-1] for name in book.package.names()}
    links = any(relation.kind == "externalLink" for relation in book.relations.values())
    told = ((_MACRO, "vbaproject.bin" in names), (_OUTSIDE, links))
    return tuple(sentence for sentence, true in told if true)


def _kind(blob: bytes) -> None:
    if not blob:
        raise UnreadableFileError("Filen är tom (0 byte); hämta eller spara den på nytt.")
    if len(blob) > LIMITS.file:
        raise UnreadableFileError(f"Filen är större än {LIMITS.file // 1_000_000} MB och öppnas inte; dela upp den.")
    if blob.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in blob:
            raise UnreadableFileError(
                "Filen är skyddad med lösenord; öppna den i Excel och spara en kopia utan lösenord för att öppna."
            )
        raise UnreadableFileError("Filen är i det gamla Excelformatet (.xls); öppna den i Excel och spara som .xlsx.")
    if not blob.startswith(b"PK"):
        told = (sentence for start, sentence in _STARTS if blob.startswith(start))
        raise UnreadableFileError(
            next(told, "Filen är ingen Excelarbetsbok utan ser ut som text; ge den rätt ändelse (.csv eller .txt).")
        )


def _named(members: list[Member]) -> None:
    seen: set[str] = set()
    for member in members:
        name = member.name.lower().lstrip("/")
        if name in seen:
            raise UnreadableFileError(f"Filen är skadad: delen {member.name[:80]} finns två gånger{_AGAIN}")
        if ".." in name.split("/") or ":" in name:
            raise UnreadableFileError(
                "Filen innehåller en del med en sökväg ut ur filen och öppnas därför inte; begär en ny av avsändaren."
            )
        seen.add(name)


def _sized(members: list[Member]) -> None:
    largest = max(member.size for member in members)
    if largest > LIMITS.part or sum(member.size for member in members) > LIMITS.total:
        raise UnreadableFileError(
            f"Filen växer till över {largest // 1_000_000} MB när den packas upp, mer än en arbetsbok brukar; "
            "den öppnas inte. Ta bort tomma rader och blad i Excel och spara om den."
        )


def _parsed(package: Package) -> Book:
    """Parse the parts that we read, and count what they hold."""
    for name in (TYPES, rels_name("")):
        _checked(package, name)
    book = _book(package)
    cells = merges = 0
    large = package.size > LIMITS.cells * 4  # the shortest cell has four characters
    for relation in book.relations.values():
        if relation.external or relation.kind not in ("worksheet", "styles", "sharedStrings"):
            continue
        raw = package.read(relation.target).replace(b"\0", b"")  # UTF-16 is counted as well
        if relation.kind == "worksheet":
            cells += _count(raw, b"c") if large else 0
            merges += raw.count(b"mergeCell ")
        elif relation.kind == "styles" and _count(raw, b"xf") > LIMITS.formats:
            raise UnreadableFileError(
                "Filen har fler cellformat än Excel klarar (65 490); öppna den i Excel och låt Excel rensa formaten."
            )
        if cells > LIMITS.cells or merges > LIMITS.merges:
            raise UnreadableFileError(
                f"Filen har fler än {LIMITS.cells} celler eller {LIMITS.merges} "
                "sammanfogningar; ta bort tomma rader och blad i Excel och spara om den."
            )
        _checked(package, relation.target)
    return book


def _book(package: Package) -> Book:
    targets_ = [r.target for r in relationships(package, "") if r.kind == "officeDocument"]
    for name in targets_[:1]:
        _checked(package, name)
        if package.has(rels_name(name)):
            _checked(package, rels_name(name))
    book = Book(package)
    if not book.worksheets():
        raise UnreadableFileError("Filen har inget kalkylblad; öppna den i Excel och kontrollera att det är rätt fil.")
    for tab in book.tabs():
        if not tab.part or not package.has(tab.part):
            raise UnreadableFileError(f"Filen är skadad: bladet {tab.name} saknas i den{_AGAIN}")
        if package.has(rels_name(tab.part)):
            _checked(package, rels_name(tab.part))
            relationships(package, tab.part)
    return book


def _checked(package: Package, name: str) -> None:
    """Make sure that a part is well-formed XML without a document type; UnreadableFileError otherwise."""
    raw = package.read(name)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _doctype
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnreadableFileError(f"Filen är skadad: delen {name} har trasig XML{_AGAIN}") from error


def _count(raw: bytes, name: bytes) -> int:
    """Return how many elements of a name a part holds, whatever its prefix; 0 for a part too small to hold many."""
    if len(raw) < _SMALL:
        return 0
    found = re.search(rb"<([\w.-]+:)?\w+[\s>]", raw)
    start = b"<" + (found[1] or b"" if found else b"") + name
    return sum(raw.count(start + end) for end in (b" ", b">", b"/>"))


def _doctype(*_: object) -> None:
    raise UnreadableFileError(
        "Filen innehåller en dokumenttypsdeklaration (DTD), som en arbetsbok aldrig har, och öppnas därför inte."
    )
