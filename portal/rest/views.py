"""The endpoints for departments' systems: their tasks, the cases behind them, and finishing a task."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from django.utils.dateparse import parse_datetime
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ocr.api import original
from portal.rest.authentication import HasScope, actor_of
from portal.rest.idempotency import answered_once
from portal.rest.problems import MEDIA_TYPE
from portal.rest.serializers import (
    CaseSerializer,
    IncidentSerializer,
    ItemLineSerializer,
    OpinionSerializer,
    ProblemSerializer,
    ResultSerializer,
    TaskSerializer,
)
from workflows.api import (
    GiveOpinion,
    NotFound,
    case_view,
    incidents,
    open_tasks,
    perform,
    published_items,
    task,
    task_views,
)

Described = dict[tuple[int, str], Any]
OK = (200, "application/json")
PROBLEMS: Described = {(status, MEDIA_TYPE): ProblemSerializer for status in (401, 403, 404)}
CHANGE_PROBLEMS: Described = PROBLEMS | {(status, MEDIA_TYPE): ProblemSerializer for status in (400, 409, 422, 503)}
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="Chosen by the caller, at most 80 characters.",
)


def is_moment(text: Any) -> bool:
    """Whether it is a moment with its offset, as a cursor of ours names it."""
    try:
        found = parse_datetime(str(text))
    except ValueError:
        return False
    return found is not None and found.tzinfo is not None


class TaskPages(CursorPagination):
    """The oldest task first; a page stays right while tasks come and go."""

    ordering = ("opened_at", "id")
    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"

    def decode_cursor(self, request: Request) -> Any:
        """The place in the list. Raises DRF's NotFound for a cursor that we did not write."""
        cursor = super().decode_cursor(request)
        if cursor is not None and cursor.position is not None and not is_moment(cursor.position):
            raise exceptions.NotFound(self.invalid_cursor_message)
        return cursor


class Endpoint(APIView):
    """What all endpoints share: a token of a department's system, with the scope that the method needs."""

    permission_classes: ClassVar = [HasScope]  # type: ignore[misc]

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Every answer is for this caller alone, and for now."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer


class Items(Endpoint):
    """The service items that may be applied for now."""

    @extend_schema(responses={OK: ItemLineSerializer(many=True), **PROBLEMS})
    def get(self, request: Request) -> Response:
        """List the published items in their current versions."""
        return Response(ItemLineSerializer(published_items(), many=True).data)


class Tasks(Endpoint):
    """The inbox of the caller's body and roles."""

    pagination_class = TaskPages
    serializer_class = TaskSerializer

    @extend_schema(
        parameters=[OpenApiParameter("cursor", str), OpenApiParameter("page_size", int)],
        responses={OK: TaskSerializer(many=True), **PROBLEMS},
    )
    def get(self, request: Request) -> Response:
        """List open tasks, oldest first, page by page."""
        pages = TaskPages()
        rows = pages.paginate_queryset(open_tasks(actor_of(request)), request, view=self)
        return pages.get_paginated_response(TaskSerializer(task_views(rows or []), many=True).data)


class OneTask(Endpoint):
    """One task of the caller's roles."""

    @extend_schema(responses={OK: TaskSerializer, **PROBLEMS})
    def get(self, request: Request, task_id: UUID) -> Response:
        """Show the task, open or finished."""
        return Response(TaskSerializer(task(actor_of(request), task_id)).data)


class Opinion(Endpoint):
    """The opinion that finishes a review or a consultation."""

    @extend_schema(
        request=OpinionSerializer, parameters=[IDEMPOTENCY_KEY], responses={OK: ResultSerializer, **CHANGE_PROBLEMS}
    )
    @answered_once
    def post(self, request: Request, task_id: UUID) -> Response:
        """Finish the task with an outcome; an adverse one needs its reasons."""
        sent = OpinionSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        result = perform(actor_of(request), GiveOpinion(task_id, **sent.validated_data))
        return Response(ResultSerializer(result).data)


class OneCase(Endpoint):
    """A case in which the caller's body has, or had, a task."""

    @extend_schema(responses={OK: CaseSerializer, **PROBLEMS})
    def get(self, request: Request, case_id: UUID) -> Response:
        """Show the case with its values, their sources and its papers."""
        return Response(CaseSerializer(case_view(actor_of(request), case_id)).data)


class Incidents(Endpoint):
    """Where cases stand in which the caller's body has, or had, a task."""

    @extend_schema(responses={OK: IncidentSerializer(many=True), **PROBLEMS})
    def get(self, request: Request) -> Response:
        """List open incidents, the longest first; an administrator mends them."""
        return Response(IncidentSerializer(incidents(actor_of(request)), many=True).data)


class PaperContent(Endpoint):
    """The original bytes of a paper."""

    @extend_schema(responses={(200, "application/octet-stream"): bytes, **PROBLEMS})
    def get(self, request: Request, case_id: UUID, paper_id: UUID) -> HttpResponse:
        """Download a paper of a case that the caller may see, byte for byte."""
        case = case_view(actor_of(request), case_id)
        paper = next((found for slot in case.slots for found in slot.papers if found.id == paper_id), None)
        if paper is None:
            raise NotFound
        headers = {"Content-Disposition": f'attachment; filename="{paper.sha256}"'}
        return HttpResponse(original(paper.sha256).read_bytes(), content_type=paper.media_type, headers=headers)
