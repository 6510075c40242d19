"""What may happen to a certificate once it is issued: nine separate legal acts, each with its own paper and status."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from uuid import UUID

from django.db import transaction

from workflows.law.life import IllegalMove
from workflows.outcomes.grounds import Grounds
from workflows.outcomes.issuing import NewCertificate, NewDocument, issue_document, write_certificate
from workflows.outcomes.models import Certificate, IssuedDocument, StatusChange
from workflows.outcomes.records import outside_term


@dataclass(frozen=True)
class Act:
    """One legal act on a certificate."""

    code: str
    kind: str
    """Kind of the document that tells the holder."""
    begins: frozenset[str]
    """Statuses it may begin from."""
    to: str
    """Status it leads to."""


def _act(code: str, to: str, *begins: str) -> tuple[str, Act]:
    return code, Act(code, f"certificate_{to if to != 'valid' else 'resumed'}", frozenset(begins), to)


ACTS = MappingProxyType(
    dict(
        [
            _act("change", "changed", "valid"),  # 变更, 行政许可法 49
            _act("renew", "renewed", "valid"),  # 延续, 行政许可法 50
            _act("correct", "corrected", "valid", "suspended"),  # 更正
            _act("suspend", "suspended", "valid"),
            _act("resume", "valid", "suspended"),
            _act("recall", "recalled", "valid", "suspended"),  # 撤回, 行政许可法 8
            _act("revoke", "revoked", "valid", "suspended"),  # 撤销, 行政许可法 69
            _act("strip", "stripped", "valid", "suspended"),  # 吊销, a penalty
            # 注销, 行政许可法 70: takes off the register what has ended, by whatever act or by time.
            _act("cancel", "cancelled", "valid", "suspended", "recalled", "revoked", "stripped"),
        ]
    )
)


@dataclass(frozen=True)
class Deed:
    """One act about to be done: by whom, told by which paper, with effect from which day."""

    number: str
    """Identifier of the certificate."""
    document: NewDocument
    decided_by: UUID | None
    """None: by rule; never for an act against the holder."""
    from_on: date
    """The first day of the new status; a revocation may reach back, for day and decision are kept apart."""


def change(deed: Deed, new: NewCertificate, paper: NewDocument) -> Certificate:
    """变更: another content takes this one's place from `deed.from_on`; `paper` is the new certificate's own."""
    return _replace("change", deed, new, paper)


def renew(deed: Deed, new: NewCertificate, paper: NewDocument) -> Certificate:
    """延续: a new term takes over from `deed.from_on`; by rule where the body was silent at the end (行政许可法 50)."""
    return _replace("renew", deed, new, paper)


def correct(deed: Deed, new: NewCertificate, paper: NewDocument, reasons: str) -> Certificate:
    """更正: a mistake of the body is put right, free of charge; old and new stay verifiable. Raises ValueError."""
    if not reasons.strip():
        raise ValueError("a correction says what was wrong")
    return _replace("correct", deed, new, paper, reasons)


def suspend(deed: Deed, grounds: Grounds) -> StatusChange:
    """Holds the certificate until it is resumed."""
    return _against("suspend", deed, grounds)


def recall(deed: Deed, grounds: Grounds) -> StatusChange:
    """撤回: law or facts have changed in the public interest; the holder did nothing wrong (行政许可法 8)."""
    return _against("recall", deed, grounds)


def revoke(deed: Deed, grounds: Grounds) -> StatusChange:
    """撤销: it should never have been granted (行政许可法 69)."""
    return _against("revoke", deed, grounds)


def strip(deed: Deed, grounds: Grounds) -> StatusChange:
    """吊销: taken away as a penalty."""
    return _against("strip", deed, grounds)


@transaction.atomic
def resume(deed: Deed, reasons: str = "", bases: Iterable[str] = ()) -> StatusChange:
    """Ends a suspension."""
    return _write("resume", _locked("resume", deed), deed, issue_document(deed.document), reasons, bases)


@transaction.atomic
def cancel(deed: Deed, reasons: str, bases: Iterable[str]) -> StatusChange:
    """注销: taken off the register, for one of the causes of 行政许可法 70. Raises ValueError without cause or law."""
    law = tuple(basis.strip() for basis in bases if basis.strip())
    if not reasons.strip() or not law:
        raise ValueError("a cancellation names its cause and its law")
    return _write("cancel", _locked("cancel", deed), deed, issue_document(deed.document), reasons, law)


@transaction.atomic
def _against(code: str, deed: Deed, grounds: Grounds) -> StatusChange:
    if deed.decided_by is None:
        raise ValueError("only a person acts against a holder")
    certificate = _locked(code, deed)
    return _write(code, certificate, deed, issue_document(deed.document), grounds.reasons, grounds.bases, grounds)


@transaction.atomic
def _replace(code: str, deed: Deed, new: NewCertificate, paper: NewDocument, reasons: str = "") -> Certificate:
    old = _locked(code, deed)
    if deed.from_on != new.valid_from:
        raise ValueError("the old certificate ends on the day on which the new one begins")
    _write(code, old, deed, issue_document(deed.document), reasons, ())
    return write_certificate(issue_document(paper), new, deed.decided_by, replaces=old, act=code)


def must_allow(code: str, certificate: Certificate, from_on: date) -> None:
    """Raise IllegalMove where the status of the certificate does not let this act begin on that day."""
    status = certificate.status
    if code != "cancel":
        # A renewal begins the day after the old term at the latest; any other act needs a term that runs.
        running = from_on - timedelta(days=1) if code == "renew" else from_on
        status = outside_term(certificate, running) or status
    if status not in ACTS[code].begins:
        allowed = sorted(other.code for other in ACTS.values() if status in other.begins)
        raise IllegalMove(status, code, tuple(allowed))


def _locked(code: str, deed: Deed) -> Certificate:
    """The certificate, locked. Raises Certificate.DoesNotExist, IllegalMove, ValueError for another act's paper."""
    act = ACTS[code]
    certificate = Certificate.objects.select_for_update().get(number=deed.number)
    must_allow(code, certificate, deed.from_on)
    if deed.document.kind != act.kind:
        raise ValueError(f"{code} is told by {act.kind}, not by {deed.document.kind}")
    return certificate


def _write(
    code: str,
    certificate: Certificate,
    deed: Deed,
    document: IssuedDocument,
    reasons: str,
    bases: Iterable[str],
    grounds: Grounds | None = None,
) -> StatusChange:
    row = StatusChange.objects.create(
        certificate=certificate,
        act=code,
        status=ACTS[code].to,
        from_on=deed.from_on,
        reasons=reasons.strip(),
        bases=list(bases),
        rights=grounds.to_row()["rights"] if grounds else [],
        online=grounds.online if grounds else "",
        body=document.body,
        decided_by=deed.decided_by,
        document=document,
        at=document.at,
    )
    certificate.status = row.status
    certificate.save(update_fields=["status"])
    return row
