#!/bin/sh
# Install LibreOffice and its Python bridge where apt may; otherwise say so: the tests that need it are skipped.
here() {
    for program in soffice pdftoppm Xvfb xdotool openbox /usr/lib/libreoffice/sdk/bin/unoidl-write; do
        command -v "$program" >/dev/null 2>&1 || return 1
    done
    /usr/bin/python3 -c "import uno" 2>/dev/null
}
here && exit 0
packages="libreoffice-calc python3-uno poppler-utils libreoffice-dev xvfb xdotool openbox"
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
