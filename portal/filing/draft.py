"""A draft as a list of what is to be done: papers, the groups of the form, checking and handing in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal.channels import address, filing
from portal.filing.bundle import bundle_page
from portal.filing.follow import status_page
from portal.waiting import waiting_for
from workflows.api import Actor, CaseView, Discard, FieldView, SlotView, case_view, perform


@dataclass(frozen=True)
class Entry:
    """One line of the list."""

    title: str
    href: str
    status: str
    colour: str
    hint: str = ""


@require_GET
@filing
def case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """The page of a case: while something is to be handed in, what is still to do; afterwards, how it stands."""
    view = case_view(actor, case_id)
    if view.item.members and view.state != "draft":
        return bundle_page(request, actor, view)
    if view.state not in ("draft", "correction_due"):
        return status_page(request, actor, view)
    context = {
        "case": view,
        "entries": entries(request, view),
        "heading": view.item.title.text(language()),
        "waiting": waiting_for(view),
    }
    return render(request, "filing/draft.html", context)


def language() -> str:
    """The language of the reader."""
    return get_language() or "zh-hans"


def entries(request: HttpRequest, view: CaseView) -> list[Entry]:
    """What is to be done, in the order in which it goes fastest: papers first, for they fill the form."""
    found: list[Entry] = []
    if slots := [slot for slot in view.slots if slot.is_open]:
        found.append(papers_entry(request, view, slots))
    for group, label in view.item.groups.items():
        fields = [f for f in view.fields if f.field.group == group and f.is_asked and f.is_open]
        if fields:
            href = address(request, "form", view.id, group)
            found.append(Entry(label.text(language()), href, *form_status(fields)))
    if view.item.members and len(found) > 1:
        # In a bundle the first questions decide which papers are needed.
        found[0], found[1] = found[1], found[0]
    found.append(Entry(_("Check and hand in"), address(request, "check", view.id), "", ""))
    return found


def papers_entry(request: HttpRequest, view: CaseView, slots: list[SlotView]) -> Entry:
    """How far the papers are."""
    missing = sum(slot.is_required and not slot.papers for slot in slots)
    href, hint = address(request, "papers", view.id), _("What we read from them fills the form.")
    if view.is_reading:
        return Entry(_("Papers"), href, _("Being read"), "teal", hint)
    if missing:
        return Entry(_("Papers"), href, _("%(count)s missing") % {"count": missing}, "blue", hint)
    return Entry(_("Papers"), href, _("Complete"), "", hint)


def form_status(fields: list[FieldView]) -> tuple[str, str]:
    """How far a group of the form is: its words and colour."""
    if wrong := sum(bool(field.fact and field.fact.problem) for field in fields):
        return _("%(count)s to correct") % {"count": wrong}, "red"
    if empty := sum(field.is_required and field.value is None for field in fields):
        return _("%(count)s to fill in") % {"count": empty}, "blue"
    if doubtful := sum(bool(field.fact and field.fact.status == "doubtful") for field in fields):
        return _("%(count)s to compare") % {"count": doubtful}, "yellow"
    return _("Complete"), ""


@require_POST
@filing
def discard(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Throw the draft away."""
    perform(actor, Discard(case_id))
    return redirect("home")


def open_groups(view: CaseView) -> list[str]:
    """Codes of the groups that have something to fill in now, in order."""
    asked = {field.field.group for field in view.fields if field.is_asked and field.is_open}
    return [group for group in view.item.groups if group in asked]


def next_page(request: HttpRequest, view: CaseView, after: str = "") -> str:
    """Where `Go on` leads: the next group of the form, else checking."""
    groups = open_groups(view)
    following = groups[groups.index(after) + 1 :] if after in groups else groups
    return address(request, "form", view.id, following[0]) if following else address(request, "check", view.id)


def labels(view: CaseView) -> dict[str, Any]:
    """What fields and papers are called, by code."""
    names = {field.field.code: field.field.label for field in view.fields}
    return names | {slot.slot.code: slot.slot.label for slot in view.slots}
