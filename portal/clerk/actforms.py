"""What the head of a matter is asked for each act in writing."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.clerk.forms import asked, language, long_text
from portal.irregular import procedure_name
from workflows.api import (
    ActsView,
    CancelLicence,
    ChangeLicence,
    Command,
    CorrectLicence,
    Extend,
    RecallLicence,
    RenewLicence,
    Reopen,
    ResumeClock,
    ResumeLicence,
    RevokeLicence,
    StopClock,
    StripLicence,
    SuspendLicence,
    Terminate,
)

Text = Promise | str
TITLES: Mapping[str, tuple[Text, Text]] = {
    "extend": (
        gettext_lazy("Extend the time limit"),
        gettext_lazy("Once, before it ends. The applicant is told the reason (Article 42)."),
    ),
    "stop_clock": (
        gettext_lazy("Stop the clock"),
        gettext_lazy("Only for what the law names; the applicant is told for how long (Article 45)."),
    ),
    "resume_clock": (gettext_lazy("Let the clock run again"), gettext_lazy("The procedure is over.")),
    "terminate": (
        gettext_lazy("End the case without a decision"),
        gettext_lazy("What it was about has fallen away. The letter carries reasons, law and rights."),
    ),
    "reopen": (
        gettext_lazy("Do it again as a new case"),
        gettext_lazy("After a ruling, or because of a mistake. What was decided stays as it is."),
    ),
    "change_licence": (gettext_lazy("Change the certificate"), gettext_lazy("A new one takes its place (Article 49).")),
    "renew_licence": (gettext_lazy("Renew the certificate"), gettext_lazy("A new term follows (Article 50).")),
    "correct_licence": (
        gettext_lazy("Correct the certificate"),
        gettext_lazy("A mistake of ours, free of charge; old and new can both be checked."),
    ),
    "suspend_licence": (gettext_lazy("Suspend the certificate"), gettext_lazy("Until its cause has gone.")),
    "resume_licence": (gettext_lazy("End the suspension"), gettext_lazy("Its cause has gone.")),
    "recall_licence": (
        gettext_lazy("Recall the certificate"),
        gettext_lazy("Law or facts have changed; the holder is compensated (Article 8)."),
    ),
    "revoke_licence": (
        gettext_lazy("Revoke the certificate"),
        gettext_lazy("It should never have been granted (Article 69)."),
    ),
    "strip_licence": (gettext_lazy("Strip the holder of the certificate"), gettext_lazy("A penalty.")),
    "cancel_licence": (
        gettext_lazy("Cancel the certificate"),
        gettext_lazy("Takes off the register what has ended (Article 70)."),
    ),
}


class ActForm(forms.Form):
    """One act: reasons always, and what else its command takes."""

    def __init__(self, verb: str, view: ActsView, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False, auto_id=f"id_{verb}_%s")
        self.verb, self.view = verb, view
        self.title, self.hint = (str(text) for text in TITLES[verb])
        self.fields["reasons"] = long_text(_("Reasons"), _("The applicant reads this in the letter."))

    def said(self, name: str, empty: Any = "") -> Any:
        """What was filled in, `empty` where it is missing or of no use."""
        return self.cleaned_data.get(name) or empty

    def command(self) -> Command:
        """What was filled in, as a command."""
        raise NotImplementedError


def choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    """One of several, by radio buttons."""
    return asked(forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect))


def day(label: str, help_text: str = "", initial: date | None = None) -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return asked(forms.DateField(label=label, help_text=help_text, initial=initial, widget=widget))


def articles(view: ActsView) -> forms.MultipleChoiceField:
    """The articles of the item."""
    choices = [(basis, basis) for basis in view.bases]
    return asked(
        forms.MultipleChoiceField(label=_("Articles of law"), choices=choices, widget=forms.CheckboxSelectMultiple)
    )


class ExtendForm(ActForm):
    """By how much."""

    def __init__(self, verb: str, view: ActsView, data: Any = None) -> None:
        super().__init__(verb, view, data)
        help_text = _("At most %(most)s.") % {"most": view.extend_by}
        self.fields["value"] = asked(forms.IntegerField(label=_("By how many days"), help_text=help_text))

    def command(self) -> Command:
        return Extend(self.view.case, self.said("value", 0), self.said("reasons"))


class StopForm(ActForm):
    """Which procedure, and until when."""

    def __init__(self, verb: str, view: ActsView, data: Any = None) -> None:
        super().__init__(verb, view, data)
        names = view.procedures if verb == "stop_clock" else view.standing
        self.fields["procedure"] = choice(_("Procedure"), [(code, procedure_name(code)) for code in names])
        if verb == "stop_clock":
            self.fields["until_on"] = day(_("Last day that it needs"))

    def command(self) -> Command:
        if self.verb == "resume_clock":
            return ResumeClock(self.view.case, self.said("procedure"), self.said("reasons"))
        return StopClock(self.view.case, self.said("procedure"), self.said("until_on", None), self.said("reasons"))


class TerminateForm(ActForm):
    """Why it has fallen away."""

    def __init__(self, verb: str, view: ActsView, data: Any = None) -> None:
        super().__init__(verb, view, data)
        causes = [
            ("death", _("The applicant died, and the right was personal")),
            ("dissolved", _("The organisation is no more")),
            ("subject_gone", _("What it was about is gone")),
            ("court_order", _("A court ordered it")),
        ]
        self.fields["cause"] = choice(_("Cause"), causes)
        self.fields["bases"] = articles(view)

    def command(self) -> Command:
        bases = tuple(self.said("bases", []))
        return Terminate(self.view.case, self.said("cause"), self.said("reasons"), bases)


class ReopenForm(ActForm):
    """By which ruling, and within which days."""

    def __init__(self, verb: str, view: ActsView, data: Any = None) -> None:
        super().__init__(verb, view, data)
        causes = [
            ("reconsideration", _("Reconsideration")),
            ("court", _("Court")),
            ("error", _("A mistake was found")),
            ("self_correction", _("We correct ourselves")),
        ]
        self.fields["cause"] = choice(_("Cause"), causes)
        self.fields["basis"] = asked(forms.CharField(label=_("Ruling or article"), max_length=200))
        hint = _("As the ruling sets them; empty for the usual limit.")
        self.fields["days"] = asked(forms.IntegerField(label=_("Within how many days"), help_text=hint))

    def command(self) -> Command:
        days = self.cleaned_data.get("days")
        return Reopen(self.view.case, self.said("cause"), self.said("reasons"), self.said("basis"), days)


LICENCE: Mapping[str, Callable[..., Command]] = {
    "change_licence": ChangeLicence,
    "renew_licence": RenewLicence,
    "correct_licence": CorrectLicence,
    "suspend_licence": SuspendLicence,
    "resume_licence": ResumeLicence,
    "recall_licence": RecallLicence,
    "revoke_licence": RevokeLicence,
    "strip_licence": StripLicence,
    "cancel_licence": CancelLicence,
}
REPLACING = ("change_licence", "renew_licence", "correct_licence")
AGAINST = ("suspend_licence", "recall_licence", "revoke_licence", "strip_licence", "cancel_licence")


class LicenceForm(ActForm):
    """From which day, by which law, and what the new certificate says."""

    def __init__(self, verb: str, view: ActsView, data: Any = None) -> None:
        super().__init__(verb, view, data)
        self.fields["from_on"] = day(_("Holds from"), initial=timezone.localdate())
        if verb in AGAINST:
            self.fields["bases"] = articles(view)
        if verb == "revoke_licence":
            causes = [("fraud", _("The holder obtained it by fraud")), ("error", _("The body made a mistake"))]
            self.fields["cause"] = choice(_("Whose fault"), causes)
        if verb in ("recall_licence", "revoke_licence"):
            self.fields["compensation"] = long_text(_("Compensation"), _("What the holder gets for the loss."))
        for code, label in view.printed if verb in REPLACING and verb != "renew_licence" else ():
            hint = _("Empty: as it was.")
            self.fields[code] = asked(forms.CharField(label=label.text(language()), help_text=hint, max_length=500))

    def command(self) -> Command:
        given: dict[str, Any] = {"bases": tuple(self.said("bases", []))}
        given |= {name: self.said(name) for name in ("cause", "compensation") if name in self.fields}
        if self.verb in REPLACING:
            printed = {code for code, _label in self.view.printed} & self.fields.keys()
            given["values"] = {code: self.said(code) for code in printed if self.said(code)}
        from_on = self.said("from_on", timezone.localdate())
        return LICENCE[self.verb](self.view.case, from_on, self.said("reasons"), **given)


FORMS: Mapping[str, Callable[..., ActForm]] = {
    "extend": ExtendForm,
    "stop_clock": StopForm,
    "resume_clock": StopForm,
    "terminate": TerminateForm,
    "reopen": ReopenForm,
    **dict.fromkeys(LICENCE, LicenceForm),
}
