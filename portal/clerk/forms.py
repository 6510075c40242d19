"""What a clerk is asked at the end of each kind of step."""

from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from portal.citing import cite
from portal.filing.forms import control
from workflows.api import (
    CaseView,
    Command,
    Conclude,
    Decide,
    GiveOpinion,
    PersonView,
    Point,
    RecordVisit,
    Sign,
    TaskView,
    bodies,
    step_kinds,
)

LONGEST = 5000
F = TypeVar("F", bound=forms.Field)


def language() -> str:
    """The reader's language."""
    return get_language() or "zh-hans"


def outcome_field(task: TaskView) -> forms.ChoiceField:
    """The outcomes that the step offers."""
    choices = [(outcome.code, outcome.label.text(language())) for outcome in task.step.outcomes]
    return asked(forms.ChoiceField(label=_("Outcome"), choices=choices, widget=forms.RadioSelect))


def long_text(label: str, help_text: str = "") -> forms.CharField:
    """A text of several lines."""
    area = forms.Textarea(attrs={"rows": 5})
    return asked(forms.CharField(label=label, help_text=help_text, max_length=LONGEST, widget=area))


def asked(field: F) -> F:
    """Let the command say whether it is missing, and let no page call it optional."""
    field.required = False
    field.is_conditional = True  # type: ignore[attr-defined]
    return field


class OpinionForm(forms.Form):
    """An opinion: what the department thinks, and why."""

    def __init__(self, task: TaskView, data: Any = None) -> None:
        super().__init__(data, initial=dict(task.hands.proposal), use_required_attribute=False)
        self.task = task
        self.fields["outcome"] = outcome_field(task)
        self.fields["opinion"] = long_text(_("Opinion"), _("Needed where you object. The deciding officer reads it."))

    def command(self) -> Command:
        """What was filled in, as a command."""
        return GiveOpinion(self.task.id, self.cleaned_data["outcome"], self.cleaned_data["opinion"])


class SignForm(forms.Form):
    """A signature that a colleague asked for: agree, or object with reasons."""

    def __init__(self, task: TaskView, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.task = task
        choices = [("agree", _("I agree")), ("disagree", _("I object"))]
        outcome = forms.ChoiceField(label=_("Signature"), choices=choices, widget=forms.RadioSelect)
        self.fields["outcome"] = asked(outcome)
        self.fields["opinion"] = long_text(_("Opinion"), _("Needed where you object."))

    def command(self) -> Command:
        """What was filled in, as a command."""
        return Sign(self.task.id, self.cleaned_data["outcome"], self.cleaned_data["opinion"])


class ConcludeForm(OpinionForm):
    """The outcome of a step that is a legal act of its own, and the unit that goes on where the step names one."""

    def __init__(self, task: TaskView, data: Any = None) -> None:
        super().__init__(task, data)
        self.fields["opinion"] = long_text(_("What was done, or why"), _("Whoever brought the matter reads it."))
        if step_kinds()[task.kind].names_unit:
            choices = [("", _("Choose")), *((body.code, body.name(language())) for body in bodies().values())]
            self.fields["unit"] = asked(forms.ChoiceField(label=_("Unit that handles it"), choices=choices))

    def command(self) -> Command:
        """What was filled in, as a command."""
        data = self.cleaned_data
        return Conclude(self.task.id, data["outcome"], data["opinion"], data.get("unit", ""))


class VisitForm(forms.Form):
    """A site visit: who was there, what they found."""

    def __init__(self, task: TaskView, colleagues: tuple[PersonView, ...], data: Any = None) -> None:
        proposed = {"findings": task.hands.proposal.get("opinion", ""), **task.hands.proposal}
        super().__init__(data, initial=proposed, use_required_attribute=False)
        self.task = task
        self.fields["staff"] = asked(
            forms.MultipleChoiceField(
                label=_("Officers present"),
                help_text=_("At least two (Administrative Licensing Law, Article 34)."),
                choices=[(str(person.id), person.name) for person in colleagues],
                widget=forms.CheckboxSelectMultiple,
            )
        )
        self.fields["findings"] = long_text(_("Findings"))
        self.fields["outcome"] = outcome_field(task)

    def command(self) -> Command:
        """What was filled in, as a command."""
        staff = tuple(UUID(person) for person in self.cleaned_data["staff"])
        return RecordVisit(self.task.id, self.cleaned_data["outcome"], self.cleaned_data["findings"], staff)


class DecisionForm(forms.Form):
    """A decision; a refusal needs reasons and articles, which the letter prints with the rights."""

    def __init__(self, task: TaskView, case: CaseView, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.task = task
        with override("zh-hans"):
            # The letter is Chinese, whatever language its author reads.
            articles = [cite(basis.law, basis.article) for basis in case.item.bases]
        names = [cite(basis.law, basis.article) for basis in case.item.bases]
        self.fields["outcome"] = outcome_field(task)
        self.gives = [field for code in task.step.gives if (field := case.item.field(code)) is not None]
        for field in self.gives:
            # What the body assigns comes into being here, and nobody types it again.
            self.fields[field.code] = asked(control(field, False, language()))
        self.fields["reasons"] = long_text(
            _("Reasons"), _("For a refusal: which condition is not met, and by what it shows.")
        )
        self.fields["bases"] = asked(
            forms.MultipleChoiceField(
                label=_("Articles of law"),
                help_text=_("For a refusal: the articles on which it rests."),
                choices=list(zip(articles, names, strict=True)),
                widget=forms.CheckboxSelectMultiple,
            )
        )

    def command(self) -> Command:
        """What was filled in, as a command."""
        data = self.cleaned_data
        given = {field.code: data[field.code] for field in self.gives}
        return Decide(self.task.id, data["outcome"], data["reasons"], tuple(data["bases"]), given)


class NotAcceptForm(forms.Form):
    """Why an application is not accepted, and by which law."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.fields["reasons"] = long_text(_("Reasons"), _("The applicant reads this in the letter."))
        basis = forms.CharField(label=_("Article of law"), max_length=200, initial="《中华人民共和国行政许可法》第32条")
        self.fields["basis"] = asked(basis)


def correction_rows(case: CaseView, data: Any = None) -> list[dict[str, Any]]:
    """What may be asked to be corrected: each field and paper of the guide, and nothing else (行政许可法 31)."""
    places = [("paper", slot.slot.code, slot.slot.label) for slot in case.slots]
    places += [("field", view.field.code, view.field.label) for view in case.fields if view.is_asked]
    rows = []
    for kind, code, label in places:
        name = f"{kind}-{code}"
        sent = data or {}
        rows.append(
            {
                "name": name,
                "kind": kind,
                "code": code,
                "label": label.text(language()),
                "checked": bool(sent.get(name)),
                "why": sent.get(f"why-{name}", ""),
            }
        )
    return rows


def points_of(rows: list[dict[str, Any]]) -> tuple[Point, ...]:
    """The points that were ticked."""
    return tuple(Point(row["kind"], row["code"], row["why"][:LONGEST]) for row in rows if row["checked"])
