"""Stores an upload: sniff, inspect in the child, keep under its digest; a crash before the rename leaves nothing."""

import hashlib
import tempfile
from pathlib import Path

from ocr.intake import sandbox, vault
from ocr.intake.sniff import sniff
from ocr.models import StoredDocument
from ocr.values import Document


def store(data: bytes, name: str) -> Document:
    """The stored original; the same bytes twice are one document. `name` is only held against the content.

    Raises Rejected.
    """
    media_type = sniff(data, name)
    sha256 = hashlib.sha256(data).hexdigest()
    known = StoredDocument.objects.filter(pk=sha256).first()
    if known is None or not vault.original(sha256).exists():
        known = _admit(data, sha256, media_type)
    return document(known)


def document(row: StoredDocument) -> Document:
    """The row as a value."""
    return Document(row.sha256, row.media_type, row.pages, row.size_bytes)


def _admit(data: bytes, sha256: str, media_type: str) -> StoredDocument:
    with vault.incoming(data) as path, tempfile.TemporaryDirectory() as folder:
        pages = sandbox.run("inspect", path, media_type, Path(folder))["pages"]
        vault.keep(path, sha256)
    # The file comes before the row: a row always has its bytes, a file without a row is found again by digest.
    row, _ = StoredDocument.objects.get_or_create(
        sha256=sha256, defaults={"media_type": media_type, "pages": pages, "size_bytes": len(data)}
    )
    return row


def get(sha256: str) -> Document:
    """The document of that digest. Raises LookupError where there is none."""
    row = StoredDocument.objects.filter(pk=sha256).first()
    if row is None:
        raise LookupError(sha256)
    return document(row)
