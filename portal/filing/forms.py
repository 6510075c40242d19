"""The form of a service item, built from its fields as the case stands; checking is the command's business."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal import wording
from portal.filing.widgets import FilesInput, OutlineInput, PointInput, TableInput, rows_of, table_text, text_of
from workflows.api import Field, FieldView, field_kinds

TEXT_WIDGETS: dict[str, type[forms.Widget]] = {
    "tel": forms.TextInput,
    "email": forms.EmailInput,
    "point": PointInput,
    "polygon": OutlineInput,
    "textarea": forms.Textarea,
    "number": forms.TextInput,
    "date": forms.TextInput,
    "text": forms.TextInput,
}
ATTRIBUTES: dict[str, dict[str, str]] = {
    "number": {"inputmode": "decimal"},
    "date": {"placeholder": "", "autocomplete": "off"},
    "textarea": {"rows": "3"},
    "point": {"inputmode": "text", "autocomplete": "off"},
    "polygon": {"rows": "6", "spellcheck": "false"},
    "email": {"autocomplete": "email"},
    "tel": {"inputmode": "tel"},
}


def form_of(views: Iterable[FieldView], data: Any = None, files: Any = None) -> forms.Form:
    """An unbound form with the values that count, or one bound to what was sent."""
    language = get_language() or "zh-hans"
    shown = [view for view in views if view.is_asked and view.is_open]
    form = forms.Form(
        data, files, initial={view.field.code: initial(view) for view in shown}, use_required_attribute=False
    )
    for view in shown:
        form.fields[view.field.code] = control(view.field, view.is_required, language)
    return form


def initial(view: FieldView) -> Any:
    """What the input holds at first."""
    widget = field_kinds()[view.field.type].widget
    if widget in SPOKEN:
        kept = view.fact.raw if view.fact is not None and view.fact.value is None else view.value
        return SPOKEN[widget](view.field, kept)
    if view.fact is not None and view.fact.value is None:
        return view.fact.raw.split(",") if view.field.type == "multiselect" else view.fact.raw
    if isinstance(view.value, bool):
        return "true" if view.value else "false"
    return view.value


def _lines(field: Field, value: Any) -> str:
    """Corners one a line, without the last, which is the first again; what was typed wrong as it was typed."""
    return value if isinstance(value, str) else "\n".join(", ".join(point) for point in (value or [])[:-1])


SPOKEN: dict[str, Callable[[Field, Any], str]] = {
    "table": table_text,
    "file": lambda field, value: text_of([dict(one) for one in rows_of(value)]),
    "point": lambda field, value: value if isinstance(value, str) else ", ".join(value or ()),
    "polygon": _lines,
}
"""How values that are no plain text are written into their inputs."""


def control(field: Field, is_required: bool, language: str) -> forms.Field:
    """The Django field that asks for one field of the item; what is wrong with it the command says."""
    about: dict[str, Any] = {
        "label": field.label.text(language),
        "help_text": field.help.text(language) if field.help else "",
    }
    kind = field_kinds()[field.type]
    widget = kind.widget
    choices = [(option.code, option.label.text(language)) for option in kind.choices(field)]
    if widget == "table":
        table = TableInput(field, lambda column, needed: control(column, needed, language))
        made: forms.Field = forms.CharField(widget=table, strip=False, **about)
    elif widget == "file":
        made = forms.CharField(widget=FilesInput(), **about)
    elif widget == "dropdown":
        made = forms.ChoiceField(choices=[("", _("Choose")), *choices], widget=forms.Select, **about)
    elif widget == "checkboxes":
        made = forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **about)
    elif widget in ("radios", "select"):
        choices = choices or [("true", _("Yes")), ("false", _("No"))]
        made = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **about)
    else:
        made = forms.CharField(widget=TEXT_WIDGETS[widget](attrs=ATTRIBUTES.get(widget, {})), strip=False, **about)
    made.required = is_required
    return made


def sent_values(form: forms.Form) -> dict[str, str | list[str]]:
    """What was sent, as typed: nothing is lost because it is wrong.

    What the page showed when it was opened and nobody touched is left out: meanwhile a paper may have been read, or
    another device have written, and an old page must not take that back.
    """
    values: dict[str, str | list[str]] = {}
    for name, control in form.fields.items():
        raw = control.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        value = [str(each) for each in raw] if isinstance(raw, list) else str(raw or "")
        if as_shown(value) != form.data.get(f"was-{name}"):
            values[name] = value
    return values


def as_shown(value: Any) -> str:
    """A value as one text, by which an old page's value is told from a typed one."""
    text = ",".join(str(each) for each in value) if isinstance(value, list | tuple) else str(value or "")
    return text.replace("\r\n", "\n")


def mark_problems(form: forms.Form, problems: Iterable[Any]) -> None:
    """Put the sentences beside their inputs; what concerns no input of this form is left out."""
    form.full_clean()
    form._errors = forms.utils.ErrorDict()  # type: ignore[attr-defined]
    for problem in problems:
        if problem.field in form.fields:
            form.add_error(problem.field, wording.problem(problem.code, problem.params))
