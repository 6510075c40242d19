"""What else may be done with a task: the same list as at the desk, and the way to do it."""

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
from workflows.api import command_of, perform, task, task_actions


class ChoiceSerializer(serializers.Serializer[Any]):
    """One value that may be sent for a field."""

    value = serializers.CharField()
    label = LabelSerializer()  # type: ignore[assignment]


class ActionSerializer(serializers.Serializer[Any]):
    """One thing that may be done now, with the fields that it asks for."""

    code = serializers.CharField()
    asks = serializers.ListField(child=serializers.CharField())
    choices = serializers.DictField(child=ChoiceSerializer(many=True))


class OrderSerializer(serializers.Serializer[Any]):
    """What is sent for an action; each asks for some of these."""

    element = serializers.CharField(max_length=100, required=False)
    reason = serializers.CharField(max_length=2000, required=False)
    answer = serializers.CharField(max_length=2000, required=False)


class Actions(Endpoint):
    """What the caller may do with a task beside finishing it."""

    @extend_schema(responses={OK: ActionSerializer(many=True), **PROBLEMS})
    def get(self, request: Request, task_id: UUID) -> Response:
        """List it; empty where nothing is offered, or nothing is permitted now."""
        actor = actor_of(request)
        task(actor, task_id)
        return Response(ActionSerializer(task_actions(actor, task_id), many=True).data)


class Act(Endpoint):
    """One of these things."""

    @extend_schema(
        request=OrderSerializer, parameters=[IDEMPOTENCY_KEY], responses={OK: ResultSerializer, **CHANGE_PROBLEMS}
    )
    @answered_once
    def post(self, request: Request, task_id: UUID, code: str) -> Response:
        """Do it."""
        sent = OrderSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        result = perform(actor_of(request), command_of(code, task_id, sent.validated_data))
        return Response(ResultSerializer(result).data)
