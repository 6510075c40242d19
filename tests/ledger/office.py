"""An office for tests that stop its database: one that records, one that sequences and anchors, one that checks.

`python -m tests.ledger.office write|tend|check`, as processes with DATABASE_URL, ONEDOOR_KEYS and ONEDOOR_CHAIN_RPC.
"""

import contextlib
import json
import sys
import time

import django


def write() -> None:
    """Records until nobody reads any more; a line for each receipt whose commit was answered."""
    from django.db import DatabaseError, InterfaceError, connection, transaction

    from ledger import api

    while True:
        try:
            with transaction.atomic():
                receipt = api.record("case.submitted", "case:1", {"name": "面馆"}, "p-zhang")
        except (DatabaseError, InterfaceError):
            connection.close()
            time.sleep(0.05)
            print("refused", flush=True)
        else:
            print(receipt.id, flush=True)


def tend() -> None:
    """Sequences and anchors without a rest, however often the database goes away."""
    from django.db import DatabaseError, InterfaceError, connection

    from ledger import api

    while True:
        try:
            api.sequence()
            api.anchor()
        except (DatabaseError, InterfaceError):
            with contextlib.suppress(DatabaseError, InterfaceError):
                connection.close()
        time.sleep(0.05)


def check() -> None:
    """Reads receipts; prints what is wrong with the record and with their proofs as JSON, empty where all is well."""
    from django.conf import settings

    from ledger import api
    from ledger.models import Entry, Leaf

    receipts = sys.stdin.read().split()
    for _ in range(2):
        api.sequence()
        api.anchor()
    wrong = [finding.which for finding in api.audit()]
    places = list(Leaf.objects.order_by("index").values_list("index", flat=True))
    if places != list(range(Entry.objects.count())):
        wrong.append(f"{len(places)} leaves for {Entry.objects.count()} entries")
    trust = api.trust()
    for receipt in receipts:
        verdict = api.verify_proof(api.prove(receipt), trust, [settings.CHAIN_RPC])  # type: ignore[arg-type]
        if verdict.outcome != api.PROVEN:
            wrong.append(f"{receipt}: {verdict.text()}")
    print(json.dumps(wrong))


if __name__ == "__main__":
    django.setup()
    {"write": write, "tend": tend, "check": check}[sys.argv[1]]()
