"""Bundles for departments' systems: how each member stands, and the date of a joint visit."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.rest.authentication import actor_of
from portal.rest.serializers import LabelSerializer
from portal.rest.views import OK, PROBLEMS, Endpoint
from workflows.api import bundle_view


class MemberSerializer(serializers.Serializer[Any]):
    """One service of a bundle; `case` is named to those alone who may open it."""

    code = serializers.CharField()
    title = LabelSerializer()
    body = serializers.CharField(source="body.code")
    standing = serializers.ChoiceField(choices=["not_needed", "waiting", "running", "granted", "refused", "dropped"])
    case = serializers.UUIDField(allow_null=True)
    number = serializers.CharField()
    state = serializers.CharField()
    waits_for = LabelSerializer(many=True)


class VisitSerializer(serializers.Serializer[Any]):
    """A site visit that several bodies make together."""

    code = serializers.CharField()
    label = LabelSerializer()  # type: ignore[assignment]
    offered = serializers.ListField(child=serializers.DateTimeField())
    chosen_at = serializers.DateTimeField(allow_null=True)


class BundleSerializer(serializers.Serializer[Any]):
    """A bundle of which the caller's body has, or had, a part."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    title = LabelSerializer()
    state = serializers.CharField()
    received_at = serializers.DateTimeField()
    members = MemberSerializer(many=True)
    visits = VisitSerializer(many=True)


class OneBundle(Endpoint):
    """A bundle in which the caller's body has, or had, a task."""

    @extend_schema(responses={OK: BundleSerializer, **PROBLEMS})
    def get(self, request: Request, bundle_id: UUID) -> Response:
        """Show how each member stands."""
        return Response(BundleSerializer(bundle_view(actor_of(request), bundle_id)).data)
