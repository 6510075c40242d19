"""The signed heads of a log with where each is anchored, for public pages; and the judgement of one against another."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ledger import checkpoint, merkle, proofs, tree
from ledger.errors import BadCheckpoint, BadProof
from ledger.models import Anchor, Cosignature, Head, Log

FORMAT = "onedoor-consistency/1"


@dataclass(frozen=True, slots=True)
class AnchorState:
    """`tx` in hex, empty where the contract held the head already; `final_at` is None while in flight."""

    chain: str
    chain_id: int
    contract: str
    tx: str
    final_at: datetime | None


@dataclass(frozen=True, slots=True)
class HeadState:
    """`root` in hex; `witnesses` are the names of those who co-signed."""

    size: int
    root: str
    at: datetime
    anchors: tuple[AnchorState, ...]
    witnesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """What a consistency file holds (C2SP notes, path in base64), and whether the later head continues the earlier."""

    document: dict[str, Any]
    first_root: str
    second_root: str
    holds: bool


def origins() -> tuple[str, ...]:
    """Every log, the one that grows now first."""
    return tuple(Log.objects.order_by("-id").values_list("origin", flat=True))


def heads(origin: str = "", before: int | None = None, limit: int = 50) -> tuple[HeadState, ...]:
    """The heads of a log (the newest where `origin` is empty), largest first; `before` is the size to go on from."""
    log = Log.objects.filter(origin=origin).first() if origin else tree.current_log()
    rows = Head.objects.filter(log=log)
    if before is not None:
        rows = rows.filter(size__lt=before)
    found = list(rows.order_by("-size")[:limit])
    anchors: dict[int, list[AnchorState]] = {}
    for row in Anchor.objects.filter(head__in=found, gone_at=None).select_related("chain").order_by("chain_id", "id"):
        chain = row.chain
        state = AnchorState(chain.name, chain.chain_id, chain.contract, bytes(row.tx_hash).hex(), row.final_at)
        anchors.setdefault(row.head_id, []).append(state)
    signed: dict[int, list[str]] = {}
    for cosignature in Cosignature.objects.filter(head__in=found).order_by("witness"):
        signed.setdefault(cosignature.head_id, []).append(cosignature.witness)
    return tuple(
        HeadState(
            head.size,
            bytes(head.root).hex(),
            head.at,
            tuple(anchors.get(head.pk, ())),
            tuple(signed.get(head.pk, ())),
        )
        for head in found
    )


def joined(first: int, second: int, origin: str = "") -> Joined:
    """The consistency proof between two signed heads (RFC 9162 §2.1.4), checked as a stranger would check it.

    UnknownEntry where there are no such heads; BadProof unless 0 < first <= second.
    """
    found = proofs.consistency(first, second, origin)
    key = bytes(Log.objects.only("public_key").get(origin=found["origin"]).public_key)
    earlier, later = (checkpoint.read(found[name])[0].root for name in ("first", "second"))
    try:
        for name in ("first", "second"):
            checkpoint.check(found[name], key)
        path = [base64.b64decode(step) for step in found["path"]]
        merkle.check_consistency(first, second, earlier, later, path)
        holds = True
    except (BadProof, BadCheckpoint):
        holds = False
    return Joined({"format": FORMAT, **found}, earlier.hex(), later.hex(), holds)
