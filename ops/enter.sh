#!/bin/sh
# Enters ops: Debian packages of the sets before "--", then `python -m ops` with the words after it.
# Where root calls it in a folder of another user, that user runs all but the installation of packages.
set -eu
here=$(dirname -- "$0")
root=$(cd -- "$here/.." && pwd -P)

sets=
while [ "$1" != "--" ]; do sets="$sets $1"; shift; done
shift
# shellcheck disable=SC2086
[ -z "$sets" ] || sh "$here/packages.sh" $sets

suits() {
    "$1" -c 'import ensurepip, ssl, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' 2>/dev/null
}
python=
for candidate in python3 /usr/bin/python3 python3.11 python3.12; do
    if command -v "$candidate" >/dev/null 2>&1 && suits "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "OneDoor needs Python 3.11 or 3.12 with venv and ensurepip (Debian: python3 python3-venv)." >&2
    exit 2
fi

owner=$(stat -c %u -- "$root")
cd -- "$root"
if [ "$(id -u)" = 0 ] && [ "$owner" != 0 ] && home=$(getent passwd "$owner" | cut -d: -f6) && [ -n "$home" ]; then
    export HOME="$home"
    exec setpriv --reuid="$owner" --regid="$(stat -c %g -- "$root")" --init-groups "$python" -m ops "$@"
fi
exec "$python" -m ops "$@"
