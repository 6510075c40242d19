"""What is handed out: the proof of an entry, and what a verifier should pin."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from ledger import checkpoint, merkle, options, tree
from ledger.errors import UnknownEntry
from ledger.models import Anchor, Chain, Entry, Head, Leaf, Log

PROOF_FORMAT = "onedoor-proof/1"
TRUST_FORMAT = "onedoor-trust/1"


@dataclass(frozen=True, slots=True)
class Pending:
    """No proof yet. `reason`: not_sequenced or not_anchored; `anchor_by` is the receipt's promise."""

    id: UUID
    reason: str
    anchor_by: datetime


def prove(entry_id: UUID) -> dict[str, Any] | Pending:
    """The proof file of an entry under the newest head that enough chains hold. UnknownEntry where there is none.

    It is made of what the tables hold now, unjudged: a row that was changed gives a proof that verifiers refute.
    Of an erased entry it shows the commitment and its place.
    """
    entry = Entry.objects.filter(public_id=entry_id).first()
    if entry is None:
        raise UnknownEntry(str(entry_id))
    anchor_by = entry.at + options.max_age()
    leaf = Leaf.objects.filter(entry=entry).select_related("log").first()
    if leaf is None:
        return Pending(entry_id, "not_sequenced", anchor_by)
    head = _anchored_head(leaf)
    if head is None:
        return Pending(entry_id, "not_anchored", anchor_by)
    path = merkle.inclusion_path(leaf.index, head.size, tree.nodes(leaf.log))
    return {
        "format": PROOF_FORMAT,
        "id": str(entry_id),
        **_content(entry),
        "index": leaf.index,
        "path": [_text(step) for step in path],
        "head": head.note,
        "anchors": [_place(chain) for chain in _holders(head)],
    }


def _content(entry: Entry) -> dict[str, Any]:
    if entry.canonical is None or entry.salt is None:
        return {"entry": None, "commitment": _text(bytes(entry.commitment))}
    return {"entry": bytes(entry.canonical).decode(errors="replace"), "salt": _text(bytes(entry.salt))}


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def consistency(first: int, second: int, origin: str = "") -> dict[str, Any]:
    """What joins two signed heads of a log (the newest log where `origin` is empty): both notes and the RFC 9162 path.

    UnknownEntry where there is no such log or head; BadProof unless 0 < first <= second.
    """
    log = Log.objects.filter(origin=origin).first() if origin else tree.current_log()
    heads = {head.size: head.note for head in Head.objects.filter(log=log, size__in=[first, second])}
    if log is None or len(heads) != len({first, second}):
        raise UnknownEntry(f"no heads of {first} and {second} entries")
    path = tree.consistency(log, first, second)
    return {
        "origin": log.origin,
        "first": heads[first],
        "second": heads[second],
        "path": [_text(step) for step in path],
    }


def _anchored_head(leaf: Leaf) -> Head | None:
    held = Q(anchor__final_at__isnull=False, anchor__gone_at=None, anchor__chain__retired_at=None)
    heads = Head.objects.filter(log=leaf.log, size__gt=leaf.index)
    enough = heads.annotate(held=Count("anchor__chain", filter=held, distinct=True)).filter(held__gte=options.need())
    return enough.order_by("-size").first()


def _holders(head: Head) -> list[Chain]:
    anchors = Anchor.objects.filter(head=head, final_at__isnull=False, gone_at=None, chain__retired_at=None)
    return [anchor.chain for anchor in anchors.select_related("chain").order_by("chain_id")]


def _place(chain: Chain) -> dict[str, Any]:
    return {"name": chain.name, "chain_id": chain.chain_id, "contract": chain.contract, "depth": chain.depth}


def trust() -> dict[str, Any]:
    """What to pin (trust.json): origin, head key, and where each log is anchored; to be had from a trusted source."""
    return {"format": TRUST_FORMAT, "logs": [_pin(log) for log in Log.objects.order_by("id")]}


def _pin(log: Log) -> dict[str, Any]:
    chains = Chain.objects.filter(log=log, retired_at=None).order_by("id")
    return {
        "origin": log.origin,
        "algorithm": log.algorithm,
        "key": checkpoint.verifier_key(log.origin, bytes(log.public_key)),
        "need": options.need(),
        "chains": [
            {
                **_place(chain),
                "code_sha256": chain.code_sha256,
                "local": chain.chain_id in options.LOCAL_CHAIN_IDS,
            }
            for chain in chains
        ],
    }
