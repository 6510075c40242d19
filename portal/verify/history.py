"""The signed heads of the record, each with its anchors, and the proof that any one continues any earlier one."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from ledger import api as ledger

PAGE = 25


class PairForm(forms.Form):
    """Two heads by their sizes, of one log."""

    origin = forms.CharField(required=False, max_length=200)
    first = forms.IntegerField(label=gettext_lazy("Earlier head, number of entries"), min_value=1)
    second = forms.IntegerField(label=gettext_lazy("Later head, number of entries"), min_value=1)


@require_GET
def heads(request: HttpRequest) -> HttpResponse:
    """The heads of a log, the newest first, page by page; with two of them chosen, what joins them."""
    origins = ledger.origins()
    origin = request.GET.get("origin", "")
    before = request.GET.get("before", "")
    rows = ledger.heads(origin, int(before) if before.isdigit() and len(before) < 16 else None, PAGE)
    asked = "first" in request.GET or "second" in request.GET
    form = PairForm(request.GET if asked else None)
    context: dict[str, Any] = {
        "form": form,
        "heads": rows,
        "origin": origin or next(iter(origins), ""),
        "origins": origins,
        "next": rows[-1].size if len(rows) == PAGE else None,
        "lines": [],
    }
    if asked:
        context |= compared(form)
    return render(request, "verify/heads.html", context, status=422 if context["lines"] else 200)


def compared(form: PairForm) -> dict[str, Any]:
    """What joins the two heads asked for, or what is wrong with asking."""
    if not form.is_valid():
        fields = [name for name in ("first", "second") if name in form.errors]
        return {"lines": [{"field": name, "anchor": f"id_{name}", "text": form.errors[name][0]} for name in fields]}
    data = form.cleaned_data
    try:
        return {"joined": ledger.joined(data["first"], data["second"], data["origin"])}
    except ledger.UnknownEntry:
        text = _("There are no signed heads of these sizes. Choose two from the list.")
    except ledger.BadProof:
        text = _("The earlier head comes first.")
    return {"lines": [{"field": "first", "anchor": "id_first", "text": text}]}


@require_GET
def proof(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """The consistency proof as a file: both signed notes and the path of RFC 9162."""
    try:
        found = ledger.joined(first, second, request.GET.get("origin", ""))
    except (ledger.UnknownEntry, ledger.BadProof):
        return JsonResponse({"error": "no two signed heads of these sizes in this order"}, status=404)
    answer = JsonResponse(found.document, json_dumps_params={"indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="consistency-{first}-{second}.json"'
    return answer
