"""The endpoints for departments' systems: their tasks, the cases behind them, and finishing a task."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ocr.api import original
from portal.rest.authentication import HasScope, actor_of
from portal.rest.idempotency import answered_once
from portal.rest.serializers import (
    CaseSerializer,
    ItemLineSerializer,
    OpinionSerializer,
    ProblemSerializer,
    ResultSerializer,
    TaskSerializer,
)
from workflows.api import GiveOpinion, NotFound, case_view, open_tasks, perform, published_items, task, task_views

PROBLEMS: dict[int, Any] = dict.fromkeys((401, 403, 404), ProblemSerializer)
CHANGE_PROBLEMS: dict[int, Any] = PROBLEMS | dict.fromkeys((400, 409, 422, 503), ProblemSerializer)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="Chosen by the caller, at most 80 characters.",
)


class TaskPages(CursorPagination):
    """The oldest task first; a page stays right while tasks come and go."""

    ordering = ("opened_at", "id")
    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"


class Endpoint(APIView):
    """What all endpoints share: a token of a department's system, with the scope that the method needs."""

    permission_classes: ClassVar = [HasScope]


class Items(Endpoint):
    """The service items that may be applied for now."""

    @extend_schema(responses={200: ItemLineSerializer(many=True), **PROBLEMS})
    def get(self, request: Request) -> Response:
        """List the published items in their current versions."""
        return Response(ItemLineSerializer(published_items(), many=True).data)


class Tasks(Endpoint):
    """The inbox of the caller's body and roles."""

    pagination_class = TaskPages
    serializer_class = TaskSerializer

    @extend_schema(
        parameters=[OpenApiParameter("cursor", str), OpenApiParameter("page_size", int)],
        responses={200: TaskSerializer(many=True), **PROBLEMS},
    )
    def get(self, request: Request) -> Response:
        """List open tasks, oldest first, page by page."""
        pages = TaskPages()
        rows = pages.paginate_queryset(open_tasks(actor_of(request)), request, view=self)
        return pages.get_paginated_response(TaskSerializer(task_views(rows or []), many=True).data)


class OneTask(Endpoint):
    """One task of the caller's roles."""

    @extend_schema(responses={200: TaskSerializer, **PROBLEMS})
    def get(self, request: Request, task_id: UUID) -> Response:
        """Show the task, open or finished."""
        return Response(TaskSerializer(task(actor_of(request), task_id)).data)


class Opinion(Endpoint):
    """The opinion that finishes a review or a consultation."""

    @extend_schema(
        request=OpinionSerializer, parameters=[IDEMPOTENCY_KEY], responses={200: ResultSerializer, **CHANGE_PROBLEMS}
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

    @extend_schema(responses={200: CaseSerializer, **PROBLEMS})
    def get(self, request: Request, case_id: UUID) -> Response:
        """Show the case with its values, their sources and its papers."""
        return Response(CaseSerializer(case_view(actor_of(request), case_id)).data)


class PaperContent(Endpoint):
    """The original bytes of a paper."""

    @extend_schema(responses={(200, "application/octet-stream"): bytes, **PROBLEMS})
    def get(self, request: Request, case_id: UUID, paper_id: UUID) -> HttpResponse:
        """Download a paper of a case that the caller may see, byte for byte."""
        case = case_view(actor_of(request), case_id)
        paper = next((found for slot in case.slots for found in slot.papers if found.id == paper_id), None)
        if paper is None:
            raise NotFound
        headers = {"Content-Disposition": f'attachment; filename="{paper.sha256}"', "Cache-Control": "no-store"}
        return HttpResponse(original(paper.sha256), content_type=paper.media_type, headers=headers)
