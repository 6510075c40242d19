"""The overseers' pages: running cases of their items, and what may be ordered in one of them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal import stages
from portal.access import actor_of, clerk_required, desk_of
from portal.clerk.actions import links
from workflows.api import case_actions, overseen_case, overseen_cases, rest_of, task_actions


@require_GET
@clerk_required
def show_list(request: HttpRequest) -> HttpResponse:
    """The cases, the one whose limit ends first at the top."""
    actor = actor_of(request)
    lines = [(line, stages.headline(line.state)) for line in overseen_cases(actor)]
    return render(request, "clerk/oversight.html", {"lines": lines, "desk": desk_of(request)})


@require_GET
@clerk_required
def show_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case: who has which step since when, and what may be ordered."""
    actor = actor_of(request)
    view = overseen_case(actor, case_id)
    context = {
        "case": view,
        "headline": stages.headline(view.state),
        "rest": rest_of(case_id),
        "actions": links(case_actions(actor, case_id)),
        "tasks": [(task, links(task_actions(actor, task.id))) for task in view.tasks],
    }
    return render(request, "clerk/oversight_case.html", context)
