"""What is handed out: the proof of an entry, and what a verifier should pin."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ledger import checkpoint, merkle, options, tree
from ledger.errors import UnknownEntry
from ledger.models import Anchor, Chain, Cosignature, Entry, Head, Leaf, Log

PROOF_FORMAT = "onedoor-proof/1"
TRUST_FORMAT = "onedoor-trust/1"
# How many of the newest confirmed heads are compared when one is chosen for a proof.
NEAR = 10


@dataclass(frozen=True, slots=True)
class Pending:
    """No proof yet. `reason`: not_sequenced or not_anchored; `anchor_by` is the receipt's promise."""

    id: UUID
    reason: str
    anchor_by: datetime


def prove(entry_id: UUID) -> dict[str, Any] | Pending:
    """The proof file of an entry under a recent head that enough chains and witnesses confirm.

    It is made of what the tables hold now, unjudged: a row that was changed gives a proof that verifiers refute.
    Of an erased entry it shows the commitment and its place. UnknownEntry where there is no such entry.
    """
    entry = Entry.objects.filter(public_id=entry_id).first()
    if entry is None:
        raise UnknownEntry(str(entry_id))
    anchor_by = entry.at + options.max_age()
    leaf = Leaf.objects.filter(entry=entry).select_related("log").first()
    if leaf is None:
        return Pending(entry_id, "not_sequenced", anchor_by)
    head = _confirmed_head(leaf)
    if head is None:
        return Pending(entry_id, "not_anchored", anchor_by)
    path = merkle.inclusion_path(leaf.index, head.size, tree.nodes(leaf.log))
    return {
        "format": PROOF_FORMAT,
        "id": str(entry_id),
        **_content(entry),
        "index": leaf.index,
        "path": [_text(step) for step in path],
        "head": head.note + "".join(f"{line}\n" for line in _witness_lines(head)),
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


def _confirmed_head(leaf: Leaf) -> Head | None:
    """Of the newest confirmed heads that cover a leaf, the one with the most confirmations, `need` at least."""
    anchored = _final().filter(head__log=leaf.log, head__size__gt=leaf.index).order_by("-head__size")
    cosigned = Cosignature.objects.filter(head__log=leaf.log, head__size__gt=leaf.index).order_by("-head__size")
    near = {*anchored.values_list("head_id", flat=True)[:NEAR], *cosigned.values_list("head_id", flat=True)[:NEAR]}
    ranked = [(len(_holders(head)) + len(_witness_lines(head)), head.size, head) for head in _heads(near)]
    confirmations, _, best = max(ranked, default=(0, 0, None))
    return best if confirmations >= options.need() else None


def _heads(ids: set[int]) -> QuerySet[Head]:
    return Head.objects.filter(id__in=ids)


def _final() -> QuerySet[Anchor]:
    return Anchor.objects.filter(final_at__isnull=False, gone_at=None, chain__retired_at=None)


def _size(log: Log) -> int:
    head = tree.newest_head(log)
    return head.size if head else 0


def _holders(head: Head) -> list[Chain]:
    anchors = _final().filter(head=head).select_related("chain").order_by("chain_id")
    # Two contracts on one chain confirm once.
    return list({anchor.chain.chain_id: anchor.chain for anchor in anchors}.values())


def _witness_lines(head: Head) -> list[str]:
    """Co-signatures of the witnesses that are set now; one that was dropped confirms nothing any more."""
    names = [checkpoint.read_verifier_key(key)[0] for key in options.witnesses()]
    found = Cosignature.objects.filter(head=head, witness__in=names).order_by("witness")
    return list(found.values_list("line", flat=True))


def _place(chain: Chain) -> dict[str, Any]:
    return {"name": chain.name, "chain_id": chain.chain_id, "contract": chain.contract, "depth": chain.depth}


def trust() -> dict[str, Any]:
    """What to pin (trust.json): origin, head key, and where each log is anchored; to be had from a trusted source."""
    logs = list(Log.objects.order_by("id"))
    return {"format": TRUST_FORMAT, "logs": [_pin(log, ended=log != logs[-1]) for log in logs]}


def _pin(log: Log, ended: bool) -> dict[str, Any]:
    """Of a log that has ended also its `last` size: whoever has its key later can make no head beyond."""
    chains = Chain.objects.filter(log=log, retired_at=None).order_by("id")
    return {
        "origin": log.origin,
        "algorithm": log.algorithm,
        "key": checkpoint.verifier_key(log.origin, bytes(log.public_key)),
        "need": options.need(),
        **({"last": _size(log)} if ended else {}),
        "chains": [
            {
                **_place(chain),
                "code_sha256": chain.code_sha256,
                "local": chain.chain_id in options.LOCAL_CHAIN_IDS,
            }
            for chain in chains
        ],
        "witnesses": list(options.witnesses()),
    }
