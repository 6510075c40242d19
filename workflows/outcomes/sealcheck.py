"""Says of a PDF whose seal it carries, whether it is intact and whether the key is one we believe."""

import io
import logging
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from workflows.errors import Unavailable
from workflows.outcomes import keys
from workflows.outcomes.seal import validation_context

_log = logging.getLogger(__name__)
UNPACKED_BYTES = 64 * 1024 * 1024
MOST_REVISIONS = 50
WAIT_SECONDS = 10
# Strangers ask, and a hostile file costs seconds: one at a time leaves the other threads of a process to the pages.
_turn = threading.BoundedSemaphore(1)
Verdict = Literal["sealed", "changed", "untrusted", "unsealed", "unreadable"]


@dataclass(frozen=True)
class SealReport:
    """What a PDF's seal proves; `intact` says nothing about whose key it was, `trusted` does."""

    verdict: Verdict
    signer: str = ""
    """Common name in the certificate of the seal."""
    intact: bool = False
    """The signed bytes are the ones that were signed, and nothing was added that the seal forbids."""
    trusted: bool = False
    """The key's certificate leads to a root we believe and was good when the seal was set."""
    signed_at: datetime | None = None
    """By the time-stamp where there is a believed one, else as the signer says."""
    stamped: bool = False
    """A time-stamp is there and leads to a root we believe."""
    covers_whole: bool = False
    """The signature covers the file from its first byte to its last."""


def verify_pdf(pdf: bytes, now: datetime | None = None) -> SealReport:
    """Check the last seal of a PDF that may come from anybody; never raises for what the bytes hold.

    `now` is the moment of asking, the present where none is given: a stamped seal outlives its key's certificate.
    Raises Unavailable where others' files keep it busy.
    """
    if pdf.count(b"startxref") > MOST_REVISIONS:
        return SealReport("unreadable")
    if not _turn.acquire(timeout=WAIT_SECONDS):
        raise Unavailable("seal_check")
    try:
        return _verify(pdf, now or datetime.now(UTC))
    finally:
        _turn.release()


def _verify(pdf: bytes, now: datetime) -> SealReport:
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        signatures = PdfFileReader(io.BytesIO(pdf), strict=False, decode_limits=_limits()).embedded_regular_signatures
        return _report(signatures[-1], now) if signatures else SealReport("unsealed")
    except Exception as error:
        # Strangers' bytes break parsers in any way there is; the answer is the same for all of them.
        _log.info("seal_unreadable", extra={"error": type(error).__name__})
        return SealReport("unreadable")


def _limits() -> Any:
    """What a stranger's file may unpack to: many times what our own certificates hold, less than fills a machine."""
    from pyhanko.pdf_utils import decode_limits as allowed

    return allowed.DecodeLimits(
        per_stream=allowed.StreamDecodeLimits(max_output_size=UNPACKED_BYTES // 4),
        per_purpose={
            **allowed.DEFAULT_PURPOSE_LIMITS,
            allowed.DecodePurpose.XREF_STREAM: allowed.StreamDecodeLimits(max_output_size=UNPACKED_BYTES // 64),
        },
        document_budget=allowed.DocumentDecodeBudget(base_allowance=UNPACKED_BYTES, max_ratio=10),
    )


def _report(signature: Any, now: datetime) -> SealReport:
    from pyhanko.sign.validation import validate_pdf_signature

    claimed = _stamp_time(signature)
    is_ours = signature.signer_cert.issuer.dump() == keys.root().certificate.subject.public_bytes()
    status: Any = validate_pdf_signature(
        signature,
        signer_validation_context=validation_context(claimed or now, now=now, is_ours=is_ours),
        ts_validation_context=validation_context(now, now=now),
    )
    stamp = status.timestamp_validity
    stamped = bool(stamp and stamp.intact and stamp.valid and stamp.trusted)
    intact = bool(status.intact and status.valid and status.docmdp_ok and not status.seed_value_constraint_error)
    # The certificate was checked at the stamp's time: that counts only if the stamp itself is believed.
    trusted = bool(intact and status.trusted and (stamped or claimed is None))
    return SealReport(
        verdict="sealed" if trusted else "untrusted" if intact else "changed",
        signer=str(status.signing_cert.subject.native.get("common_name", "")),
        intact=intact,
        trusted=trusted,
        signed_at=stamp.timestamp if stamped else status.signer_reported_dt,
        stamped=stamped,
        covers_whole=status.coverage.name == "ENTIRE_FILE",
    )


def _stamp_time(signature: Any) -> datetime | None:
    from pyhanko.sign.general import NonexistentAttributeError, find_unique_cms_attribute

    try:
        token = find_unique_cms_attribute(signature.signer_info["unsigned_attrs"], "signature_time_stamp_token")
    except NonexistentAttributeError:
        return None
    claimed = token["content"]["encap_content_info"]["content"].parsed["gen_time"].native
    return claimed if isinstance(claimed, datetime) else None
