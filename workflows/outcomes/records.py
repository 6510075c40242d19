"""Reads decisions, documents and certificates back: for the case's own page, and for anybody who holds a code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from workflows.law.label import Label
from workflows.outcomes import codes
from workflows.outcomes.issuing import PrintedValue
from workflows.outcomes.models import Certificate, Decision, IssuedDocument, StatusChange


@dataclass(frozen=True)
class CertificateView:
    """What anybody who holds the code of a certificate may see: what is printed on it, and whether it holds today."""

    code: str
    number: str
    title: Label
    holder_name: str
    body: str
    """Code of the issuing body."""
    values: tuple[PrintedValue, ...]
    valid_from: date
    valid_to: date | None
    status: str
    """As recorded; `expired` past its last day, `not_yet_valid` before its first."""
    status_from: date | None
    """First day of that status; None where it follows from the dates alone."""
    replaced_by: str
    """Code of the certificate that took its place, or empty."""
    document_sha256: str
    case: UUID


@dataclass(frozen=True)
class DocumentView:
    """What anybody who holds the code of a document may see: that it went out, never what it says."""

    code: str
    kind: str
    number: str
    body: str
    at: datetime
    sha256: str
    is_sealed: bool
    case: UUID


def decision_of(case: UUID) -> Decision | None:
    """The decision of a case."""
    return Decision.objects.filter(case=case).first()


def certificate_of(case: UUID) -> Certificate | None:
    """The newest certificate of a case."""
    return Certificate.objects.filter(case=case).order_by("-at", "-pk").first()


def documents_of(case: UUID) -> Sequence[IssuedDocument]:
    """The documents of a case, oldest first, without their bytes."""
    return list(IssuedDocument.objects.defer("pdf").filter(case=case).order_by("at", "pk"))


def pdf_of(document: int) -> bytes:
    """The bytes of a document. Raises IssuedDocument.DoesNotExist."""
    return bytes(IssuedDocument.objects.only("pdf").get(pk=document).pdf)


def find_document(code: str) -> DocumentView | None:
    """The document with this public code, however it was typed; None for anything else."""
    row = IssuedDocument.objects.defer("pdf").filter(code=_plain(code)).first()
    if row is None:
        return None
    return DocumentView(row.code, row.kind, row.number, row.body, row.at, row.sha256, row.is_sealed, row.case)


def find_certificate(code: str, day: date | None = None) -> CertificateView | None:
    """The certificate with this public code, as it stands on `day` (today where none is given); None without one."""
    row = Certificate.objects.filter(code=_plain(code)).first()
    if row is None:
        return None
    status, since = status_on(row, day or timezone.localdate())
    following = Certificate.objects.filter(replaces=row).values_list("code", flat=True).first()
    sha256 = IssuedDocument.objects.values_list("sha256", flat=True).get(pk=row.document_id)
    return CertificateView(
        code=row.code,
        number=row.number,
        title=Label(row.title_zh, row.title_en),
        holder_name=row.holder_name,
        body=row.body,
        values=tuple(PrintedValue(Label(**value["label"]), value["text"]) for value in row.values),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        status=status,
        status_from=since,
        replaced_by=following or "",
        document_sha256=sha256,
        case=row.case,
    )


def certificate_status_on(code: str, day: date) -> str | None:
    """The status a certificate had on a day, by what was decided for that day; None for an unknown code."""
    row = Certificate.objects.filter(code=_plain(code)).first()
    return status_on(row, day)[0] if row else None


def status_on(certificate: Certificate, day: date) -> tuple[str, date | None]:
    """Status of a certificate on a day, and the first day of it where an act set it.

    What was decided last goes before what was decided earlier, for every day that it reaches: a revocation that
    reaches back covers the suspensions in between.
    """
    change = StatusChange.objects.filter(certificate=certificate, from_on__lte=day).order_by("pk").last()
    if change is None:
        return "not_yet_valid", None
    status = standing(change.status, certificate.valid_from, certificate.valid_to, day)
    return status, change.from_on if status == change.status else None


def standing(decided: str | None, valid_from: date, valid_to: date | None, day: date) -> str:
    """The status on a day: what was decided for it last (None: nothing yet), and the printed term."""
    if decided is None or (decided == "valid" and day < valid_from):
        return "not_yet_valid"
    return "expired" if decided == "valid" and valid_to and day > valid_to else decided


def outside_term(certificate: Certificate, day: date) -> str | None:
    """`not_yet_valid` before the printed term, `expired` after it, None within."""
    status = standing("valid", certificate.valid_from, certificate.valid_to, day)
    return None if status == "valid" else status


def _plain(code: str) -> str:
    try:
        return codes.parse(code)
    except codes.BadCode:
        return ""
