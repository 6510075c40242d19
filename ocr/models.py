"""Tables of ocr: originals by digest, and readings by digest, engine and template version."""

from django.db import models
from django.db.models import Q


class StoredDocument(models.Model):
    """An original that passed the guard; the bytes lie in the vault."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    media_type = models.CharField(max_length=40)
    pages = models.PositiveSmallIntegerField()
    size_bytes = models.PositiveIntegerField()
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="ocr_document_digest"),
            models.CheckConstraint(condition=Q(pages__gte=1, pages__lte=30), name="ocr_document_pages"),
            models.CheckConstraint(condition=Q(size_bytes__gte=1), name="ocr_document_not_empty"),
        )

    def __str__(self) -> str:
        return self.sha256[:12]


class StoredReading(models.Model):
    """What was read of an original; a cache that may be emptied, since reading again gives the same."""

    document = models.ForeignKey(StoredDocument, on_delete=models.CASCADE, related_name="readings")
    engine = models.CharField(max_length=120)
    templates_version = models.CharField(max_length=16)
    reading = models.JSONField()
    cpu_ms = models.PositiveIntegerField()
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("document", "engine", "templates_version"), name="ocr_reading_once"),
        )

    def __str__(self) -> str:
        return f"{self.document_id[:12]} by {self.engine}"
