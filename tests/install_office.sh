#!/bin/sh
# Install LibreOffice and its Python bridge where apt may; otherwise say so: the tests that need it are skipped.
command -v soffice >/dev/null 2>&1 && command -v pdftoppm >/dev/null 2>&1 && /usr/bin/python3 -c "import uno" 2>/dev/null && exit 0
packages="libreoffice-calc python3-uno poppler-utils"
if ! command -v apt-get >/dev/null 2>&1; then
    echo "LibreOffice is missing and apt is not here: tests that need it are skipped."
    exit 0
fi
as_root=""
if [ "$(id -u)" != 0 ]; then
    if sudo -n true 2>/dev/null; then as_root="sudo -n"; else
        echo "LibreOffice is missing and we may not install it: tests that need it are skipped."
        exit 0
    fi
fi
echo "Installing LibreOffice for the tests (apt) ..."
log=$(mktemp)
if $as_root apt-get update >"$log" 2>&1 &&
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y --no-install-recommends $packages >>"$log" 2>&1; then
    rm -f "$log"
else
    tail -n 5 "$log"
    echo "LibreOffice could not be installed: tests that need it are skipped."
fi
exit 0
