"""Build workbooks/sn_excel.oxt, the Calc add-in, from what Python declares: `python workbooks/build_oxt.py`.

Needs LibreOffice's unoidl-write (Debian: libreoffice-dev) only where the functions' arguments have changed.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from sn_excel.hosts.calc.oxt_packages import ADDIN, build, parts_of, types
from sn_excel.hosts.calc.oxt_texts import TYPES, sources

TARGET = Path(__file__).resolve().parent / ADDIN
INTERFACE = "sn_excel.idl"


def main() -> None:
    """Write the add-in and tell its fingerprint."""
    text = sources()[INTERFACE]
    before = parts_of(TARGET) if TARGET.exists() else {}
    same = before.get(INTERFACE) == text.encode("utf-8")
    data = build(before[TYPES] if same else types(text))
    TARGET.write_bytes(data)
    print(f"{ADDIN}: {len(data)} byte, sha256 {sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
