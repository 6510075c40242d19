"""What anybody may check without an account: a certificate, a sealed file, a case's status, the record."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger import api as ledger
from portal import stages
from portal.filing.follow import dated
from portal.waiting import waiting_for
from workflows.api import (
    CertificateView,
    NotFound,
    bodies,
    entry_of_document,
    find_certificate,
    find_document,
    public_status,
    verify_pdf,
)

LARGEST_PDF = 5 * 1024 * 1024
LOOKS = {ledger.PROVEN: "good", ledger.REFUTED: "bad", ledger.UNKNOWN: "open"}


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask by code, or by the file itself."""
    if request.method == "GET":
        # People paste the whole address that a QR code showed them; its last part is the code.
        code = request.GET.get("code", "").strip().rstrip("/").rpartition("/")[2]
        return redirect("check", code) if code else render(request, "verify/ask.html")
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > LARGEST_PDF:
        lines = [{"field": "file", "anchor": "id_file", "text": _("Choose a PDF file of 5 MB at most.")}]
        return render(request, "verify/ask.html", {"lines": lines}, status=422)
    return render(request, "verify/seal.html", {"report": verify_pdf(file.read()), "name": file.name})


@require_GET
def check(request: HttpRequest, code: str) -> HttpResponse:
    """What the register and the record say of a certificate or a sealed document."""
    certificate = find_certificate(code)
    if certificate is not None:
        return render(request, "verify/certificate.html", about(certificate))
    document = find_document(code)
    if document is None:
        return render(request, "verify/unknown.html", {"code": code}, status=404)
    context = {"document": document, "label": stages.document_name(document.kind), "body": bodies()[document.body]}
    return render(request, "verify/document.html", context)


def about(certificate: CertificateView) -> dict[str, Any]:
    """The certificate, and whether its entry in the record is proven now."""
    entry = entry_of_document(certificate.case, certificate.document_sha256)
    found = ledger.prove(entry) if entry else None
    verdict = None
    if isinstance(found, dict):
        verdict = ledger.verify_proof(found, ledger.trust(), ledger.nodes())
    return {
        "certificate": certificate,
        "body": bodies()[certificate.body],
        "verdict": verdict,
        **(
            {"verdict_words": stages.verdict(verdict.outcome), "verdict_look": LOOKS[verdict.outcome]}
            if verdict
            else {}
        ),
        "sentences": [reason.text(get_language() or "zh-hans") for reason in verdict.reasons] if verdict else [],
        "is_waiting": entry is not None and verdict is None,
        "holds": certificate.status == "valid",
    }


@require_GET
def status(request: HttpRequest, code: str) -> HttpResponse:
    """How a case stands: for whoever holds the receipt; no name, no value."""
    try:
        found = public_status(code)
    except NotFound:
        return render(request, "verify/unknown.html", {"code": code}, status=404)
    language = get_language() or "zh-hans"
    context = {
        "found": found,
        "waiting": waiting_for(),
        "headline": stages.headline(found.state),
        "clocks": [dated(clock, language) for clock in found.clocks if clock.stopped_at is None],
    }
    return render(request, "verify/status.html", context)


@require_GET
def record(request: HttpRequest) -> HttpResponse:
    """The signed head, its anchors, and how to check a proof without us."""
    state = ledger.state()
    alarms = [
        {"words": stages.alarm_name(each.kind), "about": each.about, "detail": each.detail} for each in state.alarms
    ]
    return render(request, "verify/record.html", {"record": state, "alarms": alarms, "waiting": waiting_for()})


@require_GET
def verifier(request: HttpRequest) -> HttpResponse:
    """One page that checks a proof by itself, to be kept: it opens from disk and asks nobody but the chain."""
    answer = HttpResponse(ledger.verify_page(ledger.trust()), content_type="text/html; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="verify.html"'
    return answer


@require_GET
def trust(request: HttpRequest) -> HttpResponse:
    """The keys and contracts of this city's record, to be pinned by who checks."""
    answer = JsonResponse(ledger.trust(), json_dumps_params={"indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="trust.json"'
    return answer
