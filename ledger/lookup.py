"""What the ledger holds under given ids: for callers who keep the id of an entry and want to know that it stands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ledger import options, standing
from ledger.models import Entry, Leaf, Log


@dataclass(frozen=True, slots=True)
class EntryState:
    """`anchor_by` is the receipt's promise; `is_confirmed` once enough chains and witnesses hold a head over it."""

    verb: str
    subject: str
    at: datetime
    anchor_by: datetime
    is_confirmed: bool


def entry_states(ids: Collection[UUID]) -> dict[UUID, EntryState]:
    """The entries that there are among `ids`; the others are missing from the answer."""
    rows = {row.pk: row for row in Entry.objects.defer("canonical").filter(public_id__in=ids)}
    leaves = Leaf.objects.filter(entry__in=rows).values_list("entry_id", "log_id", "index")
    confirmed = {log.pk: standing.confirmed_size(log) for log in Log.objects.all()}
    covered = {entry for entry, log, index in leaves if index < confirmed[log]}
    return {
        row.public_id: EntryState(row.verb, row.subject, row.at, row.at + options.max_age(), pk in covered)
        for pk, row in rows.items()
    }
