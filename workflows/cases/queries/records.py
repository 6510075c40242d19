"""What a public page may learn of the record behind a document or certificate."""

from uuid import UUID

from workflows.cases.models import Event


def entry_of_document(case: UUID, sha256: str) -> UUID | None:
    """The ledger entry that names this digest, e.g. that of the issue of a certificate; None where there is none."""
    return Event.objects.filter(case=case, params__sha256=sha256).values_list("entry", flat=True).first()
