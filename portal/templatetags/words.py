"""Puts what workflows says into words and addresses, for every template without loading."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal import citing, stages, wording
from portal.channels import address
from workflows.api import (
    Basis,
    BodyView,
    ClockView,
    Item,
    Label,
    PaperView,
    TaskView,
    explain,
    grouped_code,
    status_qr_uri,
)

register = template.Library()


def language() -> str:
    """The reader's language."""
    return get_language() or "zh-hans"


@register.filter
def label(text: Label | None) -> str:
    """A bilingual text in the reader's language."""
    return text.text(language()) if text else ""


@register.filter
def name(body: BodyView) -> str:
    """What a body is called."""
    return body.name(language())


@register.filter
def body_name(code: str, bodies: Mapping[str, BodyView]) -> str:
    """What the body with this code is called."""
    return bodies[code].name(language()) if code in bodies else ""


@register.filter
def member_title(code: str, item: Item) -> str:
    """What a member of a bundle is called."""
    return item.member(code).item.title.text(language())


@register.filter
def headline(state: str) -> dict[str, Any]:
    """A state's label, colour and meaning."""
    return stages.headline(state)


@register.filter
def clock_name(code: str) -> str:
    """What a deadline is for."""
    return stages.clock_name(code)


@register.filter
def event_name(verb: str) -> str:
    """What happened, as clerks read it."""
    return stages.verb_name(verb)


@register.filter
def sentences(clock: ClockView) -> list[str]:
    """Why a date is what it is, sentence by sentence."""
    return [explain(clock.reasons, language())]


@register.filter
def duration(limit: Any) -> str:
    """A time limit in words."""
    forms = {
        "working_day": ngettext("%(n)d working day", "%(n)d working days", limit.value),
        "calendar_day": ngettext("%(n)d day", "%(n)d days", limit.value),
        "hour": ngettext("%(n)d hour", "%(n)d hours", limit.value),
        "working_hour": ngettext("%(n)d working hour", "%(n)d working hours", limit.value),
        "minute": ngettext("%(n)d minute", "%(n)d minutes", limit.value),
        "month": ngettext("%(n)d month", "%(n)d months", limit.value),
        "year": ngettext("%(n)d year", "%(n)d years", limit.value),
    }
    return forms[limit.unit] % {"n": limit.value}


@register.filter
def grouped(code: str) -> str:
    """A public code in groups of four."""
    return grouped_code(code)


@register.filter
def status_qr(code: str) -> str:
    """The QR code of a case's public status page, as a picture's address."""
    return status_qr_uri(code)


@register.filter
def yes_no(value: bool) -> str:
    """Yes or no."""
    return _("Yes") if value else _("No")


@register.simple_tag(takes_context=True)
def filing_url(context: template.Context, page: str, *args: Any) -> str:
    """The address of a page of filing, in the channel of this request."""
    return address(context["request"], page, *args)


@register.filter
def page_numbers(pages: int) -> range:
    """The numbers of a paper's pages, at most six."""
    return range(1, min(pages, 6) + 1)


@register.filter
def remarks(paper: PaperView) -> list[str]:
    """What is to be said about a paper."""
    return [wording.remark(each["code"], each["params"]) for each in paper.warnings]


@register.filter
def outcome_label(task: TaskView) -> str:
    """The outcome of a finished task, as the item names it."""
    if task.kind == "sign":
        return {"agree": _("agreed"), "disagree": _("objected")}.get(task.outcome, "")
    found = task.step.outcome(task.outcome)
    return found.label.text(language()) if found else ""


@register.filter
def place_label(task: TaskView) -> str:
    """When a colleague signs."""
    places = {"before": _("before"), "beside": _("beside"), "after": _("after")}
    return places.get(task.hands.place, "")


@register.filter
def proposed_label(task: TaskView) -> str:
    """The outcome that a colleague proposes for a delegated task."""
    found = task.step.outcome(task.hands.proposal.get("outcome", ""))
    return found.label.text(language()) if found else ""


@register.filter
def status_name(status: str) -> str:
    """The status of a certificate."""
    return stages.certificate_status(status)


@register.filter
def record_lamp(colour: str) -> str:
    """How the record stands, in words."""
    return stages.record_state(colour)


@register.filter
def cited(basis: Basis) -> str:
    """A law with its articles."""
    return citing.cite(basis.law, basis.article)


@register.filter
def cited_basis(basis: str) -> str:
    """The basis of a limit or a fee."""
    return citing.cite_basis(basis)
