"""The shapes of the REST interface: what a department's system is told, and what it may send."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class LabelSerializer(serializers.Serializer[Any]):
    """A text in both languages."""

    zh = serializers.CharField()
    en = serializers.CharField()


class OutcomeSerializer(serializers.Serializer[Any]):
    """One way to finish a task."""

    code = serializers.CharField()
    label = LabelSerializer()  # type: ignore[assignment]
    needs_reason = serializers.BooleanField()


class StepSerializer(serializers.Serializer[Any]):
    """The step of the route that a task is for."""

    element = serializers.CharField()
    kind = serializers.CharField()
    label = LabelSerializer()  # type: ignore[assignment]
    outcomes = OutcomeSerializer(many=True)
    min_staff = serializers.IntegerField()


class ItemLineSerializer(serializers.Serializer[Any]):
    """A service item in a list."""

    code = serializers.CharField()
    version = serializers.CharField()
    sha256 = serializers.CharField()
    title = LabelSerializer()
    kind = serializers.CharField()
    body = serializers.CharField()


class TaskSerializer(serializers.Serializer[Any]):
    """An open or finished task."""

    id = serializers.UUIDField()
    case = serializers.UUIDField()
    number = serializers.CharField()
    item = LabelSerializer()
    step = StepSerializer()
    state = serializers.CharField()
    opened_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField(allow_null=True)
    legal_due_at = serializers.DateTimeField(allow_null=True)
    lamp = serializers.ChoiceField(choices=["green", "yellow", "red"])
    claimed_by_name = serializers.CharField()
    closed_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.CharField()
    opinion = serializers.CharField()


class SourceSerializer(serializers.Serializer[Any]):
    """Where a value came from."""

    source = serializers.CharField()  # type: ignore[assignment]
    grade = serializers.CharField()
    status = serializers.CharField()
    origin = serializers.CharField()
    document_sha256 = serializers.CharField()
    page = serializers.IntegerField(allow_null=True)
    quad = serializers.ListField(child=serializers.ListField(child=serializers.FloatField()), allow_null=True)
    raw = serializers.CharField()


class ValueSerializer(serializers.Serializer[Any]):
    """One field of the form with the value that counts and its source."""

    code = serializers.CharField(source="field.code")
    type = serializers.CharField(source="field.type")
    label = LabelSerializer(source="field.label")  # type: ignore[assignment]
    value = serializers.JSONField(allow_null=True)
    source = SourceSerializer(source="fact", allow_null=True)  # type: ignore[assignment]


class PaperSerializer(serializers.Serializer[Any]):
    """A paper that was handed in."""

    id = serializers.UUIDField()
    slot = serializers.CharField()
    sha256 = serializers.CharField()
    name = serializers.CharField()
    media_type = serializers.CharField()
    pages = serializers.IntegerField()
    size_bytes = serializers.IntegerField()
    material = serializers.CharField()


class PinnedSerializer(serializers.Serializer[Any]):
    """The version of the service item to which a case is pinned."""

    code = serializers.CharField()
    version = serializers.CharField()
    sha256 = serializers.CharField()


class CaseSerializer(serializers.Serializer[Any]):
    """A case in which the caller's body has, or had, a task."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    item = PinnedSerializer()
    state = serializers.CharField()
    version = serializers.IntegerField()
    applicant_name = serializers.CharField()
    channel = serializers.CharField()
    received_at = serializers.DateTimeField()
    accepted_at = serializers.DateTimeField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    bundle = serializers.UUIDField(allow_null=True)
    values = ValueSerializer(many=True, source="fields")
    papers = serializers.SerializerMethodField()

    @extend_schema_field(PaperSerializer(many=True))
    def get_papers(self, case: Any) -> list[dict[str, Any]]:
        """All papers, slot by slot."""
        papers = [paper for slot in case.slots for paper in slot.papers]
        return [dict(PaperSerializer(paper).data) for paper in papers]


class OpinionSerializer(serializers.Serializer[Any]):
    """An opinion that finishes a review or a consultation."""

    outcome = serializers.CharField(max_length=40)
    opinion = serializers.CharField(max_length=5000, allow_blank=True, default="")


class ResultSerializer(serializers.Serializer[Any]):
    """The case after a command, and the ledger entry of what was done."""

    case = serializers.UUIDField()
    number = serializers.CharField()
    state = serializers.CharField()
    version = serializers.IntegerField()
    receipt = serializers.UUIDField(allow_null=True)


class ErrorSerializer(serializers.Serializer[Any]):
    """One thing wrong with what was sent."""

    field = serializers.CharField()
    row = serializers.IntegerField()
    code = serializers.CharField()
    params = serializers.JSONField()


class ProblemSerializer(serializers.Serializer[Any]):
    """A problem document (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    who = serializers.CharField(required=False)
    when = serializers.DateTimeField(required=False, allow_null=True)
    errors = ErrorSerializer(many=True, required=False)  # type: ignore[assignment]


class IncidentSerializer(serializers.Serializer[Any]):
    """Why a case stands: places and types, never a value."""

    id = serializers.IntegerField()
    case = serializers.UUIDField()
    number = serializers.CharField()
    item = LabelSerializer()
    version = serializers.IntegerField()
    element = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()
    expression = serializers.CharField()
    types = serializers.DictField(child=serializers.CharField())
    job_kind = serializers.CharField()
    times = serializers.IntegerField()
    opened_at = serializers.DateTimeField()
    last_at = serializers.DateTimeField()
