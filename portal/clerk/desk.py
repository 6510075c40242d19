"""The desk: a clerk's inbox, and one task with everything that is needed to finish it."""

import secrets
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal import stages, wording
from portal.access import actor_of, clerk_required, desk_of, desks_of
from portal.clerk.actions import links
from portal.clerk.bundle import MomentsForm, about_bundle
from portal.clerk.forms import (
    ConcludeForm,
    DecisionForm,
    NotAcceptForm,
    OpinionForm,
    SignForm,
    VisitForm,
    correction_rows,
    language,
    points_of,
)
from portal.filing.draft import labels
from portal.filing.follow import dated
from portal.filing.forms import mark_problems
from portal.filing.provenance import provenance
from portal.filing.standing import running_day
from portal.irregular import ticket_kinds
from portal.waiting import waiting_for
from workflows.api import (
    Accept,
    AskCorrection,
    CaseView,
    Claim,
    Command,
    EventView,
    Invalid,
    NotAccept,
    ProposeVisit,
    TaskView,
    Unclaim,
    bodies,
    case_view,
    colleagues,
    done_by,
    field_kinds,
    heads_case,
    inbox,
    inbox_count,
    incidents,
    open_differences,
    oversees,
    perform,
    rest_of,
    step_kinds,
    task,
    task_actions,
)

LONGEST_KEY = 40


@require_GET
@clerk_required
def show_inbox(request: HttpRequest) -> HttpResponse:
    """What this desk has to do, the most urgent first."""
    actor = actor_of(request)
    tasks = inbox(actor)
    lamps = [task.lamp for task in tasks]
    context = {
        "tasks": tasks,
        "total": inbox_count(actor),
        "late": lamps.count("red"),
        "soon": lamps.count("yellow"),
        "mine": sum(task.claimed_by == actor.person for task in tasks),
        "done": done_by(actor, 10),
        "oversees": oversees(actor),
        "differences": len(open_differences(actor)),
        "desk": desk_of(request),
        "desks": desks_of(request),
        "waiting": waiting_for(),
    }
    return render(request, "clerk/inbox.html", context)


@require_GET
@clerk_required
def show_task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """One task."""
    return page(request, task_id)


def page(
    request: HttpRequest,
    task_id: UUID,
    sent: str = "",
    invalid: Invalid | None = None,
    moments: MomentsForm | None = None,
) -> HttpResponse:
    """The page of a task; where something is missing it names every point, answers 422 and keeps what was typed."""
    actor = actor_of(request)
    view = task(actor, task_id)
    case = case_view(actor, view.case)
    context = {
        "task": view,
        "case": case,
        "groups": [(label, values(request, case, group)) for group, label in case.item.groups.items()],
        "clocks": [dated(clock, language()) for clock in case.clocks if clock.stopped_at is None],
        "opinions": findings(case, view),
        "history": [(stages.verb_name(event.verb), event, doer(case, event)) for event in reversed(case.events)],
        "day": running_day(case),
        "lines": error_lines(invalid, case) if invalid else [],
        "sent": sent,
        "key": secrets.token_urlsafe(24),
        "may_act": view.state == "open" and view.claimed_by in (None, actor.person) and not view.hands.delegated_by,
        "rest": rest_of(case.id),
        "signers": signers(case, view),
        "offered": links(task_actions(actor, view.id)),
        "heads": heads_case(actor, case.id),
        "ticket_kinds": ticket_kinds(was_corrected=bool(case.corrections)),
        "is_mine": view.claimed_by == actor.person,
        "waiting": waiting_for(case),
        "stands": [stages.incident_reason(each) for each in incidents(actor, view.case)],
        **about_bundle(actor, view, moments),
        **actions(request, view, case, sent),
    }
    if invalid and "form" in context:
        mark_problems(context["form"], invalid.problems)
    return render(request, "clerk/task.html", context, status=422 if invalid or moments else 200)


def findings(case: CaseView, view: TaskView) -> list[tuple[TaskView, str]]:
    """The finished steps of a case, each with who did it."""
    by_system = {event.params.get("element") for event in case.events if event.channel == "api"}
    return [
        (done, system_of(done.body.code) if done.step.element in by_system else done.done_by_name)
        for done in case.tasks
        if done.state in ("done", "held") and done.hands.undone_at is None and done.id != view.id
    ]


def signers(case: CaseView, view: TaskView) -> list[TaskView]:
    """Who was asked to sign at this step and has not."""
    asked = [each for each in case.tasks if each.kind == "sign" and each.state in ("open", "waiting")]
    return [each for each in asked if each.step.element == view.step.element and each.id != view.id]


