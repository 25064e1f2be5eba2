"""Lines of a CSV whose quotation marks break the rules: read where only one reading fits the other lines, else not."""

from __future__ import annotations


def cells(line: str, mark: str, width: int) -> list[str] | None:
    """Return the cells of a line with stray quotation marks; None where they are not as many as `width`.

    A cell that begins with a quotation mark goes on to one that ends with it. One that begins as a formula goes on
    until its parentheses are shut. All other quotation marks are letters.

    >>> cells('4010;=HYPERLINK("http://127.0.0.1/?"&A1;"klicka");100,00', ";", 3)
    ['4010', '=HYPERLINK("http://127.0.0.1/?"&A1;"klicka")', '100,00']
    >>> cells('7541;"Insatser "öppna" 2024";655', ";", 3), cells('7541;"Insatser;öppna;655', ";", 3)
    (['7541', 'Insatser "öppna" 2024', '655'], None)
    """
    found: list[str] = []
    pieces = line.rstrip("\r\n").split(mark)
    while pieces:
        count = next((end for end in range(1, len(pieces) + 1) if _whole(mark.join(pieces[:end]))), 0)
        if not count:
            return None
        found.append(_bare(mark.join(pieces[:count])))
        pieces = pieces[count:]
    return found if len(found) == width else None


def _whole(piece: str) -> bool:
    text = piece.strip()
    if text.startswith('"'):
        return len(text) > 1 and text.endswith('"')
    return not text.startswith("=") or text.count("(") == text.count(")")


def _bare(piece: str) -> str:
    text = piece.strip()
    quoted = len(text) > 1 and text.startswith('"') and text.endswith('"')
    return text[1:-1].replace('""', '"') if quoted else piece
