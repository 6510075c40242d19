"""What anybody may check without an account: a certificate, a sealed file, a case's status, the record."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger import api as ledger
from portal import stages
from portal.filing.follow import dated
from portal.verify.lists import day_of
from portal.waiting import waiting_for
from workflows.api import (
    CertificateView,
    NotFound,
    bodies,
    entry_of_document,
    find_certificate,
    find_document,
    public_status,
    status_list_issuer,
    verify_pdf,
)

VERDICT_SECONDS, OUTAGE_SECONDS = 60, 5
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
    day = day_of(request.GET.get("on", "")) or timezone.localdate()
    certificate = find_certificate(code, day)
    if certificate is not None:
        return render(request, "verify/certificate.html", about(certificate, day))
    document = find_document(code)
    if document is None:
        return render(request, "verify/unknown.html", {"code": code}, status=404)
    context = {"document": document, "label": stages.document_name(document.kind), "body": bodies()[document.body]}
    return render(request, "verify/document.html", context)


def about(certificate: CertificateView, day: date) -> dict[str, Any]:
    """The certificate as it stood on a day, and whether its entry in the record is proven now."""
    entry = entry_of_document(certificate.case, certificate.document_sha256)
    verdict = verdict_on(entry) if entry else None
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
        "day": day,
        "today": timezone.localdate(),
    }


def verdict_on(entry: UUID) -> ledger.Verdict | None:
    """What the chain says of an entry now, asked once a minute however many people look; None while it waits."""
    name = f"verdict:{entry}"
    known: ledger.Verdict | None = cache.get(name)
    if known is not None:
        return known
    found = ledger.prove(entry)
    if not isinstance(found, dict):
        return None
    verdict = ledger.verify_proof(found, ledger.trust(), ledger.nodes())
    cache.set(name, verdict, OUTAGE_SECONDS if verdict.outcome == ledger.UNKNOWN else VERDICT_SECONDS)
    return verdict


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
    return render(
        request,
        "verify/record.html",
        {"record": state, "alarms": alarms, "waiting": waiting_for(), "lists_key": status_list_issuer()},
    )


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
