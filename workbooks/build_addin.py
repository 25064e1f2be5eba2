"""Build workbooks/sn_excel.xlam from vba/ and what Python declares: `make addin`."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from sn_excel.hosts.excel.addin_files import ADDIN, build, write_sources

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Write the generated sources and the add-in, and tell its fingerprint."""
    write_sources(ROOT / "vba")
    data = build(ROOT / "vba")
    (ROOT / "workbooks" / ADDIN).write_bytes(data)
    print(f"{ADDIN}: {len(data)} byte, sha256 {sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
