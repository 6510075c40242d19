"""Entries as record() writes them, many at once through COPY, for the ledger's bench."""

import multiprocessing
import os

from django.db import connection
from django.utils import timezone

from ledger import entry

COLUMNS = "public_id, at, actor, verb, subject, canonical, salt, commitment"
BODY = {"case": "YZ-2026-000001", "outcome": "accepted", "reasons": ["材料齐全"], "fee_fen": 0}


def fill(count: int) -> None:
    now = timezone.now()
    at = now.replace(microsecond=now.microsecond // 1000 * 1000)
    with connection.cursor() as cursor, cursor.copy(f"COPY ledger_entry ({COLUMNS}) FROM STDIN") as copy:
        for number in range(count):
            salt, name, subject = os.urandom(32), entry.new_id(at), f"case:{number}"
            data = entry.entry_bytes(
                public_id=name, at=at, actor="p-1", verb="case.accepted", subject=subject, body=BODY
            )
            copy.write_row((name, at, "p-1", "case.accepted", subject, data, salt, entry.commitment(salt, data)))


def fill_by_all_cores(count: int) -> None:
    """The same, shared among as many processes as there are cores."""
    connection.close()
    fork, cores = multiprocessing.get_context("fork"), os.cpu_count() or 1
    running = [fork.Process(target=fill, args=(count // cores + (core < count % cores),)) for core in range(cores)]
    for process in running:
        process.start()
    for process in running:
        process.join()
