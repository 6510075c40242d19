"""A bundle at the desk: its other parts, and the date on which several bodies visit together."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from portal import wording
from portal.filing.bundle import member_card
from workflows.api import Actor, TaskView, bundle_of

FORM = "%Y-%m-%d %H:%M"


class MomentsForm(forms.Form):
    """When this body can come, one moment a line."""

    moments = forms.CharField(
        label=gettext_lazy("When can you come?"),
        help_text=gettext_lazy("One moment a line, like 2026-09-10 14:30. The applicant chooses one that suits all."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def clean_moments(self) -> tuple[datetime, ...]:
        """The lines as moments of this place."""
        found = []
        for line in self.cleaned_data["moments"].splitlines():
            if line.strip():
                try:
                    found.append(timezone.make_aware(datetime.strptime(line.strip(), FORM)))  # noqa: DTZ007
                except ValueError as wrong:
                    raise forms.ValidationError(wording.problem("no_moment", {})) from wrong
        return tuple(found)


def about_bundle(actor: Actor, view: TaskView, form: MomentsForm | None = None) -> dict[str, Any]:
    """What the task's page shows of the bundle: nothing for a case that stands alone."""
    bundle = bundle_of(actor, view.case)
    if bundle is None:
        return {}
    visits = [one for one in bundle.visits if one.is_open or one.chosen_at] if view.kind == "site_visit" else []
    said = visits[0].moments.get(view.body.code, ()) if visits else ()
    others = visits[0].moments if visits else {}
    hints = [moment for code, moments in others.items() if code != view.body.code for moment in moments]
    shown = {"moments": "\n".join(timezone.localtime(one).strftime(FORM) for one in said or sorted(set(hints)))}
    form = form or MomentsForm(initial=shown, use_required_attribute=False)
    form.fields["moments"].is_conditional = True  # type: ignore[attr-defined]
    return {
        "bundle": bundle,
        "parts": [member_card(one) for one in bundle.asked if one.case != view.case],
        "visits": visits,
        "moments_form": form if visits and view.state == "open" else None,
    }
