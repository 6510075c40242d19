"""Where unix sockets may lie: the kernel limits the length of their paths, and libpq splits hosts at commas."""

import os
import stat
import tempfile
from pathlib import Path

# 107 bytes is the kernel's limit for a socket's path; PostgreSQL appends "/.s.PGSQL.5432".
LONGEST_FOLDER = 93


def fits(folder: Path) -> bool:
    return len(os.fsencode(folder)) <= LONGEST_FOLDER and "," not in str(folder)


def folder(wanted: Path) -> Path:
    """`wanted` where a socket may lie there, else a closed folder with a short path, to which `wanted` then leads.

    The link stays, so that a killed process leaves one such folder and not one for each start.
    """
    if fits(wanted):
        wanted.mkdir(mode=0o700, parents=True, exist_ok=True)
        return wanted
    if wanted.is_symlink():
        short = wanted.readlink()
        if trusted(short, wanted.parent):
            return short
        wanted.unlink()
    short = Path(tempfile.mkdtemp(prefix="onedoor-", dir="/tmp"))
    wanted.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    wanted.symlink_to(short)
    return short


def trusted(short: Path, home: Path) -> bool:
    """Whether the folder is still ours alone: after a restart of the machine anybody may have made its name anew."""
    try:
        found = short.lstat()
    except OSError:
        return False
    ours = found.st_uid in (os.geteuid(), home.stat().st_uid)
    return ours and stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700


def drop(wanted: Path) -> None:
    """Remove a folder that stands in place of `wanted`, with the sockets in it."""
    if not wanted.is_symlink():
        return
    short = wanted.readlink()
    if trusted(short, wanted.parent):
        for file in short.iterdir():
            file.unlink()
        short.rmdir()
    wanted.unlink()
