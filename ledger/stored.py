"""Reads entries as the table holds them, past the models: a million rows are to be hashed again in half a minute."""

from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
from django.db import connection

from ledger.entry import Stored
from ledger.models import Entry, Log

CHUNK = 5_000
COLUMNS = ", ".join(f"e.{name}" for name in Entry.STORED)
ENTRIES = f"SELECT {COLUMNS} FROM ledger_entry e WHERE e.id = ANY(%s) ORDER BY e.id"
LEAVES = f"""
SELECT l.index, l.hash, {COLUMNS} FROM ledger_leaf l JOIN ledger_entry e ON e.id = l.entry_id
WHERE l.log_id = %s AND l.index >= %s AND l.index < %s ORDER BY l.index
"""


def entries(ids: Sequence[int]) -> list[Stored]:
    """The rows with these ids, in their order; fewer where some are gone."""
    return [Stored(*row) for row in _rows(ENTRIES, [list(ids)])]


def leaves(log: Log, start: int = 0, end: int | None = None) -> Iterator[tuple[int, bytes, Stored]]:
    """(index, stored leaf hash, entry) from `start` up to `end`, or to the first chunk that holds none."""
    while end is None or start < end:
        until = start + CHUNK if end is None else min(start + CHUNK, end)
        rows = _rows(LEAVES, [log.pk, start, until])
        for index, hashed, *row in rows:
            yield index, hashed, Stored(*row)
        if not rows and end is None:
            return
        start = until


def _rows(query: str, params: list[object]) -> list[Any]:
    """In the binary format, which costs a third of the text that Django's cursor reads."""
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        return cursor.execute(query, params, binary=True).fetchall()
