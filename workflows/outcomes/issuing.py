"""Writes issued documents and certificates into the register, from bytes that are already rendered and sealed."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from workflows.law.label import Label
from workflows.outcomes.models import Certificate, IssuedDocument, StatusChange
from workflows.outcomes.places import give_place


@dataclass(frozen=True)
class PrintedValue:
    """One row of a certificate as it stands on the paper."""

    label: Label
    text: str


@dataclass(frozen=True)
class NewDocument:
    """A rendered document on its way into the register."""

    case: UUID
    kind: str
    seq: int
    number: str
    code: str
    pdf: bytes
    body: str
    at: datetime
    is_sealed: bool = True

    @property
    def sha256(self) -> str:
        """Digest of the file, lower-case hexadecimal."""
        return hashlib.sha256(self.pdf).hexdigest()


@dataclass(frozen=True)
class NewCertificate:
    """What the register keeps of a certificate beside its document."""

    number: str
    """Identifier after GB/T 36904."""
    item_code: str
    title: Label
    holder: UUID
    holder_name: str
    values: Sequence[PrintedValue]
    valid_from: date
    valid_to: date | None
    """The last valid day; None is without end."""


def issue_document(new: NewDocument) -> IssuedDocument:
    """Write the document once; asked again for the same (case, kind, seq), the first one is returned unchanged."""
    row, _ = IssuedDocument.objects.get_or_create(
        case=new.case,
        kind=new.kind,
        seq=new.seq,
        defaults={
            "number": new.number,
            "code": new.code,
            "sha256": new.sha256,
            "pdf": new.pdf,
            "body": new.body,
            "is_sealed": new.is_sealed,
            "at": new.at,
        },
    )
    return row


@transaction.atomic
def issue_certificate(document: NewDocument, new: NewCertificate, decided_by: UUID | None = None) -> Certificate:
    """Write document, certificate and its first status; asked again, the certificate of that document is returned."""
    written = issue_document(document)
    existing = Certificate.objects.filter(document=written).first()
    return existing or write_certificate(written, new, decided_by, replaces=None, act="issue")


def write_certificate(
    document: IssuedDocument, new: NewCertificate, decided_by: UUID | None, *, replaces: Certificate | None, act: str
) -> Certificate:
    """A certificate and its first status row, in the caller's transaction."""
    row = Certificate.objects.create(
        number=new.number,
        code=document.code,
        case=document.case,
        item_code=new.item_code,
        holder=new.holder,
        holder_name=new.holder_name,
        title_zh=new.title.zh,
        title_en=new.title.en,
        body=document.body,
        values=[asdict(value) for value in new.values],
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        replaces=replaces,
        document=document,
        at=document.at,
    )
    StatusChange.objects.create(
        certificate=row,
        act=act,
        status="valid",
        from_on=new.valid_from,
        body=document.body,
        decided_by=decided_by,
        document=document,
        at=document.at,
    )
    give_place(row)
    return row
