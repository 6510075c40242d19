"""The counter: the front desk files for a citizen who stands there."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ocr.api import Unfit, person_name, resident_id
from portal import wording
from portal.access import actor_of, clerk_required
from portal.channels import channels
from workflows.api import StartCase, assisted_cases, enrol, perform, person_by_id_number, published_items


class CitizenForm(forms.Form):
    """Who stands at the counter, and what for."""

    id_number = forms.CharField(label=gettext_lazy("ID number"), max_length=40, required=False)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("As on the ID card. Needed where the person is not in the register yet."),
    )
    mobile = forms.CharField(label=gettext_lazy("Mobile number"), max_length=20, required=False)
    item = forms.ChoiceField(label=gettext_lazy("Service"), widget=forms.RadioSelect, required=False)

    def clean_id_number(self) -> str:
        """A number whose check digit fits."""
        try:
            return str(resident_id(self.cleaned_data["id_number"]).number)
        except Unfit as unfit:
            raise forms.ValidationError(wording.problem(unfit.code, {})) from unfit

    def clean_item(self) -> str:
        """One of the services."""
        if not self.cleaned_data["item"]:
            raise forms.ValidationError(_("Choose one of the options."))
        return str(self.cleaned_data["item"])


@require_http_methods(["GET", "POST"])
@clerk_required
def counter(request: HttpRequest) -> HttpResponse:
    """Find or enrol the person, and start the case in the person's name."""
    form = CitizenForm(request.POST or None, use_required_attribute=False)
    language = request.LANGUAGE_CODE
    form.fields["item"].choices = [(item.code, item.title.text(language)) for item in published_items()]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        found = person_by_id_number(data["id_number"])
        if found is None and not data["name"].strip():
            form.add_error("name", _("This person is not in the register yet: enter the name as on the ID card."))
        else:
            found = found or enrol(person_name(data["name"]), data["id_number"], data["mobile"])
            actor = channels()["hall"].actor(request).acting_for(found.id)
            return redirect("hall:case", perform(actor, StartCase(data["item"])).case)
    status = 422 if form.errors else 200
    return render(
        request, "clerk/counter.html", {"form": form, "cases": assisted_cases(actor_of(request))}, status=status
    )