def doer(case: CaseView, event: EventView) -> str:
    """Who did it: a person by name, a department's system by its department."""
    return system_of(event.body) if event.channel == "api" else event.person


def system_of(body: str) -> str:
    """What the system of a body is called."""
    known = bodies()
    return _("system of %(body)s") % {"body": known[body].name(language())} if body in known else _("a system")


def actions(request: HttpRequest, view: TaskView, case: CaseView, sent: str) -> dict[str, Any]:
    """The forms that finish this kind of task."""
    if view.kind == "accept":
        bound = request.POST if sent == "not_accept" else None
        rows = correction_rows(case, request.POST if sent == "ask_correction" else None)
        return {"not_accept": NotAcceptForm(bound), "rows": rows, "was_corrected": bool(case.corrections)}
    return {"form": form_of(request, view, case, request.POST if sent else None)}


def form_of(request: HttpRequest, view: TaskView, case: CaseView, data: Any) -> forms.Form:
    """The one form of a review, consultation, visit or decision."""
    if view.kind == "decide":
        return DecisionForm(view, case, data)
    if view.kind == "sign":
        return SignForm(view, data)
    if view.kind == "site_visit":
        return VisitForm(view, colleagues(view.body.code), data)
    if step_kinds()[view.kind].concludes:
        return ConcludeForm(view, data)
    return OpinionForm(view, data)


def values(request: HttpRequest, case: CaseView, group: str) -> list[dict[str, Any]]:
    """The answers of one group with where each came from."""
    found = []
    for field in case.fields:
        if field.field.group == group and field.is_asked:
            shape = field_kinds()[field.field.type]
            shown = "" if field.value is None else shape.show(field.value, field.field, language())
            about = provenance(request, case, field, by_clerk=True) if field.fact else None
            found.append({"key": field.field.label.text(language()), "value": shown, "provenance": about})
    return found


@require_POST
@clerk_required
def finish(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Finish a task by its form; what is wrong is said beside it, and nothing typed is lost."""
    actor, sent = actor_of(request), request.POST.get("action", "")
    view = task(actor, task_id)
    case = case_view(actor, view.case)
    try:
        perform(actor, command_of(request, view, case, sent), key_of(request, task_id))
    except Invalid as invalid:
        return page(request, task_id, sent or "finish", invalid)
    messages.success(request, _("Done. The applicant sees it on the page of the case."))
    return redirect("inbox")


def key_of(request: HttpRequest, task_id: UUID) -> str:
    """The key of one page of one task: a key that serves two tasks would swallow the second one's outcome."""
    return f"{task_id.hex}:{request.POST.get('key', '')[:LONGEST_KEY]}"


def command_of(request: HttpRequest, view: TaskView, case: CaseView, sent: str) -> Command:
    """What was sent, as a command."""
    if view.kind == "accept":
        if sent == "ask_correction":
            return AskCorrection(view.id, points_of(correction_rows(case, request.POST)))
        if sent == "not_accept":
            return NotAccept(view.id, request.POST.get("reasons", ""), request.POST.get("basis", ""))
        return Accept(view.id)
    form = form_of(request, view, case, request.POST)
    form.is_valid()
    for name in form.fields:
        form.cleaned_data.setdefault(name, [] if isinstance(form.fields[name], forms.MultipleChoiceField) else "")
    return form.command()  # type: ignore[attr-defined, no-any-return]


def error_lines(invalid: Invalid, case: CaseView) -> list[dict[str, Any]]:
    """The lines of the error summary."""
    names = labels(case)
    return [
        {
            "field": problem.field,
            "anchor": f"id_{problem.field}",
            "label": names[problem.field].text(language()) if problem.field in names else "",
            "text": wording.problem(problem.code, problem.params),
        }
        for problem in invalid.problems
    ]


@require_POST
@clerk_required
def propose(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Keep when this body can come to a joint site visit."""
    actor, form = actor_of(request), MomentsForm(request.POST, use_required_attribute=False)
    if form.is_valid():
        try:
            perform(actor, ProposeVisit(task(actor, task_id).id, form.cleaned_data["moments"]))
        except Invalid as invalid:
            for problem in invalid.problems:
                form.add_error("moments", wording.problem(problem.code, problem.params))
        else:
            messages.success(request, _("Kept. The applicant chooses once all who come have said when they can."))
            return redirect("task", task_id)
    return page(request, task_id, moments=form)


@require_POST
@clerk_required
def claim(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Take a task."""
    perform(actor_of(request), Claim(task_id))
    return redirect("task", task_id)


@require_POST
@clerk_required
def unclaim(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Give a task back."""
    perform(actor_of(request), Unclaim(task_id))
    return redirect("inbox")
