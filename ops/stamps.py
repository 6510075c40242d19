"""Stamps: small files that say from which inputs something was made, so that it is not made again in vain."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


def digest(files: Iterable[Path], *words: str) -> str:
    """SHA-256 over `words` and over names and bytes of `files`, in an order that does not depend on the caller's."""
    total = hashlib.sha256()
    for word in words:
        total.update(f"{word}\0".encode())
    for file in sorted(files):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        total.update(f"{file.name}\0{content}\0".encode())
    return total.hexdigest()


@dataclass(frozen=True)
class Stamp:
    """A file that holds the digest of what its neighbours were made from."""

    file: Path

    def holds(self, value: str) -> bool:
        return self.file.is_file() and self.file.read_text() == value

    def put(self, value: str) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(value)

    def drop(self) -> None:
        """Called before the making begins: an interrupted making must not look finished."""
        self.file.unlink(missing_ok=True)
