"""Differing data for the system of whoever keeps them: what is asked, and the answer."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.rest.authentication import actor_of
from portal.rest.idempotency import answered_once
from portal.rest.serializers import LabelSerializer, ResultSerializer
from portal.rest.views import CHANGE_PROBLEMS, IDEMPOTENCY_KEY, OK, PROBLEMS, Endpoint
from workflows.api import AnswerDifference, open_differences, perform


class ClaimSerializer(serializers.Serializer[Any]):
    """What one source says."""

    source = serializers.CharField()  # type: ignore[assignment]
    origin = serializers.CharField()
    shown = LabelSerializer()
    document_sha256 = serializers.CharField()


class DifferenceSerializer(serializers.Serializer[Any]):
    """A value on which sources differ; the first claim is that of the caller's body."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    item = LabelSerializer()
    field = LabelSerializer()
    claims = ClaimSerializer(many=True)
    opened_at = serializers.DateTimeField()


class FindingSerializer(serializers.Serializer[Any]):
    """Which is right, and how the body knows."""

    finding = serializers.ChoiceField(choices=["ours", "theirs"])
    note = serializers.CharField(max_length=2000)


class Differences(Endpoint):
    """The questions to the caller's body about its data."""

    @extend_schema(responses={OK: DifferenceSerializer(many=True), **PROBLEMS})
    def get(self, request: Request) -> Response:
        """List the open questions, the oldest first."""
        return Response(DifferenceSerializer(open_differences(actor_of(request)), many=True).data)


class Answer(Endpoint):
    """The answer to one question."""

    @extend_schema(
        request=FindingSerializer, parameters=[IDEMPOTENCY_KEY], responses={OK: ResultSerializer, **CHANGE_PROBLEMS}
    )
    @answered_once
    def post(self, request: Request, difference_id: UUID) -> Response:
        """Say which source is right."""
        sent = FindingSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        result = perform(actor_of(request), AnswerDifference(difference_id, **sent.validated_data))
        return Response(ResultSerializer(result).data)
