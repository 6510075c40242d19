"""Questions about data that differ: who answers for a body's data finds out which source is right."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from portal.access import actor_of, clerk_required, desk_of
from portal.filing.forms import mark_problems
from portal.filing.provenance import origin_name
from portal.wording import source as source_kind
from workflows.api import AnswerDifference, DifferenceView, Invalid, difference, open_differences, perform

STEWARD = "data_steward"


class FindingForm(forms.Form):
    """Which source is right, and why."""

    finding = forms.ChoiceField(
        label=gettext_lazy("What did you find?"),
        choices=[
            ("ours", gettext_lazy("What we keep is right")),
            ("theirs", gettext_lazy("What we kept was wrong; it has been corrected")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("How do you know?"),
        help_text=gettext_lazy("The departments that work on the case read this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )


@require_GET
@clerk_required
def show_differences(request: HttpRequest) -> HttpResponse:
    """What this body is asked about its data."""
    context = {"differences": open_differences(actor_of(request)), "desk": desk_of(request)}
    return render(request, "clerk/differences.html", context)


@require_http_methods(["GET", "POST"])
@clerk_required
def show_difference(request: HttpRequest, difference_id: UUID) -> HttpResponse:
    """One question, and its answer."""
    actor = actor_of(request)
    view = difference(actor, difference_id)
    form = FindingForm(request.POST if request.method == "POST" else None, use_required_attribute=False)
    for field in form.fields.values():
        # The command says what is missing.
        field.is_conditional = True  # type: ignore[attr-defined]
    if request.method == "POST":
        form.is_valid()
        data = form.cleaned_data
        try:
            perform(actor, AnswerDifference(difference_id, data.get("finding", ""), data.get("note", "")))
        except Invalid as invalid:
            mark_problems(form, invalid.problems)
        else:
            messages.success(request, _("Done. The departments that work on the case see it."))
            return redirect("differences")
    context = {"difference": view, "claims": claims(view), "form": form}
    return render(request, "clerk/difference.html", context, status=422 if form.errors else 200)


def claims(view: DifferenceView) -> list[dict[str, str]]:
    """What each source says, by its name."""
    from portal.clerk.forms import language

    return [
        {"source": source_kind(one.source), "origin": origin_name(one), "value": one.shown.text(language())}
        for one in view.claims
    ]
