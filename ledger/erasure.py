"""Erasing what an entry says, for good, while its place in the tree and everybody's proofs stay."""

from uuid import UUID

from django.db import connection

from ledger.errors import OutsideTransaction, UnknownEntry
from ledger.models import Entry
from ledger.recorder import Receipt, record

ERASED = "entry.erased"


def shred(entry_id: UUID, reason: str, actor: str) -> Receipt:
    """Removes bytes, salt, actor and subject of an entry and records that in the same transaction.

    Without its 32-byte salt the commitment that stays tells nothing. Copies that were handed out before still verify.
    UnknownEntry where there is none or it is erased already; OutsideTransaction as for record().
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction("shred() belongs into a transaction")
    with connection.cursor() as cursor:
        # The trigger lets this one change of this one row pass, until the end of the transaction.
        cursor.execute("SELECT set_config('ledger.erasing', %s, true)", [str(entry_id)])
    living = Entry.objects.filter(public_id=entry_id, canonical__isnull=False)
    if not living.update(canonical=None, salt=None, actor="", subject=""):
        raise UnknownEntry(str(entry_id))
    return record(ERASED, f"entry:{entry_id}", {"entry": str(entry_id), "reason": reason}, actor)
