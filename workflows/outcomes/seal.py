"""Seals a PDF in the name of a body: the red face over the signature, and a PAdES signature by the body's key."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives import serialization

from workflows.outcomes import keys, sealface
from workflows.outcomes.page import SEAL_PLACE, Issuer

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.timestamps import DummyTimeStamper

FIELD = "Seal"
_POINTS_PER_MM = 72 / 25.4
_FALLBACK = (400.0, 160.0)


@dataclass(frozen=True)
class Place:
    """Where the middle of the seal goes: page from 0, points from the lower left corner."""

    page: int
    x: float
    y: float


def seal_pdf(pdf: bytes, body: Issuer, reason: str) -> bytes:
    """The same PDF with the body's seal; no later change is allowed by it. Raises keys.NoKey.

    The signature is of the shape PAdES B-LT: with a time-stamp, certificates and revocation list inside. In the
    demonstration both root and time-stamp authority are this system's own (see keys).
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko.sign.general import SigningError

    key = keys.seal_key(body.code, body.name.zh)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    place = seal_place(writer)
    reach = sealface.SIZE_MM / 2 * _POINTS_PER_MM
    box = (round(place.x - reach), round(place.y - reach), round(place.x + reach), round(place.y + reach))
    fields.append_signature_field(writer, fields.SigFieldSpec(FIELD, on_page=place.page, box=box))
    is_ours = key.certificate.issuer == keys.root().certificate.subject
    signer = signers.PdfSigner(
        _metadata(body, reason, is_ours),
        signer=_signer(key),
        timestamper=_timestamper(),
        stamp_style=_face(body.name.zh),
    )
    try:
        return bytes(signer.sign_pdf(writer).getvalue())
    except SigningError as error:
        raise keys.NoKey(f"the seal of {body.code} leads to no trusted root: {error}") from error


def _metadata(body: Issuer, reason: str, is_ours: bool) -> Any:
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference

    now = datetime.now(UTC)
    together = SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
    return signers.PdfSignatureMetadata(
        field_name=FIELD,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        name=body.name.zh,
        reason=reason,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        embed_validation_info=True,
        # In one revision with the signature, so that the signature covers the file to its last byte.
        dss_settings=DSSContentSettings(include_vri=False, placement=together),
        validation_context=validation_context(now, now=now, is_ours=is_ours),
    )


def validation_context(moment: datetime, *, now: datetime, is_ours: bool = True) -> Any:
    """pyHanko's context for our roots, asking at `now` whether a key was good at `moment`; it fetches nothing.

    Keys under our own root must stand on no revocation list; of other roots (`is_ours` false) we have none.
    """
    from asn1crypto import crl
    from pyhanko_certvalidator import ValidationContext

    listed = keys.revocations(now).public_bytes(serialization.Encoding.DER)
    return ValidationContext(
        trust_roots=[_asn1(root) for root in keys.trusted_roots()],
        allow_fetching=False,
        crls=[crl.CertificateList.load(listed)],
        moment=moment,
        revocation_mode="require" if is_ours else "soft-fail",
        retroactive_revinfo=moment < now,
    )


def _signer(key: keys.KeyPair) -> Any:
    from pyhanko.sign import signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    for certificate in (*key.chain, *keys.trusted_roots()):
        store.register(_asn1(certificate))
    return signers.SimpleSigner(signing_cert=_asn1(key.certificate), signing_key=_asn1_key(key), cert_registry=store)


def _timestamper() -> "DummyTimeStamper":
    from pyhanko.sign.timestamps import DummyTimeStamper
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    authority = keys.timestamp_authority()
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register(_asn1(keys.root().certificate))
    return DummyTimeStamper(_asn1(authority.certificate), _asn1_key(authority), certs_to_embed=store)


def _asn1(certificate: Any) -> Any:
    from asn1crypto import x509

    return x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _asn1_key(pair: keys.KeyPair) -> Any:
    from asn1crypto.keys import PrivateKeyInfo

    form = serialization.PrivateFormat.PKCS8
    secret = pair.key.private_bytes(serialization.Encoding.DER, form, serialization.NoEncryption())
    return PrivateKeyInfo.load(secret)


def seal_place(writer: "IncrementalPdfFileWriter") -> Place:
    """The place that the page frame marked; the lower right of the last page where there is no mark."""
    last = int(writer.root["/Pages"]["/Count"]) - 1
    try:
        names = writer.root["/Names"]["/Dests"]["/Names"]
        marks = {str(names[i]): names[i + 1] for i in range(0, len(names), 2)}
        target = marks[SEAL_PLACE]
        x, y = float(target[2]), float(target[3])
    except (KeyError, IndexError, TypeError):
        return Place(last, *_FALLBACK)
    wanted = target.raw_get(0).reference
    for page in range(last + 1):
        found, _ = writer.find_page_for_modification(page)  # type: ignore[no-untyped-call]
        if found.reference == wanted:
            return Place(page, x, y)
    return Place(last, *_FALLBACK)


def _face(name: str) -> Any:
    from pyhanko.pdf_utils.content import PdfContent
    from pyhanko.pdf_utils.layout import BoxConstraints
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.stamp import StaticStampStyle

    drawing = _drawn(name)

    class Face(PdfContent):
        """The seal's drawing as a form object of the sealed PDF."""

        def render(self) -> bytes:
            source = PdfFileReader(io.BytesIO(drawing))
            form = self._ensure_writer.import_page_as_xobject(source)
            left, bottom, right, top = form.get_object()["/BBox"]
            self.box = BoxConstraints(width=abs(left - right), height=abs(top - bottom))
            self.resources.xobject["/Face"] = form
            return b"/Face Do"

    return StaticStampStyle(background=Face(), border_width=0, background_opacity=0.88)


@lru_cache(maxsize=512)
def _drawn(name: str) -> bytes:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    side = f"{sealface.SIZE_MM}mm"
    style = f"@page{{size:{side} {side};margin:0}}body{{margin:0}}svg{{display:block}}"
    page = f"<html><style>{style}</style><body>{sealface.face(name)}</body></html>"
    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    return bytes(HTML(string=page, url_fetcher=fetcher).write_pdf())
