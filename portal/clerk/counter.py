"""The counter: the front desk files for a citizen who stands there."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ocr.api import Unfit, mobile, normalise_name, person_name, resident_id
from portal import wording
from portal.access import actor_of, clerk_required
from portal.channels import channels
from workflows.api import (
    Forbidden,
    PersonView,
    StartCase,
    assisted_cases,
    enrol,
    item_by_code,
    open_cases,
    perform,
    person_by_id_number,
    published_items,
)


class CitizenForm(forms.Form):
    """Who stands at the counter, and what for."""

    id_number = forms.CharField(label=gettext_lazy("ID number"), max_length=40, required=False)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("As on the ID card, which the person shows you."),
    )
    mobile = forms.CharField(label=gettext_lazy("Mobile number"), max_length=20, required=False)
    item = forms.ChoiceField(label=gettext_lazy("Service"), widget=forms.RadioSelect, required=False)

    def clean_id_number(self) -> str:
        """A number whose check digit fits."""
        return fit(lambda text: resident_id(text).number, self.cleaned_data["id_number"])

    def clean_name(self) -> str:
        """A name as ID cards carry it."""
        return fit(person_name, self.cleaned_data["name"])

    def clean_mobile(self) -> str:
        """A mobile number, or nothing: nobody needs one to apply."""
        return fit(mobile, self.cleaned_data["mobile"]) if self.cleaned_data["mobile"].strip() else ""

    def clean_item(self) -> str:
        """One of the services."""
        if not self.cleaned_data["item"]:
            raise forms.ValidationError(_("Choose one of the options."))
        return str(self.cleaned_data["item"])


def fit(read: Callable[[str], str], text: str) -> str:
    """What `read` makes of a text. Raises ValidationError with the sentence for what is wrong."""
    try:
        return read(text)
    except Unfit as unfit:
        raise forms.ValidationError(wording.problem(unfit.code, {})) from unfit


def who_stands_there(form: CitizenForm) -> PersonView | None:
    """The person, entered into the register if need be; None, said in the form, where number and name do not fit.

    A number alone opens nobody's matters: it stands on many papers, the name beside it is what the card shows.
    """
    data = form.cleaned_data
    found = person_by_id_number(data["id_number"]) or enrol(data["name"], data["id_number"], data["mobile"])
    if normalise_name(found.name) != data["name"]:
        form.add_error("name", _("Number and name do not belong together: compare both with the ID card."))
        return None
    return found


@require_http_methods(["GET", "POST"])
@clerk_required
def counter(request: HttpRequest) -> HttpResponse:
    """Find or enrol the person, and start the case in the person's name."""
    if "front_desk" not in actor_of(request).roles:
        raise Forbidden("wrong_role")
    form = CitizenForm(request.POST or None, use_required_attribute=False)
    language = request.LANGUAGE_CODE
    form.fields["item"].choices = [(item.code, item.title.text(language)) for item in published_items()]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid() and (found := who_stands_there(form)) is not None:
        actor = channels()["hall"].actor(request).acting_for(found.id)
        item = form.cleaned_data["item"]
        if request.POST.get("another") != "yes" and (cases := open_cases(actor, item)):
            again = {name: request.POST.get(name, "") for name in form.fields}
            context = {"item": item_by_code(item), "cases": cases, "again": again, "channel": "hall"}
            return render(request, "filing/already_open.html", context)
        return redirect("hall:case", perform(actor, StartCase(item)).case)
    status = 422 if form.errors else 200
    return render(
        request, "clerk/counter.html", {"form": form, "cases": assisted_cases(actor_of(request))}, status=status
    )
