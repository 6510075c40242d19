"""Draws Django form fields and error summaries in our own design, for every template without loading."""

from collections.abc import Iterator
from typing import Any

from django import forms, template
from django.core.paginator import Paginator
from django.forms.boundfield import BoundField

from portal.accounts import demo
from portal.filing.widgets import TableInput
from portal.refusals import Line

register = template.Library()
CLASSES = {
    forms.Textarea: "govuk-textarea",
    forms.Select: "govuk-select",
    forms.CheckboxInput: "govuk-checkboxes__input",
    forms.CheckboxSelectMultiple: "govuk-checkboxes__input",
    forms.RadioSelect: "govuk-radios__input",
    forms.FileInput: "govuk-file-upload",
}
GROUPS = {forms.CheckboxSelectMultiple: "govuk-checkboxes", forms.RadioSelect: "govuk-radios"}


def _class_of(widget: forms.Widget) -> str:
    """The class for the nearest ancestor that we know; plain inputs are `govuk-input`."""
    return next((CLASSES[kind] for kind in type(widget).__mro__ if kind in CLASSES), "govuk-input")


def _attributes(bound: BoundField, errors: list[str]) -> dict[str, Any]:
    widget, name = bound.field.widget, bound.id_for_label or bound.auto_id
    css = _class_of(widget)
    described = [f"{name}-{part}" for part, there in (("hint", bound.help_text), ("error", errors)) if there]
    if errors and css.rpartition("-")[2] in ("input", "textarea", "select"):
        css += f" {css}--error"
    if isinstance(widget, forms.PasswordInput):
        css += " govuk-password-input__input govuk-js-password-input-input"
    attributes: dict[str, Any] = {"class": css, "placeholder": False}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return attributes | ({"spellcheck": "false"} if isinstance(widget, forms.PasswordInput) else {})


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, provenance: Any = None) -> dict[str, Any]:
    """One field of a Django form with its label, help, errors and, where it was read, its provenance."""
    errors = [str(error) for error in bound.errors]
    attributes = _attributes(bound, errors)
    group = next((css for kind, css in GROUPS.items() if isinstance(bound.field.widget, kind)), "")
    # Django marks up help and errors itself since 5.0; the ids are ours, so that both agree.
    bound.field.widget.attrs.update(attributes)
    return {
        "bound": bound,
        "widget": bound.as_widget(attrs=attributes),
        "errors": errors,
        "help_text": bound.help_text,
        "described_by": attributes.get("aria-describedby", ""),
        "provenance": provenance,
        "password": isinstance(bound.field.widget, forms.PasswordInput),
        "single": isinstance(bound.field.widget, forms.CheckboxInput),
        "grouped": bool(group) or isinstance(bound.field.widget, TableInput),
        "group_class": group,
        "choices": list(_choices(bound, attributes)) if group else [],
    }


def _choices(bound: BoundField, attributes: dict[str, Any]) -> Iterator[Any]:
    for choice in bound.subwidgets:
        choice.data["attrs"] = {key: value for key, value in choice.data["attrs"].items() if key != "aria-describedby"}
        choice.data["attrs"]["class"] = attributes["class"]
        yield choice


def lines_of(form: forms.BaseForm) -> list[dict[str, Any]]:
    """The lines of the error summary: those of the whole form first, then field by field."""
    whole = [{"field": "", "text": text} for text in form.non_field_errors()]
    return whole + [
        {"field": bound.name, "anchor": bound.id_for_label or f"{bound.auto_id}_0", "label": bound.label, "text": text}
        for bound in form
        for text in bound.errors
    ]


@register.inclusion_tag("components/error_summary.html")
def error_summary(source: forms.BaseForm | list[Line], heading: str = "") -> dict[str, Any]:
    """The summary at the top of a page for a form, or for the lines of a refusal; nothing where all is well."""
    lines: list[Any] = lines_of(source) if isinstance(source, forms.BaseForm) else list(source or [])
    return {"lines": lines, "heading": heading}


@register.filter
def elided(paginator: "Paginator[Any]", number: int) -> list[int | None]:
    """Page numbers around `number`; None stands for those left out."""
    pages = paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    return [page if isinstance(page, int) else None for page in pages]


@register.inclusion_tag("account/demo_box.html")
def demo_box() -> dict[str, Any]:
    """The accounts of a demonstration; nothing anywhere else."""
    accounts = demo.accounts()
    return {"accounts": accounts, "codes": any(account.needs_code for account in accounts)}
