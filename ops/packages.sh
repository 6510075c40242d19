#!/bin/sh
# Installs the Debian packages of the sets named as arguments (run, test) that are missing.
# Ends with 2 and a list where it may not install them.
set -eu
here=$(dirname -- "$0")

missing=
for set_name in "$@"; do
    for package in $(sed 's/#.*//' "$here/packages-$set_name.txt"); do
        if ! command -v dpkg-query >/dev/null 2>&1; then
            missing="$missing $package"
        elif [ "$(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null)" != "ii " ]; then
            missing="$missing $package"
        fi
    done
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "This is no Debian: apt-get is missing. OneDoor needs what these Debian packages hold:$missing" >&2
    exit 2
fi
if [ "$(id -u)" = 0 ]; then
    as_root="env"
elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    as_root="sudo env"
else
    echo "OneDoor needs these Debian packages, and only root may install them (there is no usable sudo):" >&2
    for package in $missing; do echo "  $package" >&2; done
    echo "As root:  apt-get update && apt-get install -y --no-install-recommends$missing" >&2
    exit 2
fi

echo "Installing Debian packages:$missing"
# Debian's PostgreSQL would make and start a cluster of its own on port 5432; ours is private.
note=/etc/postgresql-common/createcluster.d/onedoor.conf
$as_root mkdir -p /etc/postgresql-common/createcluster.d
echo 'create_main_cluster = off' | $as_root tee "$note" >/dev/null
trap '$as_root rm -f "$note"' EXIT
trap 'exit 130' INT TERM
$as_root apt-get -q -o Acquire::Retries=3 update
# shellcheck disable=SC2086
$as_root DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
    -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 install $missing </dev/null
