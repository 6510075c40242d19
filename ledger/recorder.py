"""Writing an entry: one INSERT in the caller's transaction and nothing else."""

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
from django.db import connection
from django.utils import timezone

from ledger import entry, options
from ledger.errors import OutsideTransaction

INSERT = """
INSERT INTO ledger_entry (public_id, at, actor, verb, subject, canonical, salt, commitment)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The promise given for an entry: `commitment` (hex) will stand under an anchored head by `anchor_by`."""

    id: uuid.UUID
    commitment: str
    anchor_by: datetime


def record(verb: str, subject: str, body: Mapping[str, Any], actor: str) -> Receipt:
    """Records who (`actor`, a pseudonym) did what (`verb`) to which thing (`subject`), with `body`.

    Refuses outside a transaction (OutsideTransaction) and bodies without canonical bytes (NotCanonical).
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction("record() belongs into the transaction of the change that it records")
    now = timezone.now()
    at = now.replace(microsecond=now.microsecond // 1000 * 1000)
    public_id, salt = entry.new_id(at), secrets.token_bytes(entry.SALT_BYTES)
    # The columns must be what the bytes say, which are in NFC.
    actor, verb, subject = entry.text(actor), entry.text(verb), entry.text(subject)
    data = entry.entry_bytes(public_id=public_id, at=at, actor=actor, verb=verb, subject=subject, body=body)
    committed = entry.commitment(salt, data)
    _insert([public_id, at, actor, verb, subject, data, salt, committed])
    return Receipt(public_id, committed.hex(), at + options.max_age())


def _insert(row: list[Any]) -> None:
    """Past the model and Django's cursor: every transaction of the house pays for this, and they take thrice."""
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        psycopg.Cursor(connection.connection).execute(INSERT, row)
