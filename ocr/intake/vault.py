"""Where originals and derived pictures lie: an original under its digest, never changed; the rest are caches."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


def original(sha256: str) -> Path:
    """The place of an original. A digest that is none raises ValueError, so that no name becomes a path."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise ValueError("not a SHA-256 digest")
    return Path(settings.FILES_DIR) / sha256[:2] / sha256


def derived(sha256: str) -> Path:
    """The folder of the pictures made from an original; it may be emptied at any time."""
    return Path(settings.VAR_DIR) / "cache" / "pages" / original(sha256).name


@contextmanager
def incoming(data: bytes) -> Iterator[Path]:
    """The bytes, synced to disk under a name of no meaning in the vault; gone afterwards unless kept."""
    folder = Path(settings.FILES_DIR) / "incoming"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        yield path
    finally:
        path.unlink(missing_ok=True)


def keep(path: Path, sha256: str) -> None:
    """Renames an incoming file to its digest; after this returns a power cut does not lose it."""
    place = original(sha256)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.chmod(0o400)
    path.rename(place)
    for folder in (place.parent, place.parent.parent):
        sync = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(sync)
        finally:
            os.close(sync)
