"""Where unix sockets may lie: the kernel limits the length of their paths, and libpq splits hosts at commas."""

import os
import shutil
import tempfile
from pathlib import Path

# 107 bytes is the kernel's limit for a socket's path; PostgreSQL appends "/.s.PGSQL.5432".
LONGEST_FOLDER = 93


def fits(folder: Path) -> bool:
    return len(os.fsencode(folder)) <= LONGEST_FOLDER and "," not in str(folder)


def folder(wanted: Path) -> Path:
    """`wanted` where a socket may lie there, else a new folder with a short path that only its owner can enter."""
    if fits(wanted):
        wanted.mkdir(mode=0o700, parents=True, exist_ok=True)
        return wanted
    return Path(tempfile.mkdtemp(prefix="onedoor-", dir="/tmp"))


def drop(found: Path, wanted: Path) -> None:
    """Remove a folder that was made in place of `wanted`."""
    if found != wanted:
        shutil.rmtree(found, ignore_errors=True)
