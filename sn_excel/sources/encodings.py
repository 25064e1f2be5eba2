"""Which letters the bytes of a text file are: told by marks, by what decodes, and by where å, ä and ö fall."""

from __future__ import annotations

import codecs
import re

from sn_excel.model.errors import UnreadableFileError

SAMPLE = 1 << 20
"""Bytes looked at; a ledger of many million rows is not read twice."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE = ("cp1252", "cp437", "mac-roman")
_SWEDISH = frozenset("åäöÅÄÖéÉèüÜ")
_SIGNS = re.compile(
    r"(?<=[0-9])\u00a0(?=[0-9])|[–−-](?= ?[0-9])|(?<=[0-9,])[–−]|\u00a7 ?(?=[0-9])|(?<= )[–•](?= )|[’”“…½°]"
)
_MOJIBAKE = re.compile("Ã[¥¤¶…„–©]|(?<=[a-z])[„”†Σσ÷](?=[a-z])")
_SAVE = "Spara den som CSV UTF-8 i Excel och försök igen."


def encoding(data: bytes, document: str) -> str:
    """Return the codec's name for the bytes of `document` (its beginning is enough); UnreadableFileError otherwise.

    UTF-8 is proved by decoding. Among one-byte codes (Windows-1252, CP437 of SIE files and old ledgers, Mac) the one
    that turns most bytes into letters and signs of Swedish text wins; if none makes sense, nothing is guessed.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _checked(data, codec, document)
    if b"\0" in data[:SAMPLE]:
        return _checked(data, _wide(data[:SAMPLE], document), document)
    if _is_utf8(data[:SAMPLE]):
        return _checked(data, "utf-8", document)
    return _checked(data, _single(data[:SAMPLE], document), document)


def decoded(data: bytes, document: str) -> str:
    """Return the text of a whole file; UnreadableFileError with what to do when its letters cannot be told."""
    codec = encoding(data, document)
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableFileError(
            f"{document}: rad {line} har tecken i en annan teckenkodning än resten av filen. {_SAVE}"
        ) from None


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _wide(sample: bytes, document: str) -> str:
    """Tell UTF-16 without a mark by the halves that are zero; anything else with zeros is no text."""
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if max(low, high) > 0.3 * len(sample) / 2 and min(low, high) < 0.05 * len(sample) / 2:
        return "utf-16-le" if high > low else "utf-16-be"
    raise UnreadableFileError(
        f"{document} är ingen text- eller Excelfil. Exportera uppgifterna som CSV eller .xlsx och försök igen."
    )


def _single(sample: bytes, document: str) -> str:
    strange = sum(byte > 127 for byte in sample)
    sense = {codec: _sense(sample.decode(codec, "replace")) for codec in _SINGLE}
    best = max(_SINGLE, key=sense.__getitem__)
    if sense[best] < 0.6 * strange:
        raise UnreadableFileError(f"{document}: teckenkodningen går inte att tyda (å, ä och ö blir inte rätt). {_SAVE}")
    return best


def _sense(text: str) -> int:
    """Count the letters and signs beyond ASCII that belong in Swedish text; a capital inside a small word does not."""
    letters = sum(sign in _SWEDISH for sign in text) - len(re.findall("(?<=[a-zåäö])[ÅÄÖÉÜ](?=[a-zåäö])", text))
    return letters + sum(not sign.isascii() for sign in _SIGNS.findall(text))


def _checked(data: bytes, codec: str, document: str) -> str:
    """Refuse text whose letters were lost before it came to us."""
    sample = data[:SAMPLE].decode(codec, "ignore")
    if "\ufffd" in sample or _MOJIBAKE.search(sample):
        raise UnreadableFileError(
            f"{document}: å, ä och ö är redan förstörda i filen (fel teckenkodning när den sparades). "
            "Exportera den på nytt och spara som CSV UTF-8."
        )
    return codec
